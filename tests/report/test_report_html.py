"""report.html: whole, closed to the network, inert, bounded, and in the right words."""

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.report.made_site import site
from tests.report.made_small import ENDLESS, SCRIPT, crowded, empty, hostile, shuffled, tiny
from tests.report.read_page import ReadPage
from wagecheck.model import Report
from wagecheck.report import html, words

Made = Callable[[], Report]
EVERY = pytest.mark.parametrize("made", [tiny, site, hostile, empty])


@EVERY
def test_every_tag_is_closed_where_it_was_opened(made: Made) -> None:
    page = ReadPage(html.page(made()))

    assert (page.open, page.crossed) == ([], [])


@EVERY
def test_ids_are_unique_and_every_link_leads_somewhere(made: Made) -> None:
    page = ReadPage(html.page(made()))

    assert len(page.ids) == len(set(page.ids))
    assert page.links <= {f"#{name}" for name in page.ids}


@EVERY
def test_the_page_asks_for_nothing_from_outside(made: Made) -> None:
    page = ReadPage(html.page(made()))
    reaching = {"src", "srcset", "action", "style", "background", "data", "poster"}

    assert not {tag for tag, _ in page.tags} & {"link", "img", "iframe", "object", "embed", "base", "form"}
    assert not [named for _, named in page.tags if reaching & set(named) or any(name[:2] == "on" for name in named)]
    assert not re.search(r"https?://|url\(|@import", html.page(tiny()))


@EVERY
def test_the_policy_allows_exactly_the_style_and_the_script_of_the_page(made: Made) -> None:
    page = ReadPage(html.page(made()))
    policy = next(named["content"] for _, named in page.tags if named.get("http-equiv") == "Content-Security-Policy")
    hashes = {
        f"{kind}-src 'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for kind, text in page.raw.items()
    }

    assert {part.strip() for part in policy.split(";")} == {
        "default-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        *hashes,
    }
    assert [tag for tag, _ in page.tags].count("script") == 1


def test_hostile_names_are_read_as_text() -> None:
    assert SCRIPT in ReadPage(html.page(hostile())).text


def test_signs_that_turn_or_command_are_shown_by_number() -> None:
    page = html.page(hostile())

    assert "[U+202E]" in page
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x0b-\x1f\x7f-\x9f]", page)


def test_an_endless_cell_is_cut_and_says_so() -> None:
    page = ReadPage(html.page(hostile()))

    assert ENDLESS not in page.text
    assert "全文见 audit.json" in page.text


def test_every_finding_has_an_address() -> None:
    page = ReadPage(html.page(site()))

    assert {f"{one.rule}-{one.fingerprint}" for one in site().findings} <= set(page.ids)


@pytest.mark.parametrize(
    ("rule", "section"), [("W05", "findings"), ("X01", "early"), ("F01", "suspicions"), ("K01", "data")]
)
def test_a_rule_stands_in_the_chapter_of_its_kind(rule: str, section: str) -> None:
    assert ReadPage(html.page(site())).sections[rule] == section


def test_suspicions_are_said_to_be_no_breach() -> None:
    assert "只供核查, 不作违规认定。" in ReadPage(html.page(site())).text


@pytest.mark.parametrize("word", ["罪", "清退"])
def test_words_that_only_a_court_or_nobody_may_say_are_not_said(word: str) -> None:
    assert word not in html.page(site())


def test_fines_are_named_only_with_the_missed_order_before_them() -> None:
    notes = [note for _, note in words.LEGAL_NOTES if "罚" in note]

    assert notes
    assert all("责令限期改正、逾期不改正" in note for note in notes)


def test_a_normal_dossier_stays_below_one_megabyte() -> None:
    assert len(html.page(site()).encode()) < 1_000_000


def test_a_crowd_of_findings_is_cut_to_the_worst_and_names_the_full_list() -> None:
    page = html.page(crowded(5000))

    assert "全部见 findings.csv" in page
    assert "W05-0000138700000000" in page
    assert "W05-0000000100000000" not in page
    assert len(page.encode()) < 1_000_000


def test_a_run_without_a_project_says_so() -> None:
    assert "没有可以审查的项目" in ReadPage(html.page(empty())).text


def test_an_incident_is_told_on_the_first_page() -> None:
    assert "规则 K02 未能执行" in ReadPage(html.page(tiny())).text


def test_a_row_names_its_parameter_only_where_the_rule_used_several() -> None:
    page = html.page(site())
    own = re.search(r'<tr id="W07-.*?</tr>', page, re.DOTALL)
    alone = re.search(r'<tr id="D03-.*?</tr>', page, re.DOTALL)

    assert own
    assert "#parameter-" in own.group()
    assert alone
    assert "#parameter-" not in alone.group()


def test_the_order_of_the_report_does_not_show() -> None:
    other = replace(shuffled(site()), findings=site().findings[::-1])

    assert html.page(other) == html.page(site())


def test_rows_of_one_sheet_are_named_together() -> None:
    assert "专户流水-工行.xls › 明细 › 第169、170行" in ReadPage(html.page(site())).text


def _colours(sheet: str, dark: str) -> list[dict[str, str]]:
    light_block = sheet[: sheet.index(dark)]
    dark_block = sheet[sheet.index(dark) : sheet.index("* { box-sizing")]
    return [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block)) for block in (light_block, dark_block)]


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_colour_of_text_has_contrast_aa_on_every_ground(scheme: int) -> None:
    sheet = ReadPage(html.page(tiny())).raw["style"]
    named = _colours(sheet, "@media screen and (prefers-color-scheme: dark)")[scheme]
    grounds = {"paper": ["ink", "quiet", "red", "amber", "green", "blue"], "wash": ["ink", "quiet", "blue"]}
    grounds |= {"red-wash": ["ink", "red", "blue"], "amber-wash": ["ink", "amber", "blue"]}
    grounds |= {"green-wash": ["ink", "green", "blue"], "red": ["paper"]}
    weak = [
        (text, ground)
        for ground, texts in grounds.items()
        for text in texts
        if (max(pair := (_luminance(named[text]), _luminance(named[ground]))) + 0.05) / (min(pair) + 0.05) < 4.5
    ]

    assert weak == []
