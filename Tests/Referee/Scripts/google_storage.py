"""google-cloud-storage against the sandbox: uploads of every kind, downloads, listings, preconditions, checksums.

Usage: python google_storage.py http://127.0.0.1:PORT
Prints one line per check and exits non-zero at the first failure. Needs google-cloud-storage.
"""

import base64
import hashlib
import io
import os
import sys
import uuid

BASE = sys.argv[1].rstrip("/")
# The library reads this when a client is made.
os.environ["STORAGE_EMULATOR_HOST"] = BASE + "/storage"
# A neighbour of this file has the name of the package that it imports.
sys.path.pop(0)

import google_crc32c  # noqa: E402
import requests  # noqa: E402
from google.api_core import exceptions  # noqa: E402
from google.auth.credentials import AnonymousCredentials  # noqa: E402
from google.cloud import storage  # noqa: E402

MEGABYTE = bytes((i * 7 + i // 251) % 256 for i in range(1_000_000))


def check(name, condition, detail=""):
    if not condition:
        print(f"FAILED {name}: {detail}")
        sys.exit(1)
    print(f"ok {name}")


def raises(name, kind, work):
    try:
        result = work()
    except kind as error:
        check(name, True)
        return error
    except Exception as error:  # noqa: BLE001
        check(name, False, repr(error))
    check(name, False, f"no error but {result!r}")


def crc(data):
    return base64.b64encode(google_crc32c.Checksum(data).digest()).decode()


def md5(data):
    return base64.b64encode(hashlib.md5(data).digest()).decode()


def small(bucket):
    blob = bucket.blob("media/hello wörld+1.txt")
    blob.metadata = {"job": "abc"}
    blob.upload_from_string(b"hello world", content_type="text/plain", if_generation_match=0)
    check("multipart upload", blob.generation > 0 and blob.size == 11, blob._properties)
    check("known checksums", blob.crc32c == "yZRlqg==" and blob.md5_hash == "XrY7u+Ae7tCTyyK7j1rNww==", blob.crc32c)
    again = bucket.get_blob("media/hello wörld+1.txt")
    check("metadata", again.content_type == "text/plain" and again.metadata == {"job": "abc"}, again._properties)
    check("times", again.time_created is not None and again.updated is not None, again._properties)
    check("download", again.download_as_bytes() == b"hello world")
    check("ranged download", again.download_as_bytes(start=6, end=8) == b"wor")
    check("open-ended range", again.download_as_bytes(start=6) == b"world")
    check("checksum of a download", again.download_as_bytes(checksum="crc32c") == again.download_as_bytes(checksum="md5"))
    raises(
        "range behind the end", exceptions.RequestRangeNotSatisfiable, lambda: again.download_as_bytes(start=100))
    error = raises(
        "precondition", exceptions.PreconditionFailed, lambda: bucket.blob(blob.name).upload_from_string(
            b"another", if_generation_match=0))
    detail = error.response.json()["error"]["errors"][0]
    check("precondition in JSON", detail["reason"] == "conditionNotMet" and detail["location"] == "If-Match", detail)
    first = blob.generation
    bucket.blob(blob.name).upload_from_string(b"another", if_generation_match=first)
    check("generations grow", bucket.get_blob(blob.name).generation > first)
    raises("an old generation is gone", exceptions.NotFound, lambda: bucket.blob(blob.name, generation=first).reload())
    raises(
        "delete with an old generation", exceptions.PreconditionFailed,
        lambda: bucket.blob(blob.name).delete(if_generation_match=first))


def empty(bucket):
    blob = bucket.blob("empty.bin")
    blob.upload_from_string(b"")
    check("an empty object", blob.size == 0 and blob.download_as_bytes() == b"", blob._properties)


def resumable(bucket):
    blob = bucket.blob("media/big.mp4", chunk_size=262_144)
    blob.upload_from_file(
        io.BytesIO(MEGABYTE), size=len(MEGABYTE), content_type="video/mp4", checksum="crc32c", if_generation_match=0)
    check("resumable upload", blob.size == len(MEGABYTE) and blob.content_type == "video/mp4", blob._properties)
    check("crc32c verified", blob.crc32c == crc(MEGABYTE), blob.crc32c)
    check("md5 verified", blob.md5_hash == md5(MEGABYTE), blob.md5_hash)
    whole = bucket.blob("media/big.mp4").download_as_bytes(checksum="crc32c")
    check("download of the whole", whole == MEGABYTE)
    target = io.BytesIO()
    bucket.blob("media/big.mp4", chunk_size=262_144).download_to_file(target)
    check("download in pieces", target.getvalue() == MEGABYTE)
    raises(
        "resumable precondition", exceptions.PreconditionFailed,
        lambda: bucket.blob("media/big.mp4", chunk_size=262_144).upload_from_file(
            io.BytesIO(MEGABYTE), size=len(MEGABYTE), if_generation_match=0))
    blob = bucket.blob("media/stream.bin", chunk_size=262_144)
    blob.upload_from_file(io.BytesIO(MEGABYTE))
    check("upload of unknown length", blob.crc32c == crc(MEGABYTE), blob._properties)
    blob = bucket.blob("media/even.bin", chunk_size=262_144)
    blob.upload_from_file(io.BytesIO(MEGABYTE[:524_288]))
    check("unknown length that ends with a whole piece", blob.size == 524_288, blob._properties)
    with bucket.blob("media/written.bin").open("wb", chunk_size=262_144) as file:
        file.write(MEGABYTE[:300_000])
    check("a blob that is written like a file", bucket.get_blob("media/written.bin").size == 300_000)


def wire(bucket):
    """What the library does not show."""
    address = bucket.blob("wire.bin").create_resumable_upload_session(content_type="x/y", size=300_000)
    query = requests.put(address, headers={"Content-Range": "bytes */*"}, allow_redirects=False)
    check("a session without bytes has no range", query.status_code == 308 and "Range" not in query.headers)
    odd = requests.put(address, data=b"1" * 1000, headers={"Content-Range": "bytes 0-999/300000"}, allow_redirects=False)
    check("an odd piece is refused", odd.status_code == 400 and "262144" in odd.text, odd.text)
    piece = requests.put(
        address, data=MEGABYTE[:262_144], headers={"Content-Range": "bytes 0-262143/300000"}, allow_redirects=False)
    check("a piece is kept", piece.status_code == 308 and piece.headers["Range"] == "bytes=0-262143", piece.headers)
    check("cancel", requests.delete(address).status_code == 499)
    gone = requests.put(address, headers={"Content-Range": "bytes */*"}, allow_redirects=False)
    check("a cancelled session is gone", gone.status_code in (404, 410), gone.status_code)
    damaged = requests.post(
        f"{BASE}/storage/upload/storage/v1/b/{bucket.name}/o?uploadType=media&name=damaged", data=b"hello world",
        headers={"X-Goog-Hash": "crc32c=AAAAAA=="})
    check("a wrong checksum is refused", damaged.status_code == 400 and damaged.json()["error"]["code"] == 400, damaged.text)


def listing(client, bucket):
    names = [blob.name for blob in client.list_blobs(bucket, prefix="media/")]
    check("listing", "media/big.mp4" in names and names == sorted(names) and "empty.bin" not in names, names)
    paged = [blob.name for blob in client.list_blobs(bucket, prefix="media/", page_size=2)]
    check("listing in pages", paged == names, paged)
    top = client.list_blobs(bucket, delimiter="/")
    check("folders", [blob.name for blob in top] == ["empty.bin"] and top.prefixes == {"media/"}, top.prefixes)


def absent(client, bucket):
    check("no blob", bucket.get_blob("nothing") is None)
    raises("download of nothing", exceptions.NotFound, lambda: bucket.blob("nothing").download_as_bytes())
    bucket.blob("empty.bin").delete()
    check("delete", not bucket.blob("empty.bin").exists())
    raises("delete of nothing", exceptions.NotFound, lambda: bucket.blob("empty.bin").delete())
    check("bucket", client.get_bucket(bucket.name).name == bucket.name)
    missing = client.bucket("missing-bucket")
    check("missing bucket", not missing.exists())
    raises("upload to a missing bucket", exceptions.NotFound, lambda: missing.blob("a").upload_from_string(b"a"))
    raises("listing of a missing bucket", exceptions.NotFound, lambda: list(client.list_blobs(missing)))


if __name__ == "__main__":
    CLIENT = storage.Client(project="easel-referee", credentials=AnonymousCredentials())
    BUCKET = CLIENT.bucket(f"easel-referee-{uuid.uuid4()}")
    small(BUCKET)
    empty(BUCKET)
    resumable(BUCKET)
    wire(BUCKET)
    listing(CLIENT, BUCKET)
    absent(CLIENT, BUCKET)
