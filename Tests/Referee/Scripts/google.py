"""Google's official SDK against the sandbox: text, streams, pictures, speech, files, token counts, model lists.

Usage: python google.py http://127.0.0.1:PORT
Prints one line per check and exits non-zero at the first failure. Needs google-genai.
"""

import base64
import io
import struct
import sys
import time

# This file has the name of the package that it imports.
sys.path.pop(0)

from google import genai  # noqa: E402
from google.genai import types  # noqa: E402
from google.genai.errors import APIError  # noqa: E402
from google.oauth2.credentials import Credentials  # noqa: E402

BASE = sys.argv[1].rstrip("/")
PROJECT = "easel-referee"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def check(name, condition, detail=""):
    if not condition:
        print(f"FAILED {name}: {detail}")
        sys.exit(1)
    print(f"ok {name}")


def vertex(location="global", token="ya29.sandbox-referee"):
    return genai.Client(
        vertexai=True, project=PROJECT, location=location, credentials=Credentials(token=token),
        http_options=types.HttpOptions(base_url=f"{BASE}/vertex"),
    )


def developer(key="sandbox-referee-key", version=None):
    return genai.Client(
        vertexai=False, api_key=key, http_options=types.HttpOptions(base_url=f"{BASE}/gemini", api_version=version))


def refusal(call):
    try:
        call()
    except APIError as error:
        return error
    return None


def pictures(response):
    parts = response.candidates[0].content.parts or []
    return [p.inline_data for p in parts if p.inline_data and not p.thought]


def png_size(data):
    return struct.unpack(">II", data[16:24]) if data[:8] == b"\x89PNG\r\n\x1a\n" else None


def text(client, name):
    response = client.models.generate_content(
        model="gemini-3.8-flash", contents="A lighthouse at dawn",
        config=types.GenerateContentConfig(
            system_instruction="You are a film critic.", temperature=0.5, seed=7, max_output_tokens=2048,
            thinking_config=types.ThinkingConfig(thinking_level="LOW", include_thoughts=True),
            safety_settings=[
                types.SafetySetting(category="HARM_CATEGORY_HATE_SPEECH", threshold="BLOCK_ONLY_HIGH")
            ],
        ),
    )
    check(f"{name} text", "Easel sandbox" in response.text, response)
    check(f"{name} thoughts", any(p.thought for p in response.candidates[0].content.parts))
    usage = response.usage_metadata
    check(
        f"{name} usage counts thoughts in the total only",
        usage.total_token_count
        == usage.prompt_token_count + usage.candidates_token_count + usage.thoughts_token_count,
        usage,
    )
    check(f"{name} finish reason", response.candidates[0].finish_reason == types.FinishReason.STOP)

    chunks = list(client.models.generate_content_stream(model="gemini-3.5-flash", contents="A lighthouse at dawn"))
    whole = "".join(c.text or "" for c in chunks)
    check(f"{name} stream", "光と影" in whole and len(chunks) > 10, whole)
    check(f"{name} stream ends with a reason", chunks[-1].candidates[0].finish_reason == types.FinishReason.STOP)

    with_picture = client.models.generate_content(
        model="gemini-3.8-flash",
        contents=[types.Part.from_bytes(data=PIXEL, mime_type="image/png"), "What is this?"])
    check(f"{name} inline picture", "image/png 1x1" in with_picture.text, with_picture.text)

    short = client.models.generate_content(
        model="gemini-3.8-flash", contents="hello", config=types.GenerateContentConfig(max_output_tokens=80))
    check(f"{name} token limit", short.candidates[0].finish_reason == types.FinishReason.MAX_TOKENS)

    blocked = client.models.generate_content(model="gemini-3.8-flash", contents="forbidden-content")
    check(
        f"{name} blocked prompt", not blocked.candidates and blocked.prompt_feedback.block_reason is not None, blocked)
    cut = client.models.generate_content(model="gemini-3.8-flash", contents="blocked-output please")
    check(f"{name} blocked output", cut.candidates[0].finish_reason == types.FinishReason.SAFETY, cut)

    count = client.models.count_tokens(model="gemini-3.8-flash", contents="A lighthouse at dawn")
    check(f"{name} count of tokens", count.total_tokens > 0)

    error = refusal(lambda: client.models.generate_content(model="gemini-1.0-nothing", contents="x"))
    check(f"{name} unknown model", error is not None and error.code == 404, error)


def image(client, name):
    for model in ["gemini-nano-banana-2.1", "gemini-3.1-flash-image"]:
        response = client.models.generate_content(
            model=model, contents="A red boat",
            config=types.GenerateContentConfig(
                response_modalities=["IMAGE"],
                image_config=types.ImageConfig(aspect_ratio="16:9", image_size="1K")))
        found = pictures(response)
        check(f"{name} {model}", len(found) == 1 and found[0].mime_type == "image/png", response.candidates[0].finish_reason)
        width, height = png_size(found[0].data)
        check(f"{name} {model} has the ratio", abs(width / height - 16 / 9) < 0.05, (width, height))
    edit = client.models.generate_content(
        model="gemini-3-pro-image",
        contents=[types.Part.from_bytes(data=PIXEL, mime_type="image/png"), "Make it blue"],
        config=types.GenerateContentConfig(response_modalities=["TEXT", "IMAGE"]))
    check(f"{name} edit", len(pictures(edit)) == 1)
    refused = client.models.generate_content(model="gemini-3-pro-image", contents="forbidden-content")
    check(
        f"{name} refused picture",
        refused.candidates[0].finish_reason == types.FinishReason.IMAGE_SAFETY and refused.candidates[0].content is None)
    wrong = refusal(
        lambda: client.models.generate_content(
            model="gemini-3-pro-image", contents="x",
            config=types.GenerateContentConfig(image_config=types.ImageConfig(aspect_ratio="7:5"))))
    check(f"{name} wrong ratio", wrong is not None and wrong.status == "INVALID_ARGUMENT", wrong)


