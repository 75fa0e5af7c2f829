"""The data dictionary: every table and column of a store or warehouse in a sentence, German and English.

The package, its pages and Datasette all take their words from here.
"""

from __future__ import annotations

from typing import NamedTuple

from telemetry.metrics.metric import Text

D = Text
"""de, en."""


class Entry(NamedTuple):
    """A table and its columns."""

    title: Text
    text: Text
    columns: dict[str, Text]


_COMMON = {
    "terminal": D("Nummer des Terminals.", "Number of the terminal."),
    "visit": D(
        "Zufallszahl der Nutzung (48 Bit); sie sagt nichts und kommt nie wieder.",
        "Random number of the visit (48 bits); it says nothing and never comes again.",
    ),
    "book": D(
        "Zufallszahl der Datei, in der gezählt wurde; zählt ein Terminal neu, beginnt ein neues Buch.",
        "Random number of the file that was counted in; where a terminal counts anew, a new book begins.",
    ),
    "bucket": D(
        "Zeitraum: Monat, oder bei wenigen Nutzungen Quartal, Halbjahr, Jahr.",
        "Period: month, or with few visits quarter, half year, year (yyyymm, yyyy21-24, yyyy31-32, yyyy40).",
    ),
    "day": D("Kalendertag.", "Calendar day (yyyymmdd)."),
    "build": D("Fassung von Programm und Inhalt.", "Version of software and content."),
    "screen": D("Seite: Spiel/Schritt oder Seite des Hauses.", "Screen: scenario/step, or one of the house."),
    "target": D("Wovon die Zeile handelt: Kennung des Inhalts.", "What it is about: an id of the content."),
    "cell": D(
        "Feld des Bildschirms: Zeile * 16 + Spalte (16 x 9 Felder, von links oben).",
        "Cell of the screen: row * 16 + column (16 x 9 cells, from the upper left).",
    ),
    "n": D("Wie viele Nutzungen.", "How many visits."),
    "visits": D("Nutzungen.", "Visits."),
    "taps": D("Berührungen mit Wirkung.", "Touches with effect."),
    "dead": D("Berührungen ohne Wirkung.", "Touches without effect."),
    "rage": D("Dreifache Berührungen im Ärger.", "Triple touches in anger."),
    "dwell_bin": D(
        "Dauer, als Klasse: jede ein Viertel länger als die vorige (von, bis unter; leer: offen).",
        "Length of stay, as a bin: each a quarter longer than the last (from, to below; empty: open).",
    ),
    "solved": D("Mit Ergebnis beendet.", "Ended with a result."),
}  # fmt: skip


def _entry(title: tuple[str, str], text: tuple[str, str], columns: str, **own: tuple[str, str]) -> Entry:
    """A table; columns without words of their own have those of `_COMMON`."""
    words = {name: Text(*own[name]) if name in own else _COMMON[name] for name in columns.split()}
    return Entry(Text(*title), Text(*text), words)


