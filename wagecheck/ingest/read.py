"""Reading: what the dossiers handed in becomes the canonical tables, stacked over all of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from wagecheck import tables
from wagecheck.ingest import attendance, declared, projects, roster, statement
from wagecheck.ingest.find import Dossier
from wagecheck.ingest.handed import Handed, open_dossier
from wagecheck.ingest.limits import Limits
from wagecheck.ingest.mapping import Saved
from wagecheck.ingest.piece import Piece
from wagecheck.ingest.sift import Sifted, sift, unread_notices
from wagecheck.model import InputSheet, Notice, Rejected


@dataclass(frozen=True, slots=True)
class Papers:
    """Everything that was read, and everything that was not."""

    tables: Mapping[str, pl.DataFrame]
    """Every canonical table, validated; empty where no dossier has that paper. Statement rows keep the bank's order."""
    inputs: tuple[InputSheet, ...]
    rejected: tuple[Rejected, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The pieces of all dossiers, each known by its index."""

    dossiers: Sequence[Dossier]
    handed: Sequence[Handed]
    pieces: Sequence[Piece]

    def of(self, table: str) -> list[tuple[int, Piece]]:
        return [(index, piece) for index, piece in enumerate(self.pieces) if piece.table == table]

    def places(self) -> pl.DataFrame:
        """Give the dossier, file and sheet of each piece."""
        rows = [(index, one.origin.dossier, one.origin.file, one.origin.sheet) for index, one in enumerate(self.pieces)]
        schema = {"_piece": pl.Int32, "_dossier": pl.Int32, "file": pl.String, "sheet": pl.String}
        return pl.DataFrame(rows, schema=schema, orient="row")


def read(
    dossiers: Sequence[Dossier],
    *,
    region_of: Callable[[str], str | None],
    place: str | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    config: Sequence[Saved] = (),
) -> Papers:
    """Read the files of all dossiers. What cannot be read is told in `notices` and `rejected`; nothing is raised.

    `config` says how some of them are read, before any guess.

    `region_of` gives the division code of a place name, or None; `place` (code or name) overrides every region.
    """
    handed = [open_dossier(index, dossier, limits, config) for index, dossier in enumerate(dossiers)]
    return put_together(dossiers, handed, region_of=region_of, place=place)


def put_together(
    dossiers: Sequence[Dossier],
    handed: Sequence[Handed],
    *,
    region_of: Callable[[str], str | None],
    place: str | None,
) -> Papers:
    """Make the canonical tables of what the dossiers hand in; `region_of` and `place` as in `read`."""
    shelf = _Shelf(dossiers, handed, [piece for one in handed for piece in one.pieces])
    sifted = {table: sift(table, pieces) for table in tables.TABLES if (pieces := shelf.of(table))}
    told: list[tuple[int, Notice]] = [one for table in sifted.values() for one in table.notices]
    frames = {table: one.kept for table, one in sifted.items()}
    if "attendance" in sifted:
        frames["attendance"], unread = attendance.expand(sifted["attendance"].kept)
        told += _unread_marks(unread, shelf.pieces)
    if "roster" in sifted:
        frames["roster"] = roster.fold(sifted["roster"].kept, dict(shelf.of("roster")))
    if "statement" in sifted:
        settled = statement.settle(sifted["statement"], dict(shelf.of("statement")))
        frames |= {"statement": settled.lines, "control": settled.control}
        told += settled.notices
    known = _projects(frames.pop("project", None), shelf, region_of, place)
    return _papers(frames, sifted, known, told, shelf)


def _unread_marks(unread: pl.DataFrame, pieces: Sequence[Piece]) -> list[tuple[int, Notice]]:
    """Tell of attendance marks that mean nothing to us."""
    told: list[tuple[int, Notice]] = []
    for index in unread["_piece"].unique(maintain_order=True):
        rows = unread.filter(pl.col("_piece") == index).sort("row", "day")
        origin = pieces[index].origin
        marks = rows.filter(~pl.col("beyond")).select("row", "day", "text").iter_rows()
        cells = [(row, f"{day.removeprefix('d')}日“{text}”") for row, day, text in marks]
        told += [(index, one) for one in unread_notices(origin, "考勤记号", "出勤", cells)]
        beyond = int(rows["beyond"].sum())
        if beyond:
            text = f"当月没有的日期下有 {beyond} 个考勤记号,未采用。请核对表中的月份"
            told.append((index, Notice("warning", text, origin.file, origin.sheet)))
    return told


def _projects(
    said: pl.DataFrame | None, shelf: _Shelf, region_of: Callable[[str], str | None], place: str | None
) -> projects.Projects:
    """Give each dossier that has files its project."""
    if said is None:
        said = pl.DataFrame(schema={"_piece": pl.Int32, **declared.dtypes("project")}).drop("file", "sheet")
    if "project_id" not in said.columns:
        said = said.with_columns(pl.lit(None, pl.String).alias("project_id"))
    placed = said.join(shelf.places(), on="_piece", how="left", maintain_order="left")
    names = [(index, dossier.name) for index, dossier in enumerate(shelf.dossiers) if dossier.files]
    columns = ["_dossier", "_piece", *declared.dtypes("project")]
    return projects.settle(placed.select(columns), names, region_of, place)


def _papers(
    frames: Mapping[str, pl.DataFrame],
    sifted: Mapping[str, Sifted],
    known: projects.Projects,
    told: Sequence[tuple[int, Notice]],
    shelf: _Shelf,
) -> Papers:
    """Put project, file and sheet to every row and every line for the user."""
    ids = dict(known.frame.select("_dossier", "project_id").iter_rows())
    ids |= {index: dossier.name for index, dossier in enumerate(shelf.dossiers) if index not in ids}
    owner = [ids[piece.origin.dossier] for piece in shelf.pieces]
    places = shelf.places().with_columns(pl.Series("project_id", owner, dtype=pl.String))
    stacked = {table: _finish(table, frame, places) for table, frame in frames.items()}
    stacked["project"] = declared.checked("project", known.frame.select(_typed("project")))
    notices = [replace(one, project_id=owner[index]) for index, one in told]
    notices += [replace(one, project_id=ids[index]) for index, one in known.notices]
    unread = []
    for index, handed in enumerate(shelf.handed):
        notices += [replace(one, project_id=ids[index]) for one in handed.notices]
        unread += [replace(one, project_id=ids[index]) for one in handed.unread]
    rejected = [replace(one, project_id=owner[index]) for table in sifted.values() for index, one in table.rejected]
    rejected += [replace(one, project_id=ids[dossier]) for dossier, _, one in known.rejected]
    whole = Papers(
        tables={table: stacked.get(table, declared.empty(table)) for table in tables.TABLES},
        inputs=_inputs(sifted, known, unread, shelf, owner),
        rejected=tuple(rejected),
        notices=tuple(notices),
    )
    return in_order(whole)


def one_line(text: str) -> str:
    """Write a text without line breaks."""
    return text if text.isprintable() else " ".join(text.split())


def in_order(papers: Papers) -> Papers:
    """Put the lines for the user in order of project and place, each as one line whatever its cells say."""
    told = (replace(one, text=one_line(one.text)) for one in papers.notices)
    rejected = (replace(one, reason=one_line(one.reason)) for one in papers.rejected)
    return replace(
        papers,
        inputs=tuple(sorted(papers.inputs, key=lambda one: (one.project_id, one.file, one.sheet, one.table))),
        rejected=tuple(sorted(rejected, key=lambda one: (one.project_id, one.file, one.sheet, one.row))),
        notices=tuple(sorted(told, key=lambda one: (one.project_id, one.file, one.sheet, one.row, one.text))),
    )


def _finish(table: str, frame: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    whole = frame.join(places, on="_piece", how="left", maintain_order="left")
    return declared.checked(table, whole.select(_typed(table)))


def _typed(table: str) -> list[pl.Expr]:
    return [pl.col(name).cast(kind) for name, kind in declared.dtypes(table).items()]


def _inputs(
    sifted: Mapping[str, Sifted],
    known: projects.Projects,
    unread: Sequence[InputSheet],
    shelf: _Shelf,
    owner: Sequence[str],
) -> tuple[InputSheet, ...]:
    """Say of each sheet how many of its rows were read, kept, rejected, and no data."""
    later = [piece for _, piece, _ in known.rejected]
    counts = {row[0]: row[1:] for one in sifted.values() for row in one.counts.iter_rows()}
    sheets = list(unread)
    for index, piece in enumerate(shelf.pieces):
        read, kept, rejected, furniture = counts.get(index, (0, 0, 0, 0))
        more = later.count(index)
        origin = piece.origin
        sheets.append(
            InputSheet(
                file=origin.file,
                sha256=origin.sha256,
                table=piece.table,
                sheet=origin.sheet,
                heading_row=piece.heading_row,
                rows_read=read * piece.rows_each,
                rows_kept=(kept - more) * piece.rows_each,
                rows_rejected=(rejected + more) * piece.rows_each,
                rows_furniture=furniture + piece.rows_aside,
                encoding=origin.encoding,
                project_id=owner[index],
            )
        )
    return tuple(sheets)
