"""Who bears a sum: each row's own split in the parts in which the text puts it, to the fen."""

from collections.abc import Mapping
from typing import Any, Final

from luodi.bulk.loops import Lane, Loop, loop
from luodi.bulk.memory import Run, empty
from luodi.bulk.native import native
from luodi.bulk.sums import summed

UNSAID: Final = "文件未载明"


def borne(shares: Mapping[str, int], sums: Run, rows: int) -> dict[str, int]:
    """What each bearer bears of a column of sums. What does not divide goes, fen by fen, to the largest remainders, ties to the first
    named, in every row."""
    if not shares:
        return {UNSAID: summed(sums, rows)}
    if len(shares) == 1:
        return {next(iter(shares)): summed(sums, rows)}
    parts = tuple(shares.values())
    outputs = [empty("i64", rows) for _ in parts]
    _split_loop(parts)(rows, sums.address, *[run.address for run in outputs])
    return {bearer: summed(run, rows) for bearer, run in zip(shares, outputs, strict=True)}


@native
def _split_loop(parts: tuple[int, ...]) -> Loop:
    whole = sum(parts)

    def body(lane: Lane) -> None:
        fen, number = lane.get(0), lane.number
        # fen * part could leave 64 bits; what is whole in it and its rest cannot.
        times = lane.floor(fen, number(whole))
        rest = lane.subtract(fen, lane.multiply(times, number(whole)))
        shares, over = [], []
        for part in parts:
            product = lane.multiply(rest, number(part))
            low = lane.floor(product, number(whole))
            shares.append(lane.add(lane.multiply(times, number(part)), low))
            over.append(lane.subtract(product, lane.multiply(low, number(whole))))
        left = fen
        for share in shares:
            left = lane.subtract(left, share)
        for place, share in enumerate(shares):
            more = lane.is_("<", _rank(lane, over, place), left)
            lane.put(1 + place, lane.add(share, lane.as_number(more)))

    return loop(["i64"] * (1 + len(parts)), 0, body)


def _rank(lane: Lane, over: list[Any], place: int) -> Any:
    rank = lane.number(0)
    for other, rest in enumerate(over):
        if other != place:
            rank = lane.add(rank, lane.as_number(lane.is_(">=" if other < place else ">", rest, over[place])))
    return rank