def speech(client, name):
    def say(model, config):
        response = client.models.generate_content(
            model=model, contents="TTS the conversation:\nJoe: Hi Jane.\nJane: Hi Joe!",
            config=types.GenerateContentConfig(response_modalities=["AUDIO"], speech_config=config))
        return [p.inline_data for p in response.candidates[0].content.parts]

    def voice(voice_name):
        return types.VoiceConfig(prebuilt_voice_config=types.PrebuiltVoiceConfig(voice_name=voice_name))

    one = say("gemini-3.8-flash-tts", types.SpeechConfig(voice_config=voice("Kore")))
    check(f"{name} one voice", one[0].mime_type == "audio/wav" and one[0].data[:4] == b"RIFF")
    two = say(
        "gemini-3.8-flash-lite-tts",
        types.SpeechConfig(
            multi_speaker_voice_config=types.MultiSpeakerVoiceConfig(
                speaker_voice_configs=[
                    types.SpeakerVoiceConfig(speaker="Joe", voice_config=voice("Kore")),
                    types.SpeakerVoiceConfig(speaker="Jane", voice_config=voice("Puck")),
                ])))
    check(f"{name} two voices", two[0].data[:4] == b"RIFF")
    old = "gemini-2.5-flash-tts" if client.vertexai else "gemini-3.1-flash-tts-preview"
    samples = say(old, types.SpeechConfig(voice_config=voice("Puck")))
    check(f"{name} samples without a header", samples[0].mime_type.startswith("audio/L16") and len(samples) == 2)
    wrong = refusal(lambda: say("gemini-3.8-flash-tts", types.SpeechConfig(voice_config=voice("Nobody"))))
    check(f"{name} unknown voice", wrong is not None and wrong.code == 400, wrong)


def files():
    client = developer(version="v1beta")
    file = client.files.upload(
        file=io.BytesIO(b"%PDF-1.4 a document" * 500), config=types.UploadFileConfig(mime_type="application/pdf"))
    for _ in range(20):
        if file.state == types.FileState.ACTIVE:
            break
        time.sleep(0.05)
        file = client.files.get(name=file.name)
    check("files upload", file.state == types.FileState.ACTIVE and file.size_bytes == 19 * 500, file)
    response = client.models.generate_content(model="gemini-3.8-flash", contents=[file, "Sum it up"])
    check("files in a prompt", "application/pdf" in response.text, response.text)
    check("files list", any(f.name == file.name for f in client.files.list()))
    client.files.delete(name=file.name)
    check("files delete", refusal(lambda: client.files.get(name=file.name)) is not None)


def lists():
    # A client that nobody holds is closed.
    newest, oldest, published_by = developer(version="v1beta"), developer(version="v1"), vertex()
    names = [m.name for m in newest.models.list(config={"page_size": 5})]
    check("key list of models", "models/gemini-3.8-flash" in names and len(names) > 10, names)
    published = [m.name for m in published_by.models.list(config={"query_base": True})]
    check("vertex list of models", any(n.endswith("/gemini-3.8-flash") for n in published), published)
    alias = newest.models.generate_content(model="gemini-flash-latest", contents="hi")
    check("alias on v1beta", bool(alias.text))
    error = refusal(lambda: oldest.models.generate_content(model="gemini-flash-latest", contents="hi"))
    check("no alias on v1", error is not None and error.code == 404, error)


def failures():
    unknown, expired, denied, elsewhere = (
        developer(key="invalid-key"), vertex(token="ya29.invalid"), developer(key="denied"), vertex("us-central1"))
    error = refusal(lambda: unknown.models.generate_content(model="gemini-3.8-flash", contents="x"))
    check("unknown key is a 400", error is not None and error.code == 400 and "API key" in error.message, error)
    error = refusal(
        lambda: expired.models.generate_content(model="gemini-3.8-flash", contents="x"))
    check("unknown token is a 401", error is not None and error.code == 401, error)
    error = refusal(
        lambda: list(denied.models.generate_content_stream(model="gemini-3.8-flash", contents="x")))
    check("an error of a stream", error is not None and error.status == "PERMISSION_DENIED", error)
    error = refusal(
        lambda: elsewhere.models.generate_content(model="gemini-nano-banana-2.1", contents="x"))
    check("a location without the model", error is not None and error.code == 404, error)


if __name__ == "__main__":
    for client, name in [(developer(), "key"), (vertex(), "vertex")]:
        text(client, name)
        image(client, name)
        speech(client, name)
    files()
    lists()
    failures()
