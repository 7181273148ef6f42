"""Speed of reading: the sources (limit 0.4 s), and real text repeated to 1, 10, 100 MB in processor time, with memory.

Usage: python -m bench.reading.speed [SOURCES]
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from luodi.text.read import read_paths

SIZES = (1, 10, 100)
LIMIT = 0.4
FASTER = 5
REGION = "南昌"


def main(sources: str) -> int:
    began = time.process_time()
    documents = read_paths([sources]).documents
    seconds = time.process_time() - began
    print(f"sources: {len(documents)} documents in {seconds:.3f} s (limit {LIMIT} s)")
    for size in SIZES:
        subprocess.run([sys.executable, "-m", "bench.reading.speed", sources, str(size)], check=True)
    return 0 if seconds <= LIMIT else 1


def large(sources: str, size: int) -> None:
    """Read `size` MB made of the sources, each copy about another region so that none is a copy of another."""
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(Path(sources).glob("*.txt"))[:2])
    times = size * 1_000_000 // len(text.encode())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.txt"
        with path.open("w", encoding="utf-8") as file:
            for number in range(times + 1):
                file.write(text.replace(REGION, f"示{chr(0x4E00 + number % 90)}{chr(0x4E00 + number // 90)}") + "\n\n")
        began = time.process_time()
        documents = read_paths([path]).documents
        seconds = time.process_time() - began
        megabytes = path.stat().st_size / 1_000_000
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{megabytes:5.1f} MB: {len(documents)} documents in {seconds:.2f} s, {megabytes / seconds:.1f} MB/s (limit {FASTER})"
        f", {memory:.0f} MB of memory"
    )


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if len(arguments) > 1:
        large(arguments[0], int(arguments[1]))
    else:
        sys.exit(main(arguments[0] if arguments else "sources"))
