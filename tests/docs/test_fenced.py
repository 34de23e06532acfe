"""How the commands of a page are read."""

import pytest

from tests.docs import fenced
from tests.docs.fenced import Command

PAGE = """\
<!-- desk: 我的项目=samples/ganzhou-school 表.csv=tests/a.csv -->
```console
$ wagecheck audit 我的项目    # 退出码 1
● 不合规
…
$ wagecheck rules
```
<!-- not run: it needs Windows -->
```powershell
wagecheck rules
```
<!-- not run: -->
```sh
wagecheck audit 各项目 \\
    --on 2025-08-20
# a remark
```
<!-- file: wagecheck.toml -->
```toml
out = "结果"
```
```toml
out = "别的"
```
"""


def test_a_session_gives_its_commands_with_their_exit_codes_and_what_they_print() -> None:
    assert fenced.steps(PAGE)[:2] == [
        Command("wagecheck audit 我的项目", 1, ("● 不合规", "…")),
        Command("wagecheck rules", 0, ()),
    ]


def test_a_block_that_is_excused_without_a_reason_is_typed_all_the_same() -> None:
    assert fenced.steps(PAGE)[2] == Command("wagecheck audit 各项目 --on 2025-08-20", 0, ())


def test_a_block_that_says_so_is_a_file_and_no_other_is() -> None:
    (file,) = fenced.steps(PAGE)[3:]

    assert isinstance(file, fenced.Block)
    assert (file.file, file.body) == ("wagecheck.toml", 'out = "结果"\n')


def test_the_desk_holds_what_the_page_names() -> None:
    assert fenced.desk(PAGE) == {"我的项目": "samples/ganzhou-school", "表.csv": "tests/a.csv"}


@pytest.mark.parametrize(
    ("printed", "said", "fits"),
    [
        ("a\nb\nc\n", ("a", "…", "c"), True),
        ("a\nc\n", ("a", "…", "c"), True),
        ("a 12 b\n", ("a … b",), True),
        ("a 12 c\n", ("a … b",), False),
        ("b\na\n", ("a", "b"), False),
        ("a   \n", ("a",), True),
        ("a+b\n", ("a.b",), False),
    ],
)
def test_what_is_printed_is_held_against_what_the_page_shows(printed: str, said: tuple[str, ...], fits: bool) -> None:
    assert (fenced.pattern(said).search(printed) is not None) is fits
