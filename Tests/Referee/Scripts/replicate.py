"""The official replicate SDK (1.x) against the sandbox.

Usage: python replicate.py http://127.0.0.1:PORT
Prints one line per check and exits non-zero at the first failure. Only the base address of the client is changed.
"""

import io
import os
import struct
import sys
import zlib

# The name of this file is the SDK's own: its folder must not be where Python looks first.
sys.path.pop(0)
BASE = sys.argv[1].rstrip("/") + "/replicate"
os.environ["REPLICATE_POLL_INTERVAL"] = "0.01"

import httpx  # noqa: E402
from replicate.client import Client  # noqa: E402
from replicate.exceptions import ModelError, ReplicateError  # noqa: E402


def check(name, condition, detail=""):
    if not condition:
        print(f"FAILED {name}: {detail}")
        sys.exit(1)
    print(f"ok {name}")


def refused(name, work, kind, test):
    try:
        work()
    except kind as error:
        check(name, test(error), repr(error))
    else:
        check(name, False, "nothing was refused")


def png(width, height):
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + b"\x40\x80\xc0" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def fetch(address):
    reply = httpx.get(str(address))
    reply.raise_for_status()
    return reply.content


def is_webp(data):
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def is_jpeg(data):
    return data[:3] == b"\xff\xd8\xff"


def is_wav(data):
    return data[:4] == b"RIFF" and data[8:12] == b"WAVE"


def is_mp3(data):
    return data[:3] == b"ID3" or (data[0] == 0xFF and data[1] & 0xE0 == 0xE0)


def is_mp4(data):
    return data[4:8] == b"ftyp"


client = Client(api_token="r8_sandbox", base_url=BASE)

# Looking around
check("account", client.accounts.current().username == "sandbox")
check("hardware", len(client.hardware.list()) > 0)
page = client.models.list()
check("models.list", len(page.results) > 0 and page.next is not None)
check("models.list next page", client.models.list(page.next).results[0].name != page.results[0].name)
check("models.search", any(m.name.startswith("flux") for m in client.models.search("flux").results))
model = client.models.get("black-forest-labs/flux-schnell")
inputs = model.latest_version.openapi_schema["components"]["schemas"]["Input"]
check("models.get schema", inputs["required"] == ["prompt"] and "aspect_ratio" in inputs["properties"])
check("models.examples", client.models.get("google/veo-3.1").default_example.output.endswith(".mp4"))
sdxl = client.models.get("stability-ai/sdxl")
check("versions", sdxl.versions.get(sdxl.latest_version.id).id == sdxl.latest_version.id and len(sdxl.versions.list()) == 1)
check("collections", "text-to-image" in [c.slug for c in client.collections.list()])
check("collections.get", len(client.collections.get("text-to-image").models) > 3)

# Text
pieces = client.run("meta/meta-llama-3-8b-instruct", input={"prompt": "Say hello"})
check("run text", "sandbox" in "".join(pieces))
events = list(client.stream("openai/gpt-5-mini", input={"prompt": "Say hello"}))
text = "".join(str(event) for event in events)
check("stream text", "sandbox" in text and "👩🏽‍🎨" in text, text)
check("stream ends with done", events[-1].event.value == "done" and events[-1].data == "{}", events[-1])
messages = [{"role": "system", "content": "Be short"}, {"role": "user", "content": "Say hello"}]
check("run messages", "sandbox" in "".join(client.run("openai/gpt-5", input={"messages": messages})))
check("run one text", client.run(f"replicate/hello-world:{client.models.get('replicate/hello-world').latest_version.id}", input={"text": "Alice"}) == "hello Alice")

# Pictures
pictures = client.run("black-forest-labs/flux-schnell", input={"prompt": "a red panda", "num_outputs": 2})
check("run pictures", len(pictures) == 2 and all(is_webp(fetch(p)) for p in pictures))
picture = client.run("google/imagen-4-fast", input={"prompt": "a red panda", "output_format": "jpg"})
check("run one picture", is_jpeg(fetch(picture)), picture)
pictures = client.run(f"stability-ai/sdxl:{sdxl.latest_version.id}", input={"prompt": "a red panda", "width": 512, "height": 256})
check("run by version", fetch(pictures[0])[:4] == b"\x89PNG")
pictures = client.run("bytedance/seedream-4", input={"prompt": "a red panda", "size": "custom", "width": 1024, "height": 1024})
check("run seedream", fetch(pictures[0])[:4] == b"\x89PNG")

