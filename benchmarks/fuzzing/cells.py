"""A good table made bad: cells swapped, blanked or of the wrong kind, rows and columns moved, headings misspelt."""

from random import Random

ODD = (
    "", " ", "　", "0", "-0", "-1", "1e5", "1E400", "nan", "inf", "-inf", "1/0", "#REF!", "#N/A", "=1+1",
    "=cmd|' /C calc'!A0", "@SUM(1)", "+1", "１２３．４５", "壹佰元整", "1,2,3,4", "1.2.3", "1.005", "0.001",
    "99999999999999999.99", "1" * 400, "￥1,000.00元", "(100.00)", "100-", "5000万元", "2025-02-30",
    "0000-00-00", "9999-12-31", "10000-01-01", "2025年13月", "2025/3", "1900-02-29", "45720", "-45720",
    "20250301", "20259999", "2025-03-01T25:61:61", "360199199001010113", "36019919900101011", "3.60199E+17",
    "360199199001010113 ", "６２１７００", "6217000000000000012", "张三\n李四", "张三\t", "\u202e张三",
    "\ufeff张三", "张\u0000三", "张🏗️三", "合计", "合 计", "本页小计", "制表人：王五", "同上", "〃", "√", "×",
    "是", "否", "男", "进场", "借", "贷", "<script>alert(1)</script>", "{{7*7}}", "%s%n", "'; DROP TABLE x;--",
    "a" * 5000, "承前页", "序号", "姓名", "身份证号", "实发工资", "交易日期", "余额", "备注", "1日", "31",
    "2月30日", "\ud83d", "\x1b[31m", "12:00", "8小时", "半天", "0.5", "1.5", "25:00", "第1页", "2025年3月份",
    "NULL", "None", "true",
)  # fmt: skip
_LARGEST = 20_000
Rows = list[list[str]]


def mutate_cells(rows: Rows, random: Random) -> Rows:
    """Change a table in some places."""
    for _ in range(random.choice((1, 2, 4, 8, 30))):
        if not rows or not any(rows):
            return [["姓名"]]
        if len(rows) * max(map(len, rows)) > _LARGEST:
            break
        _CHANGES[random.randrange(len(_CHANGES))](rows, random)
    return [[cell.encode("utf-8", "replace").decode() for cell in row] for row in rows]


def _place(rows: Rows, random: Random) -> tuple[int, int]:
    row = random.choice([at for at, row in enumerate(rows) if row])
    return row, random.randrange(len(rows[row]))


def _odd(rows: Rows, random: Random) -> None:
    row, column = _place(rows, random)
    rows[row][column] = random.choice(ODD)


def _odd_column(rows: Rows, random: Random) -> None:
    row, column = _place(rows, random)
    odd = random.choice(ODD)
    for one in rows[row:]:
        if column < len(one) and random.random() < 0.7:  # noqa: PLR2004 - a share
            one[column] = odd


def _swapped(rows: Rows, random: Random) -> None:
    (row, column), (other, beside) = _place(rows, random), _place(rows, random)
    rows[row][column], rows[other][beside] = rows[other][beside], rows[row][column]


def _row_moved(rows: Rows, random: Random) -> None:
    rows.insert(random.randrange(len(rows)), rows.pop(random.randrange(len(rows))))


def _row_again(rows: Rows, random: Random) -> None:
    again = [*random.choice(rows)]
    rows[random.randrange(len(rows)) : 0] = [[*again] for _ in range(random.choice((1, 1, 20)))]


def _row_gone(rows: Rows, random: Random) -> None:
    rows.pop(random.randrange(len(rows)))


def _column_moved(rows: Rows, random: Random) -> None:
    width = max(map(len, rows))
    one, other = random.randrange(width), random.randrange(width)
    for row in rows:
        if max(one, other) < len(row):
            row[one], row[other] = row[other], row[one]


def _column_gone(rows: Rows, random: Random) -> None:
    column = random.randrange(max(map(len, rows)))
    for row in rows:
        del row[column : column + 1]


def _column_again(rows: Rows, random: Random) -> None:
    column = random.randrange(max(map(len, rows)))
    for row in rows:
        row[column:column] = row[column : column + 1]


def _beside(rows: Rows, random: Random) -> None:
    for row in rows:
        row.extend([""] * random.choice((0, 1)) + row)


def _misspelt(rows: Rows, random: Random) -> None:
    row = random.randrange(min(len(rows), 10))
    if rows[row]:
        column = random.randrange(len(rows[row]))
        said = rows[row][column]
        at = random.randrange(len(said) + 1)
        new = random.choice(("", " ", "\n", "：", "（元）", "(万元)", "额", "[x]"))
        rows[row][column] = said[:at] + new + said[at + random.choice((0, 1)) :]


def _two_tables(rows: Rows, random: Random) -> None:
    rows.extend([[] for _ in range(random.choice((0, 1, 3)))] + [[*row] for row in rows[: random.choice((5, 50))]])


_CHANGES = (
    *(_odd, _odd, _odd, _odd_column, _swapped, _swapped, _row_moved, _row_again, _row_gone),
    *(_column_moved, _column_gone, _column_again, _beside, _misspelt, _misspelt, _two_tables),
)
