"""Who is who: rows of different papers that speak of the same worker.

A worker is an ID number. A row without one belongs to the one worker of its project who bears that name; where
no numbered worker bears it, the name itself stands for the worker; where several do, the row stays unmatched.
"""

from collections.abc import Mapping

import polars as pl
from polars import col

from wagecheck.facts.names import bearing

_PAPERS = ("roster", "attendance", "payroll")


def bearers(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """List the workers of each project and the names that they bear: project_id, worker, name.

    A project's workers are everyone on its roster, attendance or payroll.
    """
    people = pl.concat(tables[name].select("project_id", "id_no", "name") for name in _PAPERS).unique()
    numbered = people.drop_nulls("id_no").rename({"id_no": "worker"})
    named = people.filter(col("id_no").is_null() & col("name").is_not_null()).join(
        numbered, on=["project_id", "name"], how="anti"
    )
    return pl.concat([numbered, named.select("project_id", col("name").alias("worker"), "name")], how="diagonal")


def identified(tables: Mapping[str, pl.DataFrame], known: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Add `worker` to the rows about people. A payout's ID number counts only where the project knows it."""
    single = one_bearer(known)
    payout = _of_project(tables["payout"], known).with_columns(name=col("payee_name"))
    told = {name: identify(tables[name], single) for name in _PAPERS}
    return {**tables, **told, "payout": identify(payout, single).drop("name")}


def _of_project(payout: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Leave of the ID numbers those of the project's own workers."""
    if payout["id_no"].null_count() == payout.height:
        return payout
    own = known.select("project_id", col("worker").alias("id_no"), pl.lit(True).alias("own")).unique()
    return (
        payout.join(own, on=["project_id", "id_no"], how="left", maintain_order="left")
        .with_columns(id_no=pl.when("own").then("id_no"))
        .drop("own")
    )


def identify(rows: pl.DataFrame, single: pl.DataFrame) -> pl.DataFrame:
    """Add `worker` to rows that have id_no and name: the ID number, else the one bearer of the name, else null.

    `single` is `one_bearer`.
    """
    if not rows["id_no"].has_nulls():
        return rows.with_columns(worker=col("id_no"))
    return (
        rows.join(single, on=["project_id", "name"], how="left", maintain_order="left")
        .with_columns(worker=pl.coalesce("id_no", "bearer"))
        .drop("bearer")
    )


def nobodys(rows: pl.DataFrame, *by: str) -> pl.DataFrame:
    """List the names on rows that were matched to nobody: project_id, name, by …, nobodys (true).

    Any bearer of such a name may be the one they speak of.
    """
    lost = rows.filter(col("worker").is_null() & col("name").is_not_null())
    return lost.select("project_id", "name", *by, pl.lit(True).alias("nobodys")).unique()


def one_bearer(known: pl.DataFrame) -> pl.DataFrame:
    """List the names that exactly one worker of a project bears: project_id, name, bearer."""
    return (
        known.drop_nulls("name")
        .group_by("project_id", "name")
        .agg(col("worker").n_unique().alias("n"), col("worker").first().alias("bearer"))
        .filter(col("n") == 1)
        .drop("n")
    )


def names(known: pl.DataFrame) -> pl.DataFrame:
    """Give each worker the first of the names that they bear, null where there is none: project_id, worker, name."""
    return known.group_by("project_id", "worker").agg(col("name").min())


def cards(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """List whose card each card number is, by roster, payroll and bank: project_id, card_no, worker, rid.

    Needs `worker` on the tables. One row for each paper row that says so.
    """
    by_paper = [
        tables["roster"].select("project_id", "card_no", "worker", "rid"),
        tables["payroll"].select("project_id", "card_no", "worker", "rid"),
        tables["payout"].select("project_id", col("payee_account").alias("card_no"), "worker", "rid"),
    ]
    return pl.concat(by_paper).drop_nulls(["card_no", "worker"])


def match(lines: pl.DataFrame, owned: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Find the worker whom a line pays, by account, else by name.

    Lines have rid, project_id, account, payee, and `bears`, that name folded (`names.bearing`: dots, case and white
    space do not matter), which is taken away. Adds

    - `worker`: null where nobody, or nobody in particular, is paid;
    - `tier`: `account+name`, `account` or `name`;
    - `shared`: the account is the card of several workers and the name does not decide among them;
    - `homonyms`: several workers bear the name, and there is no account of theirs to tell them apart.
    """
    if lines.is_empty():
        owned, known = owned.clear(), known.clear()
    pairs = known.select(
        "project_id", "worker", bearing(col("name")).alias("bears"), pl.lit(True).alias("named")
    ).unique()
    holders = owned.select("project_id", col("card_no").alias("account"), col("worker").alias("holder")).unique()
    by_account = _holders(lines.select("rid", "project_id", "account", "bears"), holders, pairs)
    by_name = pairs.group_by("project_id", "bears").agg(
        col("worker").n_unique().alias("bearing"), col("worker").first().alias("bearer")
    )
    return (
        lines.join(by_account, on="rid", how="left", maintain_order="left")
        .join(by_name, on=["project_id", "bears"], how="left", maintain_order="left")
        .with_columns(
            worker=pl.when(col("namesakes") == 1)
            .then(col("namesake"))
            .when(col("holders") == 1)
            .then(col("holder"))
            .when(col("holders").is_null() & (col("bearing") == 1))
            .then(col("bearer")),
            tier=pl.when(col("namesakes") == 1)
            .then(pl.lit("account+name"))
            .when(col("holders") == 1)
            .then(pl.lit("account"))
            .when(col("holders").is_null() & (col("bearing") == 1))
            .then(pl.lit("name")),
            shared=(col("holders") > 1).fill_null(False) & (col("namesakes") != 1),
            homonyms=col("holders").is_null() & (col("bearing") > 1).fill_null(False),
        )
        .drop("bears", "holders", "holder", "namesakes", "namesake", "bearing", "bearer")
    )


def _holders(lines: pl.DataFrame, holders: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Say of lines to cards who holds them: rid, holders (how many), holder, namesakes, namesake (who bears the name).

    Nearly every card has one holder, which takes no counting.
    """
    account = ["project_id", "account"]
    marked = holders.with_columns(several=holders.select(account).is_duplicated())
    told = pairs.rename({"worker": "holder"})
    held = lines.join(marked, on=account).join(told, on=["project_id", "holder", "bears"], how="left")
    alone, among = held.filter(~col("several")), held.filter("several")
    named = col("holder").filter(col("named"))
    one = pl.lit(1, pl.UInt32)
    return pl.concat(
        [
            alone.select(
                "rid",
                "holder",
                holders=one,
                namesakes=pl.when("named").then(one).otherwise(0),
                namesake=pl.when("named").then("holder"),
            ),
            among.group_by("rid").agg(
                col("holder").first(),
                holders=col("holder").n_unique(),
                namesakes=named.n_unique(),
                namesake=named.first(),
            ),
        ]
    )
