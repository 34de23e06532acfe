"""Writes the pages that are made from the code: most of docs/ and a table in README.md: `python docs/write.py`.

`--picture` also photographs the sample's report for README.md; that takes a Chromium.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from fromcode.pages import CHECKOUT, pages


def main() -> None:
    """Write what differs, and name it."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--picture", action="store_true", help="photograph the sample's report too")
    wanted = parser.parse_args()
    for name, said in pages().items():
        path, text = CHECKOUT / name, said()
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            print(name)
    if wanted.picture:
        from fromcode.picture import photograph  # noqa: PLC0415 - the browser's driver is for this alone

        print(photograph(CHECKOUT / "docs" / "report.png").relative_to(CHECKOUT))


if __name__ == "__main__":
    main()
