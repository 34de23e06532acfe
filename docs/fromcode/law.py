"""`docs/law.md` and `docs/law/`: every dated value of the law files with its source, the nation's and each place's."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from fromcode.markdown import table
from wagecheck import law
from wagecheck.law import Law, divisions
from wagecheck.law.parameters import PARAMETERS
from wagecheck.law.records import Record

_HEAD = """\
# 法规参数

本页和 `docs/law/` 由 `python docs/write.py` 从 `wagecheck/law/` 的数据生成，请勿手改。
某地某日实际适用哪些值，用 `wagecheck law --place 江西省南昌市 --on 2025-09-01` 查看：
区县没有规定的看市，市没有的看省，省没有的看全国；同一处有几个值的，用审查所涉日期之前最近施行的一个。没有见到的值不编造，用到它的规则记为“未检”或“不适用”。
见过而没有收入的资料和原因见 [law-left-out.md](law-left-out.md)。自备的值写成同样的文件，用 `--law FILE` 指定。

出处：**已读原文**，与公布的文本核对过；**转载**，据网站等转载；**凭记忆**，条号或数字未与文本核对；
**本工具口径**，不是法律规定，是本工具的容差。依据每一条认定之前，请核对现行文本。"""

_MADE = "本页由 `python docs/write.py` 生成，请勿手改。"
_READ = {"seen": "已读原文", "copy": "转载", "recalled": "凭记忆", "ours": "本工具口径"}
_SUMMED = {
    "wage.minimum_monthly": "月最低工资（元）",
    "deposit.base_rate": "保证金比例",
    "deposit.cap": "保证金上限（元）",
    "deposit.exempt_amount": "免存的合同额（元，低于）",
    "deposit.forms_allowed": "保证金形式",
}
_COLUMNS = ("参数", "适用", "值", "自", "至", "依据", "出处", "说明")


def law_page() -> str:
    """Write the page: the places side by side with what they set last, then every value of the nation."""
    book = law.load()
    rows = [_summary(book, code) for code in book.files if code]
    names = ("地区", *_SUMMED.values(), "收入的记录")
    sides = f"## 各地一览\n\n各地最近施行的值；空白的由全国规定回答，或没有见到。\n\n{table(names, rows)}"
    nation = f"## 全国\n\n{table(_COLUMNS, (_row(book, record) for record in _values(book, '')))}"
    return f"{_HEAD}\n\n{sides}\n\n{nation}\n"


def place_pages() -> Mapping[str, str]:
    """Name the page of each place by its code: `36` → `law/36-jiangxi.md`."""
    return {
        code: "law/" + file.name.rpartition("/")[2].replace(".toml", ".md")
        for code, file in law.load().files.items()
        if code
    }


def place_page(code: str) -> str:
    """Write the page of one place: every value that it sets itself, and its tiers of the minimum wage."""
    book = law.load()
    name = divisions.place_name(code)
    head = f"# {name}\n\n{name}自己的规定；这里没有的，由[全国规定](../law.md#全国)回答。{_MADE}"
    values = table(_COLUMNS, (_row(book, record) for record in _values(book, code)))
    zones = list(_zones(book, code))
    tiers = [f"## 最低工资的类区\n\n{table(('类区', '自', '地区', '依据', '出处'), zones)}"] if zones else []
    return "\n\n".join([head, f"## 参数\n\n{values}", *tiers]) + "\n"


def _values(book: Law, province: str) -> Sequence[Record]:
    """List the values of a province or of the nation: by parameter, then place, then newest first."""
    order = list(PARAMETERS)
    found = [record for record in book.records_of(province) if record.key in PARAMETERS]
    return sorted(found, key=lambda one: (order.index(one.key), one.place, -one.since.toordinal(), one.line))


def _row(book: Law, record: Record) -> tuple[str, ...]:
    parameter = PARAMETERS[record.key]
    return (
        f"{parameter.meaning} `{record.key}`",
        _scope(book, record),
        f"{_figure(record.value)} {parameter.unit}".strip(),
        record.since.isoformat(),
        record.until.isoformat() if record.until else "",
        record.cite,
        _READ[record.read],
        record.note,
    )


def _scope(book: Law, record: Record) -> str:
    """Say for whom a value holds, where not for the whole place: a city, a tier, some contract amounts."""
    parts = [
        book.place_name(record.place) if len(record.place) > len("36") else "",
        record.tier,
        f"合同额超过 {_figure(record.above)} 元" if record.above is not None else "",
        f"合同额不超过 {_figure(record.up_to)} 元" if record.up_to is not None else "",
    ]
    return "；".join(part for part in parts if part)


def _summary(book: Law, code: str) -> tuple[str, ...]:
    values = _values(book, code)
    cells = [_latest([one for one in values if one.key == key and one.place == code]) for key in _SUMMED]
    return (f"[{divisions.place_name(code)}]({place_pages()[code]})", *cells, str(len(values)))


def _latest(records: Sequence[Record]) -> str:
    """Give what was set last, a figure a tier or band, and since when."""
    if not records:
        return ""
    since = max(record.since for record in records)
    figures = dict.fromkeys(_figure(record.value) for record in records if record.since == since)
    return f"{' / '.join(figures)}（{since.isoformat()} 起）"


def _zones(book: Law, code: str) -> Iterator[tuple[str, ...]]:
    for record in book.records_of(code):
        if record.key not in PARAMETERS and isinstance(record.value, tuple):
            names = "、".join(book.place_name(one) or one for one in record.value)
            yield record.tier, record.since.isoformat(), names, record.cite, _READ[record.read]


def _figure(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
