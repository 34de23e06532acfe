"""The commands of a page: its fenced blocks, read as a reader would type them.

- ```` ```console ```` shows a session: `$ command`, then what it prints; `…` stands for anything.
- ```` ```sh ```` and ```` ```powershell ```` give commands alone, one a line.
- A command that ends with another code than 0 is followed by `# 退出码 1`.
- `<!-- file: name -->` above a block of any language makes a file of it, which later commands find.
- `<!-- not run: reason -->` above a block says why no test types it; `<!-- ci: name -->` says that `.ci/run` does.
- `<!-- desk: 我的项目=samples/ganzhou-school -->` names what lies on the desk where a page is tried.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path.relative_to(CHECKOUT).as_posix()
    for path in (CHECKOUT / "README.md", CHECKOUT / "CONTRIBUTING.md", *(CHECKOUT / "docs").rglob("*.md"))
)
SHELLS = ("console", "sh", "powershell")

_BLOCK = re.compile(
    r"(?P<above>(?:^<!--[^\n]*-->\n)*)^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
_DESK = re.compile(r"^<!-- desk: (.+) -->$", re.MULTILINE)
_FILE = re.compile(r"<!-- file: (\S+) -->")
_CODE = re.compile(r"\s+# 退出码 (\d+)$")
_CONTINUED = re.compile(r" [\\`]\n\s*")


@dataclass(frozen=True)
class Block:
    """A fenced block, and what the comments right above it say."""

    language: str
    body: str
    above: str

    @property
    def file(self) -> str:
        """Name the file that the reader is to make of it; empty where none."""
        found = _FILE.search(self.above)
        return found[1] if found else ""

    @property
    def excused(self) -> bool:
        """Whether the page says why no test types these commands, or who does."""
        return re.search(r"<!-- (?:not run: \S.*|ci: \w+) -->", self.above) is not None


@dataclass(frozen=True)
class Command:
    """A command, how it must end, and what the page says that it prints; nothing where it does not say."""

    line: str
    code: int
    printed: tuple[str, ...]


def blocks(page: str) -> list[Block]:
    """Read the fenced blocks of a page's text."""
    return [Block(found["language"], found["body"], found["above"]) for found in _BLOCK.finditer(page)]


def desk(page: str) -> dict[str, str]:
    """Read what lies on the desk of a page: what the page calls it, and where it stands in the checkout."""
    found = _DESK.search(page)
    return dict(pair.split("=") for pair in found[1].split()) if found else {}


def steps(page: str) -> list[Command | Block]:
    """List what the reader of a page is to do, in order: commands to type, blocks to make a file of."""
    done: list[Command | Block] = []
    for block in blocks(page):
        if block.file:
            done.append(block)
        elif block.language in SHELLS and not block.excused:
            done += _of(block)
    return done


def _of(block: Block) -> Iterator[Command]:
    body = _CONTINUED.sub(" ", block.body)
    if block.language == "console":
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            first, *printed = part.rstrip("\n").split("\n")
            yield _command(first, printed)
    else:
        for line in body.splitlines():
            if line.strip() and not line.startswith("#"):
                yield _command(line, [])


def _command(line: str, printed: list[str]) -> Command:
    code = _CODE.search(line)
    told = tuple(one.rstrip() for one in printed)
    return Command(_CODE.sub("", line).strip(), int(code[1]) if code else 0, told)


def pattern(printed: tuple[str, ...]) -> re.Pattern[str]:
    """Make a pattern of what a page says is printed: a line of `…` is any lines, `…` in a line is anything."""
    parts = [r"(?:.*\n)*" if line == "…" else re.escape(line).replace("…", ".*") + r"[^\S\n]*\n" for line in printed]
    return re.compile("".join(parts))
