"""Duties: who does what, by when or by which rhythm, how bound."""

import re
from collections.abc import Iterator

from luodi.days.window import Anchor
from luodi.text.said.force import OUGHT
from luodi.text.said.model import Binding, Duty, Limit
from luodi.text.said.scene import Scene
from luodi.text.titles import split_names

ORGAN = (
    r"(?:政府|部门|单位|机构|企业|公司|集团|银行|机关|局|委|办|厅|院|署|中心|管委会|委员会|领导小组|指挥部|协会|商会|学校|医院|社区|村|街道|乡镇"
    r"|园区|开发区|地区|各地|省级?|市|县|区|办公室|会议|负责人|干部|工作人员|人员|经营者|运营方|人民银行|海关|支行|分局|专员)"
)
SUBJECT = re.compile(
    rf"(?P<who>[\u4e00-\u9fff、()〔〕/]{{0,38}}{ORGAN}(?:[(〔][^()〔〕]{{1,12}}[)〕])?)(?:在[\u4e00-\u9fff]{{2,12}}期间|均|都|也)?$"
)
SUBJECT_HEAD = re.compile(r"^(?:同时|此外|另外|其中|由|并|且|请|要求|督促|指导|引导|支持|鼓励)+")
NO_SUBJECT = re.compile(r"^(?:对|向|为|免收|减免|加强|加大|推动|做好|落实|完善|根据|按照)")
MODAL = re.compile(rf"{OUGHT}|负责|会同")
BY = re.compile(
    r"由(?P<who>[\u4e00-\u9fff、()〔〕]{2,40}?)(?P<verb>负责|牵头|组织|承担|会同|统筹|按|根据|依|认定|审核|确定|制定|协助|提供|给予|予以)"
)
ORGAN_END = re.compile(rf"{ORGAN}(?:[(〔][^()〔〕]{{1,12}}[)〕])?$")
RHYTHM = re.compile(
    r"每(?:个)?(?:(?P<every>[两二三四五六\d]{1,2})个?)?(?:工作日|日(?!前)|天|周[一二三四五六日天]?(?!边|围|岁)|星期[一二三四五六日天]?|月(?:\d{1,2}[日号]前?)?"
    r"|季度?|半年|年)(?!最高|给予|补助|奖励|补贴|安排)"
    r"|(?P<one>逐月|按月|逐日|按日|按季度?|逐季|逐周|按周|逐年)|一(?P<unit>[日周月季年])一(?:调度|通报|报告|报|会商|督查|总结)|(?P<daily>日(?:监测|报告|调度|通报))"
)
PERIODS = {"日": "每日", "天": "每日", "周": "每周", "月": "每月", "季": "每季度", "年": "每年"}
GRANT = re.compile(r"给予|补助|补贴|奖励|奖补|贴息|标准|返还|施行|有效期")
PREAMBLE = re.compile(
    r"(?:特提出|特制定|现就|现提出|现将|现结合|提出如下|提出以下|制定如下|制定本|通知如下)[^。;]{0,60}[。;]?$|现(?:予)?印发"
)
LISTED = re.compile(r"[(〔\[]?(?:责任|牵头|配合|负责|主办|协办)(?:单位|部门):|(?:完成|办结|工作|推进)?(?:时限|时间|期限|时间节点):")
LONGEST_PIECE = 60
LIMITED = 3


def find_duties(scene: Scene, limits: list[tuple[int, int, Limit]], bindings: list[tuple[int, int, Binding]]) -> list[Duty]:
    """One a sentence: where it names an actor, a rhythm or a limit of time, or says that it binds."""
    forces: dict[int, str] = {}
    for start, _, binding in bindings:
        forces.setdefault(start, binding.force)
    return list(_duties(scene, limits, forces))


def _duties(scene: Scene, limits: list[tuple[int, int, Limit]], forces: dict[int, str]) -> Iterator[Duty]:
    at = 0
    for start, end in scene.sentences:
        own: list[Limit] = []
        while at < len(limits) and limits[at][0] < end:
            own.append(limits[at][2])
            at += 1
        who, begin = _actor(scene, start, end)
        rhythm = _rhythm(scene, start, end)
        force = forces.get(start, "")
        limited = bool(own) and not GRANT.search(scene.marked, start, end)
        if PREAMBLE.search(scene.marked, start, end) or _of_list(scene, start, end) or not (who or rhythm or limited or force == "应"):
            continue
        what = scene.passage.plain[begin:end].strip("，,。; ")
        if what:
            words = scene.passage.found(start, end)
            yield Duty(*words, who, what, _due(own), _within(own), rhythm, force)


def _of_list(scene: Scene, start: int, end: int) -> bool:
    """Whether a sentence is nothing but the list of units after a duty, or the day by which printed in it."""
    return bool(LISTED.match(scene.passage.plain, start, end)) and scene.marked[start] in "\ue003(完办工推时"


def _actor(scene: Scene, start: int, end: int) -> tuple[tuple[str, ...], int]:
    """The actors a sentence names, and where the words for what they do begin."""
    by = BY.search(scene.marked, start, end)
    if by and ORGAN_END.search(by["who"]):
        return _names(by["who"]), by.start("verb")
    for count, modal in enumerate(MODAL.finditer(scene.marked, start, end)):
        if count >= LIMITED:
            break
        before = scene.before(modal.start(), start)
        if not before and modal.start() - 1 > start:
            before = scene.before(modal.start() - 1, start)
        subject = SUBJECT.search(before)
        who = SUBJECT_HEAD.sub("", subject["who"]) if subject and _whole(before, subject.start()) else ""
        if len(who) >= 2 and not NO_SUBJECT.match(who):
            return _names(who), modal.start()
    return (), start


def _whole(before: str, start: int) -> bool:
    """Whether words that begin here begin a piece, and are not the rest of a longer name."""
    return len(before) < LONGEST_PIECE if start == 0 else before[start - 1] in "“”》)"


def _names(who: str) -> tuple[str, ...]:
    """One name a part, where each part is an organisation by itself; else all as one."""
    names = tuple(split_names(who, "、"))
    return names if all(ORGAN_END.search(name) for name in names) else (who,)


def _rhythm(scene: Scene, start: int, end: int) -> str:
    """每周一, 每两个月 …, "" where there is none; what is paid each month is no rhythm of a duty."""
    for match in RHYTHM.finditer(scene.passage.plain, start, end):
        if scene.marked[match.start()] == "\ue003" or GRANT.search(scene.marked[max(start, match.start() - 20) : match.end() + 12]):
            continue
        if match["one"]:
            return next(value for sign, value in PERIODS.items() if sign in match["one"])
        if match["unit"] or match["daily"]:
            return PERIODS[match["unit"] or "日"]
        return match[0]
    return ""


def _due(limits: list[Limit]) -> Anchor | None:
    return next((limit.anchor for limit in limits if limit.kind in ("day", "after") and limit.anchor), None)


def _within(limits: list[Limit]) -> str:
    return next((limit.words for limit in limits if limit.kind == "span"), "")
