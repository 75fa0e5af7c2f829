"""What a reader, a screen reader or a printer finds in the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "input", "hr"}


@dataclass
class Node:
    """An element with its attributes, its text and what is in it."""

    name: str
    attributes: dict[str, str]
    inside: list[Node] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def all(self, *names: str) -> list[Node]:
        """Every element below of these names, in the order of the page."""
        here = [self] if self.name in names else []
        return here + [one for node in self.inside for one in node.all(*names)]

    def having(self, attribute: str, value: str | None = None) -> list[Node]:
        here = attribute in self.attributes and value in (None, self.attributes[attribute])
        return ([self] if here else []) + [
            one for node in self.inside for one in node.having(attribute, value)
        ]

    @property
    def text(self) -> str:
        """All text in it, with single blanks."""
        return " ".join(" ".join(self.words + [node.text for node in self.inside]).split())

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].words.append(data)


def read(page: str) -> Node:
    """The page as a tree; AssertionError where an element is not closed."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == [reader.root]
    return reader.root
