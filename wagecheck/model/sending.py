"""How records go from one process to another."""

from dataclasses import fields
from operator import attrgetter
from typing import TypeVar

_Record = TypeVar("_Record")


def sent_by_values(kind: type[_Record]) -> type[_Record]:
    """Let the many records of a frozen dataclass be pickled as its values alone, in the order of its fields.

    As states, with the name of each field set anew, they take three times as long to be read.
    """
    values = attrgetter(*(field.name for field in fields(kind)))  # type: ignore[arg-type]  # it is a dataclass

    def reduced(record: _Record) -> tuple[type[_Record], tuple[object, ...]]:
        return kind, values(record)

    kind.__reduce__ = reduced  # type: ignore[method-assign, assignment]  # of this class alone
    return kind
