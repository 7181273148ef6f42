"""How long the whole library takes to read and check, and from its cache, each in a process of its own: python -m bench.policy.load."""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROUNDS = 7
MADE = """
import time
from pathlib import Path
began = time.perf_counter()
{line}
print(time.perf_counter() - began)
"""
COLD = MADE.format(line="from luodi.policy.load import load_library; load_library(Path())")
CACHED = MADE.format(line="load_program(Path())").replace("began =", "from luodi.policy.cache import load_program\nbegan =")


def seconds(code: str, cache: str) -> float:
    """What the code says it took, the modules it loads included."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "LUODI_CACHE": cache}, check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def main() -> None:
    with tempfile.TemporaryDirectory() as cache:
        seconds(CACHED, cache)
        for name, code, limit in (("read and checked, cold", COLD, 2.5), ("program from its cache", CACHED, 0.1)):
            taken = [seconds(code, cache) for _ in range(ROUNDS)]
            print(f"{name}   median {statistics.median(taken):.3f} s, best {min(taken):.3f} s   limit {limit} s")


if __name__ == "__main__":
    main()
