"""OpenRouter's own SDK, and OpenAI's, against the sandbox.

Usage: python openrouter.py http://127.0.0.1:PORT
Prints `ok NAME` for each check and exits with the reason at the first failure.
Needs: openrouter==1.3.84 openai==3.57.0
"""

import base64
import json
import sys
import time

# The script has the name of the SDK, so its own folder must not be searched for it.
sys.path.pop(0)

import openai
from openrouter import OpenRouter, errors

BASE = sys.argv[1].rstrip("/") + "/openrouter"
KEY = "sk-or-v1-referee"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
PNG_URI = "data:image/png;base64," + base64.b64encode(PNG).decode()


def check(name, truth, told=""):
    if not truth:
        sys.exit(f"failed {name}: {told}")
    print(f"ok {name}")


def refused(name, kind, work):
    try:
        work()
    except kind as error:
        print(f"ok {name}")
        return error
    except Exception as error:
        sys.exit(f"failed {name}: {type(error).__name__} {error}")
    sys.exit(f"failed {name}: nothing was raised")


def router(key=KEY):
    return OpenRouter(api_key=key, server_url=BASE)


def text(sdk):
    words = [{"role": "user", "content": "a fox in snow"}]
    reply = sdk.chat.send(model="openai/gpt-4o-mini", messages=words)
    check("text", "fox" in reply.choices[0].message.content, reply)
    check("text usage has a cost", reply.usage.cost and reply.usage.cost > 0, reply.usage)

    pieces, usage, finish = [], None, None
    with sdk.chat.send(model="openai/gpt-4o-mini", messages=words, stream=True) as stream:
        for event in stream:
            if event.choices:
                pieces.append(event.choices[0].delta.content or "")
                finish = event.choices[0].finish_reason or finish
            usage = event.usage or usage
    check("text stream", "fox" in "".join(pieces) and finish == "stop", (pieces, finish))
    check("text stream usage", usage and usage.total_tokens > 0, usage)

    reply = sdk.chat.send(
        model="google/gemini-3.5-flash", messages=words, reasoning={"effort": "low"}, max_completion_tokens=4000,
        provider={"sort": "price", "allow_fallbacks": True})
    check("text reasoning", reply.choices[0].message.reasoning, reply.choices[0].message)

    parts = [
        {"type": "text", "text": "what is this"},
        {"type": "image_url", "image_url": {"url": PNG_URI}},
        {"type": "file", "file": {"filename": "a.pdf", "file_data": "data:application/pdf;base64,JVBERi0xLjQK"}},
        {"type": "input_audio", "input_audio": {"data": "UklGRg==", "format": "wav"}},
        {"type": "video_url", "video_url": {"url": "data:video/mp4;base64,AAAA"}},
    ]
    reply = sdk.chat.send(model="google/gemini-3.5-flash", messages=[{"role": "user", "content": parts}])
    answer = reply.choices[0].message.content
    check("text attachments", all(word in answer for word in ["image/png", "application/pdf", "audio/wav", "video/mp4"]), answer)

    error = refused(
        "text refusal", errors.ForbiddenResponseError,
        lambda: sdk.chat.send(model="openai/gpt-4o-mini", messages=[{"role": "user", "content": "forbidden-content"}]))
    check("text refusal names its reasons", "violence" in error.body, error.body)
    refused(
        "text unknown model", errors.BadRequestResponseError,
        lambda: sdk.chat.send(model="acme/none", messages=words))
    refused(
        "text wrong key", errors.UnauthorizedResponseError,
        lambda: router("sk-invalid").chat.send(model="openai/gpt-4o-mini", messages=words))
    refused(
        "text no credit", errors.PaymentRequiredResponseError,
        lambda: router("sk-nocredit").chat.send(model="openai/gpt-4o-mini", messages=words))


