#!/usr/bin/env python3
"""Measures a release build of Easel and prints the figures. Needs only Python 3.9 and curl.

    swift build -c release --static-swift-stdlib --product easel -Xlinker -s -Xlinker -no-pie
    python3 Tests/Benchmarks/measure.py [PATH_TO_EASEL]

Resident memory counts the pages of the program file that the kernel happens to map: more right after the file was written
than after it was read from disk. What the program itself holds is the row below it.

All traffic stays on the loopback; every process that is started is stopped again.
"""
import fcntl
import json
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

EASEL = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else ".build/release/easel")
PROMPT = "Say hello in one short sentence."


class Terminal:
    """A program in a pseudo terminal of 80x24."""

    def __init__(self, arguments, home, extra=None):
        environment = {
            "PATH": os.environ["PATH"], "HOME": home, "EASEL_HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8",
            "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", ""), **(extra or {}),
        }
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(arguments[0], arguments, environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def read_until(self, text, limit):
        seen, end = b"", time.perf_counter() + limit
        while time.perf_counter() < end:
            if select.select([self.fd], [], [], 0.05)[0]:
                seen += os.read(self.fd, 65536)
                if text in seen:
                    return time.perf_counter() - self.started
        raise RuntimeError(f"{text!r} never came; the screen so far: {seen[-300:]!r}")

    def drain(self, quiet=0.3):
        while select.select([self.fd], [], [], quiet)[0]:
            os.read(self.fd, 65536)

    def key_to_paint(self, key):
        start = time.perf_counter()
        os.write(self.fd, key)
        select.select([self.fd], [], [], 2)
        took = time.perf_counter() - start
        self.drain(0.02)
        return took

    def resident(self, kind="VmRSS"):
        with open(f"/proc/{self.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith(kind)) / 1024

    def ticks(self):
        with open(f"/proc/{self.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def stop(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def centile(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def row(name, value, aim=""):
    print(f"{name:<52} {value:>16}   {aim}", flush=True)


def first_paint(home, extra):
    times = []
    for _ in range(15):
        terminal = Terminal([EASEL], home, extra)
        times.append(terminal.read_until(b"Studio", 10))
        terminal.stop()
    return statistics.median(times) * 1000


def whole_process(command, environment, body_check):
    times = []
    for _ in range(21):
        start = time.perf_counter()
        done = subprocess.run(command, env=environment, capture_output=True)
        times.append((time.perf_counter() - start) * 1000)
        if done.returncode != 0 or body_check not in done.stdout:
            raise RuntimeError(f"{command}: {done.returncode} {done.stdout[:200]!r} {done.stderr[:300]!r}")
    return statistics.median(times[1:])


def compare(label, settings, environment, address):
    """One streamed answer: `easel generate text` against curl on the same endpoint, each as a whole process."""
    request = {"model": "openai/gpt-4o-mini", "messages": [{"role": "user", "content": PROMPT}], "stream": True}
    request.update({"max_completion_tokens": value for _, value in settings})
    curl = whole_process(["curl", "-sN", f"{address}/openrouter/chat/completions", "-H", "Authorization: Bearer sandbox",
                          "-H", "Content-Type: application/json", "-d", json.dumps(request)], environment, b"[DONE]")
    easel = whole_process([EASEL, "generate", "text", PROMPT, "--on", "openrouter:openai/gpt-4o-mini", "--quiet"]
                          + [f"--set={key}={value}" for key, value in settings], environment, b"\n")
    row(f"{label}: curl", f"{curl:.1f} ms")
    row(f"{label}: easel generate text", f"{easel:.1f} ms")
    row("  ratio", f"{easel / curl:.2f}", "at most 3")


def start_sandbox(home):
    process = subprocess.Popen([EASEL, "sandbox", "--port", "0", "--fast"], stdout=subprocess.PIPE, text=True,
                               env={**os.environ, "EASEL_HOME": home})
    return process, process.stdout.readline().split()[-1]


def main():
    home = tempfile.mkdtemp(prefix="easel-measure-")
    sandbox, address = start_sandbox(home)
    configured = {"EASEL_SANDBOX_URL": address}
    try:
        row("size of the program", f"{os.path.getsize(EASEL) / 1e6:.1f} MB")
        row("start to first paint, a sandbox elsewhere, median", f"{first_paint(home, configured):.1f} ms", "under 30 ms")
        row("start to first paint, sandbox in the process", f"{first_paint(home, {}):.1f} ms", "under 30 ms")

        for label, extra in (("a sandbox elsewhere", configured), ("sandbox in the process", {})):
            terminal = Terminal([EASEL], home, extra)
            terminal.read_until(b"Studio", 10)
            terminal.drain(1.0)
            row(f"resident after start, {label}", f"{terminal.resident():.1f} MB", "under 40 MB")
            row("  of it not pages of the program file", f"{terminal.resident('RssAnon'):.1f} MB")
            before = terminal.ticks()
            time.sleep(10)
            spent = (terminal.ticks() - before) * 1000 / os.sysconf("SC_CLK_TCK")
            row(f"CPU over 10 idle seconds, {label}", f"{spent:.0f} ms", "zero")
            if extra:
                keys = [terminal.key_to_paint(bytes([97 + index % 26])) * 1000 for index in range(300)]
                row("key press to paint, median of 300", f"{statistics.median(keys):.2f} ms")
                row("key press to paint, 99th percentile", f"{centile(keys, 0.99):.2f} ms", "under 3 ms")
            terminal.stop()

        environment = {**os.environ, "EASEL_HOME": home, **configured}
        compare("a whole answer", [], environment, address)
        compare("an answer of one token", [("maxOutputTokens", 1)], environment, address)
    finally:
        sandbox.send_signal(signal.SIGTERM)
        sandbox.wait()
        shutil.rmtree(home, ignore_errors=True)


main()
