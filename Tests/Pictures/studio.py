"""Takes pictures of the real studio: the program in tmux, on the sandbox, driven by keys, drawn by `cells.py`.

    sh Tests/Pictures/take.sh [SCENE …]        writes Docs/Images/SCENE.png; all scenes without a name
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

import cells

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
PROGRAM = os.environ.get("EASEL", os.path.join(ROOT, ".build", "debug", "easel"))


class Screen:
    """One studio in a tmux server of its own."""

    def __init__(self, columns, rows, settings="", environment=None):
        self.columns, self.rows = columns, rows
        self.home = tempfile.mkdtemp(prefix="easel-pictures-")
        with open(os.path.join(self.home, "config.toml"), "w") as file:
            file.write(settings)
        os.chmod(os.path.join(self.home, "config.toml"), 0o600)
        self.socket = os.path.join(self.home, "tmux")
        variables = {"EASEL_HOME": self.home, "COLORTERM": "truecolor", "LANG": "C.UTF-8", **(environment or {})}
        words = " ".join(f"{key}='{value}'" for key, value in variables.items())
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows), f"{words} {PROGRAM}")
        self.tmux("set", "-g", "default-terminal", "tmux-256color")

    def tmux(self, *arguments):
        return subprocess.run(
            ["tmux", "-S", self.socket, *arguments], check=True, capture_output=True, text=True).stdout

    def text(self):
        return self.tmux("capture-pane", "-p")

    def wait(self, words, seconds=30):
        end = time.time() + seconds
        while words not in self.text():
            if time.time() > end:
                raise SystemExit(f"{words!r} did not come:\n{self.text()}")
            time.sleep(0.1)
        time.sleep(0.4)

    def press(self, *keys):
        for key in keys:
            self.tmux("send-keys", key)
            time.sleep(0.15)

    def type(self, text):
        self.tmux("send-keys", "-l", text)
        time.sleep(0.3)

    def save(self, name):
        time.sleep(0.3)
        folder = os.path.join(ROOT, "Docs", "Images")
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, name + ".png")
        cells.render(self.tmux("capture-pane", "-e", "-p", "-N"), path, self.columns, self.rows)
        print(f"{name}.png {os.path.getsize(path) // 1000} kB")

    def close(self):
        self.tmux("kill-server")
        shutil.rmtree(self.home, ignore_errors=True)


def opened(columns=120, rows=40, settings="", environment=None):
    screen = Screen(columns, rows, settings, environment)
    screen.wait("Welcome to Easel")
    return screen


def studio(settings="", environment=None, columns=120, rows=40):
    screen = opened(columns, rows, settings, environment)
    screen.press("Escape")
    return screen


def welcome():
    screen = opened()
    screen.save("welcome")
    screen.close()


def picture():
    screen = studio()
    screen.press("M-2")
    screen.type("A lighthouse at dawn, gouache, long shadows")
    screen.press("Enter")
    screen.wait("saved")
    screen.save("studio-image")
    screen.press("F4")
    screen.wait("lighthouse")
    screen.save("history")
    screen.close()


def text():
    screen = studio()
    screen.type("Write a short page about light, with a list and a table")
    screen.press("Enter")
    screen.wait("first word after")
    screen.save("studio-text")
    screen.close()


def video():
    screen = studio()
    screen.press("M-3")
    screen.type("Waves on a black beach, slow")
    screen.press("Enter")
    screen.wait("saved", 60)
    time.sleep(2)
    screen.save("studio-video")
    screen.close()


def sound():
    screen = studio()
    screen.press("M-4")
    screen.type("A slow waltz for two pianos")
    screen.press("Enter")
    screen.wait("saved", 60)
    time.sleep(2)
    screen.save("studio-audio")
    screen.close()


def jobs():
    screen = studio()
    screen.press("M-3")
    for prompt in ["Waves on a black beach", "A train through snow", "Two cats, one chair"]:
        screen.type(prompt)
        screen.press("Enter")
        time.sleep(0.4)
    screen.press("F5")
    time.sleep(1.0)
    screen.save("jobs")
    screen.press("F6")
    time.sleep(1.0)
    screen.save("providers")
    screen.close()


def settings():
    screen = studio()
    screen.press("F7")
    screen.wait("Theme")
    screen.save("settings")
    screen.close()


def palette():
    screen = studio()
    screen.press("C-p")
    screen.type("co")
    screen.save("palette")
    screen.close()


def compare():
    screen = studio(columns=140, rows=42)
    screen.press("M-2", "F3")
    time.sleep(0.5)
    screen.type("A red kite over dunes")
    screen.press("Enter")
    time.sleep(9)
    screen.save("compare-image")
    screen.close()


def compare_text():
    screen = studio(columns=140, rows=42)
    screen.press("F3")
    time.sleep(0.5)
    screen.type("What is light?")
    screen.press("Enter")
    time.sleep(12)
    screen.save("compare-text")
    screen.close()


def daylight():
    screen = studio('[general]\ntheme = "daylight"\n')
    screen.press("M-2", "F6")
    time.sleep(1)
    screen.press("F2")
    screen.type("A red kite over dunes")
    screen.press("Enter")
    screen.wait("saved")
    screen.save("theme-daylight")
    screen.close()


def small():
    screen = studio(columns=80, rows=24)
    screen.press("M-2")
    screen.type("A red kite over dunes")
    screen.press("Enter")
    screen.wait("saved")
    screen.save("studio-80x24")
    screen.close()


def ascii():
    screen = studio(environment={"LANG": "C", "LC_ALL": "C", "NO_COLOR": "1", "COLORTERM": ""}, columns=80, rows=24)
    screen.type("Plain as can be")
    screen.press("Enter")
    screen.wait("first word after")
    screen.save("studio-ascii")
    screen.close()


SCENES = [welcome, picture, text, video, sound, jobs, settings, palette, compare, compare_text, daylight, small, ascii]

if __name__ == "__main__":
    for scene in SCENES:
        if len(sys.argv) < 2 or scene.__name__ in sys.argv[1:]:
            scene()
