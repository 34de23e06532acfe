"""What is written is inert: text from files can neither run, nor hide, nor turn itself around, nor grow without end."""

import re
from functools import lru_cache
from urllib.parse import quote

from wagecheck.language import Language, say

_SPREADSHEET_ACTS_ON = "=+-@\t\r\n＝＋－＠"
_PLAIN_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d+)?")
_LOSES_DIGITS = re.compile(r"\d{12,}|\d+[eE]\d+")
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_BREAKS = "\u2028\u2029"
_CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]

_VISIBLE = {code: f"[U+{code:04X}]" for code in [*_CONTROLS, *map(ord, _BIDI), *map(ord, _BREAKS), 0xFEFF]}
_VISIBLE |= {ord("\t"): " ", ord("\n"): " ", ord("\r"): " "}
_HALVES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
"""Surrogates, which a name that is no UTF-8 brings along and no file can hold."""
_VISIBLE |= _HALVES
_WRITABLE = {0: ""} | _HALVES

_NO_CHARACTER = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")
"""What XML 1.0 forbids even as a reference."""

_MARKDOWN = {ord(char): f"&#{ord(char)};" for char in "\\`*_[]<>&|~$!#{}"} | {ord("@"): "＠"}
_LINK_SIGN = re.compile(r"(?<=:)//|(?<=www)\.", re.IGNORECASE)
_COMMAND = re.compile(r":(?=:)|#(?=#\[)")
"""How the log of a CI run knows a command: two colons at the start of a line, or `##[`."""

_JSON = {ord(char): f"\\u{ord(char):04x}" for char in "<>&" + _BIDI + _BREAKS}
_JSON |= {code: f"\\u{code:04x}" for code in [*range(0x7F, 0xA0), 0xFEFF, *range(0xD800, 0xE000)]}
_JSON_SIGN = re.compile("[" + "".join(f"\\U{code:08x}" for code in sorted(_JSON)) + "]")


def visible(text: str) -> str:
    """Show control characters and direction marks by their number, so that they neither act nor hide."""
    return text if text.isprintable() else text.translate(_VISIBLE)


def clip(text: str, most: int, language: Language = Language.CHINESE) -> str:
    """Keep the first `most` characters, and say how many there were."""
    if len(text) <= most:
        return text
    return text[:most] + say("…（共 {n} 字, 全文见 audit.json）", language, n=f"{len(text):,}")


def xml_text(text: str) -> str:
    """Show text as `visible` does, without the characters that no XML file may hold."""
    return text.translate(_VISIBLE).translate(_NO_CHARACTER)


def markdown(text: str) -> str:
    """Write text for a Markdown page or cell: nothing in it is a tag, a link, a mention, a picture or a column."""
    plain = visible(text).translate(_MARKDOWN)
    return _LINK_SIGN.sub(lambda sign: "".join(f"&#{ord(char)};" for char in sign.group()), plain)


def terminal(text: str) -> str:
    """Show text on a terminal: neither it nor the log of a CI run finds a command in it."""
    return _COMMAND.sub(r"\g<0> ", visible(text))


def command_text(text: str) -> str:
    """Write the message of a workflow command: one line that starts no other command."""
    return terminal(text).replace("%", "%25")


def command_property(text: str) -> str:
    """Write a property of a workflow command, such as its file."""
    return command_text(text).replace(":", "%3A").replace(",", "%2C")


def uri(path: str) -> str:
    """Write the path of a file as a relative reference: it leads neither up nor to another host."""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(quote(part.translate(_HALVES), safe="") for part in parts)


def json_text(dumped: str) -> str:
    """Escape, in written JSON, whatever could act in a page or a terminal; its value stays the same.

    Of what it escapes only <, > and & are printable, and to look for them is faster than to look for all.
    """
    if dumped.isprintable() and not any(sign in dumped for sign in "<>&"):
        return dumped
    return _JSON_SIGN.sub(lambda sign: _JSON[ord(sign.group())], dumped)


def plain(text: str) -> str:
    """Give text that a file can hold, without NUL and surrogates; nothing opens it as anything but text."""
    return text if text.isprintable() else text.translate(_WRITABLE)


@lru_cache(maxsize=1024)
def cell(text: str) -> str:
    """Give the text of a cell: with an apostrophe where it would be a formula, or a number that loses digits.

    Plain amounts such as -12.00 stay numbers.
    """
    clean = plain(text)
    if _PLAIN_NUMBER.fullmatch(clean) and not _LOSES_DIGITS.fullmatch(clean):
        return clean
    body = clean.lstrip(" \u00a0\u3000\ufeff\u200b" + _BIDI)
    if clean[:1] in ("\t", "\r", "\n") or body[:1] in tuple(_SPREADSHEET_ACTS_ON) or _LOSES_DIGITS.fullmatch(clean):
        return "'" + clean
    return clean


def css_string(text: str) -> str:
    """Quote text as a CSS string in which every character that is no letter, digit or CJK sign is escaped."""
    return '"' + "".join(char if char.isalnum() else f"\\{ord(char):x} " for char in visible(text)) + '"'
