"""The law as dated, cited data, by place: acts, parameters, calendar, pillars, scorecards."""

from wagecheck.law import acts, calendar, pillars, scorecards
from wagecheck.law.timeline import Law, load

__all__ = ["Law", "acts", "calendar", "load", "pillars", "scorecards"]
