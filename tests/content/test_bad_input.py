"""Whatever a curator writes: a located, helpful line, and everything else plays on."""

from __future__ import annotations

import struct
import zlib

import pytest

from kiosk.content.check import Conditions, check
from kiosk.content.diagnostics import ContentError, Problem
from tests.content.house import GARTEN, TODAY, House

GARDEN = "scenarios/garten.yaml"


def test_the_sample_has_no_problem(house: House) -> None:
    library = house.load()
    assert library.problems == ()
    german = Conditions(TODAY, opening=True, has=lambda char: True)
    assert [p.code for p in check(library, german).problems if p.code != "W601"] == []


BROKEN = [
    # what is written, what instead, code, where, what the message helps with
    ("minutes: 2", "minutes: 2\nfarbe: rot", "E201", "farbe: rot", ""),
    ("tagline:", "tagilne:", "E201", "tagilne", "Meinst du „tagline“?"),
    ("text: Gras, kg", "txet: Gras, kg", "E202", "txet: Gras", "text"),
    ("ask: Wie viel Wasser?", "aks: Wie viel Wasser?", "E201", "aks:", "Meinst du „ask“?"),
    ("title: Der Garten\n", "", "E202", "id: garten", "title"),
    ("minutes: 2", "minutes: zwei", "E203", "minutes: zwei", "ganze Zahl"),
    ("minutes: 2", "minutes: 99", "E204", "minutes: 99", "höchstens 10"),
    ("colour: stadt", "colour: stat", "E204", "colour: stat", "Meinst du „stadt“?"),
    ("colour: stadt", "colour: grün", "E204", "colour: grün", "klima"),
    ("title: Der Garten", "title: 2026", "E205", "title: 2026", '"2026"'),
    ("title: Der Garten", "title: true", "E205", "title: true", "Anführungszeichen"),
    ("title: Der Garten", "title:", "E205", "title:", "Anführungszeichen"),
    ("title: Der Garten", "title: [a, b]", "E205", "title: [a, b]", "Text"),
    ("title: Der Garten", "title: Karo: Garten", "E105", "Karo: Garten", "Anführungszeichen"),
    ("range: [0, 100, 10]", "range: [0, 100]", "E204", "range: [0, 100]", "drei Zahlen"),
    ("range: [0, 100, 10]", "range: [100, 0, 10]", "E204", "range", "kleinste"),
    ("range: [0, 100, 10]", "range: [0, zehn, 10]", "E203", "range", "Zahl"),
    ("range: [0, 100, 10]", 'range: [0, "1,5", 1]', "E203", "range", "Meinst du 1.5?"),
    ("kg: 12,", "kg: zwölf,", "E206", "kg: zwölf", "ae"),
    ("kg: 12,", "kg: 12kg,", "E206", "kg: 12kg", "*"),
    ("unknown: 50", 'unknown: "1,5"', "E206", 'unknown: "1,5"', "Meinst du 1.5?"),
    ("- choice: pflanze", "- choise: pflanze", "E207", "choise", "Meinst du „choice“?"),
    ("- choice: pflanze", "- kind: choise\n    id: pflanze", "E207", "choise", "Meinst du „choice“?"),
    ("- say: anfang\n    text: Hier ist ein Beet.", "- anfang", "E203", "- anfang", "choice"),
    ("- choice: pflanze", "- choice: Pflanze", "E204", "Pflanze", "a-z"),
    ("steps:", "stpes:", "E201", "stpes:", "Meinst du „steps“?"),
    ("- slider: wasser", "- slider: pflanze", "E301", "- slider: pflanze", "zweimal"),
    ("- slider: wasser", "- slider: max", "E315", "- slider: max", "kein Name"),
    ("  arbeit: sum", "  tage: sum", "E301", "  tage: sum", "zweimal"),
    ("id: garten", "id: gärtchen", "E204", "id:", "ae"),
    ("id: garten", "id: park", "E301", "id: park", "Dateinamen"),
    ("kg: 1}", "kg: 1, next: heflr}", "E302", "heflr", ""),
    ("kg: 1}", "kg: 1, next: helfr}", "E302", "helfr", "Meinst du „helfer“?"),
    ("    text: Hier ist", "    next: anfang\n    text: Hier ist", "E303", "next: anfang", "Kreis"),
    ("ernte: pflanze.kg", "ernte: pflanze.kgg", "E304", "pflanze.kgg", "Meinst du „pflanze.kg“?"),
    ("{arbeit | 0}", "{arbiet | 0}", "E304", "arbiet", "Meinst du „arbeit“?"),
    ("when: wasser > 0", "when: waser > 0", "E304", "waser", "Meinst du „wasser“?"),
    ("set: {mut:", "set: {mud:", "E304", "mud", "Meinst du „mut“?"),
    ("verbrauch: wasser / tage", "verbrauch: wasser / mut", "E306", "wasser / mut", "null"),
    ("verbrauch: wasser / tage", "verbrauch: wasser / (tage - 7)", "E306", "(tage - 7)", "tage = 7"),
    ("verbrauch: wasser / tage", "verbrauch: pflanze * 2", "E306", "pflanze * 2", "ein Text"),
    ("verbrauch: wasser / tage", "verbrauch: sqrt(0 - wasser - 1)", "E306", "sqrt", ""),
    ("unknown: {kg: 4}", "unknown: {}", "E307", "unknown: {}", "kg"),
    ("gras: {text: Gras, kg: 1}", "gras: {text: Gras}", "E307", "gras:", "kg"),
    ("unknown: {is: 2}", "unknown: {}", "E307", "unknown: {}", "is: 2.5"),
    ("icon: baum", "icon: baun", "E308", "icon: baun", "Meinst du „baum“?"),
    ("services: [gartenamt]", "services: [gartenampt]", "E309", "gartenampt", "Meinst du „gartenamt“?"),
    ("text: Hier ist", "picture: beet.png\n    text: Hier ist", "E310", "picture", "fehlt"),
    ("text: Hier ist", "picture: ../beet.png\n    text: Hier ist", "E204", "picture", "a-z"),
    ("pflanze == 'baum'", "pflanze == 'baun'", "E312", "'baun'", "Meinst du „baum“?"),
    ("light: stadt", "light: stdat", "E204", "light: stdat", "Meinst du „stadt“?"),
    ("title: Der Garten", "title: Der Garten\ntitle: Der Park", "E108", "title: Der Park", "Zeile 2"),
]


