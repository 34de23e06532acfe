"""The English catalogue: one English for each Chinese, with the same fields to fill."""

import string
import tomllib
from datetime import date
from pathlib import Path

import pytest

from wagecheck.facts import GRAINS, KINDS
from wagecheck.findings import columns_of
from wagecheck.language import Language, catalogue, cite, reword, say
from wagecheck.law import pillars, scorecards
from wagecheck.law.parameters import PARAMETERS, Parameter
from wagecheck.model import Rule
from wagecheck.rules import ALL
from wagecheck.tables import LABELS, TABLES, headings

FOLDER = Path(__file__).parents[2] / "wagecheck" / "english"


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_no_text_has_two_translations() -> None:
    known: dict[str, str] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        for chinese, english in tomllib.loads(file.read_text(encoding="utf-8")).items():
            assert known.setdefault(chinese, english) == english, f"{file.name}: {chinese}"


@pytest.mark.parametrize(("chinese", "english"), sorted(catalogue().items()))
def test_a_translation_fills_the_same_fields(chinese: str, english: str) -> None:
    assert fields(chinese) == fields(english)


def test_chinese_is_what_the_code_says() -> None:
    assert say("欠 {amount} 元", Language.CHINESE, amount="3.00") == "欠 3.00 元"


def test_what_has_no_english_stays_readable() -> None:
    assert say("没有译文的话 {n}", Language.ENGLISH, n=3) == "没有译文的话 3"


@pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=lambda parameter: parameter.key)
def test_every_parameter_has_an_english_meaning_and_unit(parameter: Parameter) -> None:
    assert {parameter.meaning, parameter.unit} - {""} <= catalogue().keys()


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_every_rule_speaks_english(rule: Rule) -> None:
    assert {rule.title, rule.breach, rule.remedy, rule.by, *pillars.of(rule.id)} <= catalogue().keys()


def test_every_name_that_a_reader_meets_has_an_english_one() -> None:
    names = {*LABELS.values(), *KINDS.values()}
    names |= {heading for table in TABLES for heading in headings(table).values()}
    names |= {column.label for grain in GRAINS for column in columns_of(grain).values()}

    assert not names - catalogue().keys()


@pytest.mark.parametrize(
    ("basis", "english"),
    [
        ("条例第十二条、第五十五条", "Wage Payment Regulation (Order 724) art. 12, 55"),
        ("53号第二十条", "Dedicated Account Measures (53/2021) art. 20"),
        ("劳动法第一百零二条", "Labour Law art. 102"),
        ("省府令159号第十六条", "省府令159号第十六条"),
    ],
)
def test_an_article_is_cited_in_figures(basis: str, english: str) -> None:
    assert cite(basis, Language.ENGLISH) == english


def test_a_filled_text_is_known_by_its_words() -> None:
    assert reword("2025-03-12 付款", Language.ENGLISH) == "payment on 2025-03-12"
    assert reword("姓名、身份证号码", Language.ENGLISH) == "name, ID number"
    assert reword("张三", Language.ENGLISH) == "张三"


@pytest.mark.parametrize(
    ("n", "english"), [("1", "1 worker"), ("2", "2 workers"), ("21", "21 workers"), ("0.1", "0.1 workers")]
)
def test_one_of_a_thing_is_not_written_as_many(n: str, english: str) -> None:
    assert say("{n} 人", Language.ENGLISH, n=n) == english


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_every_rule_is_explained_in_english(rule: Rule) -> None:
    assert rule.doc in catalogue()


def test_the_platforms_indicators_have_english_words() -> None:
    cards = [card for region in ("360000", "520000", "540000") for card in scorecards.of(region, date(2025, 8, 20))]
    texts = {text for card in cards for one in card.indicators for text in (card.name, card.note, one.text, one.note)}

    assert len(cards) == 3
    assert not texts - catalogue().keys() - {""}


@pytest.mark.parametrize(
    ("told", "english"),
    [
        (
            "项目编码 3601 与另一份台账相同,本台账改记为 3601#2。请核对编码",
            "Project code 3601 is that of another dossier; this one is called 3601#2. Check the code",
        ),
        ("「日期」为“某日”,读不出日期", "“date” is “某日”: no date can be read"),
        (
            "/数据: lake.json 不完整。请用 wagecheck ingest 从原始台账重新生成",
            "/数据: lake.json is incomplete. Make it anew from the original papers with wagecheck ingest",
        ),
        (
            "最像工资表,但缺少表头姓名、实发工资,未读取。请补上表头行",
            "Nearest to payroll, but without the headings name, net wage; not read. Add the headings",
        ),
    ],
)
def test_a_remark_on_a_file_is_told_in_english(told: str, english: str) -> None:
    assert reword(told, Language.ENGLISH) == english


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        (
            "借方总额: 银行 2,406,812.00 元, 逐笔 2,406,811.99 元",
            "total debits: 2,406,812.00 yuan by the bank, 2,406,811.99 yuan by the lines",
        ),
        (
            "贷方笔数: 银行 12 笔, 逐笔 11 笔; 借方笔数: 银行 2 笔, 逐笔 1 笔",
            "number of credits: 12 by the bank, 11 by the lines; number of debits: 2 by the bank, 1 by the lines",
        ),
    ],
)
def test_differences_from_the_banks_totals_are_told_one_by_one(chinese: str, english: str) -> None:
    assert reword(chinese, Language.ENGLISH) == english
