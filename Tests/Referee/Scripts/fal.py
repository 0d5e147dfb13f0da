"""fal.ai's official Python client against the sandbox: python fal.py http://127.0.0.1:PORT

The client writes https in front of its hosts, so FAL_RUN_HOST cannot name a plain server. Its module constants are set
instead: RUN_URL_FORMAT, QUEUE_URL_FORMAT, REST_URL and CDN_URL, which is where it keeps its base URLs. Nothing else of it is
touched. Prints one line per check, and ends with status 1 at the first that fails.
"""

import os
import struct
import sys
import urllib.request
import zlib

os.environ.setdefault("FAL_KEY", "referee-id:referee-secret")

import fal_client
from fal_client import client as module

BASE = sys.argv[1].rstrip("/")
module.RUN_URL_FORMAT = BASE + "/fal-run/"
module.QUEUE_URL_FORMAT = BASE + "/fal-queue/"
module.REST_URL = BASE + "/fal-rest"
module.CDN_URL = BASE + "/fal-media"

CLIENT = fal_client.SyncClient()


def check(name, condition, said=""):
    if not condition:
        print(f"failed {name}: {said}")
        sys.exit(1)
    print(f"ok {name}")


def fetch(url):
    with urllib.request.urlopen(url) as reply:
        return reply.read()


def control(what, body):
    request = urllib.request.Request(f"{BASE}/_sandbox/{what}", data=body, method="POST")
    urllib.request.urlopen(request).read()


def is_picture(data):
    return data[:8] == b"\x89PNG\r\n\x1a\n" or data[:2] == b"\xff\xd8" or data[8:12] == b"WEBP"


def is_clip(data):
    return data[4:8] == b"ftyp"


def is_sound(data):
    return data[:4] == b"RIFF" and data[8:12] == b"WAVE" or data[:3] == b"ID3" or data[0] == 0xFF and data[1] & 0xE0 == 0xE0


def png(side):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + bytes([200, 40, 40]) * side for _ in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def expect_error(name, work, status, kind=None):
    try:
        work()
    except fal_client.FalClientHTTPError as error:
        detail = error.response.json().get("detail")
        told = detail[0]["type"] if isinstance(detail, list) else error.error_type
        check(name, error.status_code == status and (kind is None or told == kind), f"{error.status_code} {told} {error}")
    else:
        check(name, False, "no error")


def images():
    seen = []
    result = CLIENT.subscribe(
        "fal-ai/flux/dev", {"prompt": "a red panda", "num_images": 2, "image_size": "square"}, with_logs=True,
        on_queue_update=seen.append)
    check("image subscribe", len(result["images"]) == 2 and is_picture(fetch(result["images"][0]["url"])), result)
    check("image status updates", seen and isinstance(seen[-1], fal_client.Completed), seen)
    control("faults", b'["fal:hold=queued"]')
    handle = CLIENT.submit("fal-ai/flux/dev", {"prompt": "a red panda"})
    check("image waits in the queue", isinstance(handle.status(), fal_client.Queued), handle.status())
    control("faults", b"[]")
    control("release", b"")
    check("image leaves the queue", is_picture(fetch(handle.get()["images"][0]["url"])))
    result = CLIENT.run("fal-ai/flux/schnell", {"prompt": "a fox", "image_size": {"width": 128, "height": 64}})
    check("image run", result["images"][0]["width"] == 128, result)


