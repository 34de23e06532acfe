"""wagecheck: does a construction project in China pay its migrant workers as the law demands?

The public door is `audit` (what the command runs) and the values that it gives back.
"""

from typing import TYPE_CHECKING

from wagecheck.version import __version__

if TYPE_CHECKING:
    from wagecheck.audit import Terms, audit
    from wagecheck.model import Finding, Report

__all__ = ["Finding", "Report", "Terms", "__version__", "audit"]


def __getattr__(name: str) -> object:
    """Open the door only when somebody knocks: `--help` must not wait for Polars."""
    if name in ("audit", "Terms"):
        from wagecheck import audit as trunk  # noqa: PLC0415

        return getattr(trunk, name)
    if name in ("Finding", "Report"):
        from wagecheck import model  # noqa: PLC0415

        return getattr(model, name)
    raise AttributeError(name)
