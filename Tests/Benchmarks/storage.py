#!/usr/bin/env python3
"""Two gigabytes through `easel`: from a provider's address and from gs://, to disk, and on to Cloud Storage.

    python3 Tests/Benchmarks/storage.py [PATH_TO_EASEL] [--megabytes 2048] [--limit 32]

Prints how long each way took and how much resident memory a big file cost over a small one, and fails when that is more than
the limit in MiB. The server is part of this script and keeps to the loopback: it makes the result as it is read, plays Vertex
and Cloud Storage (resumable sessions as wire sheet 7.2 has them), and compares the SHA-256 of what it gave with what it got.
Needs Python 3.9; with google-crc32c (in the Python of `.ci/setup --tests`) it states the checksum of what arrived, else none.
"""
import argparse
import base64
import hashlib
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

try:
    import google_crc32c
except ImportError:
    google_crc32c = None

MIB = 1 << 20
BLOCK = bytes((i * 2654435761 >> 13) & 255 for i in range(MIB))


def movie(size):
    """Pieces of a file that begins like MP4: `ftyp`, then one `mdat` over all the rest."""
    head = struct.pack(">I4s4sI4s", 20, b"ftyp", b"isom", 512, b"isom")
    head += struct.pack(">I4sQ", 1, b"mdat", size - len(head))
    yield head
    left = size - len(head)
    while left:
        yield BLOCK[:left]
        left -= min(left, MIB)


def facts(size):
    digest, sum = hashlib.sha256(), google_crc32c.Checksum() if google_crc32c else None
    for piece in movie(size):
        digest.update(piece)
        if sum:
            sum.update(piece)
    return digest.hexdigest(), base64.b64encode(sum.digest()).decode() if sum else None


