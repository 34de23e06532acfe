"""`docs/headings.md`: which papers are read, what their columns may be called, and the words of cells and lines."""

from collections.abc import Iterator

from fromcode.markdown import table
from wagecheck import tables
from wagecheck.ingest import sift, template, vocabulary

_HEAD = """\
# 台账的种类、栏目和表头的写法

本页由 `python docs/write.py` 从程序所用的词表生成，请勿手改。怎样读文件、认错了怎么办，见[文件格式](formats.md)。

表头与下列写法相符即可识别；空格、换行、全角半角、方括号里的英文、末尾的冒号、单位（元、千元、万元）都不影响，“帐”视同“账”。
前面多了下列字样的也认得：{before}。
缺了哪些就不采用一行，写在各表之下；标“必填”的单元格写了而读不出的，那一行也不采用。不采用的逐行说明原因。
其余栏目缺了，只是有些规则记为“未检”。"""


def headings_page() -> str:
    """Write the page: a chapter a paper, a row a column."""
    head = _HEAD.format(before="、".join(vocabulary.words()["folding"]["before"]))
    chapters = [_chapter(name) for name in template.FILES]
    return "\n\n".join([head, *chapters, *_lines(), *_cells()]) + "\n"


def _chapter(name: str) -> str:
    said = vocabulary.words()["kinds"].get(name, ())
    known = f"文件名、工作表名或标题里有这些字样的，优先当作本表：{'、'.join(said)}。"
    columns = table(("栏目", "必填", "也可写作", "怎么填"), _columns(name))
    return f"## {tables.LABELS[name]}\n\n{template.said()['about'][name]}\n\n{known}{_must(name)}\n\n{columns}"


def _must(name: str) -> str:
    """Say without which cells a row is not kept."""
    official = vocabulary.fields(name)
    groups = ["或".join(official[field] for field in group) for group in sift.MUST.get(name, ())]
    return f"一行至少要有：{'；'.join(groups)}。" if groups else ""


def _columns(name: str) -> Iterator[tuple[str, str, str, str]]:
    own, shared = vocabulary.words().get(name, {}), vocabulary.words()["shared"]
    declared = tables.about(name)
    for field, official in vocabulary.fields(name).items():
        others = dict.fromkeys([*own.get(field, ()), *shared.get(field, ())])
        others.pop(official, None)
        needed = field in declared and declared[field]["needed"]
        how = template.how_to_fill(name, field).removeprefix("必填。") if _fillable(name, field) else ""
        yield official, "必填" if needed else "", "、".join(others), how


def _fillable(name: str, field: str) -> bool:
    return field in tables.about(name) or (name == "project" and field == "project_id")


def _lines() -> Iterator[str]:
    """Tell which labels are read in the lines above or below a table."""
    rows = [
        ("表的上方", "所属单位、班组、月份、日期", _words("lines")),
        ("流水的上方或下方", "账号、户名、区间、余额、合计", _words("control")),
    ]
    yield "## 表外的文字\n\n" + table(("位置", "读出什么", "认得的字样"), rows)


def _words(section: str) -> str:
    return "、".join(word for said in vocabulary.words()[section].values() for word in said)


def _cells() -> Iterator[str]:
    cells, marks = vocabulary.words()["cells"], vocabulary.words()["marks"]
    rows = [
        ("没有（对方没有提供）", cells["nothing"]),
        ("不清楚（记为未检）", cells["unknown"]),
        ("是", cells["yes"]),
        ("否", cells["no"]),
        ("没有截止日期", cells["no_end"]),
        ("流水：支出", cells["out"]),
        ("流水：收入", cells["in"]),
        ("考勤格：出勤一天", marks["present"]),
        ("考勤格：半天", marks["half"]),
        ("考勤格：缺勤", marks["absent"]),
    ]
    told = [(meaning, " ".join(f"`{word}`" for word in said if word) + _empty(said)) for meaning, said in rows]
    yield "## 单元格里的字样\n\n" + table(("含义", "字样"), told)


def _empty(said: list[str]) -> str:
    return " 以及空白" if "" in said else ""
