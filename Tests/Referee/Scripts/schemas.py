"""Judges request bodies by the schemas that the providers publish.

usage: python schemas.py RECORDINGS BODIES.jsonl VERDICTS.jsonl

RECORDINGS is the folder of recorded traffic; its `specs` are OpenAPI documents and Google discovery documents. Further
schemas come out of the installed packages google-genai (pydantic) and huggingface_hub (task specs). One verdict is written
for each body: {"line": 0, "schema": "…" or null, "problems": [{"field": "…", "message": "…"}]}.
"""

import collections
import dataclasses
import json
import pathlib
import re
import sys
import types
import typing
from urllib.parse import urlsplit

# Scripts beside this one are named like packages.
sys.path[:] = [p for p in sys.path if pathlib.Path(p or ".").resolve() != pathlib.Path(__file__).resolve().parent]

import jsonschema  # noqa: E402
import yaml  # noqa: E402
from referencing import Registry, Resource  # noqa: E402
from referencing.jsonschema import DRAFT202012  # noqa: E402

STRUCTURAL = ("properties", "additionalProperties", "patternProperties", "unevaluatedProperties")


class Document:
    """A published document, made strict: an object that lists its properties takes no others."""

    def __init__(self, name, root):
        self.name, self.uri, self.root = name, "urn:" + name, root
        self.registry = Registry().with_resource(self.uri, Resource(root, DRAFT202012))

    def validator(self, schema):
        """The validator of a schema that is in the document, or refers into it."""
        return jsonschema.Draft202012Validator(absolute(schema, self.uri), registry=self.registry)


def absolute(schema, uri):
    """The schema with its references led into a document."""
    if isinstance(schema, dict):
        return {
            k: uri + v if k == "$ref" and isinstance(v, str) and v.startswith("#") else absolute(v, uri)
            for k, v in schema.items()
        }
    if isinstance(schema, list):
        return [absolute(v, uri) for v in schema]
    return schema


def modern(schema):
    """OpenAPI 3.0's own words as JSON Schema, and no `discriminator`: one matching branch is enough."""
    if isinstance(schema, list):
        return [modern(v) for v in schema]
    if not isinstance(schema, dict):
        return schema
    out = {k: modern(v) for k, v in schema.items() if k not in ("discriminator", "example", "examples", "default")}
    if "oneOf" in out and "anyOf" not in out:
        out["anyOf"] = out.pop("oneOf")
    if out.pop("nullable", False) is True:
        out = {"anyOf": [out, {"type": "null"}]}
    for bound, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(out.get(bound), bool):
            if out.pop(bound) and limit in out:
                out[bound] = out.pop(limit)
    return out


class Closing:
    """Adds `unevaluatedProperties: false` where a schema lists properties and leaves others unmentioned."""

    def __init__(self, root):
        self.root = root

    def target(self, schema):
        while isinstance(schema, dict) and "$ref" in schema:
            node = self.root
            for part in schema["$ref"].split("#/", 1)[1].split("/"):
                node = node[part.replace("~1", "/").replace("~0", "~")]
            schema = node
        return schema if isinstance(schema, dict) else {}

    def lists(self, schema, depth=0):
        """Whether the schema, or a branch of it, names properties."""
        schema = self.target(schema)
        if depth > 8 or any(k in schema for k in STRUCTURAL[1:]):
            return False
        if schema.get("properties"):
            return True
        return any(self.lists(b, depth + 1) for w in ("allOf", "anyOf") for b in schema.get(w, []))

    def close(self, schema, inside=False):
        """`inside`: the schema is a part of one that is closed itself."""
        if isinstance(schema, list):
            return [self.close(v) for v in schema]
        if not isinstance(schema, dict):
            return schema
        own = bool(schema.get("properties")) or "allOf" in schema
        out = {}
        for key, value in schema.items():
            if key == "properties" or key == "$defs" or key == "patternProperties":
                out[key] = {k: self.close(v) for k, v in value.items()}
            elif key == "allOf":
                out[key] = [self.close(v, True) for v in value]
            elif key == "anyOf":
                out[key] = [self.close(v, own or inside) for v in value]
            elif key in ("items", "additionalProperties", "prefixItems"):
                out[key] = self.close(value)
            else:
                out[key] = value
        if not inside and self.lists(schema) and not any(k in schema for k in STRUCTURAL[1:]):
            out["unevaluatedProperties"] = False
        return out


