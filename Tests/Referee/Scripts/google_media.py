"""The official Google SDKs against the sandbox: video, music, Chirp speech.

Usage: python google_media.py http://127.0.0.1:PORT
Prints one line per check and exits non-zero at the first failure. Needs google-genai and google-cloud-texttospeech.
Lyria 2 goes over google-auth's own AuthorizedSession, because google-genai has no call for it.
"""

import base64
import sys
import time

# This folder has a google.py, which would stand in for the package.
sys.path.pop(0)

import requests  # noqa: E402
from google import genai  # noqa: E402
from google.api_core.exceptions import BadRequest, InvalidArgument  # noqa: E402
from google.auth.transport.requests import AuthorizedSession  # noqa: E402
from google.cloud import texttospeech  # noqa: E402
from google.cloud.texttospeech_v1.services.text_to_speech.transports import TextToSpeechRestTransport  # noqa: E402
from google.genai import types  # noqa: E402
from google.genai.errors import APIError  # noqa: E402
from google.oauth2.credentials import Credentials  # noqa: E402

BASE = sys.argv[1].rstrip("/")
PROJECT = "easel-referee"


def check(name, condition, detail=""):
    if not condition:
        print(f"FAILED {name}: {detail}")
        sys.exit(1)
    print(f"ok {name}")


def is_mp4(data):
    return data[4:8] == b"ftyp"


def is_mp3(data):
    return data[:3] == b"ID3" or (len(data) > 1 and data[0] == 0xFF and data[1] & 0xE0 == 0xE0)


def is_wav(data):
    return data[:4] == b"RIFF" and data[8:12] == b"WAVE"


CREDENTIALS = Credentials(token="ya29.sandbox-referee")
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def vertex(location):
    return genai.Client(
        vertexai=True, project=PROJECT, location=location, credentials=CREDENTIALS,
        http_options=types.HttpOptions(base_url=f"{BASE}/vertex"),
    )


def developer():
    return genai.Client(
        vertexai=False, api_key="sandbox-referee-key", http_options=types.HttpOptions(base_url=f"{BASE}/gemini"))


def refusal(call):
    """The error that a call raises, None if it raises none."""
    try:
        call()
    except Exception as error:  # the Interactions client has classes of its own
        return error
    return None


def status_of(error):
    return getattr(error, "code", None) or getattr(error, "status_code", None)


def veo():
    client = vertex("us-central1")

    def finish(operation):
        while not operation.done:
            time.sleep(0.05)
            operation = client.operations.get(operation)
        return operation

    for model in ("veo-3.1-generate-001", "veo-3.1-fast-generate-001"):
        operation = client.models.generate_videos(
            model=model,
            source=types.GenerateVideosSource(
                prompt="A paper boat drifting at dusk", image=types.Image(image_bytes=PIXEL, mime_type="image/png")),
            config=types.GenerateVideosConfig(
                number_of_videos=2, duration_seconds=4, aspect_ratio="9:16", resolution="720p", seed=7,
                generate_audio=True, negative_prompt="rain", person_generation="allow_adult", enhance_prompt=True,
                last_frame=types.Image(image_bytes=PIXEL, mime_type="image/png")),
        )
        check(f"video {model} starts", operation.name.startswith(f"projects/{PROJECT}/locations/us-central1/"))
        videos = finish(operation).response.generated_videos
        check(f"video {model} two clips", len(videos) == 2, videos)
        check(f"video {model} mp4", all(is_mp4(item.video.video_bytes) for item in videos))

    references = [types.VideoGenerationReferenceImage(
        image=types.Image(image_bytes=PIXEL, mime_type="image/png"), reference_type="ASSET")]
    operation = finish(client.models.generate_videos(
        model="veo-3.1-generate-001", source=types.GenerateVideosSource(prompt="A boat with this flag"),
        config=types.GenerateVideosConfig(reference_images=references, duration_seconds=8)))
    check("video references", len(operation.response.generated_videos) == 1)
    error = refusal(lambda: client.models.generate_videos(
        model="veo-3.1-generate-001", source=types.GenerateVideosSource(prompt="x"),
        config=types.GenerateVideosConfig(reference_images=references, duration_seconds=4)))
    check("video references need eight seconds", isinstance(error, APIError) and error.code == 400, error)

    operation = finish(client.models.generate_videos(
        model="veo-3.1-lite-generate-001", source=types.GenerateVideosSource(prompt="incomplete-result boat"),
        config=types.GenerateVideosConfig(number_of_videos=3, duration_seconds=4)))
    check("video partly filtered", len(operation.response.generated_videos) == 2
          and operation.response.rai_media_filtered_count == 1, operation)
    operation = finish(client.models.generate_videos(
        model="veo-3.1-lite-generate-001", source=types.GenerateVideosSource(prompt="forbidden-content"),
        config=types.GenerateVideosConfig(duration_seconds=4)))
    check("video filtered", not operation.response.generated_videos
          and operation.response.rai_media_filtered_reasons[0].startswith("17301594"), operation)
    operation = finish(client.models.generate_videos(
        model="veo-3.1-lite-generate-001", source=types.GenerateVideosSource(prompt="failed-operation")))
    check("video operation error", "Support codes: 15236754" in operation.error["message"], operation)
    error = refusal(lambda: client.models.generate_videos(
        model="veo-3.0-generate-001", source=types.GenerateVideosSource(prompt="x")))
    check("video retired model", isinstance(error, APIError) and error.code == 404, error)
    error = refusal(lambda: client.models.generate_videos(
        model="veo-3.1-generate-001", source=types.GenerateVideosSource(prompt="x"),
        config=types.GenerateVideosConfig(duration_seconds=5)))
    check("video duration", isinstance(error, APIError) and error.code == 400, error)


