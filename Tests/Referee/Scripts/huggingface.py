"""The official huggingface_hub client against the sandbox: python huggingface.py http://127.0.0.1:PORT

The client is as it was published. Only the way to its hosts is changed, by the client's own `set_client_factory`: what it
sends to router.huggingface.co, huggingface.co and to the hosts of media goes to the sandbox.
"""

import struct
import sys
import zlib

import httpx2
from huggingface_hub import HfApi, InferenceClient, set_client_factory
from huggingface_hub.errors import HfHubHTTPError, RepositoryNotFoundError

BASE = httpx2.URL(sys.argv[1])
HOSTS = {"router.huggingface.co": "/hf-router", "huggingface.co": "/hf-hub"}


class Detour(httpx2.BaseTransport):
    """Sends the requests for known hosts to the sandbox; no other host is ever called."""

    def __init__(self):
        self.inner = httpx2.HTTPTransport()

    def handle_request(self, request):
        url = request.url
        if url.host in HOSTS:
            path = (HOSTS[url.host] + url.raw_path.decode()).encode()
            request.url = url.copy_with(scheme=BASE.scheme, host=BASE.host, port=BASE.port, raw_path=path)
            request.headers["host"] = f"{BASE.host}:{BASE.port}"
        elif (url.host, url.port) != (BASE.host, BASE.port):
            raise RuntimeError(f"the sandbox named a foreign host: {url}")
        return self.inner.handle_request(request)

    def close(self):
        self.inner.close()


set_client_factory(lambda: httpx2.Client(transport=Detour(), follow_redirects=True, timeout=60))

TOKEN = "hf_sandbox"


def client(provider="auto", token=TOKEN):
    return InferenceClient(provider=provider, api_key=token)


def ok(name, condition, seen=""):
    if not condition:
        print(f"FAILED {name}: {str(seen)[:300]}")
        sys.exit(1)
    print(f"ok {name}")


def png(side=32):
    rows = b"".join(b"\0" + bytes([200, 120, 40]) * side for _ in range(side))
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def is_video(data):
    return data[4:8] == b"ftyp"


def is_sound(data):
    return data[:4] in (b"RIFF", b"fLaC") or data[:3] == b"ID3" or data[0] == 0xFF


def status_of(call):
    try:
        call()
    except HfHubHTTPError as error:
        return error.response.status_code
    return None


# The Hub.
api = HfApi(token=TOKEN)
ok("whoami", api.whoami()["auth"]["accessToken"]["role"] == "fineGrained")
info = api.model_info("black-forest-labs/FLUX.1-dev", expand=["inferenceProviderMapping"])
ok("provider mapping", {m.provider for m in info.inference_provider_mapping} >= {"fal-ai", "replicate", "wavespeed"})
found = list(api.list_models(inference_provider="fal-ai", pipeline_tag="text-to-image", limit=3,
                             expand=["inferenceProviderMapping"]))
ok("list of models", len(found) == 3 and found[0].inference_provider_mapping, found)
try:
    api.model_info("nobody/nothing")
    ok("unknown model", False)
except RepositoryNotFoundError:
    ok("unknown model", True)

# Text.
messages = [{"role": "user", "content": "Say something about lighthouses."}]
answer = client().chat_completion(messages, model="openai/gpt-oss-120b", max_tokens=2000)
ok("chat", "lighthouses" in answer.choices[0].message.content and answer.usage.total_tokens > 0, answer)
pieces, usage = [], None
streaming = client()  # a client that nobody holds closes its streams
for event in streaming.chat_completion(messages, model="meta-llama/Llama-3.1-8B-Instruct:novita", stream=True,
                                      stream_options={"include_usage": True}):
    usage = event.usage or usage
    pieces += [choice.delta.content or "" for choice in event.choices]
ok("chat stream", "lighthouses" in "".join(pieces) and usage.completion_tokens > 0, pieces)
seen = client().chat_completion(
    [{"role": "user", "content": [{"type": "text", "text": "What is this?"}, {"type": "image_url", "image_url": {
        "url": "data:image/png;base64," + __import__("base64").b64encode(png()).decode()}}]}],
    model="google/gemma-3-27b-it")
ok("chat with a picture", "image/png 32x32" in seen.choices[0].message.content, seen)
ok("chat at the wrong provider",
   status_of(lambda: client().chat_completion(messages, model="openai/gpt-oss-20b:nowhere")) == 400)

