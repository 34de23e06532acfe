"""The reading room: what projects hand in becomes the canonical tables, and nothing is lost on the way."""

from wagecheck.ingest.batches import Progress
from wagecheck.ingest.controls import Total
from wagecheck.ingest.explain import ColumnReading, SheetReading, explain
from wagecheck.ingest.find import Dossier, find
from wagecheck.ingest.gather import gather, open_papers
from wagecheck.ingest.hashes import hashes
from wagecheck.ingest.lake import read_lake, write_lake
from wagecheck.ingest.limits import Limits
from wagecheck.ingest.mapping import load_config
from wagecheck.ingest.originals import Original, Placed, originals
from wagecheck.ingest.personal import people
from wagecheck.ingest.read import Papers, read
from wagecheck.ingest.shards import shard_of, split
from wagecheck.ingest.shelf import Shard, Shelf, spread
from wagecheck.ingest.storing import Stored, store
from wagecheck.ingest.torn import torn

__all__ = [
    "ColumnReading",
    "Dossier",
    "Limits",
    "Original",
    "Papers",
    "Placed",
    "Progress",
    "Shard",
    "SheetReading",
    "Shelf",
    "Stored",
    "Total",
    "explain",
    "find",
    "gather",
    "hashes",
    "load_config",
    "open_papers",
    "originals",
    "people",
    "read",
    "read_lake",
    "shard_of",
    "split",
    "spread",
    "store",
    "torn",
    "write_lake",
]
