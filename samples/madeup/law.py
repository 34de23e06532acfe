"""The few numbers of the law that a clean site must keep to: minimum wages and deposit rates, where they are known."""

from datetime import date
from decimal import Decimal

_TIANJIN = ((date(2025, 9, 1), 2510), (date(2023, 11, 1), 2320), (date(2021, 7, 1), 2180))
_JIANGXI = ((date(2024, 4, 1), (2000, 1870, 1740)), (date(2021, 4, 1), (1850, 1730, 1610)))
_ZHENGZHOU = ((date(2024, 1, 1), 1800), (date(2022, 1, 1), 1600))
"""The lowest of its tiers: which of them a district lies in is not known."""
_FIRST_TIER = {"360102", "360103", "360104", "360111", "360113"}
_SECOND_TIER = {
    *("360112", "360121", "360403", "360402", "360203", "360302", "360313", "360502"),
    *("360602", "360681", "360702", "360703", "360902", "361102", "360802", "361002"),
}
_TEN_MILLION = Decimal(10_000_000)


def minimum_wage(region: str, day: date) -> Decimal | None:
    """Give the monthly minimum wage of a district of 江西, 天津 or 郑州 on a day; None elsewhere."""
    if region.startswith("12"):
        return next(Decimal(value) for start, value in _TIANJIN if start <= day)
    if region.startswith("4101"):
        return next(Decimal(value) for start, value in _ZHENGZHOU if start <= day)
    if region.startswith("36"):
        tier = 0 if region in _FIRST_TIER else 1 if region in _SECOND_TIER else 2
        return next(Decimal(values[tier]) for start, values in _JIANGXI if start <= day)
    return None


def deposit_rate(region: str, contract: Decimal) -> Decimal:
    """Give the base rate of the deposit: 江西 1.5 % up to ten million and 1 % above, else the nation's floor of 1 %."""
    return Decimal("0.015") if region.startswith("36") and contract <= _TEN_MILLION else Decimal("0.01")


def deposit_cap(region: str) -> Decimal | None:
    """Give the most that is asked of a project: 500万 in 江西."""
    return Decimal(5_000_000) if region.startswith("36") else None


def required_deposit(
    region: str, contract: Decimal, rate: Decimal | None = None, factor: Decimal = Decimal(1)
) -> Decimal:
    """Give the deposit that a contract asks for; the cap falls where arrears raise the rate."""
    share = max((rate or deposit_rate(region, contract)) * factor, Decimal("0.005"))
    cap = deposit_cap(region)
    amount = contract * share
    return min(amount, cap) if cap and factor <= 1 else amount


def guarantee_share(region: str) -> Decimal | None:
    """Give the least share of the contract that the payment guarantee covers: 10 % in 江西 (赣建字〔2021〕2号)."""
    return Decimal("0.10") if region.startswith("36") else None


def labour_floor(region: str) -> Decimal | None:
    """Give the least share of the contract that goes into labour: 10 % in 郑州 (郑建文〔2019〕214号)."""
    return Decimal("0.10") if region.startswith("4101") else None


def settling_deadline_days(region: str) -> int | None:
    """Give the working days in which a leaver is settled with: 5 in 江西 (省府令159号16); None is 30 days."""
    return 5 if region.startswith("36") else None
