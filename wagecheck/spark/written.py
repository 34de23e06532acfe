"""Values of the model as JSON, and back: what a task says of a project is kept in a form that any program can read."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Value = TypeVar("Value")


def written(value: object) -> bytes:
    """Write a value: frozen dataclasses, tuples, mappings with text keys, enumerations, days, texts and numbers."""
    return json.dumps(_plain(value), separators=(",", ":")).encode()


def read(kind: type[Value], text: bytes | str) -> Value:
    """Read a value of a class that `written` wrote: an equal one."""
    return _value(kind, json.loads(text))  # type: ignore[no-any-return]  # what the class says is what it is made of


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _value(kind: Any, plain: Any) -> Any:  # noqa: ANN401 - JSON
    origin, within = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return None if plain is None else _value(next(one for one in within if one is not NoneType), plain)
    if origin is tuple:
        kinds = within[:1] * len(plain) if within[-1] is Ellipsis else within
        return tuple(_value(one, each) for one, each in zip(kinds, plain, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        return {key: _value(within[1], one) for key, one in plain.items()}
    if is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]  # a class
        return kind(**{name: _value(hints[name], one) for name, one in plain.items()})  # type: ignore[operator]
    if issubclass(kind, Enum):
        return kind(plain)
    return date.fromisoformat(plain) if kind is date else plain


@cache
def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - a dataclass
    return get_type_hints(kind)
