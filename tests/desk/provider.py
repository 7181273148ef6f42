"""A single sign-on provider on the loopback address: it signs tokens with a key of its own, and can be told to lie."""

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT = "luodi"


class Provider(ThreadingHTTPServer):
    """`claims` replace those of the token, `told` those of the person; `nonce` and `challenge` are those of the last request to sign in."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.claims: dict[str, object] = {}
        self.told: dict[str, object] = {}
        self.nonce = self.challenge = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def settings(self) -> dict[str, str]:
        return {
            "OIDC_RP_CLIENT_ID": CLIENT,
            "OIDC_RP_CLIENT_SECRET": "合成的密钥",
            "OIDC_OP_ISSUER": self.address,
            "OIDC_OP_AUTHORIZATION_ENDPOINT": f"{self.address}/authorize",
            "OIDC_OP_TOKEN_ENDPOINT": f"{self.address}/token",
            "OIDC_OP_USER_ENDPOINT": f"{self.address}/user",
            "OIDC_OP_JWKS_ENDPOINT": f"{self.address}/keys",
            "OIDC_LOGIN_CLAIM": "preferred_username",
        }

    def token(self) -> str:
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "sub": "1", "nonce": self.nonce, "iat": now, "exp": now + 60}
        return jwt.encode({**claims, **self.claims}, KEY, algorithm="RS256", headers={"kid": "one"})


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_POST(self) -> None:  # noqa: N802 - the server calls it so
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        proof = base64.urlsafe_b64encode(hashlib.sha256(sent["code_verifier"][0].encode()).digest()).rstrip(b"=").decode()
        if proof != self.server.challenge:
            self.send_error(400)
            return
        self.say({"access_token": "x", "id_token": self.server.token()})

    def do_GET(self) -> None:  # noqa: N802 - the server calls it so
        if self.path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            self.say({"keys": [{**public, "kid": "one", "alg": "RS256"}]})
        else:
            self.say({"sub": "1", **self.server.told})

    def say(self, answer: object) -> None:
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Nothing: a test prints only what went wrong."""


@contextmanager
def provider() -> Iterator[Provider]:
    with Provider() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
