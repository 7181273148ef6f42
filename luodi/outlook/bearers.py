"""The level of who bears a sum, by the words in which the text names it."""

from typing import Final

from luodi.bulk.bearing import UNSAID
from luodi.places.errors import PlaceError
from luodi.places.regions import Regions

OTHERS: Final = "其他"
LEVELS: Final = ("中央", "省", "市", "县（区）", OTHERS, UNSAID)


def level(bearer: str, regions: Regions) -> str:
    """The level that a bearer's own words name: 省财政, 南昌市, 县区. Funds, and 财政 without a level, are 其他."""
    if bearer == UNSAID:
        return UNSAID
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
