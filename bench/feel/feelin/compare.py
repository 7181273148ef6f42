"""Our corpus beside feelin: how often both give what the standard says, and each expression on which they differ.

Usage: npm ci --prefix bench/feel/feelin && python -m bench.feel.feelin.compare
"""

import json
import subprocess
import sys
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from luodi.feel.builtins.conversion import shown
from luodi.feel.errors import FeelError
from luodi.feel.parse import parse
from luodi.feel.run import compile_tree
from luodi.feel.standard import compile_standard
from tests.feel.corpus.read import FACTS, expected, given, is_plain, rows, scope

FOLDER = Path(__file__).parent


def main() -> int:
    if not (FOLDER / "node_modules").is_dir():
        print("缺少 feelin：先运行 npm ci --prefix bench/feel/feelin", file=sys.stderr)
        return 2
    asked = [*plain_rows(), *profile_rows()]
    answers = feelin(asked)
    counts: Counter[str] = Counter()
    for question, answer in zip(asked, answers, strict=True):
        theirs = said(answer)
        right = theirs == question["expected"] or near(theirs, question["expected"])
        counts["both" if right and question["ours"] == question["expected"] else "differ"] += 1
        if not right:
            print(f"{question['text']!s:60}  标准 {question['expected']:24}  luodi {question['ours']:24}  feelin {theirs}")
    print(f"\n{len(asked)} 个表达式（没有金额、百分数和未知的）：两边都同标准一致 {counts['both']} 个，不一致 {counts['differ']} 个")
    wrong = [question["text"] for question in asked if question["ours"] != question["expected"]]
    print(f"luodi 与标准不一致 {len(wrong)} 个" + "".join(f"\n  {text}" for text in wrong))
    return 0 if not wrong else 1


def plain_rows() -> list[dict[str, Any]]:
    """The rows of plain.yaml."""
    context = compile_standard(parse(FACTS, ()))({})
    return [
        {"text": text, "facts": {}, "context": FACTS, "expected": answer, "ours": shown(compile_standard(parse(text, context))(context))}
        for text, answer in rows("plain")
    ]


def profile_rows() -> list[dict[str, Any]]:
    """The rows of values.yaml that are FEEL for every engine."""
    types = scope()
    found = []
    for row in filter(is_plain, rows("values")):
        text, facts, answer = row
        known = given(facts, types)
        ours = compile_tree(parse(text))(known)
        literals = {name: literal(value) for name, value in known.items()}
        found.append({"text": text, "facts": literals, "context": "", "expected": written(expected(answer)[1]), "ours": written(ours)})
    return found


def literal(value: Any) -> str:
    """A fact as a FEEL literal."""
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    return f'date("{value.isoformat()}")' if isinstance(value, date) else written(value)


def written(value: Any) -> str:
    """A value of the profile as FEEL writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        try:
            return shown(compile_standard(parse(f"{value.numerator} / {value.denominator}", ()))({})) or "null"
        except FeelError:
            return str(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def feelin(asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Feelin's answers, in order."""
    questions = [{key: question[key] for key in ("text", "facts", "context")} for question in asked]
    command = ["node", "answers.mjs"]
    done = subprocess.run(command, cwd=FOLDER, input=json.dumps(questions), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def said(answer: dict[str, Any]) -> str:
    """An answer of feelin's as FEEL writes it."""
    return f"错误：{answer['error']}" if "error" in answer else text_of(answer["value"])


def text_of(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(text_of, value))}]"
    if isinstance(value, dict):
        if value["kind"] == "context":
            return "{" + ", ".join(f"{key}: {text_of(one)}" for key, one in value["of"]) + "}"
        return str(value.get("text", value["kind"]))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)


def near(theirs: str, ours: str) -> bool:
    """Whether two numbers are the same to the twelve digits that a binary number surely keeps."""
    try:
        one, other = Fraction(theirs), Fraction(ours)
    except (ValueError, ZeroDivisionError):
        return False
    return abs(one - other) <= abs(other) / 10**12


if __name__ == "__main__":
    sys.exit(main())
