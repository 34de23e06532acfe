"""What a masked number still shows, and which numbers a text is rid of."""

import pytest

from wagecheck.privacy import mask, mask_text, mask_worker


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("360199199001011238", "3601**********1238"),
        ("6217001000000000017", "6217****0017"),
        ("13800001234", "138****1234"),
        ("360199900101123", "360****123"),
        ("0791-88123456", "079****456"),
        ("E12345678", "E1****78"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_a_mask_shows_head_and_tail_and_never_more_than_half(number: str, shown: str) -> None:
    assert mask(number) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张三360199199001011238欠", "张三3601**********1238欠"),
        ("ID360199199001011238a", "ID3601**********1238a"),
        ("36019919900101123x", "3601**********123x"),
        ("360199 19900101 1238", "3601****1238"),
        ("360199-1990-0101-1238", "3601****1238"),
        ("6217 0010 0000 0000 017", "6217**** 017"),
        ("卡6217-0010-0000-0000.", "卡6217****0000."),
        ("３６０１９９１９９００１０１１２３８", "３６０１**********１２３８"),
        ("电话13800001234", "电话138****1234"),
        ("138-0000-1234", "138****234"),
        ("+8613800001234", "+86****234"),
        ("0791-88123456", "079****456"),
        ("账号36050152012345流水", "账号360****345流水"),
        ("护照证号E12345678", "护照证号E1****78"),
    ],
)
def test_a_text_is_rid_of_numbers_however_they_are_written(text: str, shown: str) -> None:
    assert mask_text(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-31 至 2025-06-30",
        "欠 1,234,567.89 元",
        "12345678.90",
        "GC-2025-0317",
        "20250401120000",
        "工资表.xlsx › 3月 第 12 行",
        "a3f1138000012349bc",
        "3601**********1238",
    ],
)
def test_a_text_without_such_a_number_stays_as_it_is(text: str) -> None:
    assert mask_text(text) == text


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("360199199001011238", "3601**********1238"),
        ("EA1234567", "EA****67"),
        ("张大山", "张大山"),
        ("H12345678(9)", "H12****(9)"),
    ],
)
def test_a_worker_goes_by_a_masked_number_of_any_kind_or_by_name(key: str, shown: str) -> None:
    assert mask_worker(key) == shown
