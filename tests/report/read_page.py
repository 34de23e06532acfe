"""Reads a page back: its tags, ids, links, texts, and whether every tag is closed."""

from html.parser import HTMLParser

_VOID = {"meta", "br", "input", "rect"}


class ReadPage(HTMLParser):
    """A page as a browser would take it apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.sections: dict[str, str] = {}
        """Id of every element → id of the section that it is in."""
        self.texts: list[str] = []
        self.raw: dict[str, str] = {}
        self._section = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.tags.append((tag, named))
        if tag == "section":
            self._section = named.get("id", "")
        if "id" in named:
            self.sections[named["id"]] = self._section
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.crossed.append(tag)
        if tag == "section":
            self._section = ""

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("style", "script"):
            self.raw[self.open[-1]] = self.raw.get(self.open[-1], "") + data
        else:
            self.texts.append(data)

    @property
    def ids(self) -> list[str]:
        return [named["id"] for _, named in self.tags if "id" in named]

    @property
    def links(self) -> set[str]:
        return {named["href"] for tag, named in self.tags if tag == "a"}

    @property
    def text(self) -> str:
        return "".join(self.texts)
