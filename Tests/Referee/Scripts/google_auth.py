"""google-auth against Easel and the sandbox: assertions, tokens, the metadata server.

Usage: python google_auth.py http://127.0.0.1:PORT [ASSERTION_FILE PUBLIC_KEY_FILE [EMAIL]]
The assertion is one that Easel signed, the key is the public key or the certificate in PEM.
Prints one line per check and exits non-zero at the first failure. Needs google-auth, requests and cryptography.
"""

import json
import os
import sys
import tempfile

BASE = sys.argv[1].rstrip("/")
# google-auth reads this when it is imported.
os.environ["GCE_METADATA_HOST"] = os.environ["GCE_METADATA_IP"] = BASE.split("://", 1)[1] + "/metadata"
os.environ.pop("GOOGLE_APPLICATION_CREDENTIALS", None)
# A neighbour of this file has the name of the package that it imports.
sys.path.pop(0)

import google.auth.transport.requests  # noqa: E402
import requests  # noqa: E402
from cryptography.hazmat.primitives import serialization  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: E402
from google.auth import compute_engine, exceptions, jwt  # noqa: E402
from google.auth.compute_engine import _metadata  # noqa: E402
from google.oauth2 import credentials, service_account  # noqa: E402

SCOPE = "https://www.googleapis.com/auth/cloud-platform"
REQUEST = google.auth.transport.requests.Request()


def check(name, condition, detail=""):
    if not condition:
        print(f"FAILED {name}: {detail}")
        sys.exit(1)
    print(f"ok {name}")


def assertion(path, key_path, email):
    token = open(path, "rb").read().strip()
    key = open(key_path, "rb").read()
    header = jwt.decode_header(token)
    check("assertion header", header["alg"] == "RS256" and header["typ"] == "JWT" and header["kid"], header)
    claims = jwt.decode(
        token, certs={header["kid"]: key}, audience="https://oauth2.googleapis.com/token", clock_skew_in_seconds=60)
    check("assertion signature, audience and time", claims["exp"] - claims["iat"] == 3600, claims)
    check("assertion scope", claims["scope"] == SCOPE, claims)
    check("assertion issuer", "@" in claims["iss"] and (email is None or claims["iss"] == email), claims)
    check("assertion has no subject", "sub" not in claims, claims)
    try:
        jwt.decode(token[:-8] + b"AAAAAAAA", certs={header["kid"]: key})
        check("a damaged assertion is refused", False)
    except ValueError:
        check("a damaged assertion is refused", True)
    form = {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": token.decode()}
    reply = requests.post(f"{BASE}/oauth/token", data=form)
    check("assertion at the sandbox", reply.json()["access_token"].startswith("ya29."), reply.text)


def exchange():
    """A service account of google-auth's own gets a token at the sandbox."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode()
    info = {
        "type": "service_account", "project_id": "p", "private_key_id": "k1", "private_key": pem,
        "client_email": "referee@p.iam.gserviceaccount.com", "token_uri": f"{BASE}/oauth/token",
    }
    account = service_account.Credentials.from_service_account_info(info, scopes=[SCOPE])
    account.refresh(REQUEST)
    check("service account", account.token.startswith("ya29.") and account.valid)
    try:
        service_account.Credentials.from_service_account_info(
            dict(info, client_email="deleted@p.iam.gserviceaccount.com"), scopes=[SCOPE]).refresh(REQUEST)
        check("deleted service account", False)
    except exceptions.RefreshError as error:
        check("deleted service account", "invalid_grant" in str(error), error)


def user():
    def person(token):
        return credentials.Credentials(
            None, refresh_token=token, client_id="id", client_secret="secret", token_uri=f"{BASE}/oauth/token")

    good = person("1//sandbox")
    good.refresh(REQUEST)
    check("authorized user", good.valid)
    try:
        person("1//expired").refresh(REQUEST)
        check("expired login", False)
    except exceptions.RefreshError as error:
        check("expired login", "invalid_grant" in str(error), error)


def metadata():
    check("metadata server answers", _metadata.ping(REQUEST))
    check("metadata project", _metadata.get_project_id(REQUEST) == "easel-sandbox")
    machine = compute_engine.Credentials()
    machine.refresh(REQUEST)
    check("metadata token", machine.token.startswith("ya29.") and machine.valid)
    check("metadata e-mail", "@" in machine.service_account_email, machine.service_account_email)
    bare = requests.get(f"{BASE}/metadata/computeMetadata/v1/project/project-id")
    check("metadata without its header", bare.status_code == 403, bare.text)


def default():
    """The whole search: no file, so the machine's own account."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CLOUDSDK_CONFIG"] = folder
        found, project = google.auth.default(scopes=[SCOPE])
        found.refresh(REQUEST)
        check("application default", project == "easel-sandbox" and found.valid, project)
        path = os.path.join(folder, "application_default_credentials.json")
        with open(path, "w") as file:
            json.dump(
                {"type": "authorized_user", "client_id": "i", "client_secret": "s", "refresh_token": "r"}, file)
        found, _ = google.auth.default(scopes=[SCOPE])
        check("application default prefers the login", type(found) is credentials.Credentials, type(found))


def secrets():
    session = google.auth.transport.requests.AuthorizedSession(compute_engine.Credentials())
    name = "projects/p/secrets/api-key/versions/latest"
    reply = session.get(f"{BASE}/secretmanager/v1/{name}:access")
    check("secret", reply.json()["payload"]["data"] and reply.json()["payload"]["dataCrc32c"].isdigit(), reply.text)
    check("secret that is missing", session.get(f"{BASE}/secretmanager/v1/projects/p/secrets/missing/versions/1:access").status_code == 404)


if __name__ == "__main__":
    if len(sys.argv) > 3:
        assertion(sys.argv[2], sys.argv[3], sys.argv[4] if len(sys.argv) > 4 else None)
    exchange()
    user()
    metadata()
    default()
    secrets()