@pytest.mark.parametrize(("old", "new", "code", "where", "hint"), BROKEN, ids=lambda v: str(v)[:24])
def test_a_mistake_is_told_with_its_line_and_a_hint(
    house: House, old: str, new: str, code: str, where: str, hint: str
) -> None:
    problems = house.change(old, new).problems()
    found = [problem for problem in problems if problem.code == code and problem.file == GARDEN]
    assert found, [str(problem) for problem in problems]
    assert any(hint in problem.message + problem.remedy for problem in found), [str(p) for p in found]
    assert house.line_of(where) in {problem.line for problem in found}, [str(p) for p in found]


def errors(house: House) -> list[Problem]:
    return [problem for problem in house.problems() if problem.severity == "error"]


def test_every_mistake_is_told_in_one_run(house: House) -> None:
    house.change("minutes: 2", "minutes: zwei").change("unit: Liter", "unit: 3").change("kg: 12,", "kg: 1 +,")
    house.change("- say: anfang", "- sya: anfang").change("what: Beete mieten", "waht: x", "services.yaml")
    assert {problem.code for problem in errors(house)} == {
        "E203",
        "E205",
        "E206",
        "E207",
        "E201",
        "E202",
        "E309",
    } - {"E309"}


@pytest.mark.parametrize(
    ("formulas", "circle"),
    [
        ("a: b\n  b: a", "a → b → a"),
        ("a: a + 1", "a → a"),
        ("a: b\n  b: c\n  c: pflanze.kg * a", "a → b → c → a"),
    ],
)
def test_formulas_that_rest_on_themselves_are_told(house: House, formulas: str, circle: str) -> None:
    (problem,) = errors(house.change("formulas:\n", f"formulas:\n  {formulas}\n"))
    assert problem.code == "E305" and circle in problem.message
    assert problem.line == house.line_of("  a: ")


def test_a_property_that_rests_on_itself_is_told(house: House) -> None:
    assert {p.code for p in errors(house.change("kg: 12,", "kg: ernte,"))} == {"E305"}


def test_hundreds_of_formulas_in_a_row_do_not_hurt(house: House) -> None:
    chain = "".join(f"  f{i}: f{i + 1} + 1\n" for i in range(190)) + "  f190: 1\n"
    house.change("formulas:\n", f"formulas:\n{chain}")
    assert {problem.code for problem in house.problems()} == {"E306"}