def uploads():
    small = CLIENT.upload(png(32), "image/png", "in.png")
    check("upload", fetch(small) == png(32), small)
    large = png(32) + bytes(101 * 1024 * 1024)
    address = CLIENT.upload(large, "image/png", "large.png")
    check("upload in parts", len(fetch(address)) == len(large), address)
    expiring = CLIENT.upload(png(16), "image/png", "x.png", lifecycle=fal_client.StorageSettings(expires_in="1d"))
    check("upload that expires", fetch(expiring) == png(16), expiring)
    for endpoint, extra, field in [
        ("fal-ai/nano-banana/edit", {"prompt": "blue", "image_urls": [small]}, "images"),
        ("fal-ai/clarity-upscaler", {"image_url": small}, "image"),
        ("fal-ai/birefnet/v2", {"image_url": small}, "image"),
    ]:
        result = CLIENT.subscribe(endpoint, extra)
        file = result[field][0] if isinstance(result[field], list) else result[field]
        check(f"picture from upload {endpoint}", is_picture(fetch(file["url"])), result)
    clip = CLIENT.subscribe("fal-ai/veo3.1/image-to-video", {"prompt": "it moves", "image_url": small, "duration": "4s"})
    check("video from upload", is_clip(fetch(clip["video"]["url"])), clip)


def videos():
    handle = CLIENT.submit("fal-ai/kling-video/v2.5-turbo/pro/text-to-video", {"prompt": "waves", "duration": "5"})
    check("video submit", handle.request_id in handle.status_url, handle)
    check("video status", isinstance(handle.status(with_logs=True), fal_client.Status), handle)
    result = handle.get()
    check("video result", is_clip(fetch(result["video"]["url"])), result)
    again = CLIENT.result("fal-ai/kling-video/v2.5-turbo/pro/text-to-video", handle.request_id)
    check("video result by id", again["video"]["url"] == result["video"]["url"], again)


def sounds():
    for endpoint, arguments, field in [
        ("fal-ai/lyria2", {"prompt": "a slow waltz"}, "audio"),
        ("fal-ai/stable-audio-25/text-to-audio", {"prompt": "rain", "seconds_total": 2}, "audio"),
        ("cassetteai/sound-effects-generator", {"prompt": "a door", "duration": 2}, "audio_file"),
        ("fal-ai/elevenlabs/sound-effects/v2", {"text": "a bell", "duration_seconds": 1}, "audio"),
        ("fal-ai/kokoro/american-english", {"prompt": "Good morning.", "voice": "am_adam"}, "audio"),
        ("fal-ai/elevenlabs/tts/eleven-v3", {"text": "Good morning."}, "audio"),
        ("fal-ai/minimax/speech-02-hd", {"text": "Good morning.", "output_format": "url"}, "audio"),
    ]:
        result = CLIENT.subscribe(endpoint, arguments)
        check(f"sound {endpoint}", is_sound(fetch(result[field]["url"])), result)


def texts():
    arguments = {"prompt": "a lighthouse", "model": "google/gemini-3.5-flash"}
    events = list(CLIENT.stream("openrouter/router", arguments))
    check("text stream", len(events) > 10 and not events[-1]["partial"] and events[-1]["usage"]["cost"] > 0, events[-1:])
    check("text stream grows", events[-1]["output"].startswith(events[3]["output"]), events[3])
    result = CLIENT.run("openrouter/router", arguments)
    check("text run", result["output"] == events[-1]["output"], result)
    result = CLIENT.subscribe("openrouter/router", arguments)
    check("text subscribe", result["output"] == events[-1]["output"], result)


def refusals():
    expect_error(
        "refusal", lambda: CLIENT.subscribe("fal-ai/flux/dev", {"prompt": "forbidden-content"}), 422,
        "content_policy_violation")
    expect_error("missing field", lambda: CLIENT.subscribe("fal-ai/lyria2", {}), 422, "missing")
    expect_error(
        "wrong type", lambda: CLIENT.subscribe("fal-ai/veo3.1", {"prompt": "x", "duration": 8}), 422, "literal_error")
    expect_error("unknown application", lambda: CLIENT.submit("nobody/nothing", {}), 404)
    bad = fal_client.SyncClient(key="invalid")
    expect_error("bad key", lambda: bad.submit("fal-ai/flux/dev", {"prompt": "x"}), 401)
    handle = CLIENT.submit("fal-ai/veo3.1", {"prompt": "x", "duration": "8s"}, start_timeout=60, priority="low")
    handle.cancel()
    expect_error("cancel", handle.get, 499, "client_cancelled")


for part in [images, uploads, videos, sounds, texts, refusals]:
    part()
