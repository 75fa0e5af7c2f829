// What a visitor keeps on this phone, and only if asked to.
"use strict";

const KEY = "digitma2";

// {badges: {mark: day}, values: {scenario: {day, axes}}}; whatever else is there counts as nothing.
function kept() {
  const found = { badges: {}, values: {} };
  let data = null;
  try {
    data = JSON.parse(localStorage.getItem(KEY) || "null");
  } catch (error) {
    return found;
  }
  const day = (text) => typeof text === "string" && /^\d{4}-\d{2}-\d{2}$/.test(text);
  if (!data || typeof data !== "object") return found;
  for (const each of Object.keys(DATA.badges)) {
    const when = own(data.badges || {}, each);
    if (day(when)) found.badges[each] = when;
  }
  for (const id of Object.keys(DATA.scenarios)) {
    const values = own(data.values || {}, id);
    if (!values || !day(values.day) || typeof values.axes !== "object" || !values.axes) continue;
    const axes = DATA.scenarios[id].axes;
    const rows = axes ? axes.names.filter((name) => Number.isFinite(own(values.axes, name))) : [];
    if (rows.length) found.values[id] = { day: values.day, axes: Object.fromEntries(rows.map((name) => [name, values.axes[name]])) };
  }
  return found;
}

let note = "";

function keep(change) {
  const now = kept();
  change(now);
  try {
    localStorage.setItem(KEY, JSON.stringify(now));
    note = "";
  } catch (error) {
    note = say("page_not_kept");
  }
  show();
}

function today() {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
}

function valuesOf(card) {
  const names = DATA.scenarios[card.scenario].axes.names;
  return Object.fromEntries(names.map((name, i) => [name, card.axes[i]]).filter((pair) => typeof pair[1] === "number"));
}

// Whether what was kept of this game is this very card.
function keptAs(card) {
  const before = own(kept().values, card.scenario);
  return Boolean(before) && JSON.stringify(before.axes) === JSON.stringify(valuesOf(card));
}

// What was kept of this game at an earlier visit. From another seat, with other corners, it is no comparison.
function earlier(card) {
  const before = own(kept().values, card.scenario);
  if (!before || keptAs(card)) return null;
  const common = Object.keys(valuesOf(card)).filter((name) => Number.isFinite(own(before.axes, name)));
  return common.length >= 3 ? before : null;
}
