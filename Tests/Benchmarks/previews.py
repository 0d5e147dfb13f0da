#!/usr/bin/env python3
"""Measures how long a preview takes in the real program, in a pseudo terminal: from the key that opens the history to the
first byte of the picture, for each way of showing it. Needs only Python 3.9; the film and the sound need ffmpeg.

    swift build -c release --static-swift-stdlib --product easel -Xlinker -s -Xlinker -no-pie
    python3 Tests/Benchmarks/previews.py [PATH_TO_EASEL]

The PNG file has 4096x4096 pixels of gradients and noise. Each figure is the median of five starts of the program.
"""
import fcntl
import json
import os
import pty
import random
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
import zlib

EASEL = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else ".build/release/easel")
SIDE = 4096
ROWS, COLUMNS, CELL = 40, 120, (10, 20)
MARKS = {
    "blocks": "▀".encode(), "kitty": b"a=T,U=1", "iterm2": b"]1337;File=", "sixel": b"\x1bP",
}


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def write_png(path):
    noise = random.Random(1)
    grain = bytes(noise.randrange(24) for _ in range(SIDE * 3))
    rows = bytearray()
    for y in range(SIDE):
        shift = noise.randrange(SIDE * 3)
        line = bytes((x // 12 + y // 16) % 232 for x in range(0, SIDE * 3, 64)) * 64
        rows += b"\0" + bytes(a + b for a, b in zip(line[: SIDE * 3], grain[shift:] + grain[:shift]))
    body = chunk(b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows, 6))
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b""))
    return os.path.getsize(path)


def until_shown(home, pictures, mark):
    """Milliseconds from the key to the first byte of the preview, and the bytes that came with it."""
    environment = {
        "PATH": os.environ["PATH"], "HOME": home, "EASEL_HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8",
        "COLORTERM": "truecolor", "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", ""), "EASEL_PICTURES": pictures,
    }
    pid, fd = pty.fork()
    if pid == 0:
        time.sleep(0.05)
        os.execve(EASEL, [EASEL], environment)
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, COLUMNS * CELL[0], ROWS * CELL[1]))
    try:
        read(fd, lambda seen: b"Studio" in seen, 20)
        read(fd, lambda seen: False, 1.0)
        start = time.perf_counter()
        os.write(fd, b"\x1bOS")  # F4
        took = read(fd, lambda seen: mark in seen, 30)
        if took is None:
            raise RuntimeError(f"{mark!r} never came")
        rest = bytearray()
        read(fd, lambda seen: False, 1.0, rest)
        return (took - start) * 1000, len(rest)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(fd)


def read(fd, is_enough, limit, seen=None):
    seen = bytearray() if seen is None else seen
    end = time.perf_counter() + limit
    while time.perf_counter() < end:
        if select.select([fd], [], [], 0.02)[0]:
            seen += os.read(fd, 1 << 20)
            if is_enough(seen):
                return time.perf_counter()
    return None


def generate(home, modality):
    command = [EASEL, "generate", modality, "A lighthouse at dawn", "--sandbox", "--json"]
    done = subprocess.run(command, env={**os.environ, "EASEL_HOME": home}, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{command}: {done.stdout} {done.stderr}")
    return json.loads(done.stdout)["assets"][0]


def measure(name, home, pictures, mark):
    runs = [until_shown(home, pictures, mark) for _ in range(5)]
    times = [run[0] for run in runs]
    print(f"{name:<44} {statistics.median(times):>8.0f} ms   (from {min(times):.0f} to {max(times):.0f})", flush=True)


def main():
    home = tempfile.mkdtemp(prefix="easel-previews-")
    try:
        asset = generate(home, "image")  # Whatever its name ends in: formats are told by the bytes.
        size = write_png(asset["path"])
        print(f"{EASEL}, {COLUMNS}x{ROWS} cells of {CELL[0]}x{CELL[1]} pixels, PNG of {SIDE}x{SIDE}, {size / 1e6:.1f} MB")
        for pictures, mark in MARKS.items():
            measure(f"PNG, {pictures}", home, pictures, mark)
        if shutil.which("ffmpeg"):
            generate(home, "audio")
            measure("sound, waveform", home, "blocks", "▁".encode())
            generate(home, "video")
            measure("film, poster and strip", home, "blocks", MARKS["blocks"])
    finally:
        shutil.rmtree(home, ignore_errors=True)


main()
