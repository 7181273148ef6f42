"""Targets: a figure to be reached, by which word, compared how, until when."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from operator import itemgetter

from luodi.days.window import Anchor
from luodi.text.said.model import Day, Number, Target
from luodi.text.said.numbers import OPERATIONS
from luodi.text.said.passage import NUMBER
from luodi.text.said.scene import Scene

GOAL = re.compile(r"确保|力争|争取|努力实现|努力完成|努力达到|奋力|目标是|目标为|实现")
AIM = re.compile(r"确保|力争|争取|努力|奋力|目标")
PREDICATE = re.compile(
    r"达到|达(?=\ue002)|提高|提升|增长|增加(?!值)|降低|下降|降至|再降|新增|净增|突破|稳定在|保持在|控制在|完成|实现|建成|建设|新建|打造|创建|引进|引育|培育|遴选"
    r"|改造|发展(?!经费|支出|改革|规划)|扶持|支持|形成|压缩|下调|占比|占"
)
OUTPUT = re.compile(r"(?:打造|建成|创建|新建|新增|净增|引进|引育|培育|遴选|改造|建设|新改建|惠及|带动)[^，,、]{0,10}$")
RATED = re.compile(r"^[^，,]{0,4}(?:按|参照|依照)[^，,]{0,40}$|按照?$")
REACHED = re.compile(r"(?<!已)(?<!累计)(?<!共)(?<!已经)(?:完成|实现|控制在|控制到|稳定在|保持在)[^，,、]{0,3}$")
FORMED = re.compile(r"形成[^，,]{0,4}$")
AS_GOAL = re.compile(r"[^，,]{0,10}的目标")
BENEFIT = re.compile(r"给予|予以|补助|补贴|奖励|奖补|贴息|返还|免征|免收|减征|减免|缓缴|缴纳|上限|封顶|扣除|注册资本|罚款")
CONDITION = re.compile(
    r"的$|^[^，,]{0,12}的(?:政策|企业|单位|项目|机构|个人|人员|地区|用地|贷款|部分|商业|市场|农户|农民|家庭)|^[^，,]{0,3}的$"
)
OF = re.compile(r"的(?!目标|水平|要求|增|速|比例|任务)")
SIZED = re.compile(r"项目|企业|单位|工程|人员|职工|贷款|医院|机构|学校|景区|社区|村|商户|法人|纳税人")
THINGS = ("家", "个", "户", "条", "所", "座", "名", "处")
SCORE = re.compile(r"^[^，,]{0,30}?得(?:基础分?|绩效分?|分)?(?:\ue002|满分)")
SCALE = re.compile(
    r"每(?:再|多)?(?:降低|提高|增加|减少|下降|超过|增长|少|多|发现|新增|上升|高|低|完成|吸纳|招用|成功推荐|引进|推荐)[^，,]{0,8}$|每$"
)
YEARLY = re.compile(r"^(?:年均|每年|逐年)(?:增长|递增|提高|下降|降低|增加)$")
MEASURED = re.compile(r"(?:值|额|量|收入|增速|规模|面积|人数|人口|投资|消费|进出口|信贷|存款|贷款|总产|用电|营收|利润|游客)[^，,]{0,6}$")
PRICE = re.compile(r"(?:利率|费率|费用|收费|税率|税负|价格|标准|租金|利息|成本|比例)[^，,]{0,8}$")
RATE_REACHED = re.compile(
    r"(?<!利)(?<!费)(?<!税)(?:率|比重|占比|满意度)(?:力争|要|均|总体|稳定)?(?:达到?|提高到|提高至|提升至|提升到|保持在|降至|降到|下降至|下降到)$"
)
PAST = re.compile(r"同比|上年|去年|上半年|以来|[12]?\d季度|了$")
STEADY = re.compile(r"^(?:的?比例)?(?:逐年|同比|年均|每年)?(?:增长|递增|提高|增加)")
COMPARED = re.compile(r"(?P<op>不低于|不高于|不超过|不少于|低于|高于|超过|优于)(?P<base>[^，,。;:、“”\ue002\ue001]{2,30})")
CLEARED = re.compile(r"(?:确保|力争|实现|完成|争取)[^，,。;]{0,24}?[“\"]?(?<!动态)清零")
BASE_DAY = re.compile(r"(?:较|比|于|同|按|以)$")
ATTRIBUTE = re.compile(r"(?:之|以)?前[^，,。;]{0,10}的")
BASE_AFTER = re.compile(r"(?:度)?(?:同期|基础|水平|以来|新增|预算|[^，,]{0,4}第\S{0,3}次)")
AFTERWARDS = ("起", "后", "开始")
FIGURES = ("ratio", "points", "basis", "count", "money", "multiple")
WORDS_LONGEST = 90


def find_targets(scene: Scene) -> tuple[list[Target], set[int]]:
    """The targets in order, and the starts of the numbers they take."""
    found: list[tuple[int, Target]] = []
    taken: set[int] = set()
    numbers = list(scene.numbers.items())
    days = list(scene.days.items())
    at_number = at_day = 0
    carried: Dated = []
    aimed = False
    for start, end in scene.sentences:
        own: list[tuple[int, int, Number]] = []
        while at_number < len(numbers) and numbers[at_number][0] < end:
            own.append((numbers[at_number][0], *numbers[at_number][1]))
            at_number += 1
        dated: list[tuple[int, int, Day]] = []
        while at_day < len(days) and days[at_day][0] < end:
            dated.append((days[at_day][0], *days[at_day][1]))
            at_day += 1
        if scene.marked[max(0, start - 1) : start] != ";":
            carried, aimed = [], False
        for target_start, target, number_start in _in_sentence(scene, start, end, own, [*carried, *dated], aimed):
            found.append((target_start, target))
            if number_start is not None:
                taken.add(number_start)
        carried = [item for item in dated if _is_due(scene, *item)][-1:] or carried
        aimed = aimed or "目标" in scene.marked[start:end]
    return [target for _, target in sorted(found, key=lambda pair: pair[0])], taken


Dated = list[tuple[int, int, Day]]


def _in_sentence(
    scene: Scene, start: int, end: int, numbers: list[tuple[int, int, Number]], days: Dated, aimed: bool
) -> Iterator[tuple[int, Target, int | None]]:
    """`days` begins with the one that carries over from before a ；; `aimed`: so does the word 目标."""
    text = scene.marked[start:end]
    goals = [*([start] if aimed else []), *(match.start() + start for match in GOAL.finditer(text))]
    gives = bool(BENEFIT.search(text))
    metric, passed = "", 0
    for begin, finish, number in numbers:
        while passed < len(days) and days[passed][0] < begin:
            passed += 1
        due = _deadline(scene, [item for item in days[max(0, passed - 3) : passed] if _is_due(scene, *item)])
        verb = _verb(scene, start, begin, finish, number, goals, due, gives)
        if verb is not None:
            by = _deadline(scene, [item for item in days[max(0, passed - 3) : passed] if item[2].mark not in AFTERWARDS])
            place, target, taken = _target(scene, start, begin, finish, number, verb, by)
            metric = target.metric or metric
            yield place, target if target.metric else replace(target, metric=metric), taken
    if goals:
        yield from _beside_another(scene, start, end, goals[0], days)
    if "清零" in text:
        yield from _cleared(scene, start, end, days)


def _verb(
    scene: Scene, floor: int, begin: int, finish: int, number: Number, goals: list[int], due: Day | None, gives: bool
) -> tuple[str, bool] | None:
    """(the word that makes it a target, whether it is scored), or None where the number is none."""
    if number.kind not in FIGURES or number.unit == "分" or number.words.startswith(("减", "折")):
        return None
    before, after = scene.before(begin, floor), scene.after(finish)
    if SCORE.match(after):
        return None if SCALE.search(before) or "扣" in after[:4] else ("得分", True)
    if BENEFIT.search(before + after) or CONDITION.search(after) or SCALE.search(before) or RATED.match(before) or "清零" in after:
        return None
    if number.kind == "count" and not number.words[:1].isdigit():
        return None
    if number.op != "=" and (OF.match(after) or (number.unit not in THINGS and SIZED.match(after))):
        return None
    if number.kind == "multiple" and number.words.startswith("翻"):
        return ("翻番", False) if PREDICATE.search(before) or any(begin - 90 <= goal < begin for goal in goals) else None
    return _by_words(scene, begin, number, before, after, goals, due, gives)


def _by_words(
    scene: Scene, begin: int, number: Number, before: str, after: str, goals: list[int], due: Day | None, gives: bool
) -> tuple[str, bool] | None:
    goal = next((position for position in reversed(goals) if begin - WORDS_LONGEST <= position < begin), None)
    predicate = PREDICATE.search(before)
    aimed = AIM.match(scene.marked, goal) if goal is not None else None
    word = aimed[0] if aimed else "" if goal is None or GOAL.match(scene.marked, goal) else "目标"
    if goal is not None and word and (number.op != "=" or predicate or begin - goal <= 6):
        return word, False
    if due is not None and predicate and (number.kind != "money" or not gives):
        return predicate[0], False
    if due is not None and number.op == ">=" and number.kind != "money" and not gives:
        return "达到", False
    if number.kind == "ratio" and RATE_REACHED.search(before):
        return "达到", False
    if (
        number.kind in ("ratio", "points")
        and number.change
        and not gives
        and MEASURED.search(before)
        and not (PAST.search(before) or PRICE.search(before))
    ):
        return "增长" if number.change > 0 else "下降", False
    if number.kind == "count" and number.op in ("=", ">=") and not gives and OUTPUT.search(before):
        return "完成", False
    if REACHED.search(before) and number.unit not in ("米", "个工作日") and not (gives and number.kind == "money"):
        return "实现", False
    if number.kind == "count" and FORMED.search(before) and AS_GOAL.match(after):
        return "目标", False
    steady = number.kind == "ratio" and (STEADY.match(after) or YEARLY.match(before))
    return ("增长", False) if steady else None


def _before(days: Dated, position: int) -> Dated:
    """The last three days that begin before the position."""
    index = bisect_left(days, position, key=itemgetter(0))
    return days[max(0, index - 3) : index]


def _is_due(scene: Scene, start: int, end: int, day: Day) -> bool:
    """Whether a day is one by which, or a year in which: 到2021年, 2020年底, 6月底前, 2020年."""
    year = day.first is not None and day.last is not None and day.first[5:] == "01-01" and day.last[5:] == "12-31"
    ends = day.mark == "前" or day.words.endswith(("底", "末", "年"))
    if scene.marked.endswith(("截至", "截止", "截至今年", "截止今年"), 0, start):
        return False
    of = ATTRIBUTE.match(scene.marked, end)
    if of and not PREDICATE.search(of[0]):
        return False
    return year or ends or scene.marked[max(0, start - 1) : start] in ("到", "至")


def _deadline(scene: Scene, days: Dated) -> Day | None:
    """The last of the days before a figure that is not a day of comparison."""
    for start, end, day in reversed(days):
        if not BASE_DAY.search(scene.marked[max(0, start - 2) : start]) and not BASE_AFTER.match(scene.marked, end):
            return day
    return None


def _target(
    scene: Scene, floor: int, begin: int, finish: int, number: Number, verb: tuple[str, bool], due: Day | None
) -> tuple[int, Target, int | None]:
    start = begin - len(scene.before(begin, floor))
    words = scene.passage.found(start, finish + min(len(scene.after(finish)), 20))
    word, scored = verb
    op = ">=" if scored and number.op == "=" else number.op
    by = Anchor(due.last, None) if due and due.last else None
    unit = "" if number.kind == "ratio" else number.unit
    target = Target(
        *words, _metric_of(scene, start, begin, finish), op, number.low, number.high, unit, word, "", by, due.words if due else "",
        number.approximate, scored, number.change,
    )  # fmt: skip
    return start, target, begin


SHARES = ("占", "占比")
SIGNS = re.compile(r"[\ue000-\ue003]")
JOINED = "和与及、"
METRIC_HEAD = re.compile(
    r"^(?:\ue001+|(?:到|至|在|于|截至)?\ue000+(?:前|之前|内|底)?|确保|力争|争取|努力实现|努力|坚决|要|将|全年|实现|进一步|另外|重点|围绕|在?全[国省市县区](?!.?[粮农工])|再|至少|到|至|为|约|达到|年均|同比|、|和)+"
)
METRIC_TAIL = re.compile(r"(?:达到或超过|达到|达|年均|不低于|不少于|不高于|不超过|较\ue000+|比\ue000+|至少|再|稳定在|保持在|控制在|实现)+$")


def _metric_of(scene: Scene, start: int, begin: int, finish: int) -> str:
    """What is measured: the words between the predicate and the figure, or before the predicate, or after the figure."""
    predicates = [match.span() for match in PREDICATE.finditer(scene.marked, start, begin) if match[0] not in SHARES]
    if not predicates:
        return _metric(scene, start, begin) or _following(scene, finish)
    first, last = predicates[-1]
    start = max(start, scene.marked.rfind(NUMBER, start, first) + 1)
    if (other := scene.marked.rfind(NUMBER, last, begin)) >= 0:
        return _metric(scene, other + 1, begin) if scene.marked[begin - 1] not in JOINED else _following(scene, finish)
    return _metric(scene, last, begin) or _metric(scene, start, first) or _following(scene, finish)


def _following(scene: Scene, finish: int) -> str:
    """What is counted, as far as the next figure or day."""
    return SIGNS.split(scene.after(finish), maxsplit=1)[0].rstrip(JOINED)


def _metric(scene: Scene, start: int, end: int) -> str:
    """Words of [start, end), goal words, days and comparisons at the ends left out; "" where next to nothing is left."""
    text = scene.marked[start:end]
    head = METRIC_HEAD.match(text)
    first = head.end() if head else 0
    tail = METRIC_TAIL.search(text, first)
    words = scene.passage.plain[start + first : start + (tail.start() if tail else len(text))]
    return words if len(words) > 1 and not PREDICATE.fullmatch(words) else ""


def _beside_another(scene: Scene, start: int, end: int, goal: int, days: Dated) -> Iterator[tuple[int, Target, int | None]]:
    """Targets compared with another figure."""
    aimed = AIM.search(scene.marked, goal, end)
    if aimed:
        reached = start
        for match in COMPARED.finditer(scene.marked, aimed.end(), end):
            before, reached = scene.before(match.start(), reached).lstrip("、"), match.end()
            if not BENEFIT.search(before) and len(before) > 2:
                yield _compared(scene, match, before, aimed[0], days)


def _cleared(scene: Scene, start: int, end: int, days: Dated) -> Iterator[tuple[int, Target, int | None]]:
    """What is to be brought to nothing."""
    for match in CLEARED.finditer(scene.marked, start, end):
        due = _deadline(scene, _before(days, match.end()))
        by = Anchor(due.last, None) if due and due.last else None
        words = scene.passage.found(match.start(), match.end())
        metric = scene.before(match.start(), start)
        yield (
            match.start(),
            Target(*words, metric.strip("“"), "=", Fraction(0), Fraction(0), "", words[0][:2], "", by, due.words if due else ""),
            None,
        )


def _compared(scene: Scene, match: re.Match[str], before: str, verb: str, days: Dated) -> tuple[int, Target, int | None]:
    start = match.start() - len(before)
    due = _deadline(scene, _before(days, match.start()))
    words = scene.passage.found(start, match.end())
    base = scene.passage.plain[match.start("base") : match.end("base")]
    metric = _metric(scene, start, match.start())
    op = {"优于": ">"}.get(match["op"]) or OPERATIONS[match["op"]]
    by = Anchor(due.last, None) if due and due.last else None
    return start, Target(*words, metric, op, None, None, "", verb, base, by, due.words if due else ""), None