TABLES: dict[str, Entry] = {
    "visit_fact": _entry(
        ("Nutzungen", "Visits"),
        ("Eine Zeile je Nutzung: von der ersten Berührung bis zum Zurücksetzen. Keine Personen.",
         "One row per visit: from the first touch to the reset. Not persons."),
        "terminal visit bucket lang build reason quality dwell_bin ttfi_bin events_bin stations funnel"
        " exit_screen tasks solved taps dead rage",
        lang=("Sprache am Ende der Nutzung.", "Language at the end of the visit."),
        reason=("Ende: 1 selbst beendet, 2 neu begonnen, 3 weggegangen, 4 Personal, 5 Absturz.",
                "End: 1 finished, 2 restarted, 3 walked away, 4 staff, 5 crash."),
        quality=("Summe aus 1 Berührungssturm, 2 Lücke, 4 gekürzt, 8 Übergabe vermutet.",
                 "Sum of 1 storm of touches, 2 gap, 4 cut, 8 hand-over assumed."),
        ttfi_bin=("Zeit bis zur ersten Tat, als Klasse; leer: keine Tat.",
                  "Time to the first deed, as a bin; empty: none."),
        events_bin=("Ereignisse, verdoppelnd: 0, 1, 2 (2-3), 3 (4-7), 4 (8-15) ...",
                    "Events, doubling: 0, 1, 2 (2-3), 3 (4-7), 4 (8-15) ..."),
        stations=("Geöffnete Spiele als Summe von Zweierpotenzen ihrer Nummern.",
                  "Opened scenarios as a sum of powers of two of their numbers."),
        funnel=("Erreicht: 0 berührt, 1 Spiel geöffnet, 2 Schritt getan, 3 Ergebnis, 4 Licht, 5 noch eines.",
                "Reached: 0 touched, 1 scenario opened, 2 step done, 3 result, 4 light, 5 another scenario."),
        exit_screen=("Letzte Seite.", "Last screen."),
        tasks=("Begonnene Spiele.", "Scenarios begun."),
        solved=("Spiele mit Ergebnis.", "Scenarios with a result."),
    ),
    "visit_station": _entry(
        ("Spiele je Nutzung", "Scenarios per visit"),
        ("Wie lange eine Nutzung bei welchem Spiel war.", "How long a visit was at which scenario."),
        "terminal visit station dwell_bin solved",
        station=("Spiel.", "Scenario."),
        solved=("1 mit Ergebnis, 0 ohne, leer: kein Start.", "1 with a result, 0 without, empty: no start."),
    ),
    "path": _entry(
        ("Wege", "Paths"),
        ("Jeder Schritt jeder Nutzung in seiner Reihenfolge, ohne Uhrzeit. Verlässt das Haus nie.",
         "Every step of every visit in its order, without a clock. Never leaves the house."),
        "terminal visit seq gap_bin kind screen target value cell",
        seq=("Wievielter Schritt.", "Number of the step."),
        gap_bin=("Pause davor in Millisekunden, als Klasse (verdoppelnd, offen ab 4 s).",
                 "Pause before it in milliseconds, as a bin (doubling, open from 4 s)."),
        kind=("Art des Ereignisses.", "Kind of event."),
        value=("Wert, je nach Art.", "Value, depending on the kind."),
    ),
    "survey": _entry(
        ("Umfragen", "Surveys"), ("Wem eine Umfrage gezeigt wurde.", "Which visits were shown a survey."),
        "terminal visit instrument outcome",
        instrument=("Fragebogen: smiley, ueq-s, seq.", "Instrument: smiley, ueq-s, seq."),
        outcome=("0 übersprungen, 1 vollständig, 2 verlassen.", "0 skipped, 1 complete, 2 left."),
    ),
    "response": _entry(
        ("Antworten", "Responses"), ("Antworten der Umfragen.", "Answers of the surveys."),
        "terminal visit item value",
        item=("Frage.", "Item."), value=("Antwort: Smiley 1-4, sonst 1-7.", "Answer: smiley 1-4, else 1-7."),
    ),
    "hour_count": _entry(
        ("Nutzungen je Stunde", "Visits per hour"),
        ("Die einzige Stelle mit einer Uhrzeit: wie viele Nutzungen in einer Stunde begannen.",
         "The only place with a clock: how many visits began in an hour."),
        "terminal book day hour visits", hour=("Stunde, Ortszeit.", "Hour, local time."),
    ),
    "day_stat": _entry(
        ("Summen je Tag", "Sums per day"),
        ("Zähler und Nenner je Tag: aus ihnen kommen die Unsicherheiten.",
         "Numerator and denominator per day: the uncertainties come from them."),
        "terminal book day stat num den",
        stat=("Was gezählt wird.", "What is counted."), num=("Zähler.", "Numerator."),
        den=("Nenner.", "Denominator."),
    ),
    "touch_cell": _entry(
        ("Berührungen je Feld", "Touches per cell"), ("Wo berührt wurde.", "Where it was touched."),
        "terminal book quarter screen cell taps dead rage",
        quarter=("Quartal: Jahr * 10 + 1 bis 4.", "Quarter: year * 10 + 1 to 4."),
    ),
    "a11y_count": _entry(
        ("Bedienhilfen", "Accessibility"),
        ("Nur gezählt, nie einer Nutzung zugeordnet.", "Only counted, never kept with a visit."),
        "terminal book bucket feature visits", feature=("Bedienhilfe.", "Setting."),
    ),
    "screen_count": _entry(
        ("Schritte", "Steps"), ("Wie viele Nutzungen einen Schritt sahen, schafften, zurückgingen, endeten.",
                                "How many visits saw a step, did it, went back, ended there."),
        "terminal book bucket build screen seen done back last",
        seen=("Nutzungen, die dort waren.", "Visits that entered it."),
        done=("Nutzungen, die ihn schafften.", "Visits that completed it."),
        back=("Nutzungen, die zurückgingen.", "Visits that stepped back from it."),
        last=("Nutzungen, die dort endeten.", "Visits whose last screen it was."),
    ),
    "outcome": _entry(
        ("Ausgänge", "Outcomes"), ("Was in den Spielen herauskam.", "What came out of the scenarios."),
        "terminal book bucket build kind target value n",
        kind=("Art des Ereignisses.", "Kind of event."),
        value=("Wert, je nach Art.", "Value, depending on the kind."),
    ),
    "poll": _entry(
        ("Antworten in Spielen", "Answers in scenarios"), ("Was gewählt wurde.", "What was chosen."),
        "terminal book bucket target value n", value=("Gewählter Wert.", "Value chosen."),
    ),
    "guess": _entry(
        ("Schätzungen", "Guesses"), ("Geschätzt und wahr.", "Guessed and true."),
        "terminal book bucket target value truth n",
        value=("Geschätzt, auf zwei Stellen.", "Guessed, to two digits."), truth=("Wahr.", "True."),
    ),
    "result": _entry(
        ("Ergebnisse", "Results"), ("Ergebnisse der Spiele.", "Results of the scenarios."),
        "terminal book bucket target value unknowns n",
        value=("Ergebnis, auf zwei Stellen.", "Result, to two digits."),
        unknowns=("Wie oft „weiß nicht“ gesagt wurde.", "How often \"don't know\" was said."),
    ),
    "pledge": _entry(
        ("Vorsätze", "Pledges"), ("Was sich Nutzungen vornahmen.", "What visits pledged."),
        "terminal book bucket target n kg",
        kg=("Kilogramm CO₂ im Jahr, zusammen.", "Kilograms of CO₂ a year, together."),
    ),
    "light": _entry(
        ("Lichter", "Lights"), ("Fenster der Stadt der Lichter.", "Windows of the city of lights."),
        "terminal book city block win colour",
        city=("Wievielte Stadt.", "Number of the city."), block=("Quadrat.", "Block."),
        win=("Fenster.", "Window."), colour=("Farbe.", "Colour."),
    ),
    "health": _entry(
        ("Zustand", "Health"), ("Störungen und Laufzeit je Tag.", "Faults and running time per day."),
        "terminal book day measure n",
        measure=("Was gezählt wird.", "What is counted."),
        n=("Wie oft, oder Minuten.", "How often, or minutes."),
    ),
    "source": _entry(
        ("Quellen", "Sources"), ("Welche Dateien zusammengeführt wurden.", "Which files were merged."),
        "path fingerprint terminal book first_day last_day visits note",
        path=("Datei.", "File."), fingerprint=("Prüfsumme.", "Checksum."),
        first_day=("Erster Tag.", "First day."), last_day=("Letzter Tag.", "Last day."),
        note=("Was an ihr auffällt.", "What is odd in it."),
    ),
}  # fmt: skip

DICTIONARIES = D(
    "Nummern und Namen: {0}.",
    "Numbers and names: {0}.",
)
BINS = D("Klassen von Zeiten: von, bis unter (ms).", "Bins of times: from, to below (ms).")


def about(table: str, column: str) -> Text:
    """What a column means; KeyError when nobody wrote it down."""
    return TABLES[table].columns[column]
