"""The peers' part: run with the interpreter that has them, `python bench/decide/peers.py PEER`; JSON in, microseconds a firm and fen out.

OpenFisca is not traced and takes unknown as zero; zen-engine is traced. Each answers for one firm at a time.
"""

import json
import sys
import time


def openfisca(rules, firm):
    """One variable a rule, one firm a simulation."""
    import numpy as np  # noqa: PLC0415
    from openfisca_core.entities import Entity  # noqa: PLC0415
    from openfisca_core.periods import MONTH  # noqa: PLC0415
    from openfisca_core.simulations import SimulationBuilder  # noqa: PLC0415
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # noqa: PLC0415
    from openfisca_core.variables import Variable  # noqa: PLC0415

    entity = Entity("firm", "firms", "", "")
    system = TaxBenefitSystem([entity])
    names = list(firm)
    for name in names:
        kind = bool if isinstance(firm[name], bool) else str if isinstance(firm[name], str) else float
        system.add_variable(type(name, (Variable,), {"value_type": kind, "entity": entity, "definition_period": MONTH, "label": name}))

    def variable(name, rule):
        when, amount = compile(rule["when"], "when", "eval"), compile(rule["sum"], "sum", "eval")
        used = [fact for fact in names if fact in when.co_names or fact in amount.co_names]

        def formula(firm, period):
            # One firm: its values are taken out of their arrays, which is the fastest way there is here.
            values = {fact: firm(fact, period)[0] for fact in used}
            return np.array([max(eval(amount, {}, values), 0) if eval(when, {}, values) else 0.0])

        members = {"value_type": float, "entity": entity, "definition_period": MONTH, "label": name, "formula": formula}
        system.add_variable(type(name, (Variable,), members))

    for number, rule in enumerate(rules):
        variable(f"rule_{number}", rule)

    def answer(firm):
        simulation = SimulationBuilder().build_default_simulation(system, 1)
        for name in names:
            simulation.set_input(name, "2020-03", np.array([firm[name]]))
        return [float(simulation.calculate(f"rule_{number}", "2020-03")[0]) for number in range(len(rules))]

    return answer


def zen(rules, _):
    """One graph with one expression node, traced."""
    import zen as engine  # noqa: PLC0415

    lines = [
        {"id": f"e{number}", "key": f"r{number}", "value": f"({rule['when']}) ? max([{rule['sum']}, 0]) : 0"}
        for number, rule in enumerate(rules)
    ]
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "rules", "type": "expressionNode", "name": "rules", "content": {"expressions": lines}},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": "a", "type": "edge", "sourceId": "in", "targetId": "rules"},
        {"id": "b", "type": "edge", "sourceId": "rules", "targetId": "out"},
    ]
    decision = engine.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))

    def answer(firm):
        found = decision.evaluate(firm, {"trace": True})["result"]
        return [float(found[f"r{number}"]) for number in range(len(rules))]

    return answer


PEERS = {"openfisca": openfisca, "zen": zen}


def main():
    task = json.load(sys.stdin)
    try:
        answer = PEERS[sys.argv[1]](task["rules"], task["firms"][0])
        fen = [sum(answer(firm)) for firm in task["firms"]]
        times = []
        for _ in range(task["rounds"]):
            for firm in task["firms"]:
                start = time.perf_counter()
                answer(firm)
                times.append((time.perf_counter() - start) * 1e6)
        json.dump({"micros": times, "fen": fen}, sys.stdout)
    except ImportError as error:
        json.dump({"error": str(error)}, sys.stdout)


if __name__ == "__main__":
    main()
