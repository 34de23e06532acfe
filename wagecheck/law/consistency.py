"""What only shows between records of the law: they must not contradict each other."""

from collections.abc import Iterable, Sequence
from itertools import combinations, groupby

from wagecheck.errors import LawError
from wagecheck.law.records import ZONE, Record, best_first, prefix
from wagecheck.law.zones import members, zones_in_force


def check(records: Sequence[Record]) -> None:
    """Check two values for one question, tiers without zone or value, and divisions that stand in two tiers at once.

    Raises LawError, with file and line of the record that has to go.
    """
    _check_contests(records)
    drawn = {(record.place, record.tier) for record in records if record.key == ZONE}
    valued = {(record.place, record.tier) for record in records if record.key != ZONE}
    for record in records:
        if record.tier and (record.place, record.tier) not in drawn:
            _fail(record, f"类区“{record.tier}”没有划定区域", f"请加一条 [[{ZONE}]] 列出该类区的区划代码")
        if record.key == ZONE and (record.place, record.tier) not in valued:
            _fail(record, f"类区“{record.tier}”没有数值", "请加一条该类区的最低工资标准, 或核对类区名称")
    zones = [record for record in records if record.key == ZONE]
    for _, group in groupby(sorted(zones, key=_whose), key=_whose):
        _check_zones(best_first(group))


def _whose(record: Record) -> tuple[str, bool]:
    return record.place, record.overlay


def _fail(record: Record, what: str, todo: str) -> None:
    raise LawError(f"{record.key}: {what}", where=f"{record.file}:{record.line}", todo=todo)


def _check_contests(records: Iterable[Record]) -> None:
    def question(record: Record) -> tuple[str, str, bool, str]:
        return record.key, record.place, record.overlay, record.since.isoformat()

    for _, group in groupby(sorted(records, key=question), key=question):
        for first, second in combinations(group, 2):
            if first.contests(second):
                _fail(second, f"自 {second.since} 起与第 {first.line} 行重复", "同一日期、类区和合同额只能有一条记录")


def _check_zones(zones: Sequence[Record]) -> None:
    """Check that no division stands in two tiers at once, be it by the code of its city."""
    for since in sorted({zone.since for zone in zones}):
        listed = [(prefix(code), zone) for zone in zones_in_force(zones, since) for code in members(zone)]
        seen: dict[str, Record] = {}
        for code, zone in sorted(listed, key=lambda item: len(item[0])):
            for wider in (code[:2], code[:4], code):
                other = seen.get(wider, zone)
                if other is not zone:
                    later = max(zone, other, key=lambda one: one.line)
                    _fail(
                        later,
                        f"区划代码 {code.ljust(6, '0')} 同时列入{other.tier}和{zone.tier}",
                        "请核对区域划分",
                    )
            seen[code] = zone
