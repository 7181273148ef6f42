"""Built-in functions on contexts."""

from luodi.feel.builtins.registry import builtin
from luodi.feel.values.ranges import Value

Context = dict[str, Value]


@builtin("get value(m: context, key: string)")
def get_value(m: Context, key: str) -> Value:
    return m.get(key)


@builtin("get value(m: context, keys: list)", "get value(context: context, keys: list)")
def get_value_along(m: Context, keys: list[Value]) -> Value:
    found: Value = m
    for key in keys:
        found = found.get(key) if isinstance(found, dict) and isinstance(key, str) else None
    return found if keys else None


@builtin("get entries(m: context)")
def get_entries(m: Context) -> Value:
    return [{"key": key, "value": value} for key, value in m.items()]


@builtin("context(entries: list)")
def context(entries: list[Value]) -> Value:
    made: Context = {}
    for entry in entries:
        if not isinstance(entry, dict) or not {"key", "value"} <= entry.keys() or not isinstance(entry["key"], str) or entry["key"] in made:
            return None
        made[entry["key"]] = entry["value"]
    return made


@builtin("context put(context: context, key: string, value: any)")
def context_put(context: Context, key: str, value: Value) -> Value:
    return {**context, key: value}


@builtin("context put(context: context, keys: list, value: any)")
def context_put_along(context: Context, keys: list[Value], value: Value) -> Value:
    if not keys or not all(isinstance(key, str) for key in keys):
        return None
    if len(keys) == 1:
        return context_put(context, keys[0], value)
    inner = context.get(keys[0], {})
    changed = context_put_along(inner, keys[1:], value) if isinstance(inner, dict) else None
    return None if changed is None else {**context, keys[0]: changed}


@builtin("context merge(contexts: list)")
def context_merge(contexts: list[Value]) -> Value:
    merged: Context = {}
    for one in contexts:
        if not isinstance(one, dict):
            return None
        merged.update(one)
    return merged