# Pictures.
for provider, model in [("fal-ai", "black-forest-labs/FLUX.1-dev"), ("fal-ai", "Qwen/Qwen-Image"),
                        ("replicate", "black-forest-labs/FLUX.1-dev"), ("replicate", "ByteDance/Hyper-SD"),
                        ("together", "black-forest-labs/FLUX.1-dev"), ("wavespeed", "black-forest-labs/FLUX.1-dev"),
                        ("nscale", "black-forest-labs/FLUX.1-schnell"),
                        ("hf-inference", "stabilityai/stable-diffusion-3-medium-diffusers"),
                        ("auto", "black-forest-labs/FLUX.1-dev")]:
    picture = client(provider).text_to_image("a lighthouse", model=model, width=320, height=192, seed=7)
    picture.load()
    ok(f"text to image, {provider} {model}", picture.size == (320, 192), picture.size)
picture = client("zai-org").text_to_image("a lighthouse", model="zai-org/GLM-Image", width=320, height=192)
ok("text to image, zai-org", picture.size == (320, 192), picture.size)
for provider, model in [("fal-ai", "black-forest-labs/FLUX.1-Kontext-dev"),
                        ("fal-ai", "kontext-community/relighting-kontext-dev-lora-v3"),
                        ("replicate", "black-forest-labs/FLUX.1-Kontext-dev"),
                        ("together", "black-forest-labs/FLUX.1-Kontext-dev"),
                        ("wavespeed", "black-forest-labs/FLUX.1-Kontext-dev"),
                        ("hf-inference", "lllyasviel/sd-controlnet-depth")]:
    picture = client(provider).image_to_image(png(), prompt="at night", model=model)
    picture.load()
    ok(f"image to image, {provider} {model}", picture.size[0] >= 32, picture.size)

# Clips.
for provider, model in [("fal-ai", "Wan-AI/Wan2.2-TI2V-5B"), ("replicate", "Wan-AI/Wan2.2-TI2V-5B"),
                        ("novita", "tencent/HunyuanVideo"), ("together", "Wan-AI/Wan2.2-T2V-A14B"),
                        ("wavespeed", "larryvrh/MiniMax-H3-Turbo-Lora")]:
    clip = client(provider).text_to_video("waves", model=model, num_frames=24)
    ok(f"text to video, {provider} {model}", is_video(clip), clip[:40])
for provider in ["fal-ai", "together", "wavespeed"]:
    clip = client(provider).image_to_video(png(), prompt="it moves", model="Wan-AI/Wan2.2-I2V-A14B")
    ok(f"image to video, {provider}", is_video(clip), clip[:40])

# Speech.
for provider, model in [("fal-ai", "hexgrad/Kokoro-82M"), ("fal-ai", "nari-labs/Dia-1.6B"),
                        ("replicate", "hexgrad/Kokoro-82M"), ("replicate", "OuteAI/OuteTTS-0.3-500M"),
                        ("deepinfra", "hexgrad/Kokoro-82M"), ("hf-inference", "espnet/kan-bayashi_ljspeech_vits")]:
    sound = client(provider).text_to_speech("Hello there.", model=model)
    ok(f"text to speech, {provider} {model}", is_sound(sound), sound[:40])
sound = client("together").text_to_speech("Hello there.", model="hexgrad/Kokoro-82M", extra_body={"voice": "af_heart"})
ok("text to speech, together", is_sound(sound), sound[:40])
ok("speech without its voice",
   status_of(lambda: client("together").text_to_speech("Hello.", model="hexgrad/Kokoro-82M")) == 400)

# Refusals.
paint = lambda token, model="black-forest-labs/FLUX.1-dev", words="x": client("fal-ai", token).text_to_image(
    words, model=model)
ok("no credits", status_of(lambda: paint("hf_nocredit")) == 402)
ok("no permission", status_of(lambda: paint("hf_noscope")) == 403)
ok("gated model", status_of(lambda: paint(TOKEN, "easel-sandbox/gated-picture")) == 403)
ok("refused content", status_of(lambda: paint(TOKEN, words="forbidden-content")) == 422)
try:
    client("replicate").text_to_video("slow-model", model="Wan-AI/Wan2.2-TI2V-5B")
    ok("a slow prediction", False)
except TimeoutError:
    ok("a slow prediction", True)
