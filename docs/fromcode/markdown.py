"""Tables in Markdown."""

from collections.abc import Iterable, Sequence


def table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write rows under their headings."""
    return "\n".join(line(cells) for cells in (names, ["---"] * len(names), *rows))


def line(cells: Sequence[str]) -> str:
    """Write one row; what would end a cell or a row is made harmless."""
    told = (cell.replace("|", "\\|").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(told)} |"
