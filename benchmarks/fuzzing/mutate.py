"""A good file made bad: byte by byte, or knowing what a zip, a workbook, a page, a table or a TOML file is made of."""

import io
import re
import struct
import warnings
import zipfile
from collections.abc import Callable, Sequence
from random import Random

from fuzzing.cells import mutate_cells
from fuzzing.seeds import WRITERS, Seed, grid_of, seeds
from fuzzing.texts import delimiters, lines, quotes, reencoded, toml, values

_INTERESTING = (
    b"\x00", b"\xff", b"\x7f", b"\x80", b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\xfe\xff\xff\xff", b"\r",
    b"\n", b'"', b",", b"\t", b"<", b">", b"&", b"'", b"9" * 30, b"-1", b"\xef\xbb\xbf", b"\xed\xa0\x80",
)  # fmt: skip
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
Mutator = Callable[[bytes, Random], bytes]


def case(seed: int, index: int, grown: Sequence[Seed] = ()) -> tuple[str, bytes, str]:
    """Make a case: name of the file, its content, how it was made. The same numbers and seeds give the same case.

    Half of the cases begin with one of the earlier cases that have `grown` into seeds.
    """
    random = Random(f"{seed}:{index}")
    chosen = random.choice(grown if grown and random.random() < 0.5 else seeds())  # noqa: PLR2004 - a share
    name, content, how = chosen.name, chosen.content, []
    table = random.random() < 0.35 and not name.endswith((".zip", ".toml"))  # noqa: PLR2004 - a share
    if table and (rows := _rows(content)):
        rows = mutate_cells(rows, random)
        kind = random.choice(sorted(WRITERS))
        ending, write = WRITERS[kind]
        name, content = f"{name.rsplit('.', 1)[0]}.{ending}", write(rows)
        how.append(f"cells>{kind}")
        if random.random() < 0.5:  # noqa: PLR2004 - a share
            return name, content, "+".join(how)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        mutator = random.choice(fitting(content, name))
        content = mutator(content, random)
        how.append(mutator.__name__.strip("_"))
    return name, content, "+".join(how)


def _rows(content: bytes) -> list[list[str]]:
    """Give the cells of the first sheet; none where an earlier mutation left nothing to be read."""
    try:
        return grid_of(content)
    except BaseException as refused:  # a panic of the library is no Exception
        if isinstance(refused, KeyboardInterrupt):
            raise
        return []


def fitting(content: bytes, name: str) -> list[Mutator]:
    """List what can be done to a file, by what is in it."""
    own = [*PLAIN]
    if content.startswith(b"PK"):
        own += [part_text, part_text, part_text, part_bytes, part_gone, parts_swapped, part_renamed, part_twice, entity]
    elif content.startswith(_OLE):
        own += [ole_header, ole_table, record, record, record]
    elif name.endswith(".toml"):
        own += [toml, toml, toml, values]
    elif content[:400].lstrip()[:1] == b"<":
        own += [marks, marks, marks, reencoded]
    else:
        own += [reencoded, quotes, delimiters, lines]
    return own


def _span(content: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(content) + 1)
    return start, min(start + int(random.expovariate(1 / 40)) + 1, len(content))


def flipped(content: bytes, random: Random) -> bytes:
    """Flip single bits."""
    raw = bytearray(content)
    for _ in range(random.choice((1, 2, 8, 50))):
        if raw:
            raw[random.randrange(len(raw))] ^= 1 << random.randrange(8)
    return bytes(raw)


def replaced(content: bytes, random: Random) -> bytes:
    """Put bytes that mean something in the place of others."""
    start, _ = _span(content, random)
    new = random.choice(_INTERESTING)
    return content[:start] + new + content[start + random.choice((0, len(new))) :]


def cut(content: bytes, random: Random) -> bytes:
    """Take something out."""
    start, end = _span(content, random)
    return content[:start] + content[end:]


def doubled(content: bytes, random: Random) -> bytes:
    """Say something again."""
    start, end = _span(content, random)
    return content[:end] + content[start:end] * random.choice((1, 2, 50)) + content[end:]


def truncated(content: bytes, random: Random) -> bytes:
    """Leave the beginning."""
    return content[: random.randrange(len(content) + 1)]


def spliced(content: bytes, random: Random) -> bytes:
    """Begin as one file and go on as another."""
    other = random.choice(seeds()).content
    return content[: random.randrange(len(content) + 1)] + other[random.randrange(len(other) + 1) :]


def _parts(content: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            return [(one.filename, container.read(one)) for one in container.infolist() if one.file_size < 1 << 24]
    except Exception:  # noqa: BLE001 - what an earlier mutation broke is left as it is
        return []


def _packed(parts: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    memory = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(memory, "w", method) as container:
        warnings.simplefilter("ignore")
        for name, said in parts:
            container.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), said, method)
    return memory.getvalue()


def _within(content: bytes, random: Random, change: Mutator) -> bytes:
    parts = _parts(content)
    if not parts:
        return content
    at = random.randrange(len(parts))
    parts[at] = (parts[at][0], change(parts[at][1], random))
    return _packed(parts, random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))


def part_bytes(content: bytes, random: Random) -> bytes:
    """Damage a part of a zip, and pack it anew."""
    return _within(content, random, random.choice((flipped, replaced, cut, doubled, truncated)))


def part_text(content: bytes, random: Random) -> bytes:
    """Change the marks and values of a part of a workbook; a workbook in a zip like any other."""
    return _within(
        content, random, lambda said, _: part_text(said, random) if said[:2] == b"PK" else marks(said, random)
    )


def part_gone(content: bytes, random: Random) -> bytes:
    """Leave a part out."""
    parts = _parts(content)
    if parts:
        parts.pop(random.randrange(len(parts)))
    return _packed(parts)


