"""What goes to stderr: remarks on the inputs, one line each."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagecheck.model import Notice


def tell(notices: "Iterable[Notice]", *, color: bool) -> None:
    """Print each remark on a line: what sort, where (with the project, where there are several), what."""
    from rich.console import Console  # noqa: PLC0415 - heavy

    from wagecheck.report import inert  # noqa: PLC0415 - heavy

    told = tuple(notices)
    several = len({notice.project_id for notice in told} - {""}) > 1
    err = Console(stderr=True, no_color=not color, highlight=False, soft_wrap=True)
    for notice in told:
        project = notice.project_id if several else ""
        parts = (project, notice.file, notice.sheet, f"第{notice.row}行" if notice.row else "")
        where = " › ".join(part for part in parts if part)
        word = "错误" if notice.level == "error" else "提示"
        err.print(inert.terminal(f"{word}: {where + ': ' if where else ''}{notice.text}"), markup=False)
