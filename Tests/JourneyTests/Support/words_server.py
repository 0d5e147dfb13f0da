"""A model that streams words as fast or as slowly as its name says: `words-10000-2000` is ten thousand, two thousand a second.

    python3 words_server.py        prints `listening http://127.0.0.1:PORT/v1`, and serves until it is ended
"""
import http.server
import json
import time

WORDS = "light falls on the water first slowly and then all at once while waves carry it away again".split()


class Model(http.server.BaseHTTPRequestHandler):
    """An OpenAI-compatible server; the model's name says how many words and how many a second: `words-10000-2000`."""
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        names = ["words-10000-3000", "words-100000-300"]
        body = json.dumps({"object": "list", "data": [{"id": name, "object": "model"} for name in names]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        order = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        _, count, rate = order["model"].split("-")
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        start = time.time()
        try:
            for index in range(int(count)):
                ahead = index / int(rate) - (time.time() - start)
                if ahead > 0.002:
                    time.sleep(ahead)
                word = WORDS[index % len(WORDS)] + (".\n\n" if index % 120 == 119 else " ")
                self.event({"choices": [{"index": 0, "delta": {"content": word}}]})
            self.event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
            self.chunk(b"data: [DONE]\n\n")
            self.chunk(b"")
        except (BrokenPipeError, ConnectionResetError):
            pass

    def event(self, value):
        self.chunk(b"data: " + json.dumps({"id": "1", "object": "chat.completion.chunk", **value}).encode() + b"\n\n")

    def chunk(self, data):
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")


def serve():
    """The server, on a free port of this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Model)
    # Who hangs up in the middle of an answer is no error.
    server.handle_error = lambda *_: None
    return server


if __name__ == "__main__":
    running = serve()
    print(f"listening http://127.0.0.1:{running.server_port}/v1", flush=True)
    running.serve_forever()