# Files
image = io.BytesIO(png(64, 32))
image.name = "panda.png"
edited = client.run("google/nano-banana", input={"prompt": "add a hat", "image_input": [image]})
check("run with an upload", is_jpeg(fetch(edited)))
image.seek(0)
edited = client.run("black-forest-labs/flux-kontext-pro", input={"prompt": "add a hat", "input_image": image}, file_encoding_strategy="base64")
check("run with a data URI", fetch(edited)[:4] == b"\x89PNG")
image.seek(0)
stored = client.files.create(image, metadata={"customer": 123})
check("files.create", stored.size == len(png(64, 32)) and stored.metadata == {"customer": 123}, stored)
check("files.get", client.files.get(stored.id).name == stored.name)
check("files.list", stored.id in [f.id for f in client.files.list()])
check("files.delete", client.files.delete(stored.id))
refused("files.get of a deleted file", lambda: client.files.get(stored.id), ReplicateError, lambda e: e.status == 404)

# Video, music, speech
clip = client.run("google/veo-3.1-fast", input={"prompt": "waves", "duration": 4})
check("run video", is_mp4(fetch(clip)))
image.seek(0)
clip = client.run("kwaivgi/kling-v2.1", input={"prompt": "waves", "start_image": image, "duration": 5})
check("run video from a picture", is_mp4(fetch(clip)))
check("run music", is_wav(fetch(client.run("google/lyria-2", input={"prompt": "slow piano"}))))
song = client.run("minimax/music-1.5", input={"prompt": "a slow folk song", "lyrics": "la la la la la"})
check("run song", is_mp3(fetch(song)))
check("run speech", is_mp3(fetch(client.run("minimax/speech-02-turbo", input={"text": "Hello there", "voice_id": "Wise_Woman"}))))
kokoro = client.models.get("jaaari/kokoro-82m").latest_version.id
check("run speech by version", is_wav(fetch(client.run(f"jaaari/kokoro-82m:{kokoro}", input={"text": "Hello there"}))))
demucs = client.models.get("ryan5453/demucs").latest_version.id
stems = client.run(f"ryan5453/demucs:{demucs}", input={"audio": "https://example.com/song.mp3"})
check("run with an object as output", is_mp3(fetch(stems["vocals"])) and stems["guitar"] is None)

# Predictions
prediction = client.predictions.create(model="google/veo-3.1", input={"prompt": "a storm", "duration": 6})
check("predictions.create", prediction.status == "starting" and prediction.output is None)
prediction.wait()
check("predictions.wait", prediction.status == "succeeded" and is_mp4(fetch(prediction.output)))
check("progress", prediction.progress.percentage == 1.0 and prediction.progress.total == 20, prediction.logs)
check("metrics", prediction.metrics["predict_time"] > 0 and prediction.completed_at is not None)
check("predictions.get", client.predictions.get(prediction.id).status == "succeeded")
check("predictions.list", prediction.id in [p.id for p in client.predictions.list()])
blocking = client.models.predictions.create(model="black-forest-labs/flux-schnell", input={"prompt": "a fox"}, wait=10)
check("Prefer: wait", blocking.status == "processing" and len(blocking.output) == 1, blocking)
httpx.post(sys.argv[1].rstrip("/") + "/_sandbox/faults", json=["replicate:hold=running:times=1"]).raise_for_status()
running = client.predictions.create(model="google/veo-3", input={"prompt": "a long clip"})
check("cancel", client.predictions.cancel(running.id).status == "canceled")
check("cancel of a finished prediction", client.predictions.cancel(prediction.id).status == "succeeded")

# Refusals
refused("safety", lambda: client.run("google/imagen-4", input={"prompt": "forbidden-content"}), ModelError, lambda e: "(E005)" in str(e))
refused("missing prompt", lambda: client.run("google/imagen-4", input={}), ReplicateError, lambda e: e.status == 422 and "prompt is required" in e.detail)
refused("wrong type", lambda: client.run("google/veo-3", input={"prompt": "x", "duration": "8s"}), ReplicateError, lambda e: "integer" in e.detail)
refused("unknown field", lambda: client.run("google/veo-3", input={"prompt": "x", "fps": 3}), ReplicateError, lambda e: "fps" in e.detail)
refused("unknown version", lambda: client.predictions.create(version="0" * 64, input={}), ReplicateError, lambda e: e.status == 422 and e.title == "Invalid version or not permitted")
refused("unknown model", lambda: client.run("nobody/nothing", input={}), ReplicateError, lambda e: e.status == 404)
refused("bad token", lambda: Client(api_token="invalid", base_url=BASE).run("google/veo-3", input={"prompt": "x"}), ReplicateError, lambda e: e.status == 401 and e.title == "Unauthenticated")
refused("no credit", lambda: Client(api_token="nocredit", base_url=BASE).run("google/veo-3", input={"prompt": "x"}), ReplicateError, lambda e: e.status == 402)
