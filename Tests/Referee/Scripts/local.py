"""The official openai client against the sandbox's local servers: python local.py http://127.0.0.1:PORT

Only `base_url` is set. The key is a dummy, as for every local server.
"""

import base64
import sys

import openai
from openai import OpenAI

BASE = sys.argv[1]


def at(prefix):
    return OpenAI(base_url=f"{BASE}/{prefix}", api_key="not-needed", max_retries=0)


def ok(name, condition, seen=""):
    if not condition:
        print(f"FAILED {name}: {str(seen)[:300]}")
        sys.exit(1)
    print(f"ok {name}")


def raises(kind, call):
    try:
        call()
    except kind:
        return True
    return False


PNG = b"\x89PNG\r\n\x1a\n"

# Lists: Ollama, llama.cpp, vLLM, LocalAI, vllm-omni, a server of voices.
for prefix, model in [("local", "llama3.2:latest"), ("local-llamacpp", "gpt-oss-20b"), ("local-vllm", "Qwen/Qwen3-8B"),
                      ("local-localai", "qwen3-8b"), ("local-omni", "Qwen/Qwen-Image"), ("local-kokoro", "kokoro")]:
    ok(f"models of {prefix}", model in [entry.id for entry in at(prefix).models.list()])

# Text.
hello = [{"role": "user", "content": "Say something about harbours."}]
for prefix, model in [("local", "llama3.2"), ("local", "qwen3:8b"), ("local-llamacpp", "any"),
                      ("local-vllm", "Qwen/Qwen3-8B"), ("local-localai", "qwen3-8b")]:
    answer = at(prefix).chat.completions.create(model=model, messages=hello)
    ok(f"chat, {prefix} {model}", "harbours" in answer.choices[0].message.content, answer)
    words, finish, usage = "", None, None
    for chunk in at(prefix).chat.completions.create(model=model, messages=hello, stream=True,
                                                    stream_options={"include_usage": True}):
        usage = chunk.usage or usage
        for choice in chunk.choices:
            words += choice.delta.content or ""
            finish = choice.finish_reason or finish
    ok(f"chat stream, {prefix} {model}", "harbours" in words and finish == "stop" and usage.total_tokens > 0, words)
ok("unknown model", raises(openai.NotFoundError,
                           lambda: at("local").chat.completions.create(model="nobody", messages=hello)))

# Pictures.
for prefix, model in [("local-localai", "flux.1-dev"), ("local-localai", "stablediffusion"),
                      ("local-omni", "Qwen/Qwen-Image"), ("local-omni", "Tongyi-MAI/Z-Image-Turbo")]:
    answer = at(prefix).images.generate(model=model, prompt="a boat", n=2, size="96x64", response_format="b64_json")
    pictures = [base64.b64decode(picture.b64_json) for picture in answer.data]
    ok(f"pictures, {prefix} {model}", len(pictures) == 2 and all(data.startswith(PNG) for data in pictures), answer)
answer = at("local-localai").images.generate(model="flux.1-dev", prompt="a boat")
ok("picture at an address", answer.data[0].url.startswith(BASE) and answer.data[0].b64_json is None, answer)
ok("no pictures at Ollama", raises(openai.NotFoundError,
                                   lambda: at("local").images.generate(model="llava", prompt="a boat")))
ok("a size that is none", raises(openai.BadRequestError, lambda: at("local-localai").images.generate(
    model="flux.1-dev", prompt="a boat", size="large")))

# Speech.
for prefix, model, voice in [("local-localai", "kokoro", "af_heart"), ("local-localai", "voice-en-us-amy-low", "amy"),
                             ("local-omni", "Qwen/Qwen3-TTS-12Hz-1.7B-CustomVoice", "vivian"),
                             ("local-kokoro", "kokoro", "af_bella"), ("local-kokoro", "tts-1", "bm_george")]:
    sound = at(prefix).audio.speech.create(model=model, input="Hello there.", voice=voice, response_format="wav")
    ok(f"speech, {prefix} {model}", sound.content[:4] == b"RIFF" and len(sound.content) > 10_000, sound.content[:40])
sound = at("local-kokoro").audio.speech.create(model="kokoro", input="Hello there.", voice="af_heart", speed=1.5)
ok("speech as MP3", sound.content[0] == 0xFF and sound.response.headers["content-type"] == "audio/mpeg")
with at("local-omni").audio.speech.with_streaming_response.create(
        model="Qwen/Qwen3-TTS-12Hz-1.7B-CustomVoice", input="Hello there.", voice="ryan",
        response_format="pcm") as streamed:
    ok("speech as it comes", sum(len(part) for part in streamed.iter_bytes()) > 10_000)
ok("a voice that is not there", raises(openai.BadRequestError, lambda: at("local-kokoro").audio.speech.create(
    model="kokoro", input="Hello.", voice="nobody")))
