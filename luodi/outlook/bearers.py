"""Who bears what is paid: each row's sum by the parts that the text puts, and the level of each bearer."""

from collections.abc import Mapping
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from luodi.bulk.memory import Run
from luodi.decide.gifts import split
from luodi.outlook.sums import whole
from luodi.places.errors import PlaceError
from luodi.places.regions import Regions

UNSTATED: Final = "文件未载明"
OTHERS: Final = "其他"
LEVELS: Final = ("中央", "省", "市", "县（区）", OTHERS, UNSTATED)


def level(bearer: str, regions: Regions) -> str:
    """The level that a bearer's own words name: 省财政, 南昌市, 县区. Funds, and 财政 without a level, are 其他."""
    if bearer == UNSTATED:
        return UNSTATED
    if bearer.startswith(("中央", "国家")):
        return "中央"
    if bearer.startswith(("县", "区")):
        return "县（区）"
    if bearer.startswith(("省", "市")):
        return bearer[0]
    try:
        code = regions.code(bearer.removesuffix("财政"))
    except PlaceError:
        return OTHERS
    return "省" if code.endswith("0000") else "市" if code.endswith("00") else "县（区）"


def borne(shares: Mapping[str, int], certain: Run, possible: Run) -> dict[str, tuple[int, int]]:
    """Certain and possible by bearer, in fen: the sum of what each row's own split comes to, not a split of the sum."""
    if len(shares) < 2:
        return {next(iter(shares), UNSTATED): (whole(certain), whole(possible))}
    rows = pa.table({"certain": certain.array(), "possible": possible.array()})
    alike = rows.filter(pc.greater(pc.max_element_wise(rows["certain"], rows["possible"]), 0))
    found = dict.fromkeys(shares, (0, 0))
    for row in alike.group_by(["certain", "possible"]).aggregate([([], "count_all")]).to_pylist():
        sure, all_ = split(row["certain"], shares), split(row["certain"] + row["possible"], shares)
        for bearer, (one, other) in found.items():
            found[bearer] = (one + sure[bearer] * row["count_all"], other + (all_[bearer] - sure[bearer]) * row["count_all"])
    return found
