"""Names of files and folders: safe, short, and no two alike."""

import pytest

from wagecheck.report.folders import distinct


@pytest.mark.parametrize("plain", ["3601122024090036", "滨江花园3号（二期）", "GC-1.2_b"])
def test_a_plain_id_names_its_own_folder(plain: str) -> None:
    assert distinct([plain]) == (plain,)


@pytest.mark.parametrize(
    "odd",
    ["../../etc/passwd", "..", ".", "", " ", "a/b", "a\\b", "C:\\x", "NUL", "con.txt", "x" * 500, "甲\u202e乙", "-rf"],
)
def test_an_odd_id_stays_inside_its_folder(odd: str) -> None:
    (name,) = distinct([odd])

    assert name
    assert not set(name) & set('/\\:*?"<>|\u202e\0')
    assert not name.startswith((".", "-"))
    assert not name.endswith((".", " "))
    assert name.casefold() not in {"nul", "con.txt"}
    assert len(name.encode()) <= 200


def test_ids_that_differ_in_case_alone_get_folders_of_their_own() -> None:
    names = distinct(["gc-1", "GC-1", "Gc-1"])

    assert len({name.casefold() for name in names}) == 3


def test_ids_that_become_alike_get_folders_of_their_own() -> None:
    assert len(set(distinct(["a/b", "a:b", "a_b", "A_B"]))) == 4


def test_the_same_text_twice_gets_two_names() -> None:
    assert len(set(distinct(["张伟-0034", "张伟-0034"]))) == 2


def test_a_name_does_not_depend_on_the_others() -> None:
    assert distinct(["a/b", "c"])[0] == distinct(["a/b"])[0]


def test_half_a_character_is_no_trouble() -> None:
    assert distinct(["甲\ud800乙"])[0].startswith("甲乙-")
