"""Instruments and how they are cited."""

import pytest

from wagecheck.law import acts


@pytest.mark.parametrize(
    ("cited", "words"),
    [
        (acts.ORDER_724.article(32), "条例第三十二条"),
        (acts.ORDER_724.article(32, 55), "条例第三十二条、第五十五条"),
        (acts.ORDER_724.article(10), "条例第十条"),
        (acts.ORDER_724.article(12, 20), "条例第十二条、第二十条"),
        (
            acts.LABOUR_CONTRACT_LAW.article(8, 100, 101, 110, 276),
            "劳动合同法第八条、第一百条、第一百零一条、第一百一十条、第二百七十六条",
        ),
        (acts.DEPOSIT_2021.article("第十二条第二项"), "65号第十二条第二项"),
        (acts.DEPOSIT_2021.clause("补足条款"), "65号 补足条款"),
        (acts.INJURY_2014.article(), "人社部发〔2014〕103号"),
    ],
)
def test_articles_are_cited_in_chinese_numerals(cited: str, words: str) -> None:
    assert cited == words


@pytest.mark.parametrize("act", acts.ACTS, ids=lambda act: act.short)
def test_an_act_is_found_by_what_was_cited_of_it(act: acts.Act) -> None:
    assert acts.of(act.article(1)) is act
    assert acts.of(act.clause("附则")) is act


def test_what_is_no_act_of_ours_is_none() -> None:
    assert acts.of("第三十二条") is None


def test_every_act_has_a_short_name_of_its_own() -> None:
    shorts = [act.short for act in acts.ACTS]

    assert len(shorts) == len(set(shorts))
    assert all(act.full and act.number for act in acts.ACTS)