def images(sdk):
    reply = sdk.images.generate(
        model="openai/gpt-image-2", prompt="a fox", n=2, size="256x256", output_format="webp", quality="low",
        background="opaque", output_compression=50)
    data = [base64.b64decode(item.b64_json) for item in reply.data]
    check("images", len(data) == 2 and all(item.startswith(b"RIFF") for item in data), reply.usage)
    check("images cost", reply.usage.cost > 0, reply.usage)
    reply = sdk.images.generate(
        model="google/gemini-3.1-flash-image", prompt="make it red", aspect_ratio="16:9", resolution="1K",
        input_references=[{"type": "image_url", "image_url": {"url": PNG_URI}}])
    check("images edit", base64.b64decode(reply.data[0].b64_json)[:2] == b"\xff\xd8", "no JPEG")
    kinds = []
    with sdk.images.generate(model="openai/gpt-image-2", prompt="a fox", size="256x256", stream=True) as stream:
        for event in stream:
            kinds.append(event.type if hasattr(event, "type") else event.data.type)
    check("images stream", kinds[-1] == "image_generation.completed", kinds)
    refused(
        "images refusal", errors.ForbiddenResponseError,
        lambda: sdk.images.generate(model="openai/gpt-image-2", prompt="forbidden-content"))

    words = [{"role": "user", "content": "a fox in snow"}]
    reply = sdk.chat.send(
        model="openai/gpt-5.4-image-2", messages=words, modalities=["image", "text"],
        image_config={"aspect_ratio": "16:9"})
    picture = reply.choices[0].message.images[0].image_url.url
    check("images through chat", picture.startswith("data:image/png;base64,"), picture[:40])


def videos(sdk):
    job = sdk.video_generation.generate(
        model="google/veo-3.1-fast", prompt="a fox runs", duration=4, resolution="720p", aspect_ratio="9:16",
        generate_audio=True, seed=7,
        frame_images=[{"type": "image_url", "image_url": {"url": PNG_URI}, "frame_type": "first_frame"}])
    check("videos submit", job.status == "pending" and job.id in job.polling_url, job)
    done = wait(sdk, job.id)
    check("videos done", done.status == "completed" and done.usage.cost > 0, done)
    content = sdk.video_generation.get_video_content(job_id=job.id)
    check("videos content", content.read()[4:8] == b"ftyp", content)

    job = sdk.video_generation.generate(
        model="bytedance/seedance-2.0", prompt="as in the sound", duration=5,
        input_references=[
            {"type": "image_url", "image_url": {"url": PNG_URI}},
            {"type": "audio_url", "audio_url": {"url": "https://example.com/a.mp3"}},
        ])
    check("videos references", wait(sdk, job.id).status == "completed", job)
    failed = wait(sdk, sdk.video_generation.generate(model="google/veo-3.1", prompt="forbidden-content").id)
    check("videos failure", failed.status == "failed" and isinstance(failed.error, str), failed)
    refused(
        "videos refusal", errors.ForbiddenResponseError,
        lambda: sdk.video_generation.generate(model="bytedance/seedance-2.0", prompt="forbidden-content"))
    refused(
        "videos value outside its set", errors.BadRequestResponseError,
        lambda: sdk.video_generation.generate(model="google/veo-3.1", prompt="x", duration=5))
    refused("videos unknown job", errors.NotFoundResponseError, lambda: sdk.video_generation.get_generation(job_id="no"))


def wait(sdk, job):
    for _ in range(2000):
        status = sdk.video_generation.get_generation(job_id=job)
        if status.status not in ("pending", "in_progress"):
            return status
        time.sleep(0.01)
    sys.exit(f"failed videos: {job} does not end")