class Store:
    """What the server knows: the size of the result, and what came back."""
    size, crc, sessions, objects, requests, cuts = 0, None, {}, {}, 0, 0


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, value=None, headers=()):
        body = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        for name, text in headers:
            self.send_header(name, text)
        if value is not None:
            self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def address(self):
        return f"http://{self.headers['Host']}"

    def do_GET(self):
        Store.requests += 1
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        if "/computeMetadata/" in path:
            if path.endswith("/token"):
                return self.answer(200, {"access_token": "ya29.bench", "expires_in": 3599, "token_type": "Bearer"}, [("Metadata-Flavor", "Google")])
            return self.answer(200, "bench", [("Metadata-Flavor", "Google")])
        if path == "/big.mp4" or "/download/storage/v1/" in path and path.endswith("/made.mp4"):
            return self.movie()
        if "/storage/v1/b/" in path:
            name = path.split("/o/", 1)[1]
            if name == "made.mp4":
                return self.answer(200, {"name": name, "size": str(Store.size), "generation": "7", "contentType": "video/mp4", **({"crc32c": Store.crc} if Store.crc else {})})
            found = Store.objects.get(name)
            return self.answer(200, found) if found else self.answer(404, {"error": {"code": 404, "message": "No such object"}})
        if path.endswith("/models"):
            return self.answer(200, {"data": [{"id": "big"}]})
        self.answer(404, {"error": {"message": "not here"}})

    def movie(self):
        start = 0
        match = re.match(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if match:
            start = int(match.group(1))
        self.send_response(206 if start else 200)
        self.send_header("Content-Type", "video/mp4")
        self.send_header("Content-Length", str(Store.size - start))
        self.send_header("ETag", '"7"')
        if start:
            self.send_header("Content-Range", f"bytes {start}-{Store.size - 1}/{Store.size}")
        self.end_headers()
        passed = 0
        try:
            for piece in movie(Store.size):
                if passed + len(piece) > start:
                    self.wfile.write(piece[max(0, start - passed):])
                passed += len(piece)
                if Store.cuts and start == 0 and passed > Store.size // 2:
                    Store.cuts -= 1
                    self.connection.close()
                    self.close_connection = True
                    return
        except OSError:
            self.close_connection = True

    def do_POST(self):
        Store.requests += 1
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        if parts.path.endswith("/images/generations"):
            return self.answer(200, {"data": [{"url": self.address() + "/big.mp4"}]})
        if parts.path.endswith(":predictLongRunning"):
            model = unquote(parts.path).split("/v1/", 1)[1].rsplit(":", 1)[0]
            return self.answer(200, {"name": model + "/operations/1"})
        if parts.path.endswith(":fetchPredictOperation"):
            return self.answer(200, {"name": json.loads(body)["operationName"], "done": True, "response": {"videos": [{"gcsUri": "gs://bench/made.mp4", "mimeType": "video/mp4"}]}})
        if query.get("uploadType") == ["resumable"]:
            key = str(len(Store.sessions) + 1)
            Store.sessions[key] = {
                "name": query["name"][0], "bytes": 0, "sha": hashlib.sha256(), "metadata": json.loads(body or b"{}").get("metadata", {}),
                "crc": google_crc32c.Checksum() if google_crc32c else None}
            return self.answer(200, {}, [("Location", f"{self.address()}{parts.path}?uploadType=resumable&upload_id={key}")])
        self.answer(404, {"error": {"message": "not here"}})

    def do_PUT(self):
        Store.requests += 1
        session = Store.sessions[parse_qs(urlsplit(self.path).query)["upload_id"][0]]
        match = re.match(r"bytes (\d+)-(\d+)/(\d+)", self.headers["Content-Range"])
        left = int(self.headers.get("Content-Length") or 0)
        if match and int(match.group(1)) != session["bytes"]:
            self.rfile.read(left)
            return self.answer(503)
        while left:
            piece = self.rfile.read(min(left, MIB))
            session["sha"].update(piece)
            if session["crc"]:
                session["crc"].update(piece)
            session["bytes"] += len(piece)
            left -= len(piece)
        if session["bytes"] < int(self.headers["Content-Range"].rsplit("/", 1)[1]):
            return self.answer(308, None, [("Range", f"bytes=0-{session['bytes'] - 1}")] if session["bytes"] else [])
        made = {"name": session["name"], "size": str(session["bytes"]), "generation": "8", "contentType": "video/mp4", "metadata": session["metadata"]}
        if session["crc"]:
            made["crc32c"] = base64.b64encode(session["crc"].digest()).decode()
        session["digest"] = session["sha"].hexdigest()
        Store.objects[session["name"]] = made
        self.answer(200, made)


def run(easel, arguments, extra):
    """Runs a command; its output, its seconds, and its highest resident memory (all, and its own pages) in MiB."""
    home = tempfile.mkdtemp(prefix="easel-bench-")
    environment = {"PATH": os.environ["PATH"], "HOME": home, "EASEL_HOME": home, "LANG": "C.UTF-8",
                   "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", ""), **extra}
    start = time.perf_counter()
    process = subprocess.Popen([easel, *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    peak = {"VmHWM": 0, "RssAnon": 0}

    def watch():
        while process.poll() is None:
            try:
                with open(f"/proc/{process.pid}/status") as file:
                    for line in file:
                        name, _, value = line.partition(":")
                        if name in peak:
                            peak[name] = max(peak[name], int(value.split()[0]) / 1024)
            except (OSError, IndexError):
                pass
            time.sleep(0.02)

    watcher = threading.Thread(target=watch)
    watcher.start()
    output, errors = process.communicate()
    watcher.join()
    seconds = time.perf_counter() - start
    try:
        result = json.loads(output)
    except ValueError:
        sys.exit(f"easel said: {output}\n{errors}")
    if process.returncode or result["error"]:
        sys.exit(f"easel failed: {result['error']}\n{errors}")
    parts = [name for _, _, names in os.walk(home) for name in names if name.endswith(".part")]
    shutil.rmtree(home)
    if parts:
        sys.exit(f"left behind: {parts}")
    return result, seconds, peak


def main():
    options = argparse.ArgumentParser()
    options.add_argument("easel", nargs="?", default=".build/release/easel")
    options.add_argument("--megabytes", type=int, default=2048)
    options.add_argument("--limit", type=float, default=32)
    options = options.parse_args()
    easel = os.path.abspath(options.easel)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}"
    ways = [
        ("https address, broken once", ["generate", "image", "x", "--on", "local:big", "--allow-unknown"],
         {"EASEL_LOCAL_URL": root + "/v1", "STORAGE_EMULATOR_HOST": root}, 1),
        ("gs:// address", ["generate", "video", "x", "--on", "vertex:veo-3.1-fast-generate-001", "--allow-unknown"],
         {"EASEL_SANDBOX_URL": root, "GOOGLE_CLOUD_PROJECT": "bench"}, 0),
    ]
    failed = False
    sys.stdout.reconfigure(line_buffering=True)
    print(f"{'way':28} {'MiB':>6} {'seconds':>8} {'peak MiB':>9} {'own MiB':>8}")
    for name, arguments, extra, cuts in ways:
        peaks = []
        for size in (8 * MIB, options.megabytes * MIB):
            Store.size, Store.cuts = size, cuts
            digest, Store.crc = facts(size)
            Store.sessions, Store.objects = {}, {}
            result, seconds, peak = run(easel, [*arguments, "--json", "--output", "gs://bench/out"], extra)
            asset = result["assets"][0]
            assert asset["sha256"] == digest and asset["bytes"] == size, asset
            assert asset["cloud"]["state"] == "stored", asset["cloud"]
            came = [session.get("digest") for session in Store.sessions.values()]
            assert came == [digest], (came, digest)
            peaks.append(peak)
            print(f"{name:28} {size // MIB:6} {seconds:8.1f} {peak['VmHWM']:9.1f} {peak['RssAnon']:8.1f}")
        growth = peaks[1]["VmHWM"] - peaks[0]["VmHWM"]
        failed |= growth > options.limit
        print(f"{name:28} growth {growth:.1f} MiB (limit {options.limit:.0f})")
    sys.exit(1 if failed else 0)


main()
