"""Functional zones (开发区, 新区, 管理局): units that documents address but that are no divisions and have no code."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from luodi.places.errors import WrongPlacesError

KEYS = {"name", "kind", "divisions", "also", "source", "note"}


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone: its `kind` in Chinese, the codes of the divisions it lies in, other names it is called by, where that is known from."""

    name: str
    kind: str
    divisions: tuple[str, ...]
    also: tuple[str, ...] = ()
    source: str = ""
    note: str = ""


def load_zones(path: Path | str) -> tuple[Zone, ...]:
    """Read a list of zones; WrongPlacesError names file and entry."""
    try:
        entries = yaml.load(Path(path).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise WrongPlacesError("功能区文件读不出来", "UTF-8 编码的 YAML 文件", str(error), str(path)) from None
    if not isinstance(entries, list):
        raise WrongPlacesError("功能区文件不是清单", "每个功能区一项", place=str(path))
    return tuple(_zone(entry, f"{path} 第{number}项") for number, entry in enumerate(entries, 1))


def _zone(entry: object, place: str) -> Zone:
    if not isinstance(entry, dict) or not {"name", "kind", "divisions", "source"} <= set(entry) <= KEYS:
        raise WrongPlacesError("功能区缺项或有多余的项", "name、kind、divisions、source，可有 also、note", place=place)
    lists = [entry["divisions"], entry.get("also", [])]
    if not all(isinstance(values, list) and all(isinstance(value, str) for value in values) for values in lists):
        raise WrongPlacesError("divisions 和 also 不是清单", "例：[360112, 360425]", place=place)
    return Zone(entry["name"], entry["kind"], tuple(lists[0]), tuple(lists[1]), entry["source"], entry.get("note", ""))
