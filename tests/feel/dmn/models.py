"""Small decision models for tests, all made up (示例)."""

from luodi.feel.dmn.evaluate import Engine
from luodi.feel.dmn.read import read_text
from luodi.feel.parse import parse
from luodi.feel.standard import compile_standard

SPACE = "https://www.omg.org/spec/DMN/20230324/MODEL/"


def model(body, namespace="urn:示例", name="示例"):
    """The text of a model around its elements."""
    return f'<definitions xmlns="{SPACE}" namespace="{namespace}" name="{name}" id="d">{body}</definitions>'


def given(name, type_name=""):
    kind = f' typeRef="{type_name}"' if type_name else ""
    return f'<inputData id="i_{name}" name="{name}"><variable name="{name}"{kind}/></inputData>'


def decided(name, inner, needs=(), type_name=""):
    """A decision; `needs` are hrefs: an input's is `i_name`, business knowledge's `b_name`, a decision's `d_name`."""
    tags = {"i": ("informationRequirement", "requiredInput"), "d": ("informationRequirement", "requiredDecision")}
    tags |= {"b": ("knowledgeRequirement", "requiredKnowledge"), "s": ("knowledgeRequirement", "requiredKnowledge")}
    lines = []
    for need in needs:
        outer, tag = tags[need.rpartition("#")[2][0]]
        lines.append(f'<{outer}><{tag} href="{need if "#" in need else "#" + need}"/></{outer}>')
    kind = f' typeRef="{type_name}"' if type_name else ""
    return f'<decision id="d_{name}" name="{name}"><variable name="{name}"{kind}/>{"".join(lines)}{inner}</decision>'


def literal(text, type_name=""):
    kind = f' typeRef="{type_name}"' if type_name else ""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<literalExpression{kind}><text>{escaped}</text></literalExpression>"


def engine(body, *others):
    return Engine(read_text(model(body).encode(), "示例.dmn"), [read_text(other.encode(), "别的.dmn") for other in others])


def feel(text):
    """A FEEL value."""
    return compile_standard(parse(text, ()))({})


def ask(asked, name, **inputs):
    """The decision's value for inputs given as FEEL texts."""
    by_name = {element.name: element.key for element in asked.elements.values()}
    return asked.ask(asked.find(name), {by_name[key]: feel(text) for key, text in inputs.items()})