def parts_swapped(content: bytes, random: Random) -> bytes:
    """Let two parts change places."""
    parts = _parts(content)
    if len(parts) > 1:
        one, other = random.sample(range(len(parts)), 2)
        (first, said), (second, more) = parts[one], parts[other]
        parts[one], parts[other] = (first, more), (second, said)
    return _packed(parts)


def part_renamed(content: bytes, random: Random) -> bytes:
    """Call a part something else."""
    parts = _parts(content)
    if parts:
        at = random.randrange(len(parts))
        names = ("../../x.csv", "/etc/x.csv", "CON.csv", "a" * 300 + ".csv", "x\x00y.csv", "", "a/../b.xlsx", "C:x")
        parts[at] = (random.choice((*names, parts[at][0].upper(), parts[at][0] + "/")), parts[at][1])
    return _packed(parts)


def part_twice(content: bytes, random: Random) -> bytes:
    """Pack a part a second time, or the whole within itself."""
    parts = _parts(content)
    if parts:
        parts.append(random.choice((random.choice(parts), ("in.zip", content), ("in.xlsx", content))))
    return _packed(parts)


def entity(content: bytes, random: Random) -> bytes:
    """Declare entities that unfold or lead out, and use them."""
    many = b"".join(b'<!ENTITY e%d "%s">' % (at + 1, b"&e%d;" % at * 10) for at in range(9))
    declared = b'<!DOCTYPE x [<!ENTITY e0 "ha">' + many + b'<!ENTITY out SYSTEM "file:///etc/hostname">]>'

    def change(said: bytes, _: Random) -> bytes:
        head, end, rest = said.partition(b"?>")
        use = random.choice((b"&e9;", b"&out;"))
        return head + end + declared + re.sub(rb">([^<]+)<", b">" + use + b"<", rest, count=random.choice((1, 3)))

    return _within(content, random, change)


_TAG = re.compile(rb"<[^<>]{1,400}>")
_VALUE = re.compile(rb'(?<==")[^"]{0,60}(?=")')
_SAID = re.compile(rb"(?<=>)[^<>]{1,200}(?=<)")
_VALUES = (
    b"", b"0", b"-1", b"1", b"99999", b"1048576", b"4294967295", b"99999999999999999999", b"A1", b"XFD1048576",
    b"AA0", b"A1:XFD1048576", b"s", b"str", b"b", b"e", b"d", b"inlineStr", b"n", b"#REF!", b"1e400", b"nan",
    b"2958466", b"-0.5", b"true", b"&#0;", b"&#x110000;", b"&amp;", "　".encode(), b"1899-12-31T00:00:00",
    b"1900-02-29", b"_x0000_", b"hidden", b"worksheets/sheet1.xml", b"rId99",
)  # fmt: skip


def marks(content: bytes, random: Random) -> bytes:
    """Change what stands in and between tags: values, texts, whole tags gone, doubled or in another's place."""
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        pattern = random.choice((_TAG, _VALUE, _VALUE, _SAID, _SAID))
        found = [one.span() for one in pattern.finditer(content)]
        if not found:
            return replaced(content, random)
        start, end = random.choice(found)
        first, last = random.choice(found)
        other = content[first:last]
        new = random.choice((b"", other, content[start:end] * 2, random.choice(_VALUES), random.choice(_INTERESTING)))
        content = content[:start] + new + content[end:]
    return content


def ole_header(content: bytes, random: Random) -> bytes:
    """Change the head of an old workbook: sizes, and where its tables are."""
    at = random.choice((24, 26, 30, 32, 44, 48, 56, 60, 64, 68, 72, 76, 80))
    return _number(content, at, random)


def ole_table(content: bytes, random: Random) -> bytes:
    """Change which sector follows which, or an entry of the directory."""
    sectors = len(content) // 512 - 1
    table = struct.unpack_from("<I", content, random.choice((48, 76)))[0] if len(content) > 80 else 0  # noqa: PLR2004
    at = 512 * (min(table, sectors) + 1) + 4 * random.randrange(128)
    return _number(content, at, random, more=(random.randrange(max(sectors, 1)),))


def _number(content: bytes, at: int, random: Random, more: tuple[int, ...] = ()) -> bytes:
    new = random.choice((0, 1, 2, 0xFF, 0xFFFF, 0xFFFFFFFE, 0xFFFFFFFF, 0x7FFFFFFF, 4096, *more, *more, *more))
    return content[:at] + struct.pack("<I", new) + content[at + 4 :] if at + 4 <= len(content) else content


_RECORDS = re.compile(
    rb"(?s)(?:\xfd\x00\x0a\x00|\x03\x02\x0e\x00|\x7e\x02\x0a\x00|\x00\x02\x0e\x00"
    rb"|\x85\x00.\x00|\xe5\x00.\x00|\x09\x08.\x00|\xfc\x00..)"
)


def record(content: bytes, random: Random) -> bytes:
    """Change a record of an old workbook: its kind, its length, the place or the value of its cell."""
    found = [one.start() for one in _RECORDS.finditer(content)]
    if not found:
        return flipped(content, random)
    at = random.choice(found) + random.choice((0, 2, 4, 6, 8, 10, 12))
    other = bytes((random.randrange(256), random.randrange(256)))
    new = random.choice(
        (b"\x00\x00", b"\xff\xff", b"\x01\x00", b"\x00\x01", b"\x0a\x00", b"\x3c\x00", b"\x2f\x00", other)
    )
    return content[:at] + new + content[at + 2 :]


PLAIN: tuple[Mutator, ...] = (flipped, replaced, cut, doubled, truncated, spliced)
"""What can be done to any file."""
