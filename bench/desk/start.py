"""How long `luodi serve` takes to its first page, with a new database and again: python -m bench.desk.start."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent.parent
PORT = 8971


def start(var: str) -> float:
    """Seconds until the front page answers; the server is ended again."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "luodi.cli.main", "serve", "--port", str(PORT)]
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, "LUODI_VAR": var}, stdout=subprocess.PIPE) as server:
        try:
            assert server.stdout is not None
            server.stdout.readline()
            while True:
                try:
                    urlopen(f"http://127.0.0.1:{PORT}/").read()
                    return time.perf_counter() - began
                except OSError:
                    time.sleep(0.02)
        finally:
            server.terminate()


def main() -> None:
    with tempfile.TemporaryDirectory() as var:
        print(f"luodi serve, first start   {start(var):.2f} s")
        print(f"luodi serve, second start  {min(start(var) for _ in range(3)):.2f} s   limit 5 s")


if __name__ == "__main__":
    main()