def finish_interaction(client, interaction):
    while interaction.status in ("queued", "in_progress"):
        time.sleep(0.05)
        interaction = client.interactions.get(interaction.id)
    return interaction


def omni():
    for name, client in (("vertex", vertex("global")), ("developer", developer())):
        for model in ("gemini-omni-1.1-flash", "gemini-omni-1.2-flash"):
            started = client.interactions.create(
                model=model, background=True,
                input=[
                    {"type": "text", "text": "A paper boat drifting at dusk"},
                    {"type": "image", "data": base64.b64encode(PIXEL).decode(), "mime_type": "image/png"},
                ],
                response_format={"type": "video", "aspect_ratio": "9:16", "resolution": "720p", "duration": "3s"},
                generation_config={"video_config": {"task": "image_to_video"}},
            )
            check(f"video {name} {model} accepted", started.status in ("queued", "in_progress"), started.status)
            done = finish_interaction(client, started)
            check(f"video {name} {model} completed", done.status == "completed", done.status)
            check(f"video {name} {model} mp4", is_mp4(base64.b64decode(done.output_video.data)))
            tokens = {item.modality: item.tokens for item in done.usage.output_tokens_by_modality}
            check(f"video {name} {model} usage", tokens.get("video", 0) > 0, tokens)

        refused = finish_interaction(client, client.interactions.create(
            model="gemini-omni-1.1-flash", background=True, input="forbidden-content"))
        check(f"video {name} refusal in words", refused.status == "completed" and refused.output_video is None
              and refused.output_text, refused)
        failed = finish_interaction(client, client.interactions.create(
            model="gemini-omni-1.1-flash", background=True, input="failed-operation"))
        check(f"video {name} failed", failed.status == "failed" and failed.errors[0].code == "api_error", failed)
        stopped = client.interactions.create(model="gemini-omni-1.1-flash", background=True, input="a long one")
        stopped = client.interactions.cancel(stopped.id)
        check(f"video {name} cancelled", stopped.status == "cancelled", stopped.status)
        client.interactions.delete(stopped.id)
        error = refusal(lambda: client.interactions.get(stopped.id))
        check(f"video {name} deleted", status_of(error) == 400, error)
        error = refusal(lambda: client.interactions.create(
            model="gemini-omni-1.1-flash", background=True, store=False, input="x"))
        check(f"video {name} background needs store", status_of(error) == 400, error)

    client = developer()
    done = finish_interaction(client, client.interactions.create(
        model="gemini-omni-1.1-flash", background=True, input="A boat",
        response_format={"type": "video", "delivery": "uri", "duration": "3s"}))
    check("video by address", done.output_video.uri.endswith(":download?alt=media"), done.output_video)
    reply = requests.get(done.output_video.uri, headers={"x-goog-api-key": "sandbox-referee-key"}, timeout=30)
    check("video by address downloads", is_mp4(reply.content) and len(reply.history) == 1, reply.status_code)
    client = vertex("global")
    done = finish_interaction(client, client.interactions.create(
        model="gemini-omni-1.1-flash", background=True, input="A boat",
        response_format={"type": "video", "delivery": "uri", "gcs_uri": "gs://bucket/out/", "duration": "3s"}))
    check("video to a bucket", done.output_video.uri.startswith("gs://bucket/out/"), done.output_video)
    error = refusal(lambda: client.interactions.create(
        model="gemini-omni-1.1-flash", background=True, input="x",
        response_format={"type": "video", "delivery": "uri"}))
    check("video by address needs a bucket", status_of(error) == 400, error)


