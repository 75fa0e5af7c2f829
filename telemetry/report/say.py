"""Numbers and sentences as people of either language write them."""

from __future__ import annotations

from dataclasses import dataclass

from telemetry.metrics.metric import Cell, Estimate, Language, Text

NBSP = "\u00a0"
HIDDEN = "·"
"""Stands for a number that is not shown because too few visits stand behind it."""
MISSING = "–"
FEW = "°"
"""Stands behind a number with fewer than 30 visits."""

_MINUTES_FROM = 120
"""Seconds from which a time is said in minutes."""

_TEN = Text(
    "keine eine zwei drei vier fünf sechs sieben acht neun zehn",
    "none one two three four five six seven eight nine ten",
)
_MONTHS = Text(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "January February March April May June July August September October November December",
)
_DAYS = Text("Mo Di Mi Do Fr Sa So", "Mon Tue Wed Thu Fri Sat Sun")
_LONG_DAYS = Text(
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
)
_OF_TEN = Text("{many} von zehn", "{many} in ten")
_OF_HUNDRED = Text("{many} von hundert", "{many} in a hundred")
_BETWEEN = Text("{low} bis {high}", "{low} to {high}")
_UNITS: dict[str, Text] = {
    "s": Text("s", "s"),
    "kg": Text("kg", "kg"),
    "n": Text("", ""),
    "score": Text("", ""),
    "ratio": Text("", ""),
    "percent points": Text("Punkte", "points"),
}


@dataclass(frozen=True, slots=True)
class Numbers:
    """How one language writes numbers with their units."""

    language: Language

    def __call__(self, text: Text, /, **given: object) -> str:
        """The sentence in this language, `{names}` in it filled in."""
        said = text.in_(self.language)
        return said.format(**given) if given else said

    def count(self, number: int) -> str:
        """A whole number with its thousands apart."""
        return self._marks(f"{number:,d}")

    def decimal(self, number: float, digits: int = 1) -> str:
        shown = f"{number:,.{digits}f}"
        if not float(shown.replace(",", "")):
            shown = shown.removeprefix("-")
        return self._marks(shown).replace("-", "−")

    def _marks(self, plain: str) -> str:
        return plain.translate(str.maketrans(",.", ".,")) if self.language == "de" else plain

    def percent(self, share: float, digits: int = 0) -> str:
        """'70 %' in German, '70%' in English. What is neither nothing nor all is never rounded to it."""
        shown = f"{100 * share:.{0 if share in (0, 1) else digits}f}"
        if not digits and (0 < share < 0.005 or 0.995 < share < 1):
            shown = f"{100 * share:.1f}"
        return self._marks(shown) + self.percent_sign

    @property
    def percent_sign(self) -> str:
        return NBSP + "%" if self.language == "de" else "%"

    def value(self, number: float, unit: str) -> str:
        """One number with its unit."""
        if unit == "share":
            return self.percent(number)
        if unit == "s":
            return self.seconds(number)
        named = self(_UNITS[unit]) if unit in _UNITS else unit
        digits = {"n": 1, "kg": 0, "score": 2, "ratio": 2}.get(unit, 1)
        shown = self.decimal(number, digits)
        return shown + NBSP + named if named else shown

    def seconds(self, number: float) -> str:
        """'48 s', from two minutes on '3,5 min'."""
        if number < _MINUTES_FROM:
            return self.decimal(number, 1 if number < 10 else 0) + NBSP + "s"
        return self.decimal(number / 60) + NBSP + "min"

    def weight(self, kg: float) -> str:
        """'640 kg', from ten thousand on '64 t'."""
        return self.value(kg, "kg") if kg < 10_000 else self.count(round(kg / 1000)) + NBSP + "t"


@dataclass(frozen=True, slots=True)
class Say(Numbers):
    """One language of the report: estimates, counts in words, dates."""

    def interval(self, estimate: Estimate) -> str:
        """'68–72 %'; empty where no interval is stated."""
        if estimate.low is None or estimate.high is None:
            return ""
        if estimate.unit == "s" and estimate.high >= _MINUTES_FROM > estimate.low:
            low, high = (self.decimal(end / 60) + NBSP + "min" for end in (estimate.low, estimate.high))
        else:
            low, high = (self.value(end, estimate.unit) for end in (estimate.low, estimate.high))
        sign = low.split(NBSP)[-1] if NBSP in low else "%" if low.endswith("%") else ""
        if sign and high.endswith(sign):
            low = low.removesuffix(sign).removesuffix(NBSP)
        return f"{low}–{high}" if "−" not in low + high else self(_BETWEEN, low=low, high=high)

    def estimate(self, estimate: Estimate) -> str:
        """'70 % (68–72 %)'; marked where few visits stand behind it."""
        if estimate.value is None:
            return HIDDEN
        interval = self.interval(estimate)
        shown = self.value(estimate.value, estimate.unit)
        few = NBSP + FEW if estimate.small else ""
        return (f"{shown} ({interval})" if interval else shown) + few

    def cell(self, cell: Cell | float | Estimate, role: str = "plain") -> str:
        """What stands in a cell of a table that is no name."""
        if isinstance(cell, Estimate):
            return self.estimate(cell)
        if cell is None:
            return HIDDEN if role in ("count", "estimate") else MISSING
        if isinstance(cell, bool | str):
            return str(cell)
        if isinstance(cell, float) and not cell.is_integer():
            return self.decimal(cell, 1 if abs(cell) >= 10 else 2)
        return self.count(int(cell))

    def number(self, many: int) -> str:
        """Up to ten as a word."""
        return self(_TEN).split()[many] if 0 <= many <= 10 else self.count(many)

    def of_ten(self, share: float) -> tuple[str, bool]:
        """'sieben von zehn', and whether that is one only; rare and nearly all are said of a hundred."""
        tenths, hundredths = round(10 * share), round(100 * share)
        if 0.075 <= share <= 0.945:
            return self(_OF_TEN, many=self.number(tenths)), tenths == 1
        return self(_OF_HUNDRED, many=self.number(hundredths)), hundredths == 1

    def month(self, number: int) -> str:
        """1 is January."""
        return self(_MONTHS).split()[number - 1]

    def weekday(self, number: int, long: bool = False) -> str:
        """0 is Monday."""
        return self(_LONG_DAYS if long else _DAYS).split()[number]

    def day(self, yyyymmdd: int) -> str:
        """'3. Mai 2027', '3 May 2027'."""
        year, month, day = yyyymmdd // 10_000, yyyymmdd // 100 % 100, yyyymmdd % 100
        dot = "." if self.language == "de" else ""
        return f"{day}{dot}{NBSP}{self.month(month)}{NBSP}{year}"


def sentence(text: str) -> str:
    """The same with its first letter large."""
    return text[:1].upper() + text[1:]