def openapi(name, path):
    text = path.read_text()
    root = json.loads(text) if path.suffix == ".json" else yaml.load(text, Loader=yaml.CSafeLoader)
    root = modern(root)
    closing = Closing(root)
    # A named schema is closed where it is used: it may also be a part of an `allOf`.
    schemas = root["components"]["schemas"]
    root["components"]["schemas"] = {
        k: closing.close(v, inside=True) for k, v in schemas.items()
    }
    document = Document(name, root)
    document.closing = closing
    return document


def operations(document, prefix="", only=None):
    """(method, pattern of the path, media type, label, validator) of each operation with a body."""
    found = []
    for path, methods in document.root["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {}) if isinstance(operation, dict) else {}
            for kind, media in content.items():
                if only and path not in only:
                    continue
                schema = media.get("schema", {})
                label = f"{document.name} {schema.get('$ref', path).rsplit('/', 1)[-1]}"
                pattern = re.sub(r"\\\{[^}]+\\\}", "[^/]+", re.escape(prefix + path)) + "$"
                validator = document.validator(document.closing.close(schema))
                found.append((method.upper(), re.compile(pattern), kind, label, validator))
    return found


def discovery(name, path):
    """A Google discovery document: proto JSON, which refuses unknown fields."""
    source = json.loads(path.read_text())
    root = {"components": {"schemas": {k: discovered(v) for k, v in source["schemas"].items()}}}
    document, found = Document(name, root), []

    def walk(resource):
        for method in resource.get("methods", {}).values():
            if "$ref" in method.get("request", {}):
                reference = method["request"]["$ref"]
                template = "/" + source["servicePath"] + method.get("flatPath", method["path"])
                pattern = re.sub(r"\\\{[^}]+\\\}", "[^/]+", re.escape(template)) + "$"
                validator = document.validator({"$ref": "#/components/schemas/" + reference})
                found.append((method["httpMethod"], re.compile(pattern), "application/json", f"{name} {reference}", validator))
        for child in resource.get("resources", {}).values():
            walk(child)

    walk(source)
    return found


def discovered(schema):
    if "$ref" in schema:
        return {"$ref": "#/components/schemas/" + schema["$ref"]}
    out = {}
    kind = schema.get("type")
    if kind == "any":
        return out
    if kind:
        out["type"] = kind
    # 64-bit numbers may be text or numbers, and a proto enum may be its number.
    if schema.get("format") in ("int64", "uint64"):
        out["type"] = ["string", "integer"]
    if "enum" in schema:
        out["enum"] = schema["enum"]
    if "pattern" in schema:
        out["pattern"] = schema["pattern"]
    if "items" in schema:
        out["items"] = discovered(schema["items"])
    if "properties" in schema:
        out["properties"] = {k: discovered(v) for k, v in schema["properties"].items()}
        out["additionalProperties"] = False
    elif "additionalProperties" in schema:
        out["additionalProperties"] = discovered(schema["additionalProperties"])
    return out


def unopened(schema):
    """Without the permission for further properties that a tolerant client gives itself."""
    if isinstance(schema, list):
        return [unopened(v) for v in schema]
    if not isinstance(schema, dict):
        return schema
    tolerant = schema.get("additionalProperties") is True and "properties" in schema
    return {k: unopened(v) for k, v in schema.items() if not (tolerant and k == "additionalProperties")}


def pydantic_document(name, models):
    """The schemas of pydantic models, each under its name."""
    import pydantic

    adapters = [(key, "validation", pydantic.TypeAdapter(model)) for key, model in models.items()]
    schemas, definitions = pydantic.TypeAdapter.json_schemas(adapters, by_alias=True)
    root = modern(unopened({"$defs": definitions.get("$defs", {})}))
    root["components"] = {"schemas": {key: modern(unopened(schemas[(key, "validation")])) for key in models}}
    closing = Closing(root)
    root["$defs"] = {k: closing.close(v, inside=True) for k, v in root["$defs"].items()}
    document = Document(name, root)
    document.closing = closing
    return document


def google_genai():
    """What the official SDK can write, for `generateContent` and for the Interactions API."""
    from google.genai import types as genai
    from google.genai._gaos.types.interactions.createmodelinteraction import CreateModelInteraction

    names = ["Content", "GenerationConfig", "ImageConfig", "SafetySetting", "Tool", "ToolConfig"]
    document = pydantic_document(
        "google-genai", {n: getattr(genai, n) for n in names} | {"CreateModelInteraction": CreateModelInteraction})
    parts = document.root["components"]["schemas"]
    # The SDK keeps this part in its own GenerateContentConfig and writes it there.
    document.closing.target(parts["GenerationConfig"])["properties"]["imageConfig"] = parts["ImageConfig"]
    body = {
        "type": "object",
        "required": ["contents"],
        "additionalProperties": False,
        "properties": {
            "contents": {"type": "array", "items": parts["Content"]},
            "systemInstruction": parts["Content"],
            "generationConfig": parts["GenerationConfig"],
            "safetySettings": {"type": "array", "items": parts["SafetySetting"]},
            "tools": {"type": "array", "items": parts["Tool"]},
            "toolConfig": parts["ToolConfig"],
            "cachedContent": {"type": "string"},
            "labels": {"type": "object"},
        },
    }
    kind = "application/json"
    return [
        ("POST", re.compile(r".*:(stream)?[gG]enerateContent$"), kind, "google-genai generateContent",
         document.validator(body)),
        ("POST", re.compile(r".*/interactions$"), kind, "google-genai CreateModelInteraction",
         document.validator(document.closing.close(parts["CreateModelInteraction"]))),
    ]


def shape(value):
    """The schema of values that have no other fields, and of the same types, as one that an SDK wrote."""
    if isinstance(value, dict):
        properties = {k: shape(v) for k, v in value.items()}
        return {"type": "object", "properties": properties, "additionalProperties": False}
    if isinstance(value, list):
        return {"type": "array", "items": shape(value[0])}
    kinds = {bool: "boolean", int: "integer", float: "number", str: "string"}
    return {"type": kinds[type(value)]}


def veo():
    """What google-genai writes for a Veo job with every option set: the discovery document leaves instances open."""
    from google.genai import models
    from google.genai import types as genai

    picture = genai.Image(image_bytes=b"p", mime_type="image/png")
    stored = genai.Image(gcs_uri="gs://b/o", mime_type="image/png")
    config = genai.GenerateVideosConfig(
        number_of_videos=1, output_gcs_uri="gs://b/o", fps=24, duration_seconds=8, seed=1, aspect_ratio="16:9",
        resolution="720p", person_generation="allow_all", pubsub_topic="t", negative_prompt="n", enhance_prompt=True,
        generate_audio=True, last_frame=picture, compression_quality="OPTIMIZED", labels={"a": "b"}, resize_mode="crop",
        reference_images=[genai.VideoGenerationReferenceImage(image=picture, reference_type="ASSET")])
    bodies = []
    for image in (picture, stored):
        for video in (genai.Video(video_bytes=b"v", mime_type="video/mp4"), genai.Video(uri="gs://b/o", mime_type="video/mp4")):
            config.last_frame = image
            config.reference_images[0].image = image
            request = genai._GenerateVideosParameters(model="m", prompt="p", image=image, video=video, config=config)
            body = models._GenerateVideosParameters_to_vertex(None, request.model_copy(update={"model": None}))
            bodies.append(json.loads(json.dumps(body, default=str)))
    validator = jsonschema.Draft202012Validator(merged([shape(b) for b in bodies]))
    return [("POST", re.compile(r".*:predictLongRunning$"), "application/json", "google-genai GenerateVideosConfig", validator)]


def merged(shapes):
    """One shape with the fields of all."""
    first = dict(shapes[0])
    if first.get("type") == "object":
        names = {n for s in shapes for n in s["properties"]}
        first["properties"] = {n: merged([s["properties"][n] for s in shapes if n in s["properties"]]) for n in names}
    if first.get("type") == "array":
        first["items"] = merged([s["items"] for s in shapes])
    return first


def hint_schema(hint):
    """A type hint of a task spec as JSON Schema."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint is type(None):
        return {"type": "null"}
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [hint_schema(a) for a in arguments]}
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if origin in (list, collections.abc.Sequence):
        return {"type": "array", "items": hint_schema(arguments[0]) if arguments else {}}
    if origin is dict or hint is dict:
        return {"type": "object"}
    if dataclasses.is_dataclass(hint):
        fields = dataclasses.fields(hint)
        hints = typing.get_type_hints(hint)
        required = [
            f.name for f in fields if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
        ]
        return {
            "type": "object", "required": required, "additionalProperties": False,
            "properties": {f.name: hint_schema(hints[f.name]) for f in fields},
        }
    return {str: {"type": "string"}, int: {"type": "integer"}, float: {"type": "number"}, bool: {"type": "boolean"}}.get(hint, {})


def hub_tasks():
    """huggingface_hub's task specs, by what is made: chat completions, and `hf-inference`'s inputs and parameters."""
    from huggingface_hub.inference._generated import types as tasks

    def task(name):
        schema = hint_schema(getattr(tasks, name))
        return f"huggingface_hub {name}", jsonschema.Draft202012Validator(schema)

    return {
        "chat": task("ChatCompletionInput"),
        "image": task("TextToImageInput"),
        "image edit": task("ImageToImageInput"),
        "video": task("TextToVideoInput"),
        "audio": task("TextToAudioInput"),
        "speech": task("TextToSpeechInput"),
    }


class Judge:
    def __init__(self, recordings):
        specs = pathlib.Path(recordings) / "specs"
        openrouter = openapi("specs/openrouter", specs / "openrouter" / "in.openapi.yaml")
        replicate = openapi("specs/replicate", specs / "replicate" / "openapi.json")
        openai = openapi("specs/openai", specs / "openai" / "openapi.json")
        self.google = google_genai() + veo()
        self.hub = hub_tasks()
        google_documents = []
        for name in ("aiplatform.v1beta1", "aiplatform.v1", "texttospeech.v1", "secretmanager.v1"):
            google_documents += discovery("specs/google-discovery/" + name, specs / "google-discovery" / (name + ".json"))
        self.by_provider = {
            "openrouter": operations(openrouter, "/api/v1"),
            "replicate": operations(replicate, "/v1"),
            "local": operations(openai, "/v1", only={"/chat/completions", "/images/generations", "/audio/speech"}),
            # fal's router for conversations is OpenRouter's own API.
            "fal": operations(openrouter, "/openrouter/router/openai/v1", only={"/chat/completions"}),
            "vertex": google_documents + self.google,
            "huggingface": operations(replicate, "/replicate/v1"),
        }

    def schemas(self, body):
        """Every published schema for the body's endpoint."""
        path = urlsplit(body["url"]).path
        found = [
            (label, validator)
            for method, pattern, kind, label, validator in self.by_provider.get(body["provider"], [])
            if method == body["method"] and pattern.match(path) and kind == body["type"].split(";")[0]
        ]
        if body["provider"] == "huggingface":
            if path.endswith("/chat/completions"):
                found.append(self.hub["chat"])
            elif "/hf-inference/" in path and body["type"].startswith("application/json"):
                task = body["modality"]
                if task == "image" and "data:" not in body["text"] and "/9j/" in body["text"]:
                    task = "image edit"
                if task in self.hub:
                    found.append(self.hub[task])
        return found

    def verdict(self, line, body):
        schemas = self.schemas(body)
        problems = []
        if schemas:
            try:
                value = json.loads(body["text"])
            except ValueError:
                value = body["text"]
            for label, validator in schemas:
                problems += [p | {"schema": label} for p in self.problems(validator, value)]
        label = " + ".join(label for label, _ in schemas)
        return {"line": line, "schema": label or None, "problems": problems}

    @staticmethod
    def problems(validator, value):
        for error in validator.iter_errors(value):
            deepest = error
            # Of alternatives, the branch that came furthest tells most.
            while deepest.context:
                deepest = max(
                    deepest.context,
                    key=lambda e: (e.validator_value != "null", len(e.absolute_path), e.validator != "type"))
            field = ".".join(str(p) for p in deepest.absolute_path)
            yield {"field": field, "message": f"{deepest.validator}: {deepest.message[:300]}"}


def main():
    recordings, bodies, verdicts = sys.argv[1:4]
    judge, seen = Judge(recordings), {}
    with open(bodies) as lines, open(verdicts, "w") as out:
        for line, text in enumerate(lines):
            body = json.loads(text)
            key = (body["provider"], body["modality"], body["method"], body["url"], body["type"], body["text"])
            if key not in seen:
                seen[key] = judge.verdict(line, body)
            out.write(json.dumps(seen[key] | {"line": line}) + "\n")


if __name__ == "__main__":
    main()
