"""A made-up evidence sheet, of as many months as a test wants."""

from wagecheck.model import MonthState, SlipMonth, SlipPayment, Source, WorkerSlip

NET = "7800.00"
OWED = 2
"""The last months of a sheet are owed."""


def slip(months: int, *, name: str = "余保国", payments: int = 1, worker_id: str = "3601**********0034") -> WorkerSlip:
    """Give the sheet of a worker: paid month by month, not checked in the third, owed for the last two."""
    lines = tuple(_month(at, months, payments) for at in range(months))
    owed = [line for line in lines if line.state is MonthState.OWED]
    return WorkerSlip(
        project_id="GC-1",
        project="滨江花园3号楼及地下车库工程",
        place="江西省南昌市",
        contractor="赣北建工集团有限公司",
        owner="江城置业发展有限公司",
        worker_id=worker_id,
        name=name,
        phone="138****0617",
        employer="沅岭建筑劳务有限公司",
        team="抹灰班",
        entry_date="2022-12-28",
        exit_date="",
        evidence_from="",
        evidence_end="2025-07-31",
        months=lines,
        owed=f"{len(owed) * 7800}.00",
        owed_months=len(owed),
        unjudged_months=sum(bool(line.missing) for line in lines),
    )


def _month(at: int, months: int, payments: int) -> SlipMonth:
    month = f"{2023 + at // 12}-{at % 12 + 1:02}"
    owed, unknown = at >= months - OWED, at == 2
    state = MonthState.OWED if owed else MonthState.UNKNOWN if unknown else MonthState.PAID
    share = f"{7800 / payments:.2f}"
    paid = () if owed or unknown else tuple(_payment(month, at, nth, share) for nth in range(payments))
    return SlipMonth(
        month=month,
        state=state,
        days="22",
        due=NET,
        due_date=f"{month}-15",
        paid=NET if paid else "0.00",
        owed=NET if owed else "",
        unjudged=NET if unknown and not owed else "",
        missing="payout" if unknown and not owed else "",
        payments=paid,
        sources=(
            Source("04考勤表(沅岭劳务).xlsx", month, 14 + at),
            Source("05工资表(沅岭劳务).xlsx", month, 9 + at),
        ),
    )


def _payment(month: str, at: int, nth: int, share: str) -> SlipPayment:
    return SlipPayment(f"{month}-1{nth}", share, f"PAY{at:04}{nth}", Source("06专户流水.xlsx", "明细", 100 + at + nth))
