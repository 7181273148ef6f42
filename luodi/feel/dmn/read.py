"""A `.dmn` file read into a model. Document types and entities are refused before anything of them is expanded."""

from pathlib import Path
from xml.parsers import expat

from luodi.feel.dmn.errors import ModelError
from luodi.feel.dmn.model import Element, Key, Model, Node

ELEMENTS = ("inputData", "decision", "businessKnowledgeModel", "decisionService")
REQUIREMENTS = {
    "informationRequirement": ("requiredInput", "requiredDecision"),
    "knowledgeRequirement": ("requiredKnowledge",),
}
MODELS = "/DMN/"
DEPTH = 400
LARGEST = 50_000_000


def read_model(path: Path) -> Model:
    """The model in the file. Raises ModelError with the line where it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"读不了这个文件（{error.strerror}）", str(path)) from None
    return read_text(data, path.name)


def read_text(data: bytes, source: str) -> Model:
    """The model in the bytes of a file called `source`."""
    root = read_nodes(data, source)
    if root.tag != "definitions":
        raise ModelError(f"不是决策模型：最外层是“{root.tag}”", source, 1, "应为 definitions")
    namespace = root.get("namespace")
    elements = tuple(_element(node, namespace) for node in root.all(*ELEMENTS))
    imports = {node.get("name"): node.get("namespace") for node in root.all("import") if MODELS in node.get("importType")}
    return Model(namespace, root.get("name"), elements, tuple(root.all("itemDefinition")), imports, source)


def read_nodes(data: bytes, source: str) -> Node:
    """The outermost node of any XML. Raises ModelError for what is no XML, declares a document type, or is nested too deeply."""
    if len(data) > LARGEST:
        raise ModelError("文件超过 50 MB", source)
    root = Node("", {})
    stack = [root]
    texts: list[list[str]] = [[]]
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(stack) > DEPTH:
            raise ModelError(f"嵌套超过{DEPTH}层", source, parser.CurrentLineNumber)
        plain = {name.rpartition(" ")[2]: value for name, value in attributes.items()}
        stack.append(Node(tag.rpartition(" ")[2], plain))
        texts.append([])

    def end(_: str) -> None:
        node = stack.pop()
        stack[-1].children.append(Node(node.tag, node.attributes, node.children, "".join(texts.pop())))

    def refuse(*_: object) -> None:
        raise ModelError("不接受带 DOCTYPE 的文件", source, parser.CurrentLineNumber, "去掉文件类型与实体的声明")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: texts[-1].append(text)
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ModelError("不是完好的 XML", source, error.lineno) from None
    except (LookupError, ValueError):
        raise ModelError("文字编码不认识", source, 1, "请用 UTF-8 保存") from None
    return root.children[0]


def _element(node: Node, namespace: str) -> Element:
    variable = node.first("variable")
    name = node.get("name")
    needs = [
        key(target, namespace)
        for tag, wanted in REQUIREMENTS.items()
        for requirement in node.all(tag)
        for target in requirement.all(*wanted)
    ]
    return Element(
        Key(namespace, node.get("id") or name), node.tag, name, variable.get("typeRef") if variable is not None else "", node, tuple(needs)
    )


def key(reference: Node, namespace: str) -> Key:
    """What an `href` refers to: `#id` here, `namespace#id` elsewhere."""
    where, _, id = reference.get("href").rpartition("#")
    return Key(where or namespace, id)
