"""Answers of the Python peers: run with the interpreter that has them, `python bench/feel/peers.py`; reads JSON, writes JSON."""

import datetime
import json
import sys
import time


def timed(call, repeat):
    value = call()
    start = time.perf_counter()
    for _ in range(repeat):
        call()
    return {"value": str(value), "micros": (time.perf_counter() - start) / repeat * 1e6}


def main():
    asked = json.load(sys.stdin)
    texts, context, repeat = asked["texts"], asked["context"], asked["repeat"]
    answers = {}
    try:
        import zen  # noqa: PLC0415

        compiled = zen.compile_expression(texts["zen-engine"])
        answers["zen-engine"] = timed(lambda: compiled.evaluate(context), repeat)
    except Exception as error:
        answers["zen-engine"] = {"error": str(error)[:120]}
    try:
        dated = {**context, "start": datetime.date.fromisoformat(context["start"])}
        from bkflow_feel.api import parse_expression  # noqa: PLC0415

        answers["bkflow-feel"] = timed(lambda: parse_expression(texts["bkflow-feel"], dated), max(repeat // 100, 3))
    except Exception as error:
        answers["bkflow-feel"] = {"error": str(error)[:120]}
    try:
        import pySFeel  # noqa: PLC0415

        parser = pySFeel.SFeelParser()
        for name, value in context.items():
            written = f'date("{value}")' if name == "start" else json.dumps(value)
            parser.sFeelParse(f"{name} <- {written}")
        answers["pySFeel"] = timed(lambda: parser.sFeelParse(texts["pySFeel"])[1], max(repeat // 100, 3))
    except Exception as error:
        answers["pySFeel"] = {"error": str(error)[:120]}
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