def music():
    for name, client in (("vertex", vertex("global")), ("developer", developer())):
        for model in ("lyria-3-clip-preview", "lyria-3-pro-preview", "lyria-3.5"):
            done = client.interactions.create(model=model, input="A short acoustic guitar ballad")
            check(f"music {name} {model} mp3", is_mp3(base64.b64decode(done.output_audio.data)), done.status)
            check(f"music {name} {model} lyrics", "sandbox" in done.output_text, done.output_text)
        done = finish_interaction(client, client.interactions.create(
            model="lyria-3.5", background=True, input="A ballad in the background"))
        check(f"music {name} in the background", is_mp3(base64.b64decode(done.output_audio.data)))
        refused = client.interactions.create(model="lyria-3.5", input="forbidden-content")
        check(f"music {name} refusal in words", refused.output_audio is None and refused.output_text, refused)
        error = refusal(lambda: client.interactions.create(model="lyria-9", input="x"))
        check(f"music {name} unknown model", status_of(error) == 404, error)


def lyria_2():
    session = AuthorizedSession(CREDENTIALS)
    place = f"projects/{PROJECT}/locations/us-central1/publishers/google/models/lyria-002"
    url = f"{BASE}/vertex/v1/{place}:predict"
    reply = session.post(url, json={
        "instances": [{"prompt": "Smooth, atmospheric jazz.", "negative_prompt": "fast"}],
        "parameters": {"sample_count": 2}})
    sounds = [base64.b64decode(item["bytesBase64Encoded"]) for item in reply.json()["predictions"]]
    check("music lyria-002 two WAV", len(sounds) == 2 and all(is_wav(sound) for sound in sounds))
    reply = session.post(url, json={
        "instances": [{"prompt": "x", "seed": 1}], "parameters": {"sample_count": 2}})
    check("music lyria-002 seed or count", reply.status_code == 400, reply.text)
    reply = session.post(url, json={"instances": [{"prompt": "forbidden-content"}]})
    check("music lyria-002 refusal", reply.status_code == 400 and "recitation" in reply.json()["error"]["message"])


def speech():
    client = texttospeech.TextToSpeechClient(transport=TextToSpeechRestTransport(
        host=f"{BASE}/tts", credentials=CREDENTIALS, url_scheme="http"))

    def synthesize(text, voice, encoding=texttospeech.AudioEncoding.MP3, language=None):
        return client.synthesize_speech(
            input=texttospeech.SynthesisInput(text=text),
            voice=texttospeech.VoiceSelectionParams(
                language_code=voice[:5] if language is None else language, name=voice),
            audio_config=texttospeech.AudioConfig(audio_encoding=encoding, speaking_rate=1.25),
        ).audio_content

    words = "Hello there, this is a sandbox."
    sound = synthesize(words, "en-US-Chirp3-HD-Kore", texttospeech.AudioEncoding.LINEAR16)
    check("speech LINEAR16 is WAV", is_wav(sound))
    check("speech MP3", is_mp3(synthesize(words, "de-DE-Chirp3-HD-Puck")))
    names = [voice.name for voice in client.list_voices(language_code="en-US").voices]
    chirps = [name for name in names if "-Chirp3-HD-" in name]
    check("speech voices", len(chirps) == 30 and all(name.startswith("en-US-") for name in names), names)
    for name, call in (
        ("needs a language", lambda: synthesize(words, "en-US-Chirp3-HD-Kore", language="")),
        ("language is the voice's", lambda: synthesize(words, "en-US-Chirp3-HD-Kore", language="de-DE")),
        ("unknown voice", lambda: synthesize(words, "en-US-Chirp3-HD-Nobody")),
        ("takes 5000 bytes", lambda: synthesize("é" * 2501, "en-US-Chirp3-HD-Kore")),
    ):
        error = refusal(call)
        check(f"speech {name}", isinstance(error, InvalidArgument | BadRequest), error)


veo()
omni()
music()
lyria_2()
speech()
