"""How long a compiled condition takes, with and without its reasons, beside other engines where they are installed.

Run from the root of the checkout: python -m bench.feel.speed. Peers: `npm ci --prefix bench/feel/feelin` installs feelin (or
`LUODI_FEELIN` is another folder with its node_modules); `LUODI_PEERS` is a Python interpreter with bkflow-feel, pySFeel, zen-engine.
"""

import json
import os
import subprocess
import timeit
from pathlib import Path

from bench.feel.condition import CONTEXT, FACTS, LATIN, LATIN_CONTEXT, SCOPE, STANDARD, TEXT
from luodi.feel.parse import parse
from luodi.feel.profile import check
from luodi.feel.reasons import compile_reasons
from luodi.feel.run import compile_tree
from luodi.feel.standard import compile_standard

HERE = Path(__file__).parent


def micros(call, number=20_000):
    """Microseconds a call, the best of five runs."""
    return min(timeit.repeat(call, number=number, repeat=5)) / number * 1e6


def standard():
    """The same condition in full FEEL, over the standard's own values."""
    scope = {name: compile_standard(parse(json.dumps(value, ensure_ascii=False), ()))({}) for name, value in CONTEXT.items()}
    scope["开工日"] = compile_standard(parse('date("2020-03-10")', ()))({})
    run = compile_standard(parse(STANDARD, ()))
    assert run(scope) is True
    return micros(lambda: run(scope), 5_000)


def feelin():
    folder = Path(os.environ.get("LUODI_FEELIN", HERE / "feelin"))
    if not (folder / "node_modules").is_dir():
        return {"error": "npm ci --prefix bench/feel/feelin installs it"}
    asked = json.dumps({"cases": [{"text": STANDARD, "context": CONTEXT}], "repeat": 2000})
    done = subprocess.run(["node", HERE / "feelin.mjs"], input=asked, cwd=folder, capture_output=True, text=True, check=False)
    return json.loads(done.stdout)[0] if done.returncode == 0 else {"error": done.stderr.strip()[-120:]}


def peers():
    python = os.environ.get("LUODI_PEERS")
    if not python:
        return {"bkflow-feel, pySFeel, zen-engine": {"error": "LUODI_PEERS is not set"}}
    asked = json.dumps({"texts": LATIN, "context": LATIN_CONTEXT, "repeat": 20_000})
    done = subprocess.run([python, HERE / "peers.py"], input=asked, capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else {"peers": {"error": done.stderr.strip()[-120:]}}


def main():
    tree = parse(TEXT)
    check(tree, SCOPE, TEXT)
    plain, reasons = compile_tree(tree), compile_reasons(tree)
    assert plain(FACTS) is True
    assert reasons(FACTS)[0] is True
    ours = {
        "luodi, policy profile": {"micros": micros(lambda: plain(FACTS)), "value": "True"},
        "luodi, policy profile with reasons": {"micros": micros(lambda: reasons(FACTS)), "value": "True"},
        "luodi, full FEEL": {"micros": standard(), "value": "True"},
    }
    print(f"one condition of five conjuncts, microseconds each\n  {TEXT}")
    for name, answer in {**ours, "feelin (reads the text each time)": feelin(), **peers()}.items():
        shown = f"{answer['micros']:10.2f}  {answer.get('value')}" if "micros" in answer else f"{'–':>10}  {answer['error']}"
        print(f"{shown:<24}{name}")


if __name__ == "__main__":
    main()
