"""Promises to curators: mistakes in a sort, an order, a quiz or a result have their place and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.content.load import Library
from tests.house import ROOT, library, library_with

KINDS = ROOT / "scenes" / "kinds"
SORT = (KINDS / "sort" / "example.yaml").read_text("utf-8")
ORDER = (KINDS / "order" / "example.yaml").read_text("utf-8")
CHOICE = (
    (KINDS / "choice" / "example.yaml")
    .read_text("utf-8")
    .replace("    unknown: {text: Gas wie bei den meisten, kg: 2400}\n", "")
)
PICK = (KINDS / "pick" / "example.yaml").read_text("utf-8")
SOMETIMES = CHOICE.replace("gas: {text: Gas,", "gas: {text: Gas, when: mut > 0,")
COLLECT = "    collect: true"

BAD = {
    "a place there is not": (SORT, "in: unterwegs,", "in: unterweg,", "E360", "Meinst du „unterwegs“?"),
    "a service there is not": (SORT, "service: vrn", "service: vrm", "E309", "Meinst du „vrn“?"),
    "a golden service there is not": (SORT, "[stadtmobil]", "[stadtmobi]", "E309", "stadtmobil"),
    "one clock without the other": (SORT, ", there: 50", "", "E204", "gehören online und there"),
    "a thing called like a place": (SORT, "rad: {text", "buerger: {text", "E204", "nimm zwei Namen"),
    "a hard timer": (SORT, "soft: true", "soft: false", "E204", ""),
    "no time at all": (SORT, "seconds: 60", "seconds: 2", "E204", ""),
    "a draw of one": (SORT, "collect: true", "draw: 1", "E204", ""),
    "a key nobody knows": (SORT, "golden: [", "goldene: [", "E201", ""),
    "a pictogram there is not": (SORT, "icon: bahn", "icon: bahnn", "E308", "bahn"),
    "a clock that knows nothing": (SORT, "there: 50", "there: wegamt", "E304", "wegamt"),
    "a place for nothing": (SORT, "bins:\n", "bins:\n      leer: {text: Leer}\n", "W360", "gehört nichts"),
    "a timer for nothing": (SORT, "    golden: [stadtmobil]\n", "", "W361", "goldene Tür"),
    "nothing to take home": (SORT, "take: tueren", "take: tuer", "E363", "Meinst du „tueren“?"),
    "an order that names nothing": (ORDER, "[fenster, dach", "[fenstr, dach", "E362", "fenster"),
    "an order with a gap": (ORDER, ", heizung]", "]", "E362", "heizung"),
    "an order that says it twice": (ORDER, ", heizung]", ", heizung, dach]", "E362", "zweimal"),
    "an answer that is none": (CHOICE, COLLECT, "    answer: pump", "E361", "pumpe"),
    "an answer many never see": (SOMETIMES, COLLECT, "    answer: gas", "E361", "when"),
    "a quiz with a way out": (CHOICE, COLLECT, "    answer: gas\n    unknown: {kg: 3}", "E204", "raten"),
    "a counted wish that saves": (PICK, "    top: 3", "    top: 3\n    collect: true", "E204", "Vorsätze"),
}


def changed(tmp_path: Path, text: str) -> Library:
    file = tmp_path / "changed.yaml"
    file.write_text(text, "utf-8")
    return library_with(file, tmp_path)


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    text, old, new, code, said = BAD[name]
    assert old in text
    found = [
        p for p in changed(tmp_path, text.replace(old, new, 1)).problems if p.file.startswith("scenarios/")
    ]

    assert code in {p.code for p in found}, [str(p) for p in found]
    (mine, *_) = [p for p in found if p.code == code]
    assert mine.line > 1 and mine.column > 0
    assert said in f"{mine.message} {mine.remedy}", str(mine)


@pytest.mark.parametrize("text", [SORT, ORDER, CHOICE, PICK], ids=["sort", "order", "choice", "pick"])
def test_the_examples_themselves_are_good(text: str, tmp_path: Path) -> None:
    assert [] == [str(p) for p in changed(tmp_path, text).problems if p.file.startswith("scenarios/")]


def test_an_answer_may_be_written_as_a_number(tmp_path: Path) -> None:
    text = CHOICE.replace("    collect: true", "    answer: 2").replace("holz: {", "2: {")

    assert "E361" not in {p.code for p in changed(tmp_path, text).problems}


def test_every_wish_of_the_safari_has_a_service_and_every_door_two_wishes() -> None:
    step = library().german.scenarios["safari"].steps[0]
    items = step.items.values()  # type: ignore[attr-defined]

    assert all(item.service for item in items)
    assert all(sum(item.place == id for item in items) >= 2 for id in step.bins)  # type: ignore[attr-defined]
    assert step.draw == 8 and len(items) >= 12  # type: ignore[attr-defined]


def test_the_minutes_of_the_safari_say_that_they_are_set_for_the_game() -> None:
    scenario = library().german.scenarios["safari"]
    clocks = {
        name
        for item in scenario.steps[0].items.values()  # type: ignore[attr-defined]
        for formula in (item.online, item.there)
        if formula is not None
        for name in formula.names
    }

    assert clocks and clocks <= set(scenario.figures)
    assert {"model"} == {scenario.figures[name].mark for name in clocks}
