"""How quick the studio is, in a pty: first paint, key to paint, streams, idle, memory, repaint; htop, tig and nano beside it.

    python3 Tests/Benchmarks/studio.py [PROGRAM]      the program is .build/release/easel unless one is named

Prints figures; asserts nothing. The model is a server in this script that streams words as fast or as slowly as asked.
"""
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
TICK = os.sysconf("SC_CLK_TCK")
sys.path.insert(0, os.path.join(ROOT, "Tests", "JourneyTests", "Support"))
import words_server  # noqa: E402


class Terminal:
    """A program in a pty; what it writes is drained and timed, as a terminal would."""

    def __init__(self, argv, columns=120, rows=40, environment=None):
        self.start = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **(environment or {})})
            for name in ("TMUX", "NO_COLOR"):
                os.environ.pop(name, None)
            os.execvp(argv[0], argv)
        self.resize(columns, rows)
        self.seen = b""

    def resize(self, columns, rows):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds):
        """What comes within so many seconds, at once when something does."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            return b""
        self.seen = (self.seen + data)[-400_000:]
        return data

    def wait(self, pattern, seconds=30):
        end = time.perf_counter() + seconds
        while not re.search(pattern, self.seen):
            if time.perf_counter() > end:
                raise SystemExit(f"{pattern!r} did not come: {self.seen[-800:]!r}")
            self.read(0.05)
        return time.perf_counter()

    def drain(self, quiet=0.3, limit=20):
        """Reads until nothing came for a while; how many bytes came."""
        end, total = time.perf_counter() + limit, 0
        while time.perf_counter() < end:
            data = self.read(quiet)
            if not data:
                break
            total += len(data)
        return total

    def write(self, data):
        os.write(self.fd, data)

    def key_to_paint(self, data):
        """Milliseconds from a key to the first byte that answers it."""
        start = time.perf_counter()
        self.write(data)
        if not self.read(2):
            return None
        return (time.perf_counter() - start) * 1000

    def cpu(self):
        """Seconds of processor time so far, all threads."""
        with open(f"/proc/{self.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def memory(self):
        with open(f"/proc/{self.pid}/smaps_rollup") as file:
            text = file.read()
        return tuple(int(re.search(name + r":\s+(\d+)", text).group(1)) / 1000 for name in ("Rss", "Pss"))

    def close(self):
        try:
            os.kill(self.pid, signal.SIGTERM)
            end = time.time() + 3
            while time.time() < end:
                self.read(0.05)
                if os.waitpid(self.pid, os.WNOHANG)[0]:
                    break
            else:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self.fd)


def figures(values):
    values = sorted(v for v in values if v is not None)
    p99 = values[min(len(values) - 1, int(len(values) * 0.99))]
    return f"median {statistics.median(values):6.2f}  p99 {p99:6.2f}"


def say(what, words):
    print(f"{what:46} {words}", flush=True)


class Bench:
    def __init__(self, program):
        self.program = program
        self.home = tempfile.mkdtemp(prefix="easel-bench-")
        server = words_server.serve()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.environment = {
            "EASEL_HOME": self.home, "EASEL_LOCAL_URL": f"http://127.0.0.1:{server.server_port}/v1",
            "EASEL_DEFAULT_TEXT": "local:words-10000-3000", "EASEL_PICTURES": "blocks",
        }
        # A first row, so that the studio does not introduce itself.
        subprocess.run(
            [program, "generate", "text", "hello", "--on", "local:words-10-3000", "--quiet", "--allow-unknown"],
            env={**os.environ, **self.environment}, check=True, stdout=subprocess.DEVNULL)

    def studio(self, columns=120, rows=40, model=None):
        environment = dict(self.environment)
        if model:
            environment["EASEL_DEFAULT_TEXT"] = f"local:{model}"
        return Terminal([self.program], columns, rows, environment)

    def first_paint(self):
        times, cpus = [], []
        for _ in range(12):
            terminal = self.studio()
            times.append((terminal.wait(rb"Prompt") - terminal.start) * 1000)
            cpus.append(terminal.cpu() * 1000)
            terminal.close()
        say("start to first paint, ms", figures(times[1:]) + f"  CPU {statistics.median(cpus):.0f} ms")

    def idle_keys(self):
        terminal = self.studio()
        terminal.wait(rb"Prompt")
        terminal.drain()
        times = []
        for key in self.keys(300):
            times.append(terminal.key_to_paint(key))
            terminal.drain(0.004, 0.05)
        say("key to paint, idle, ms", figures(times))
        before, start = terminal.cpu(), time.perf_counter()
        terminal.drain(10, 10)
        used = terminal.cpu() - before
        say("CPU while idle", f"{used / (time.perf_counter() - start) * 100:.2f} %  over 10 s")
        rss, pss = terminal.memory()
        say("resident memory (RSS, PSS), MB", f"{rss:.1f}  {pss:.1f}")
        terminal.close()

    def keys(self, count):
        for index in range(count):
            yield b"abcdefgh "[index % 9:index % 9 + 1]

    def streaming_keys(self):
        """While two answers stream, what a key changes is found by its own text: every paint holds the streams too."""
        terminal = self.studio(model="words-100000-300")
        terminal.wait(rb"Prompt")
        terminal.drain()
        for _ in range(2):
            terminal.write(b"hi\r")
            terminal.drain(0.2, 1)
        times = []
        for index in range(200):
            mark = f"q{index:03d}z".encode()
            terminal.seen = b""
            start = time.perf_counter()
            terminal.write(mark[:1])
            # The letter stands in the prompt, whose row is drawn alone: a cursor address, then the letter.
            while b"q" not in terminal.seen and time.perf_counter() - start < 2:
                terminal.read(0.5)
            times.append((time.perf_counter() - start) * 1000)
            terminal.write(b"\x15")
            terminal.drain(0.02, 0.06)
        say("key to paint while two answers stream, ms", figures(times))
        terminal.close()

    def tokens(self):
        terminal = self.studio()
        terminal.wait(rb"Prompt")
        terminal.drain()
        before, start = terminal.cpu(), time.perf_counter()
        terminal.write(b"hi\r")
        terminal.wait(rb"first word after", 60)
        used, wall = terminal.cpu() - before, time.perf_counter() - start
        rss, _ = terminal.memory()
        say("10,000 streamed words", f"CPU {used:.2f} s in {wall:.1f} s; then {rss:.1f} MB resident")
        terminal.close()

    def repaint(self):
        terminal = self.studio(200, 60)
        terminal.wait(rb"Prompt")
        terminal.drain()
        times, sizes = [], []
        for index in range(20):
            start = time.perf_counter()
            terminal.resize(200 - index % 2, 60)
            os.kill(terminal.pid, signal.SIGWINCH)
            first = terminal.read(2)
            times.append((time.perf_counter() - start) * 1000)
            sizes.append(len(first) + terminal.drain(0.05, 1))
        say("full repaint at 200x60, ms", figures(times) + f"  {statistics.median(sizes) / 1000:.1f} kB")
        terminal.close()

    def others(self):
        text = os.path.join(self.home, "text.txt")
        with open(text, "w") as file:
            file.write("\n".join(" ".join(words_server.WORDS) for _ in range(200)))
        programs = [("htop", ["htop"], b"\x1b[B"), ("nano", ["nano", "-I", text], b"a"), ("tig", ["tig", "-C", ROOT], b"j")]
        for name, argv, key in programs:
            if not shutil.which(name):
                say(name, "not installed")
                continue
            starts, keys = [], []
            for _ in range(6):
                terminal = Terminal(argv, environment={"HOME": self.home})
                terminal.read(5)
                starts.append((time.perf_counter() - terminal.start) * 1000)
                terminal.drain(0.2, 2)
                for _ in range(50):
                    keys.append(terminal.key_to_paint(key))
                    terminal.drain(0.004, 0.05)
                before, begun = terminal.cpu(), time.perf_counter()
                terminal.drain(1.5, 1.5)
                idle = (terminal.cpu() - before) / (time.perf_counter() - begun) * 100
                rss = terminal.memory()[0]
                terminal.close()
            say(f"{name}: first output; key to paint, ms", f"{statistics.median(starts):.1f};  {figures(keys)}  idle {idle:.1f} %  {rss:.1f} MB")


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, ".build", "release", "easel")
    if not os.access(program, os.X_OK):
        raise SystemExit(f"{program} is not there: swift build -c release --static-swift-stdlib --product easel")
    bench = Bench(program)
    try:
        bench.first_paint()
        bench.idle_keys()
        bench.streaming_keys()
        bench.tokens()
        bench.repaint()
        bench.others()
    finally:
        shutil.rmtree(bench.home, ignore_errors=True)


if __name__ == "__main__":
    main()
