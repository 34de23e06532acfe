"""Every rule says of its cases what the law says of them."""

from decimal import Decimal

import pytest

from tests.rules.case_files import Case, cases_of, frame, read
from wagecheck import engine, rules
from wagecheck.model import Rule, Verdict

D03 = next(rule for rule in rules.ALL if rule.id == "D03")
CASES = [
    pytest.param(rule, case, id=f"{rule.id}-{at}") for rule in rules.ALL for at, case in enumerate(cases_of(rule), 1)
]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_a_rule_says_of_a_case_what_the_law_says(rule: Rule, case: Case) -> None:
    judged = engine.judge([rule], {rule.grain: frame(rule, [case])})

    assert judged.incidents == ()
    assert _verdict(judged.by_rule[0]) is case.expect, f"{rule.id} {rule.title}: {case.name}"


def _verdict(judgement: engine.Judgement) -> Verdict:
    """Read the verdict of the only row off the counts; of a failure, off what Pandera saw as well."""
    counted = [Verdict(name) for name, n in judgement.counts.row(0, named=True).items() if name != "project_id" and n]
    seen = judgement.failed.to_list() == [0]

    assert len(counted) == 1
    assert seen == (counted == [Verdict.FAIL])
    return counted[0]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("cash = true", "no column of deposit"),
        ("crime.single_amount = 10000", "nor a parameter that D03 reads"),
        ('without = ["cash"]', "no column of deposit"),
        ('without = ["rate"]', "not given by"),
    ],
)
def test_a_case_names_only_what_its_rule_can_see(line: str, complaint: str) -> None:
    text = f'[[case]]\nname = "一句话"\nexpect = "pass"\n{line}\n'

    with pytest.raises(ValueError, match=complaint):
        read(D03, text)


def test_a_file_of_cases_has_no_other_headings() -> None:
    with pytest.raises(ValueError, match="only"):
        read(D03, '[[cases]]\nname = "一句话"\nexpect = "pass"\n')


def test_money_in_a_case_is_exact_to_the_cent() -> None:
    (case,) = read(D03, '[[case]]\nname = "一句话"\nexpect = "fail"\neffective_at_most = 999999.99\n')

    assert frame(D03, [case])["effective_at_most"].to_list() == [Decimal("999999.99")]
