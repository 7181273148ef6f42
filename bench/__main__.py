"""Runs every measurement that needs nothing but this checkout, one after the other: python -m bench."""

import importlib
import sys

MEASUREMENTS = {
    "bench.reading.speed": ("sources",),
    "bench.decide.speed": (),
    "bench.decide.questions": ("20",),
    "bench.policy.load": (),
    "bench.desk.start": (),
    "bench.feel.speed": (),
}


def run() -> None:
    """Each measurement prints its own figures, beside the limit or the peer it is held against."""
    for name, arguments in MEASUREMENTS.items():
        print(f"== {name}", flush=True)
        importlib.import_module(name).main(*arguments)


if __name__ == "__main__":
    sys.exit(run())
