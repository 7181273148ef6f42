"""Models compiled once and asked many times: a decision, business knowledge or a decision service for given inputs."""

from collections.abc import Iterable, Mapping

from luodi.feel.dmn.boxed import Compiler, expression_in, function_run, local_names
from luodi.feel.dmn.errors import ModelError
from luodi.feel.dmn.model import Element, Key, Model
from luodi.feel.dmn.read import key
from luodi.feel.dmn.types import Types
from luodi.feel.filters import Run
from luodi.feel.values.kinds import Kind, convert
from luodi.feel.values.ranges import Function, Value

Inputs = Mapping[Key, Value]


class Engine:
    """A model with those it imports. `remarks` says what in it could not be read; such expressions are null."""

    def __init__(self, model: Model, others: Iterable[Model] = ()) -> None:
        self.model = model
        self.models = {one.namespace: one for one in (*others, model)}
        self.elements = {element.key: element for one in self.models.values() for element in one.elements}
        self.remarks: list[str] = []
        self._types: dict[str, Types] = {}
        self._runs: dict[Key, Run] = {}

    def find(self, name: str, namespace: str | None = None, kinds: tuple[str, ...] = ("decision",)) -> Element:
        """The element of that name, in this model first. Raises ModelError where there is none."""
        wanted = [element for element in self.elements.values() if element.name == name and element.kind in kinds]
        for element in sorted(wanted, key=lambda element: element.key.namespace != (namespace or self.model.namespace)):
            return element
        raise ModelError(f"没有“{name}”这个元素", self.model.source)

    def ask(self, element: Element, inputs: Inputs) -> Value:
        """The value of a decision, or what a service's output decisions come to. `inputs` are the values of input data (and of
        decisions, where a service takes them as given)."""
        return Session(self, inputs).value(element.key)

    def call(self, element: Element, values: Mapping[str, Value]) -> Value:
        """The value of business knowledge or a decision service for arguments by name."""
        function = Session(self, {}).value(element.key)
        if not isinstance(function, Function):
            return None
        return function.call([values.get(parameter) for parameter in function.parameters])

    def types(self, namespace: str, within: frozenset[str] = frozenset()) -> Types:
        """The types of one model; models that import each other in a circle see the others without their imports."""
        if namespace not in self._types:
            model = self.models[namespace]
            inner = within | {namespace}
            imported = {
                alias: self.types(other, inner) for alias, other in model.imports.items() if other in self.models and other not in inner
            }
            self._types[namespace] = Types(model, imported)
        return self._types[namespace]

    def kind(self, element: Element) -> Kind | None:
        """The type an element's variable declares."""
        return self.types(element.key.namespace).kind(element.type_name) if element.type_name else None

    def run(self, element: Element) -> Run:
        """What a decision or business knowledge says, compiled."""
        if element.key not in self._runs:
            self._runs[element.key] = self._compile(element)
        return self._runs[element.key]

    def _compile(self, element: Element) -> Run:
        types = self.types(element.key.namespace)
        names = {self.elements[need].name for need in element.needs if need in self.elements}
        imports = self.models[element.key.namespace].imports
        remarks: list[str] = []
        compiler = Compiler(types, names | set(imports) | local_names(element.node) | types.members(), remarks)
        if element.kind == "businessKnowledgeModel":
            logic = element.node.first("encapsulatedLogic")
            kind = self.kind(element)
            result = kind.result if kind is not None and kind.name == "function" else kind
            run = compiler.boxed(None) if logic is None else function_run(compiler, logic, result)
        else:
            run = compiler.boxed(expression_in(element.node))
        self.remarks.extend(f"{element.name}：{remark}" for remark in remarks)
        return run


class Session:
    """One question: the values found so far. A service opens a session of its own."""

    def __init__(self, engine: Engine, given: Inputs) -> None:
        self.engine = engine
        self.found: dict[Key, Value] = {}
        for name, value in given.items():
            element = engine.elements.get(name)
            self.found[name] = value if element is None else convert(value, engine.kind(element))

    def value(self, name: Key) -> Value:
        """The value of an element; what is asked while it is being found is null."""
        if name in self.found:
            return self.found[name]
        element = self.engine.elements.get(name)
        if element is None or element.kind == "inputData":
            return None
        self.found[name] = None
        if element.kind == "decisionService":
            value: Value = service(self.engine, element)
        else:
            value = self.engine.run(element)(self.scope(element))
            if element.kind == "decision":
                value = convert(value, self.engine.kind(element))
        self.found[name] = value
        return value

    def scope(self, element: Element) -> dict[str, Value]:
        """The names an element sees: what it requires, with what comes from other models under the name of the import."""
        scope: dict[str, Value] = {}
        model = self.engine.models[element.key.namespace]
        aliases = {namespace: alias for alias, namespace in model.imports.items()}
        for need in element.needs:
            required = self.engine.elements.get(need)
            if required is None:
                continue
            if need.namespace == element.key.namespace or need.namespace not in aliases or not aliases[need.namespace]:
                scope[required.name] = self.value(need)
            else:
                scope.setdefault(aliases[need.namespace], {})[required.name] = self.value(need)
        return scope


def service(engine: Engine, element: Element) -> Function:
    """A decision service as a function of its input data and input decisions."""
    namespace = element.key.namespace
    parameters = [key(node, namespace) for tag in ("inputData", "inputDecision") for node in element.node.all(tag)]
    outputs = [key(node, namespace) for node in element.node.all("outputDecision")]
    known = [engine.elements[parameter] for parameter in parameters if parameter in engine.elements]
    kind = engine.kind(element)
    result = kind.result if kind is not None and kind.name == "function" else kind

    def call(values: list[Value]) -> Value:
        converted = [convert(value, engine.kind(parameter)) for value, parameter in zip(values, known, strict=True)]
        if any(one is None and value is not None for one, value in zip(converted, values, strict=True)):
            return None
        session = Session(engine, dict(zip((parameter.key for parameter in known), converted, strict=True)))
        answers = {engine.elements[output].name: session.value(output) for output in outputs if output in engine.elements}
        return convert(answers if len(outputs) > 1 else next(iter(answers.values()), None), result)

    return Function(tuple(parameter.name for parameter in known), call, tuple(engine.kind(parameter) for parameter in known), result)
