"""Loops over columns as LLVM IR: no branch inside a loop. What is described here is written out only where it has to be compiled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from llvmlite import ir

I1: Final = ir.IntType(1)
U8: Final = ir.IntType(8)
I32: Final = ir.IntType(32)
I64: Final = ir.IntType(64)
POINTER: Final = ir.PointerType()
WIDTHS: Final = {"u8": 8, "u16": 16, "i32": 32, "i64": 64}
BLOCK: Final = 64
OVERFLOWING: Final = {"+": "sadd", "-": "ssub", "*": "smul"}


@dataclass(frozen=True, slots=True, eq=False)
class Loop:
    """A loop over arrays of these widths, with so many whole numbers beside. `text` writes it as IR, the same for the same body."""

    widths: tuple[str, ...]
    scalars: int
    text: Callable[[], str]


class Lane:
    """The body of a loop while it is written: what stands at place `i` of each array is read, reckoned with and put back.

    Whole numbers are i64, truths i1. Arrays are named by their number among the arguments.
    """

    def __init__(self, builder: Any, pointers: Sequence[Any], widths: Sequence[str], scalars: Sequence[Any], index: Any) -> None:
        self.builder = builder
        self.pointers = pointers
        self.widths = widths
        self.scalars = scalars
        self.index = index

    def get(self, array: int, at: Any = None) -> Any:
        """The value at place `at`, by default this lane's own, as i64."""
        type = ir.IntType(WIDTHS[self.widths[array]])
        place = self.builder.gep(self.pointers[array], [self.index if at is None else at], source_etype=type)
        value = self.builder.load(place, typ=type)
        if type.width == 64:
            return value
        return self.builder.sext(value, I64) if self.widths[array] == "i32" else self.builder.zext(value, I64)

    def narrow(self, array: int, at: Any = None) -> Any:
        """The value as narrow as it stands, so that more of them are reckoned with at once."""
        type = ir.IntType(WIDTHS[self.widths[array]])
        place = self.builder.gep(self.pointers[array], [self.index if at is None else at], source_etype=type)
        return self.builder.load(place, typ=type)

    def fitted(self, array: int, width: str) -> Any:
        """The value in another width."""
        value, type = self.narrow(array), ir.IntType(WIDTHS[width])
        if value.type.width == type.width:
            return value
        return (self.builder.trunc if value.type.width > type.width else self.builder.zext)(value, type)

    def put(self, array: int, value: Any, at: Any = None) -> None:
        type = ir.IntType(WIDTHS[self.widths[array]])
        if value.type.width > type.width:
            value = self.builder.trunc(value, type)
        elif value.type.width < type.width:
            value = self.builder.zext(value, type)
        self.builder.store(value, self.builder.gep(self.pointers[array], [self.index if at is None else at], source_etype=type))

    def number(self, value: int) -> Any:
        return ir.Constant(I64, value)

    def truth(self, value: bool) -> Any:
        return ir.Constant(I1, int(value))

    def is_(self, op: str, one: Any, other: Any) -> Any:
        """A comparison of whole numbers: == != < <= > >=."""
        return self.builder.icmp_signed(op, one, other)

    def add(self, one: Any, other: Any) -> Any:
        return self.builder.add(one, other)

    def subtract(self, one: Any, other: Any) -> Any:
        return self.builder.sub(one, other)

    def multiply(self, one: Any, other: Any) -> Any:
        return self.builder.mul(one, other)

    def checked(self, op: str, one: Any, other: Any) -> tuple[Any, Any]:
        """A sum, difference or product, and whether it left 64 bits."""
        both = getattr(self.builder, f"{OVERFLOWING[op]}_with_overflow")(one, other)
        return self.builder.extract_value(both, 0), self.builder.extract_value(both, 1)

    def floor(self, one: Any, other: Any) -> Any:
        """The quotient rounded down, as Python's // does and sdiv does not; `other` is above zero."""
        quotient = self.builder.sdiv(one, other)
        rest = self.subtract(one, self.multiply(quotient, other))
        return self.add(quotient, self.builder.sext(self.is_("<", rest, self.number(0)), I64))

    def floor_small(self, one: Any, other: Any) -> Any:
        """The same of numbers no further from nought than 2^51, in doubles, of which many are divided at once. No quotient of such is
        so near below a whole number that it would be rounded up to it."""
        build, double = self.builder, ir.DoubleType()
        quotient = build.fdiv(build.sitofp(one, double), build.sitofp(other, double))
        return build.fptosi(build.call(build.module.declare_intrinsic("llvm.floor", [double]), [quotient]), I64)

    def both(self, *truths: Any) -> Any:
        return self._fold(self.builder.and_, truths)

    def either(self, *truths: Any) -> Any:
        return self._fold(self.builder.or_, truths)

    def negate(self, truth: Any) -> Any:
        return self.builder.xor(truth, self.truth(True))

    def choose(self, truth: Any, one: Any, other: Any) -> Any:
        return self.builder.select(truth, one, other)

    def as_number(self, truth: Any) -> Any:
        return self.builder.zext(truth, I64)

    def least(self, one: Any, other: Any) -> Any:
        return self.choose(self.is_("<", other, one), other, one)

    def greatest(self, one: Any, other: Any) -> Any:
        return self.choose(self.is_(">", other, one), other, one)

    def _fold(self, join: Callable[[Any, Any], Any], parts: Sequence[Any]) -> Any:
        found = parts[0]
        for part in parts[1:]:
            found = join(found, part)
        return found


