"""Runs killed outright as they touch a file of the output: `python -m tests.bulk.killed TABLE FOLDER MOMENT…`.

Each moment is the number of such touches after which the run's process is killed; its output is FOLDER/MOMENT, where an old one stands
already. 0 kills none, and how many touches there were is printed.
"""

import os
import signal
import sys
from pathlib import Path

import luodi.bulk.tables
from tests.bulk.build import decided

BATCH = 50
TOUCHES = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree"}


def touching(place: Path, moment: int) -> list[int]:
    """From now on counts the touches of `place` and what is made beside it, and kills this process at the given one."""
    touched = [0]

    def heard(event: str, arguments: tuple[object, ...]) -> None:
        if event in TOUCHES and str(arguments[0]).startswith(str(place)):
            touched[0] += 1
            if touched[0] == moment:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(heard)
    return touched


def main(table: str, folder: str, *moments: str) -> None:
    luodi.bulk.tables.rows_at_once = lambda _: BATCH
    # Loops are compiled here, once for all.
    decided(Path(table), Path(folder) / "warm")
    for moment in moments:
        place = Path(folder) / moment
        place.mkdir()
        (place / "old").write_text("旧的")
        child = os.fork()
        if not child:
            touched = touching(place, int(moment))
            decided(Path(table), place)
            print(touched[0], flush=True)
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