@pytest.mark.parametrize(
    ("old", "new", "ends"),
    [
        ("kg: 1}", "kg: 1, next: anfang}", True),  # one answer goes back, the other on
        ("- pick: helfer", "- pick: helfer\n    next: tage", False),
        ("- pick: helfer", "- pick: helfer\n    when: wasser > 3\n    next: tage", True),
        ("  - slider: wasser", "  - say: halt\n    text: Halt.\n    next: halt\n\n  - slider: wasser", False),
    ],
)
def test_a_way_that_never_ends_is_told(house: House, old: str, new: str, ends: bool) -> None:
    codes = {problem.code for problem in house.change(old, new).problems()}
    assert ("E303" in codes) is not ends


def test_a_step_no_way_leads_to_is_noticed(house: House) -> None:
    house.change("text: Hier ist ein Beet.", "text: Hier ist ein Beet.\n    next: wasser")
    assert [(p.code, p.severity) for p in house.problems()] == [("W303", "warning")]
    assert "garten" in house.load().german.scenarios


def test_a_number_nobody_uses_is_noticed_with_what_was_meant(house: House) -> None:
    house.change("saves: 2, stunden: 3", "saves: 2, stunde: 3")
    (problem,) = house.problems()
    assert problem.code == "W307" and "Meinst du „stunden“?" in problem.remedy


def png(side: int) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))


@pytest.mark.parametrize(
    "raw",
    [png(60_000), b"GIF89a" + b"\0" * 40, b"<svg/>", b"", png(10)[:20]],
    ids=["huge", "gif", "svg", "empty", "cut"],
)
def test_a_picture_no_terminal_may_open_is_refused_by_its_header(house: House, raw: bytes) -> None:
    house.write("pictures/beet.png", raw)
    (problem,) = errors(house.change("text: Hier ist", "picture: beet.png\n    text: Hier ist"))
    assert problem.code == "E310" and problem.line == house.line_of("picture:")


def test_a_picture_outside_of_the_folder_is_refused(house: House) -> None:
    house.write("secret.png", png(10)).write("pictures/x.png", png(10))
    (house.folder / "pictures/beet.png").symlink_to(house.folder / "secret.png")
    (problem,) = errors(house.change("text: Hier ist", "picture: beet.png\n    text: Hier ist"))
    assert problem.code == "E310"


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("exhibition.yaml", "title: Probe", "titel: Probe", "E201"),
        ("exhibition.yaml", "languages: {de: Deutsch", "languages: {xx: Deutsch", "E204"),
        ("exhibition.yaml", "en: English", "../en: English", "E204"),
        ("exhibition.yaml", "https://example.org", "http://example.org", "E204"),
        ("exhibition.yaml", "width_mm: 531", "width_mm: breit", "E203"),
        ("figures.yaml", "value: 650", "value: viel", "E203"),
        ("figures.yaml", "value: 650", "value: .nan", "E110"),
        ("figures.yaml", "  source: Wetteramt, Jahresbericht 2025, Tabelle 3\n", "", "E202"),
        ("figures.yaml", "checked: 2026-11-01", "checked: 1.11.2026", "E203"),
        ("figures.yaml", "checked: 2026-11-01", "checked: 20261101", "E203"),
        ("figures.yaml", "mark: seen", "mark: gesehen", "E204"),
        ("figures.yaml", "regen:", "Regen:", "E204"),
    ],
)
def test_without_house_or_figures_nothing_is_shown_and_everything_told(
    house: House, name: str, old: str, new: str, code: str
) -> None:
    house.change(old, new, name)
    with pytest.raises(ContentError) as refused:
        house.load()
    assert code in {problem.code for problem in refused.value.problems}
    assert all(problem.file == name and problem.line for problem in refused.value.problems)


@pytest.mark.parametrize("name", ["exhibition.yaml", "figures.yaml"])
def test_a_missing_file_is_named(house: House, name: str) -> None:
    (house.folder / name).unlink()
    with pytest.raises(ContentError, match=f"{name}: E101"):
        house.load()


