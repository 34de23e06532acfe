"""Text made bad: encodings, quotes, delimiters and lines of tables; joints and values of TOML and JSON."""

import re
from random import Random


def decoded(content: bytes) -> tuple[str, str]:
    """Read a text; with the encoding that it seems to have."""
    for encoding in ("utf-8", "gb18030", "utf-16"):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1"), "latin-1"


def reencoded(content: bytes, random: Random) -> bytes:
    """Write a text in another encoding, or one that it says it is not."""
    said, _ = decoded(content)
    encodings = (
        "utf-8", "utf-8-sig", "gb18030", "gbk", "big5", "utf-16", "utf-16-le", "utf-16-be", "utf-32",
        "latin-1", "shift_jis", "utf-7", "hz",
    )  # fmt: skip
    raw = said.encode(random.choice(encodings), "replace")
    return random.choice((b"", b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) + raw


def quotes(content: bytes, random: Random) -> bytes:
    """Put quotation marks where they do not belong."""
    said, encoding = decoded(content)
    for _ in range(random.choice((1, 2, 10))):
        at = random.randrange(len(said) + 1)
        said = said[:at] + random.choice(('"', '""', '="', "'", '",', ',"', '"\n"')) + said[at:]
    return said.encode(encoding, "replace")


def delimiters(content: bytes, random: Random) -> bytes:
    """Take other marks between cells, here and there or everywhere."""
    said, encoding = decoded(content)
    old, new = random.choice(",\t;|"), random.choice((",", "\t", ";", "|", ",,", "", "，", " "))
    return said.replace(old, new, random.choice((1, 5, -1))).encode(encoding, "replace")


def lines(content: bytes, random: Random) -> bytes:
    """Let lines change places, come again, go, or end otherwise."""
    said, encoding = decoded(content)
    own = said.splitlines() or [""]
    for _ in range(random.choice((1, 3))):
        at, other = random.randrange(len(own)), random.randrange(len(own))
        match random.randrange(4):
            case 0:
                own[at], own[other] = own[other], own[at]
            case 1:
                own.insert(at, own[other])
            case 2:
                own[at] = own[at] * random.choice((0, 2, 30))
            case _:
                own[at] = own[at][: random.randrange(len(own[at]) + 1)]
    return random.choice(("\n", "\r\n", "\r", "\n\n", "\x0b", "\x85")).join(own).encode(encoding, "replace")


_TOML = (
    '"', "'''", "[", "]", "{", "}", "=", "#", "\n", "\\", "[[", "[" * 3000, "9" * 5000, "inf", "nan", "0x",
    "1979-13-45", "true", "\x00", "。", "=1\n", '"""', "a.b.c = 1\n", "{x=" * 2000, "-",
)  # fmt: skip


def toml(content: bytes, random: Random) -> bytes:
    """Break a TOML file where it has joints."""
    said = content.decode("utf-8", "replace")
    for _ in range(random.choice((1, 2, 4))):
        joints = [one.start() for one in re.finditer(r"\W|\b", said)] or [0]
        at = random.choice(joints)
        said = said[:at] + random.choice(_TOML) + said[at + random.choice((0, 0, 1, 5)) :]
    return said.encode("utf-8", "replace")


_PLAIN = re.compile(
    r'"(?:[^"\\\n]|\\.)*"|\b\d{4}-\d\d-\d\d\b|-?\b\d+(?:\.\d+)?\b|\b(?:true|false|null)\b|\[[^\[\]\n]{0,200}\]'
)
"""What stands for a value in TOML and in JSON, keys between quotes included."""
_VALUES = (
    "0", "-1", "1", "-0.0", "nan", "-inf", "inf", "NaN", "Infinity", "-Infinity", "1e999", "1e999999999",
    "-1e-999999999",     "9" * 30, "9" * 4301, "0x7f",
    "1.005", "true", "false", "null", "[]", "{}", "[[]]", '[1, "a"]', "[nan]", "[inf]",
    "0001-01-01", "9999-12-31", "2025-02-29", "2025-08-20T12:00:00Z", "12:00:00", '""', '" "', '"nan"', '"1e999999999"',
    '"-1"', '"Infinity"', '"2025-13-01"', '"\\ud800"', '"\\u0000"', '"\\u001b[31m"', '"\\u202e"', '"a\\nb"', '"../x"',
    '"/"', '"*"', '"**/*"', '"[a"', '"36"', '"000000"', '"120116"', '"wagecheck/1"', '"pass"', '"W05"', '"法定"',
    f'"{"长" * 3000}"', "{a = 1}", '{"a": 1}',
)  # fmt: skip


def values(content: bytes, random: Random) -> bytes:
    """Put other values, odd ones or some from elsewhere in the text, in the place of those of a TOML or JSON file."""
    said = content.decode("utf-8", "replace")
    for _ in range(random.choice((1, 1, 2, 5))):
        found = [one.span() for one in _PLAIN.finditer(said)]
        if not found:
            break
        (start, end), (first, last) = random.choice(found), random.choice(found)
        said = said[:start] + random.choice((*_VALUES, said[first:last])) + said[end:]
    return said.encode("utf-8", "replace")