def loop(widths: Sequence[str], scalars: int, body: Callable[[Lane], Any], *, counts: bool = False) -> Loop:
    """A loop whose body is said once for every row.

    Where it `counts`, the body puts what it keeps at the place that stands in `lane.scalars[-1]` and returns whether it was kept;
    the loop then gives how many were.
    """
    return Loop(tuple(widths), scalars, lambda: _text(widths, scalars, body, counts=counts))


def _text(widths: Sequence[str], scalars: int, body: Callable[[Lane], Any], *, counts: bool) -> str:
    function, numbers = _function(widths, scalars)
    count, *pointers = function.args[: 1 + len(widths)]
    entry, head, inside, after = (function.append_basic_block(name) for name in ("entry", "head", "inside", "after"))
    builder = ir.IRBuilder(entry)
    builder.branch(head)
    builder.position_at_end(head)
    index, kept = _counters(builder, entry)
    builder.cbranch(builder.icmp_signed("<", index, count), inside, after)
    builder.position_at_end(inside)
    lane = Lane(builder, pointers, widths, [*numbers, kept], index)
    keep = body(lane)
    index.add_incoming(builder.add(index, ir.Constant(I64, 1)), inside)
    kept.add_incoming(builder.add(kept, lane.as_number(keep)) if counts else kept, inside)
    builder.branch(head)
    builder.position_at_end(after)
    builder.ret(kept)
    return str(function.module)


def sparse_loop(widths: Sequence[str], scalars: int, body: Callable[[Lane], Any]) -> Loop:
    """As a loop that counts, over the rows at which the first array is not nought, of which there are few.

    64 rows are looked at as the bits of one number, of which only those that are set are gone through. What the body puts for a row
    that is not kept is put over, or stands behind all that is.
    """
    return Loop(tuple(widths), scalars, lambda: _sparse_text(widths, scalars, body))


def _sparse_text(widths: Sequence[str], scalars: int, body: Callable[[Lane], Any]) -> str:
    function, numbers = _function(widths, scalars)
    count, *pointers = function.args[: 1 + len(widths)]
    entry, head, look, bits, take, step, rest, last, after = (
        function.append_basic_block(name) for name in ("entry", "head", "look", "bits", "take", "step", "rest", "last", "after")
    )
    builder, none, one = ir.IRBuilder(entry), ir.Constant(I64, 0), ir.Constant(I64, 1)
    builder.branch(head)
    builder.position_at_end(head)
    base, held = _counters(builder, entry)
    beyond = builder.add(base, ir.Constant(I64, BLOCK))
    builder.cbranch(builder.icmp_signed("<=", beyond, count), look, rest)
    builder.position_at_end(look)
    type = ir.IntType(WIDTHS[widths[0]])
    block = ir.VectorType(type, BLOCK)
    found = builder.load(builder.gep(pointers[0], [base], source_etype=type), typ=block, align=1)
    all_there = builder.bitcast(builder.icmp_unsigned("!=", found, ir.Constant(block, None)), I64)
    builder.branch(bits)
    builder.position_at_end(bits)
    there, kept = builder.phi(I64), builder.phi(I64)
    builder.cbranch(builder.icmp_signed("!=", there, none), take, step)
    builder.position_at_end(take)
    body(Lane(builder, pointers, widths, [*numbers, kept], builder.add(base, builder.cttz(there, ir.Constant(I1, 1)))))
    _comes(there, (all_there, look), (builder.and_(there, builder.sub(there, one)), take))
    _comes(kept, (held, look), (builder.add(kept, one), take))
    builder.branch(bits)
    builder.position_at_end(step)
    _comes(base, (beyond, step))
    _comes(held, (kept, step))
    builder.branch(head)
    # The last rows are fewer than a block: what stands behind them is not ours to read.
    builder.position_at_end(rest)
    index, done = builder.phi(I64), builder.phi(I64)
    builder.cbranch(builder.icmp_signed("<", index, count), last, after)
    builder.position_at_end(last)
    lane = Lane(builder, pointers, widths, [*numbers, done], index)
    body(lane)
    _comes(index, (base, head), (builder.add(index, one), last))
    _comes(done, (held, head), (builder.add(done, lane.as_number(lane.is_("!=", lane.get(0), none))), last))
    builder.branch(rest)
    builder.position_at_end(after)
    builder.ret(done)
    return str(function.module)


def _comes(phi: Any, *origins: tuple[Any, Any]) -> None:
    """A value by the block that one comes from."""
    for value, block in origins:
        phi.add_incoming(value, block)


def _function(widths: Sequence[str], scalars: int) -> tuple[Any, list[Any]]:
    """An empty function over so many arrays and numbers; arrays never overlap."""
    function = ir.Function(ir.Module("loop"), ir.FunctionType(I64, [I64, *[POINTER] * len(widths), *[I64] * scalars]), "loop")
    for pointer in function.args[1 : 1 + len(widths)]:
        pointer.add_attribute("noalias")
    return function, list(function.args[1 + len(widths) :])


def _counters(builder: Any, entry: Any) -> tuple[Any, Any]:
    index, kept = builder.phi(I64), builder.phi(I64)
    for phi in (index, kept):
        phi.add_incoming(ir.Constant(I64, 0), entry)
    return index, kept
