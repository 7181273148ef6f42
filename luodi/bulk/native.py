"""Loops compiled by LLVM, each once for what it is made from; their object code is kept, so that the next run need not compile."""

import ctypes
from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import Any, Final, TypeVarTuple

import llvmlite
import llvmlite.binding as llvm

from luodi.bulk.kept import kept, key
from luodi.bulk.loops import Loop

Native = Callable[..., int]
Parts = TypeVarTuple("Parts")
SPEED: Final = 3

_lock = Lock()


def native(make: Callable[[*Parts], Loop]) -> Callable[[*Parts], Native]:
    """The loop that `make` describes, compiled. Its arguments say by their repr all that the loop depends on."""
    known: dict[tuple[*Parts], Native] = {}

    def made(*parts: *Parts) -> Native:
        if parts not in known:
            with _lock:
                if parts not in known:
                    known[parts] = _native(key(make.__module__, make.__qualname__, parts), make(*parts))
        return known[parts]

    return made


def _native(name: str, loop: Loop) -> Native:
    """The loop as a function: called with the number of rows, an address for each array, and so many whole numbers."""
    shape = ctypes.CFUNCTYPE(ctypes.c_int64, *[ctypes.c_int64] * (1 + len(loop.widths) + loop.scalars))
    return shape(_address(f"loop_{name}", _object(name, loop)))


def _object(name: str, loop: Loop) -> bytes:
    """Its object code for this machine."""
    place = key(name, _machine())
    found = kept().get([place])
    if place not in found:
        found = {place: _compiled(loop.text().replace('@"loop"', f'@"loop_{name}"'))}
        kept().put(found)
    return found[place]


def _compiled(text: str) -> bytes:
    machine, _ = _engine()
    module = llvm.parse_assembly(text)
    module.triple = llvm.get_process_triple()
    module.verify()
    options = llvm.create_pipeline_tuning_options(speed_level=SPEED)
    options.loop_vectorization = options.slp_vectorization = options.loop_unrolling = True
    builder = llvm.create_pass_builder(machine, options)
    builder.getModulePassManager().run(module, builder)
    return bytes(machine.emit_object(module))


def _address(symbol: str, code: bytes) -> int:
    _, engine = _engine()
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    return int(engine.get_function_address(symbol))


@cache
def _machine() -> tuple[object, ...]:
    """What object code depends on beside the loop."""
    return llvmlite.__version__, llvm.llvm_version_info, llvm.get_process_triple(), llvm.get_host_cpu_name(), _features(), SPEED


@cache
def _features() -> str:
    return str(llvm.get_host_cpu_features().flatten())


@cache
def _engine() -> tuple[Any, Any]:
    """The machine this runs on, and the one engine that holds all loops."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()

    def machine() -> Any:
        return llvm.Target.from_default_triple().create_target_machine(cpu=llvm.get_host_cpu_name(), features=_features(), opt=SPEED)

    return machine(), llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine())
