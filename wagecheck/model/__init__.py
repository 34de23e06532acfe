"""The plain frozen values that the house hands from room to room: rules, verdicts, findings, the report."""

from wagecheck.model.comparison import Change, Comparison, ProjectChange, ProjectRun, Run, Told
from wagecheck.model.finding import (
    Calculation,
    CalculationLine,
    Citation,
    Coverage,
    Finding,
    LedgerLine,
    Source,
    Subject,
)
from wagecheck.model.inputs import Incident, InputSheet, Notice, Rejected
from wagecheck.model.interview import Interview, Sample
from wagecheck.model.report import Report
from wagecheck.model.rule import Kind, Rule, RuleInfo, Severity, Verdict
from wagecheck.model.runway import Runway, RunwayState
from wagecheck.model.slip import MonthState, SlipMonth, SlipPayment, WorkerSlip
from wagecheck.model.summary import (
    AccountDay,
    AccountHistory,
    Calendar,
    CalendarRow,
    CalendarTeam,
    IndicatorSummary,
    MoneySummary,
    MonthLine,
    PayMark,
    PillarSummary,
    ProjectSummary,
    ScorecardSummary,
)
from wagecheck.model.waiver import Waiver, WaiverState

__all__ = [
    "AccountDay",
    "AccountHistory",
    "Calculation",
    "CalculationLine",
    "Calendar",
    "CalendarRow",
    "CalendarTeam",
    "Change",
    "Citation",
    "Comparison",
    "Coverage",
    "Finding",
    "Incident",
    "IndicatorSummary",
    "InputSheet",
    "Interview",
    "Kind",
    "LedgerLine",
    "MoneySummary",
    "MonthLine",
    "MonthState",
    "Notice",
    "PayMark",
    "PillarSummary",
    "ProjectChange",
    "ProjectRun",
    "ProjectSummary",
    "Rejected",
    "Report",
    "Rule",
    "RuleInfo",
    "Run",
    "Runway",
    "RunwayState",
    "Sample",
    "ScorecardSummary",
    "Severity",
    "SlipMonth",
    "SlipPayment",
    "Source",
    "Subject",
    "Told",
    "Verdict",
    "Waiver",
    "WaiverState",
    "WorkerSlip",
]
