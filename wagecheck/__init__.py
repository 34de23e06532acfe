"""wagecheck: does a construction project in China pay its migrant workers as the law demands?

The public door is `audit` (what the command runs) and the values that it gives back.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from wagecheck.version import __version__

if TYPE_CHECKING:
    from wagecheck.audit import audit  # noqa: TC004 - the door brings it in when asked
    from wagecheck.model import Finding, Report  # noqa: TC004 - as above

__all__ = ["Finding", "Report", "__version__", "audit"]

_HOME = {"audit": "wagecheck.audit", "Finding": "wagecheck.model", "Report": "wagecheck.model"}


class _Door(ModuleType):
    """Opens only when somebody knocks: `--help` must not wait for Polars.

    The function `audit` and the module that holds it share a name: here the name is always the function.
    """

    def __getattr__(self, name: str) -> object:
        if name not in _HOME:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        return getattr(import_module(_HOME[name]), name)

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, value.audit if name == "audit" and isinstance(value, ModuleType) else value)


sys.modules[__name__].__class__ = _Door
