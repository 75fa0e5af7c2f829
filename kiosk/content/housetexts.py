"""Every word of the house that the screens ask for, and what they fill into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kiosk.content.diagnostics import Problem, listed, near
from kiosk.content.document import Document
from kiosk.content.exhibition import Exhibition

OPTIONAL = ("badge_", "record_kind_")
"""Beginnings of keys that screens show where they are written; they fill in nothing."""


FORMAL = "_sie"
"""The end of the key of a text's formal twin, said in scenarios whose `address` is sie."""


def _table(plain: str, filled: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    empty: frozenset[str] = frozenset()
    given = {key: frozenset(names.split()) for key, names in filled.items()}
    return MappingProxyType({**dict.fromkeys(plain.split(), empty), **given})


HOUSE_TEXTS: Mapping[str, frozenset[str]] = _table(
    """
    about_diagram again allocate_begin allocate_counting allocate_crowd allocate_done allocate_hear
    allocate_held allocate_model allocate_people allocate_rest allocate_take allocate_thousand
    allocate_vote allocate_where answer_ask answer_close answer_glad answer_yours attract_call
    attract_full attract_headline attract_line attract_picture_line attract_together back budget_enough
    budget_first budget_none budget_rest budget_second budget_third budget_weeks_one chosen close
    day_again day_co2 day_import day_look day_own day_running day_start day_surplus day_untouched done
    dont_know duel_alone duel_begin duel_blue duel_both duel_earlier duel_how duel_how_alone duel_join
    duel_joined duel_karo duel_karo_middle duel_karo_waits duel_lock duel_next duel_orange duel_relieve
    duel_reveal duel_sides duel_sit_down duel_stands duel_tie duel_true duel_unlock duel_who
    estimated_key fault_nothing finish_early grid_build grid_done grid_drag grid_lamps grid_look
    grid_none_left grid_open grid_others grid_others_note grid_own grid_passing grid_pause grid_reached
    grid_resume grid_takes_none grid_undo group_alone group_alone_note group_count group_host
    group_host_how group_host_note group_intro group_pass group_pass_note group_tie group_title
    group_token_1 group_token_2 group_token_3 group_vote group_vote_how group_vote_note help help_back
    help_finish help_keys help_people help_title help_touch home idle_continue idle_restart idle_text
    idle_title language less menu_more menu_title more mosaic_kept mosaic_open mosaic_own next
    not_chosen off on order_all order_how order_put page_all_services page_badge page_badge_keep
    page_badge_kept page_damaged page_damaged_text page_empty page_empty_text page_forget page_forgotten
    page_language page_name page_newer page_newer_text page_not_kept page_older page_online_ganz
    page_online_nein page_online_teils page_pass page_pass_full page_pass_master page_pass_master_text
    page_print page_private page_script page_taken page_talk page_values_keep page_values_kept
    panel_calm panel_calm_note panel_contrast panel_contrast_note panel_low panel_low_note panel_quiet
    panel_quiet_note panel_reset panel_text panel_text_100 panel_text_150 panel_text_200 panel_title
    pledge_handprint race_again race_back race_day race_look race_mine race_mine_away race_mine_back
    race_mine_begun race_mine_done race_mine_waiting race_narrow race_plain race_replan race_running
    race_start radar_after radar_crowd radar_open radar_today record_ask record_column_kind
    record_column_pause record_column_target record_column_value record_empty record_gone record_intro
    record_title
    result_city_full result_early result_light_on result_no_pledge result_pledges result_services
    result_take result_take_text result_year reveal route_arrive route_ask route_day route_done
    route_dry route_edge route_fastest route_go route_greenest route_heavy route_lost route_over
    route_rain route_replan route_soaks route_steps route_swap_note route_too_heavy route_wetness
    route_yours size skip slide_here sort_golden_said sort_how sort_no_hurry sort_online sort_over
    sort_right sort_there sort_wanted sound sound_off source_distances sources sources_boundary
    sources_intro sources_mark_computed sources_mark_model sources_mark_recalled sources_mark_secondary
    sources_mark_seen zoom_one
    """,
    {
        "allocate_asks": "name text",
        "allocate_from": "amount",
        "allocate_goal_off": "goal votes",
        "allocate_goal_on": "goal votes",
        "allocate_left": "all",
        "allocate_mean": "amount",
        "allocate_nods": "all yes",
        "allocate_row": "all figure item",
        "allocate_square": "amount",
        "allocate_votes": "all yes",
        "allocate_yes": "name",
        "answer_other": "truth",
        "answer_right": "truth",
        "answer_share": "percent",
        "attract_missing": "block",
        "attract_picture": "all",
        "attract_square": "square",
        "attract_today": "lights",
        "average_is": "average",
        "budget_help": "service",
        "budget_hours": "hours",
        "budget_left": "all chips",
        "budget_price": "euro",
        "budget_tile": "euro hours",
        "budget_weeks": "weeks",
        "budget_won": "hours",
        "day_block": "block hour own",
        "day_chart": "amount list",
        "day_crowd": "hour",
        "day_hour": "hour",
        "day_lamp_off": "goal percent",
        "day_lamp_on": "goal percent",
        "day_now": "hour",
        "day_until": "hour",
        "duel_clock": "seconds",
        "duel_closer": "name",
        "duel_crowd": "median",
        "duel_gone": "name",
        "duel_half": "name value",
        "duel_half_locked": "name value",
        "duel_half_open": "name",
        "duel_karo_crowd": "median",
        "duel_of": "all number",
        "duel_square": "amount",
        "duel_stands_as_is": "name",
        "duel_truth": "truth",
        "duel_waits": "name",
        "grid_board": "columns fixed rows",
        "grid_cell": "column row tile",
        "grid_clear": "tile",
        "grid_evening": "people",
        "grid_evening_one": "people",
        "grid_hour": "hour people",
        "grid_hour_one": "hour people",
        "grid_lamp_off": "lamp",
        "grid_lamp_on": "lamp",
        "grid_lay": "tile",
        "grid_least": "goal",
        "grid_left": "changes",
        "grid_left_none": "changes",
        "grid_left_one": "changes",
        "grid_met": "goals met",
        "grid_most": "goal",
        "grid_others_cell": "column percent row tile",
        "grid_others_title": "people",
        "grid_people_here": "people",
        "grid_percent": "percent",
        "grid_takes": "tiles",
        "grid_until": "hour",
        "grid_upon": "tiles",
        "grid_warmth": "percent",
        "group_hands": "hands option",
        "group_turn": "token",
        "group_votes": "votes",
        "guess_other": "truth",
        "guess_right": "truth",
        "guess_yours": "guess",
        "idle_count": "seconds",
        "idle_count_one": "seconds",
        "lights_of": "all lights",
        "lights_today": "chapter city today",
        "lights_today_none": "chapter city today",
        "menu_two": "minutes",
        "minutes": "minutes",
        "mosaic_before": "pictures",
        "mosaic_count": "all laid",
        "mosaic_crowd": "visits",
        "mosaic_few": "visits",
        "mosaic_of": "all",
        "mosaic_of_none": "all",
        "mosaic_of_own": "all",
        "mosaic_share": "of option",
        "order_place": "number text",
        "order_some": "right things",
        "order_was": "number",
        "page_checked": "day",
        "page_pass_count": "colours",
        "page_values_before": "day",
        "pledge_kg": "kg",
        "pledge_one": "kg",
        "pledge_two": "kg",
        "poster_lights": "all lights",
        "poster_title": "chapter city",
        "race_card": "card chips note",
        "race_card_far": "card chips note",
        "race_chips": "chips left",
        "race_day_of": "day days",
        "race_gained": "before done number",
        "race_jam": "many",
        "race_lamp_off": "goal many",
        "race_lamp_on": "goal many",
        "race_lane": "done lane list many",
        "race_narrowest": "station",
        "race_number": "done many number",
        "race_of": "many",
        "race_queue": "many station",
        "race_until": "day",
        "radar_axis": "most name today",
        "radar_axis_after": "after most name today",
        "radar_axis_open": "name",
        "radar_everybody": "value",
        "radar_of": "most value",
        "record_pause": "high low",
        "record_pause_open": "low",
        "record_rows": "rows",
        "result_block": "block",
        "result_lights_on": "lights",
        "route_adds": "meter unit value",
        "route_and": "before last",
        "route_away": "place",
        "route_best": "days line things",
        "route_best_of_many": "days things",
        "route_cells": "days",
        "route_cloud": "days",
        "route_km": "km",
        "route_leg": "number text",
        "route_map": "places",
        "route_open": "number place",
        "route_other": "days line things",
        "route_other_of_many": "days things",
        "route_own": "mode",
        "route_parking": "hours",
        "route_question": "days",
        "route_range": "high low meter unit",
        "route_stays": "mode",
        "route_swap": "new number old",
        "route_swappable": "days line things",
        "route_swappable_of_many": "days things",
        "route_take_back": "mode number place",
        "route_unbeaten": "line",
        "route_wet": "legs",
        "sort_coming": "things",
        "sort_coming_one": "things",
        "sort_door": "of row",
        "sort_door_closed": "of row",
        "sort_door_open": "of row",
        "sort_golden": "service",
        "sort_here": "things",
        "sort_knew": "percent",
        "sort_minutes": "minutes",
        "sort_model": "minutes",
        "sort_other": "place",
        "sort_race": "online there",
        "sort_time": "left of",
        "source_curve": "most",
        "source_line": "source year",
        "source_ways": "ways",
        "squares_minus": "squares",
        "squares_minus_one": "squares",
        "squares_plus": "squares",
        "squares_plus_one": "squares",
        "squares_same": "squares",
        "step_of": "step steps",
        "survey_open": "high low",
        "survey_value": "high low steps value",
        "zoom_compare": "times what",
        "zoom_kg": "kg",
        "zoom_panel": "amount people",
        "zoom_people": "people",
        "zoom_square": "people",
        "zoom_tonnes": "tonnes",
    },
)
"""Key of a text in exhibition.yaml -> the placeholders it may have."""


def house_texts(exhibition: Exhibition, document: Document) -> Iterator[Problem]:
    """Texts that are missing, and placeholders nobody fills in."""
    unused = [key for key in exhibition.texts if key not in HOUSE_TEXTS]
    for key in HOUSE_TEXTS:
        if key not in exhibition.texts:
            meant = near(key, unused)
            remedy = meant.replace("Meinst du", "Heißt er hier") or f"Trage {key}: unter texts: ein."
            yield document.problem(("texts",), "E202", f"Der Text „{key}“ fehlt.", remedy, key=True)
    for key, text in exhibition.texts.items():
        plain = key.removesuffix(FORMAL)
        if plain != key and plain not in exhibition.texts:
            said = f"„{key}“ ist die Fassung mit Sie von „{plain}“, und diesen Text gibt es nicht."
            yield document.problem(("texts", key), "E201", said, near(plain, HOUSE_TEXTS), key=True)
        allowed = HOUSE_TEXTS.get(plain)
        if allowed is None and not key.startswith(OPTIONAL):
            continue
        known = allowed or frozenset()
        for name in sorted(text.names - known):
            has = f"Es gibt hier: {listed(sorted(known))}." if known else "Hier gibt es keine Platzhalter."
            yield document.problem(
                ("texts", key),
                "E304",
                f"Den Platzhalter {{{name}}} füllt bei „{key}“ niemand aus.",
                near(name, known) or has,
            )
