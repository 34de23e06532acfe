"""The frame as pandas holds what Excel hands over: amounts as floats, days as timestamps."""

from pathlib import Path

import pandas as pd
from measured import COLUMNS, FLAGS, MONEY


def read(path: Path, *, flags: str) -> pd.DataFrame:
    """Read what the rules read; `flags` is the type of the columns that are true, false or null."""
    frame = pd.read_parquet(path, columns=list(COLUMNS))
    frame = frame.astype(dict.fromkeys(MONEY, "float64") | dict.fromkeys(FLAGS, flags))
    return frame.assign(month=pd.to_datetime(frame["month"]), exit_date=pd.to_datetime(frame["exit_date"]))
