"""Employers of a project: its contractor, its subcontractors, and whoever else has workers on its books."""

from datetime import date

import polars as pl
from polars import col

from wagecheck.facts.credit_code import is_sound
from wagecheck.facts.fact import Fact, column, provided
from wagecheck.facts.ledger import Ledger
from wagecheck.facts.names import wholly_folded, with_folded
from wagecheck.tables import Money

_FIRM = ["project_id", "firm"]


class Subcontractor(Fact):
    """一个项目的一个用工单位: one row an employer: contractor, listed subcontractor, or named on roster or payroll.

    The law's date is that of its project: the day of the audit, or of completion where that came first.
    """

    law_date: pl.Date = column("法定日期", "subcontractor")
    listed: pl.Boolean = column("在册分包单位", "subcontractor")
    is_contractor: pl.Boolean = column("即总包单位", "project.contractor_name")
    on_books: pl.Boolean = column("花名册或工资表有其人员", "roster.employer", "payroll.employer")
    delegation_provided: pl.Boolean = column("签订委托代发协议", "subcontractor.delegation_date")
    contract_provided: pl.Boolean = column("签订分包合同", "subcontractor.subcontract_date")
    code: pl.String = column("统一社会信用代码", "subcontractor.employer_uscc", "project.contractor_uscc")
    code_given: pl.Boolean = column("有统一社会信用代码", "subcontractor.employer_uscc", "project.contractor_uscc")
    code_sound: pl.Boolean = column("代码校验通过", "subcontractor.employer_uscc", "project.contractor_uscc")
    workers_in_arrears: pl.Int32 = column("欠薪人数", "statement")
    total_arrears: Money = column("欠薪总额", "statement")
    months_unjudged: pl.Int32 = column("未检的人月数", "statement")
    payment_gap: pl.String = column("付款未检原因")


def subcontractors(books: Ledger, handed: pl.DataFrame, *, on: date) -> pl.DataFrame:
    """Build the fact rows of employers, told apart by name (brackets, spaces and width folded).

    Whether a firm is a listed subcontractor is not known where no list was handed in. Wages of workers whose employer
    is not known may be any firm's.
    """
    sheet = books.tables["project"]
    lists = handed.filter(col("table") == "subcontractor").select("project_id", pl.lit(True).alias("list_handed"))
    main = sheet.select("project_id", "region", "completion_date", wholly_folded("contractor_name").alias("main"))
    firms = (
        _listed(books.tables["subcontractor"])
        .join(_on_books(books.tables["roster"], books.tables["payroll"]), on=_FIRM, how="full", coalesce=True)
        .join(_contractors(sheet), on=_FIRM, how="full", coalesce=True)
        .join(lists.unique(), on="project_id", how="left")
        .join(main, on="project_id", how="left")
    )
    code = pl.coalesce("employer_uscc", pl.when(col("firm") == col("main")).then(col("contractor_uscc")))
    # whether a code is sound takes some hundred steps from it: it is put down first
    return _owing(firms.with_columns(code=code), books.months).with_columns(
        law_date=pl.min_horizontal(pl.lit(on), "completion_date"),
        subject=pl.coalesce("employer", "employer_on_books", "contractor_name"),
        subject_name=pl.coalesce("employer", "employer_on_books", "contractor_name"),
        identity=col("firm"),
        sources=pl.concat_list(pl.coalesce("listed_row", "book_row", "project_row")),
        listed=pl.when(col("listed_row").is_not_null()).then(True).when(col("list_handed")).then(False),
        is_contractor=col("firm") == col("main"),
        on_books=col("book_row").is_not_null(),
        code_given=col("code").is_not_null(),
        code_sound=is_sound(col("code")),
    )


def _listed(listed: pl.DataFrame) -> pl.DataFrame:
    """Join the rows of a listed firm: an agreement on one of them is one."""
    return (
        listed.drop_nulls("employer")
        .with_columns(
            firm=wholly_folded("employer"), delegated=provided("delegation_date"), signed=provided("subcontract_date")
        )
        .group_by(_FIRM)
        .agg(
            col("employer").first(),
            col("employer_uscc").drop_nulls().first(),
            _any_or_unknown("delegated").alias("delegation_provided"),
            _any_or_unknown("signed").alias("contract_provided"),
            col("rid").min().alias("listed_row"),
        )
    )


def _any_or_unknown(name: str) -> pl.Expr:
    return pl.when(col(name).any()).then(True).when(col(name).is_not_null().all()).then(False)


def _on_books(roster: pl.DataFrame, payroll: pl.DataFrame) -> pl.DataFrame:
    """List the employers on roster and payroll, each with the first row that names it."""
    rows = pl.concat(paper.select("project_id", "employer", "rid") for paper in (roster, payroll))
    return (
        with_folded(rows.drop_nulls("employer"), "employer", "firm")
        .group_by(_FIRM)
        .agg(
            col("employer").sort_by("rid").first().alias("employer_on_books"),
            col("rid").min().alias("book_row"),
        )
    )


def _contractors(project: pl.DataFrame) -> pl.DataFrame:
    return project.drop_nulls("contractor_name").select(
        "project_id",
        "contractor_name",
        "contractor_uscc",
        wholly_folded("contractor_name").alias("firm"),
        col("rid").alias("project_row"),
    )


def _owing(firms: pl.DataFrame, months: pl.DataFrame) -> pl.DataFrame:
    """Add what each employer's workers are owed of wages that are due, and how much could not be judged.

    A project without any wage month has nulls: nothing is known of its wages.
    """
    wages = months.select("project_id", "worker", "employer", "is_due", "net", "arrears", "unjudged", "payment_gap")
    due = with_folded(wages.filter("is_due"), "employer", "firm").with_columns(
        open=(col("unjudged") > 0) | col("net").is_null()
    )
    nobodys = (col("open") | (col("arrears") > 0)).filter(col("firm").is_null()).sum()
    by_project = (
        months.select("project_id")
        .unique()
        .join(due.group_by("project_id").agg(nobodys.alias("nobodys")), on="project_id", how="left")
    )
    by_firm = due.group_by(_FIRM).agg(
        col("worker").filter(col("arrears") > 0).n_unique().alias("owed_workers"),
        col("arrears").sum().alias("owed"),
        col("open").sum().alias("open_months"),
        col("payment_gap").drop_nulls().sort().first(),
    )
    known = by_project.with_columns(col("nobodys").fill_null(0))
    return (
        firms.join(by_firm, on=_FIRM, how="left")
        .join(known, on="project_id", how="left")
        .with_columns(
            workers_in_arrears=pl.when(col("nobodys").is_not_null()).then(col("owed_workers").fill_null(0)),
            total_arrears=pl.when(col("nobodys").is_not_null()).then(col("owed").fill_null(0)),
            months_unjudged=col("open_months").fill_null(0) + col("nobodys"),
        )
    )
