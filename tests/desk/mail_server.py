"""A mail server on loopback that speaks as much SMTP as is needed to take a letter, or to refuse its recipient."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread


class MailServer(ThreadingTCPServer):
    """`taken` holds the letters; `refusal` is what is answered to a recipient instead of 250, for example `550 unknown`."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, refusal: str) -> None:
        self.taken: list[EmailMessage] = []
        self.refusal = refusal
        super().__init__(("127.0.0.1", 0), _Session)


class _Session(StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.say("220 loopback")
        while line := self.rfile.readline():
            match line[:4].upper():
                case b"DATA":
                    self.say("354 go on")
                    self.server.taken.append(message_from_bytes(self.letter(), policy=policy.default))
                    self.say("250 taken")
                case b"RCPT":
                    self.say(self.server.refusal or "250 known")
                case b"QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.say("250 fine")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def letter(self) -> bytes:
        return b"".join(iter(self.rfile.readline, b".\r\n"))


@contextmanager
def mailing(refusal: str = "") -> Iterator[MailServer]:
    with MailServer(refusal) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
