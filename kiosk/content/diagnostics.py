"""What is wrong with the content, where, and what to do about it: in the curator's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. line and column count from 1; 0 is the file as a whole.

    code: stable. E1 reading a file, E2 the grammar, E3 how things fit together, E4 figures and services,
    E5 length and look of texts, E6 translations; the same with W is a warning. excerpt: the line itself.
    """

    file: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    remedy: str = ""
    excerpt: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.code} {self.message} {self.remedy}".rstrip()

    def shown(self) -> str:
        """The finding in up to three lines, the last one a caret under the place."""
        if not self.excerpt.strip():
            return str(self)
        first = max(0, self.column - 60)
        line = self.excerpt[first : first + 100]
        return f"{self}\n    {line}\n    {' ' * (self.column - 1 - first)}^"

    def as_json(self) -> dict[str, str | int]:
        """The finding as plain data, for editors."""
        return asdict(self)


class ContentError(ValueError):
    """Content that cannot be used at all; `problems` says why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def severity_of(code: str) -> Severity:
    """A code beginning with W is a warning."""
    return "warning" if code.startswith("W") else "error"


def near(word: str, known: Iterable[str]) -> str:
    """„Meinst du …?“ with the most similar known word, or nothing."""
    found = get_close_matches(word, sorted(set(known) - {word}), n=1, cutoff=0.6)
    return f"Meinst du „{found[0]}“?" if found else ""


def listed(words: Iterable[str], most: int = 12) -> str:
    """Words in a sentence: `a, b, c`, cut after `most`."""
    words = list(words)
    return ", ".join(words[:most]) + (" …" if len(words) > most else "")