def speech(sdk):
    reply = sdk.tts.create_speech(model="google/gemini-3.8-flash-tts", input="Good morning.", voice="Kore")
    samples = reply.read()
    check("speech pcm", len(samples) > 1000 and "rate=24000" in reply.headers["content-type"], reply.headers)
    generation = sdk.generations.get_generation(id=reply.headers["x-generation-id"])
    check("speech cost", generation.data.total_cost > 0, generation)
    reply = sdk.tts.create_speech(
        model="openai/gpt-4o-mini-tts-2025-12-15", input="Good morning.", voice="alloy", response_format="mp3",
        speed=1.2, instructions="whisper")
    check("speech mp3", reply.read()[:2] in (b"\xff\xfb", b"\xff\xf3", b"ID"), reply.headers)
    turns = [{"text": "Hello.", "voice": "Kore"}, {"text": "Hi.", "voice": "Charon"}]
    reply = sdk.tts.create_speech(model="google/gemini-3.8-flash-tts", input=turns)
    check("speech turns", len(reply.read()) > 1000)
    refused(
        "speech without its voice", errors.BadRequestResponseError,
        lambda: sdk.tts.create_speech(model="openai/gpt-4o-mini-tts-2025-12-15", input="x"))
    refused(
        "speech refusal", errors.ForbiddenResponseError,
        lambda: sdk.tts.create_speech(model="microsoft/mai-voice-2", input="forbidden-content"))


def discovery(sdk):
    for word in ["text", "image", "video", "audio", "speech"]:
        listing = sdk.models.list(output_modalities=word)
        models = listing.result.data if hasattr(listing, "result") else listing.data
        check(f"models {word}", len(models) >= 2, models)
    check("image models", any(row.id == "openai/gpt-image-2" for row in sdk.images.list_models().data))
    offers = sdk.images.list_model_endpoints(author="black-forest-labs", slug="flux.2-pro")
    check("image endpoints", "steps" in offers.endpoints[0].allowed_passthrough_parameters, offers)
    rows = sdk.video_generation.list_videos_models().data
    check("video models", any(4 in (row.supported_durations or []) for row in rows), rows)
    model = sdk.models.get(author="google", slug="gemini-3.8-flash-tts")
    check("model voices", "Kore" in model.data.supported_voices, model)
    report = sdk.api_keys.get_current_key_metadata().data
    check("key", report.limit == 100 and report.is_free_tier is False, report)
    refused("credits need a management key", errors.ForbiddenResponseError, lambda: sdk.credits.get_credits())
    credits = router("sk-management").credits.get_credits().data
    check("credits", credits.total_credits > 0, credits)


def with_openai():
    sdk = openai.OpenAI(api_key=KEY, base_url=BASE, max_retries=0)
    words = [{"role": "user", "content": "a fox in snow"}]
    reply = sdk.chat.completions.create(model="openai/gpt-4o-mini", messages=words)
    check("openai text", "fox" in reply.choices[0].message.content, reply)
    pieces = [
        chunk.choices[0].delta.content or ""
        for chunk in sdk.chat.completions.create(model="openai/gpt-4o-mini", messages=words, stream=True)
        if chunk.choices
    ]
    check("openai text stream", "fox" in "".join(pieces))

    sound, transcript = "", ""
    for chunk in sdk.chat.completions.create(
        model="google/lyria-3-clip-preview", messages=words, modalities=["text", "audio"], stream=True,
        audio={"voice": "alloy", "format": "pcm16"},
    ):
        audio = chunk.choices[0].delta.audio
        sound += (audio and audio.data) or ""
        transcript += (audio and audio.transcript) or ""
    check("openai music", base64.b64decode(sound)[0] == 0xFF and transcript, sound[:20])
    refused(
        "openai sound wants a stream", openai.BadRequestError,
        lambda: sdk.chat.completions.create(
            model="openai/gpt-audio", messages=words, modalities=["text", "audio"],
            audio={"voice": "alloy", "format": "wav"}))

    reply = sdk.audio.speech.create(
        model="openai/gpt-4o-mini-tts-2025-12-15", voice="nova", input="Good morning.", response_format="mp3")
    check("openai speech", len(reply.read()) > 500)
    error = refused(
        "openai rate limit and refusal", openai.PermissionDeniedError,
        lambda: sdk.chat.completions.create(
            model="openai/gpt-4o-mini", messages=[{"role": "user", "content": "forbidden-content"}]))
    check("openai refusal body", json.dumps(error.body).find("violence") > 0, error.body)


def main():
    with router() as sdk:
        text(sdk)
        images(sdk)
        videos(sdk)
        speech(sdk)
        discovery(sdk)
    with_openai()


main()