@pytest.mark.parametrize(
    "raw", ["", "- a", "a", "{}", "steps: 3", "\x00", "%", "id: garten\nsteps: []", "x: [", "42"]
)
def test_a_half_written_scenario_is_left_out_and_the_others_play(house: House, raw: str) -> None:
    house.write("scenarios/park.yaml", raw)
    house.change("[garten]", "[park, garten]", "exhibition.yaml")
    library = house.load()
    assert library.german.exhibition.scenarios == ("garten",)
    assert {problem.file for problem in library.problems} == {"scenarios/park.yaml"}


def test_a_house_whose_every_scenario_is_broken_still_stands(house: House) -> None:
    library = house.change("minutes: 2", "minutes: zwei").load()
    assert library.german.exhibition.scenarios == () and library.german.scenarios == {}
    assert [problem.code for problem in library.problems] == ["E203"]
    assert library.content("en").exhibition.texts


def test_a_house_without_a_scenario_loads_and_is_told_so(house: House) -> None:
    library = house.change("[garten]", "[]", "exhibition.yaml").load()
    (problem,) = (problem for problem in library.problems if problem.severity == "error")
    assert (problem.code, problem.line) == ("E317", 4)
    assert library.german.exhibition.scenarios == ()


def test_a_scenario_that_is_listed_but_missing_is_told(house: House) -> None:
    (problem,) = house.change("[garten]", "[gatren, garten]", "exhibition.yaml").problems()
    assert (problem.code, problem.line) == ("E313", 4) and "Meinst du „garten“?" in problem.remedy


@pytest.mark.parametrize(
    "name", [".garten.yaml.swp", "~garten.yaml", "garten.yaml~", "#garten.yaml#", "._x.yaml", "x.tmp"]
)
def test_what_editors_leave_behind_is_passed_over(house: House, name: str) -> None:
    house.write(f"scenarios/{name}", "rubbish: [")
    assert house.problems() == ()


@pytest.mark.parametrize(
    "name", ["Garten2.yaml", "garten - Kopie.yaml", "ga\u0308rten.yaml", "garten2.yml", "x.YAML"]
)
def test_a_file_name_nobody_reads_is_told(house: House, name: str) -> None:
    (problem,) = house.write(f"scenarios/{name}", GARTEN).problems()
    assert problem.code == "E112" and problem.line == 0


def test_a_copied_file_needs_a_new_id(house: House) -> None:
    house.write("scenarios/beet.yaml", GARTEN)
    assert [problem.code for problem in errors(house)] == ["E301"]


def test_a_scenario_cannot_take_the_name_of_a_file_of_the_house(house: House) -> None:
    house.write("scenarios/services.yaml", GARTEN.replace("id: garten", "id: services"))
    assert [problem.code for problem in errors(house)] == ["E315"]


@pytest.mark.parametrize(
    "icon", ["x: kein Bild\n", "x: 3\n", "x: |\n  ####\n", "- a\n", "X: |\n" + "  ############\n" * 12,
             "x: |\n" + "  ###########x\n" * 12],
)  # fmt: skip
def test_a_badly_drawn_icon_is_left_out(house: House, icon: str) -> None:
    (problem,) = house.write("icons/mehr.yaml", icon).problems()
    assert problem.file == "icons/mehr.yaml" and problem.line
    assert set(house.load().german.icons) == {"baum"}


def test_a_broken_service_is_left_out_and_the_others_stay(house: House) -> None:
    house.write(
        "services.yaml", (house.folder / "services.yaml").read_text() + "amt: {text: Amt, url: 'wifi:x'}\n"
    )
    assert {problem.code for problem in house.problems()} == {"E202", "E204"}
    assert set(house.load().german.services) == {"gartenamt"}


@pytest.mark.parametrize(
    "url", ["http://x.de", "https://", "javascript:alert(1)", "https://x.de/a b", "tel:1", "https://münchen.de",
            "https://x.de@y.de/", "wifi:", "https://" + "a" * 300],
)  # fmt: skip
def test_only_plain_https_addresses_become_codes(house: House, url: str) -> None:
    house.change("https://example.org/beet", f'"{url}"', "services.yaml")
    assert "E204" in {problem.code for problem in house.problems()}


def test_windows_and_mac_files_load_alike(house: House) -> None:
    library = house.load()
    house.write(GARDEN, b"\xef\xbb\xbf" + GARTEN.replace("\n", "\r\n").encode())
    assert house.load().german.scenarios == library.german.scenarios
    house.write(GARDEN, GARTEN.encode("utf-16"))
    assert {problem.code for problem in house.problems()} == {"E103"}
