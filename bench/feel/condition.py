"""A condition of the middling sort: five conjuncts, with membership, a range of days and a product."""

from datetime import date

from luodi.feel.types import BOOLEAN, DATE, Type

TEXT = (
    '级别 in ["省大中型", "省重点", "市重大重点"] and 工业项目 and 完成投资 >= 30% * 投资总额 '
    'and 开工日 in [@"2020-02-26"..@"2020-12-31"] and 人数 < 300'
)
SCOPE = {
    "级别": Type("string", values=("省大中型", "省重点", "市重大重点", "其他")),
    "工业项目": BOOLEAN,
    "完成投资": Type("money", lo=0, hi=10**13),
    "投资总额": Type("money", lo=0, hi=10**13),
    "开工日": DATE,
    "人数": Type("number", lo=0, hi=100_000),
}
FACTS = {"级别": "省重点", "工业项目": True, "完成投资": 3_000_000_00, "投资总额": 9_999_999_99, "开工日": date(2020, 3, 10), "人数": 120}

# What peers are given: numbers for sums, days as each of them can take them.
STANDARD = (
    '(级别 in ["省大中型", "省重点", "市重大重点"]) and 工业项目 and 完成投资 >= 0.3 * 投资总额 '
    'and (开工日 in [date("2020-02-26")..date("2020-12-31")]) and 人数 < 300'
)
LATIN = {
    "zen-engine": 'level in ["a", "b", "c"] and industrial and done >= 0.3 * total and staff < 300 '
    'and date(start) in [date("2020-02-26")..date("2020-12-31")]',
    "bkflow-feel": 'list contains(["a", "b", "c"], level) and industrial and done * 10 >= total * 3 '
    'and (start in [date("2020-02-26")..date("2020-12-31")]) and staff < 300',
    "pySFeel": '(level in ["a", "b", "c"]) and industrial and (done >= 0.3 * total) '
    'and (start in [date("2020-02-26")..date("2020-12-31")]) and (staff < 300)',
}
CONTEXT = {"级别": "省重点", "工业项目": True, "完成投资": 3_000_000, "投资总额": 9_999_999.99, "开工日": "2020-03-10", "人数": 120}
LATIN_CONTEXT = {"level": "b", "industrial": True, "done": 3_000_000, "total": 9_999_999, "start": "2020-03-10", "staff": 120}
