"""The law as dated, cited data, by place: acts, parameters, calendar, pillars."""

from wagecheck.law import acts, calendar, pillars
from wagecheck.law.timeline import Law, load

__all__ = ["Law", "acts", "calendar", "load", "pillars"]
