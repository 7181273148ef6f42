"""Another system on loopback that takes what is posted to it, as often as it comes, and can leave requests without an answer."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread


class Receiver(ThreadingHTTPServer):
    """`taken` holds (key, body) of every request in the order of arrival; `answer` is the status they get."""

    daemon_threads = True

    def __init__(self, port: int = 0, answer: int = 200) -> None:
        self.taken: list[tuple[str, bytes]] = []
        self.answer = answer
        self.changed = Condition()
        self.holding = False
        self.held = 0
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/inbox"

    def take(self, key: str, body: bytes) -> None:
        """Note a request; while holding, it waits here with what it brought already noted."""
        with self.changed:
            self.taken.append((key, body))
            self.held += self.holding
            self.changed.notify_all()
            self.changed.wait_for(lambda: not self.holding)

    def wait_for(self, count: int) -> None:
        """Wait until so many requests have come in all."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.taken) >= count, timeout=120), len(self.taken)

    def hold(self, count: int) -> None:
        """From now on leave requests without an answer; returns when so many wait for one."""
        with self.changed:
            self.holding, self.held = True, 0
            assert self.changed.wait_for(lambda: self.held >= count, timeout=120), self.held

    def release(self) -> None:
        with self.changed:
            self.holding = False
            self.changed.notify_all()


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:  # noqa: N802 (http.server calls it so)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.take(self.headers["Idempotency-Key"], body)
        # Whoever asked may be dead by now.
        with suppress(OSError):
            self.send_response(self.server.answer)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

    do_GET = do_POST  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def receiving(port: int = 0, answer: int = 200) -> Iterator[Receiver]:
    with Receiver(port, answer) as receiver:
        thread = Thread(target=receiver.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            receiver.release()
            receiver.shutdown()
            thread.join()
