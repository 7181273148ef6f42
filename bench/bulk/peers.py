"""The peers' part: run with the interpreter that has them, `python bench/bulk/peers.py PEER`; the task as JSON in, seconds and fen out."""

import json
import resource
import sys
import time


def columns(path):
    import pyarrow.parquet as pq  # noqa: PLC0415

    table = pq.read_table(path)
    return {name: table[name].to_numpy() for name in table.column_names}


def numpy_rules(task):
    """Written by hand, so to speak: one masked sum a rule, in doubles, rounded at the end; unknown counts as nought."""
    import numpy as np  # noqa: PLC0415

    table = columns(task["table"])
    programs = [(compile(rule["when"] or "True", "when", "eval"), compile(rule["sum"], "sum", "eval")) for rule in task["numpy"]]
    names = {**table, "np": np}

    def run():
        total = np.zeros(len(table["c0"]), dtype=np.int64)
        for when, amount in programs:
            found = np.floor(np.asarray(eval(amount, names), dtype=float) + 0.5).astype(np.int64)
            total += np.where(eval(when, names), np.maximum(found, 0), 0)
        return int(total.sum())

    return run


def openfisca(task):
    """One variable a rule and their sum, over one person a firm."""
    import numpy as np  # noqa: PLC0415
    from openfisca_core.entities import Entity  # noqa: PLC0415
    from openfisca_core.periods import MONTH  # noqa: PLC0415
    from openfisca_core.simulations import SimulationBuilder  # noqa: PLC0415
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # noqa: PLC0415
    from openfisca_core.variables import Variable  # noqa: PLC0415

    table = columns(task["table"])
    firm = Entity("firm", "firms", "", "")
    system = TaxBenefitSystem([firm])
    for name, values in table.items():
        kind = bool if values.dtype == bool else int if abs(values).max() < 2**31 else float
        system.add_variable(type(name, (Variable,), {"value_type": kind, "entity": firm, "definition_period": MONTH, "label": name}))

    def formula_of(rule):
        when, amount = compile(rule["when"] or "True", "when", "eval"), compile(rule["sum"], "sum", "eval")
        used = [name for name in table if name in when.co_names or name in amount.co_names]

        def formula(firms, period):
            names = {**{name: firms(name, period) for name in used}, "np": np}
            return np.where(eval(when, names), np.maximum(eval(amount, names), 0), 0)

        return formula

    rules = [f"rule_{number}" for number in range(len(task["numpy"]))]
    for name, rule in zip(rules, task["numpy"], strict=True):
        members = {"value_type": float, "entity": firm, "definition_period": MONTH, "label": name, "formula": formula_of(rule)}
        system.add_variable(type(name, (Variable,), members))

    def run():
        simulation = SimulationBuilder().build_default_simulation(system, len(table["c0"]))
        for name, values in table.items():
            simulation.set_input(name, "2020-03", values)
        return float(sum(simulation.calculate(name, "2020-03").sum(dtype=float) for name in rules))

    return run


def duckdb(task):
    """One query over the table in memory, on two threads."""
    import duckdb as database  # noqa: PLC0415

    connection = database.connect(config={"threads": 2})
    connection.execute(f"create table t as select * from read_parquet('{task['table']}')")
    rules = [f"case when {rule['when'] or 'true'} then greatest(floor({rule['sum']} + 0.5), 0) else 0 end" for rule in task["sql"]]
    query = f"create or replace table r as select {', '.join(f'{rule} as r{number}' for number, rule in enumerate(rules))} from t"
    sums = " + ".join(f"sum(r{number})" for number in range(len(rules)))

    def run():
        connection.execute(query)
        return float(connection.execute(f"select {sums} from r").fetchone()[0])

    return run


def zen(task):
    """One graph with one expression node, asked row by row; timed on some rows, counted up."""
    import zen as engine  # noqa: PLC0415

    table = columns(task["table"])
    few = task["few"]
    rows = [{name: values[number].item() for name, values in table.items()} for number in range(few)]
    lines = [
        {"id": f"e{number}", "key": f"r{number}", "value": f"({rule['when'] or 'true'}) ? max([{rule['sum']}, 0]) : 0"}
        for number, rule in enumerate(task["zen"])
    ]
    graph = {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in"},
            {"id": "rules", "type": "expressionNode", "name": "rules", "content": {"expressions": lines}},
            {"id": "out", "type": "outputNode", "name": "out"},
        ],
        "edges": [
            {"id": "a", "type": "edge", "sourceId": "in", "targetId": "rules"},
            {"id": "b", "type": "edge", "sourceId": "rules", "targetId": "out"},
        ],
    }
    decision = engine.ZenEngine().create_decision(json.dumps(graph))

    def run():
        return sum(sum(decision.evaluate(row)["result"].values()) for row in rows)

    return run


PEERS = {"numpy": numpy_rules, "openfisca": openfisca, "duckdb": duckdb, "zen": zen}


def main():
    name, task = sys.argv[1], json.load(sys.stdin)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    run = PEERS[name](task)
    times, fen = [], 0
    for _ in range(task["rounds"]):
        start = time.perf_counter()
        fen = run()
        times.append(time.perf_counter() - start)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    json.dump({"seconds": min(times), "fen": fen, "mib": (most - before) / 1024, "all": times}, sys.stdout)


if __name__ == "__main__":
    main()
