"""Great Expectations on pandas: an expectation a rule, with row conditions, and every unexpected row by its key.

The context, the suite and the validation definition are set up before the clock starts.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

os.environ["GX_ANALYTICS_ENABLED"] = "false"

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd
from great_expectations.core import ExpectationSuiteValidationResult
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.expectations.row_conditions import Column
from great_expectations.render.renderer import ValidationResultsPageRenderer
from great_expectations.render.view import DefaultJinjaPageView
from measured import run
from pandas_frame import read

PAIRS = {
    "W07": ("gross_counted", "minimum_due", ("on_payroll",)),
    "W08": ("gross", "agreed_due", ("on_payroll", "terms_known")),
    "W09": ("payroll.rounding", "arithmetic_gap", ("on_payroll", "amounts_given")),
    "W13": ("income.month_warning", "net", ("on_payroll",)),
    "W14": ("exit_date", "month", ("on_payroll", "has_left")),
}
TRUE = {
    "W03": ("signed_by_worker", ("on_payroll", "signed_asked")),
    "W12": ("attended", ("on_payroll", "attendance_recorded")),
    "W16": ("paid_by_bank", ("on_payroll", "pay_method_asked")),
}
AT_MOST = {"W05": ("arrears", 0, ("is_due",)), "W15": ("same_rows", 1, ("on_payroll",))}


def where(flags: Iterable[str]) -> object:
    """Give the condition that all the flags are true."""
    first, *others = (Column(flag) == True for flag in flags)  # noqa: E712 - this is how a condition is written
    for other in others:
        first &= other
    return first


def expectations() -> list[gxe.Expectation]:
    """Write the ten rules as expectations."""
    return [
        *(
            gxe.ExpectColumnPairValuesAToBeGreaterThanB(
                column_A=more,
                column_B=less,
                or_equal=True,
                ignore_row_if="either_value_is_missing",
                row_condition=where(flags),
                meta={"rule": rule},
            )
            for rule, (more, less, flags) in PAIRS.items()
        ),
        *(
            gxe.ExpectColumnValuesToBeInSet(
                column=name, value_set=[True], row_condition=where(flags), meta={"rule": rule}
            )
            for rule, (name, flags) in TRUE.items()
        ),
        *(
            gxe.ExpectColumnValuesToBeBetween(
                column=name, max_value=most, row_condition=where(flags), meta={"rule": rule}
            )
            for rule, (name, most, flags) in AT_MOST.items()
        ),
    ]


def definition() -> gx.ValidationDefinition:
    """Set up the context with the suite, and no progress bars."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("facts").add_dataframe_asset("months")
    suite = context.suites.add(gx.ExpectationSuite("ten rules", expectations=expectations()))
    batch = asset.add_batch_definition_whole_dataframe("all")
    return context.validation_definitions.add(gx.ValidationDefinition(name="audit", data=batch, suite=suite))


AUDIT = definition()


def load(path: Path) -> pd.DataFrame:
    """Read what the rules read in NumPy's types, with which it is several times as fast as with Arrow's."""
    return read(path, flags="boolean")


def validate(frame: pd.DataFrame) -> ExpectationSuiteValidationResult:
    """Run the suite with complete results."""
    complete = {"result_format": "COMPLETE", "unexpected_index_column_names": ["key"]}
    return AUDIT.run(batch_parameters={"dataframe": frame}, result_format=complete)


def keys(told: ExpectationSuiteValidationResult) -> Mapping[str, Iterable[int]]:
    """Give the keys of what fails."""
    return {
        one.expectation_config.meta["rule"]: [row["key"] for row in one.result["unexpected_index_list"]]
        for one in told.results
    }


def report(told: ExpectationSuiteValidationResult) -> str:
    """Write the page of Data Docs."""
    return str(DefaultJinjaPageView().render(ValidationResultsPageRenderer().render(told)))


if __name__ == "__main__":
    run(load, validate, keys, packages=("great-expectations", "pandas", "pyarrow"), report=report)
