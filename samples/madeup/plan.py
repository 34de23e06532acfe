"""What to build: the size, place, time and names of a made-up site."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from madeup.days import DAY, add_months, due_day, month_end
from madeup.numbers import BLOCK
from madeup.words import FIRST_CHARS, SECOND_CHARS

_PLACES = {"12": "天津", "36": "江西"}


@dataclass(frozen=True)
class Plan:
    """A site to build. Everything but the seed has a default; equal plans give equal sites."""

    seed: int
    workers: int = 200
    months: int = 12
    first: date = date(2024, 12, 1)
    """The first wage month, in which work starts."""
    region: str = "360112"
    subcontractors: int = 2
    pay_day: int = 15
    through: date | None = None
    """The last day that the bank statement covers; by default a few days after the last pay day."""
    on: date | None = None
    """The day of the audit; by default two days after that."""
    district: str = ""
    code: str = ""
    name: str = ""
    owner: str = ""
    contractor: str = ""
    partners: tuple[str, ...] = ()
    sector: str = "房屋建筑"
    funding: str = "政府投资"
    bank: str = "中国工商银行"

    @property
    def number(self) -> int:
        """The first of the numbers that this site's people take."""
        return self.seed * BLOCK

    @property
    def word(self) -> str:
        """Two characters that name the site's firms, by its seed."""
        return FIRST_CHARS[self.seed % 10] + SECOND_CHARS[self.seed // 10 % 10]

    @property
    def place(self) -> str:
        """The name of the province."""
        return _PLACES.get(self.region[:2], "华中")

    @property
    def district_name(self) -> str:
        """The district whose offices look after the project."""
        return self.district or f"{self.place}{self.word}区"

    @property
    def project_code(self) -> str:
        """The project's own code."""
        return self.code or f"{self.region}{self.first:%Y}{self.seed:06d}"

    @property
    def project_name(self) -> str:
        """The project's name."""
        return self.name or f"{self.word}花园{self.seed}号项目"

    @property
    def owner_name(self) -> str:
        """The firm that has the site built."""
        return self.owner or f"{self.place}{self.word}城市建设投资有限公司"

    @property
    def contractor_name(self) -> str:
        """The general contractor."""
        return self.contractor or f"{self.place}{self.word}建工集团有限公司"

    @cached_property
    def partner_names(self) -> tuple[str, ...]:
        """The subcontractors."""
        made = tuple(f"{self.place}{self.word}第{number}劳务有限公司" for number in range(1, self.subcontractors + 1))
        return (self.partners + made[len(self.partners) :])[: self.subcontractors]

    @property
    def last(self) -> date:
        """The last wage month."""
        return add_months(self.first, self.months - 1)

    @property
    def wage_months(self) -> list[date]:
        """All wage months."""
        return [add_months(self.first, index) for index in range(self.months)]

    @property
    def evidence_end(self) -> date:
        """The last day of the statement: past the last pay day, or, where that ends a month, the last day of work.

        A whole month on the statement without a payroll of its own would be a gap in the papers (L04).
        """
        paid = due_day(self.last, self.pay_day, 1) + 3 * DAY
        return self.through or (paid if paid < month_end(add_months(self.last, 1)) else self.site_end)

    @property
    def audit_day(self) -> date:
        """The day of the audit."""
        return self.on or self.evidence_end + 2 * DAY

    @property
    def site_end(self) -> date:
        """The last day of work on paper."""
        return month_end(self.last)
