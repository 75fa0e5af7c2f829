// Reads a take-home code, and nothing else: what is not exactly one is none. kiosk/visit/takehome.py writes them.
"use strict";

const DATA = JSON.parse(document.getElementById("data").textContent);
const VERSION = 2;
const LONGEST = 800;
const NUMBER = "-?[0-9A-Z]{1,8}";

function own(object, key) {
  return Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined;
}

function listOf(item, most) {
  return "((?:" + item + "(?:/" + item + "){0," + (most - 1) + "})?)";
}

const ITEM = "(?:\\*|:[0-9A-Z]{1,2}|" + NUMBER + ")";
const CARD = new RegExp(
  "^2\\.([A-Z0-9$]{1,40})\\.([A-Z]{2,3}(?:-[A-Z0-9]{2,8}){0,2})\\.([0-9A-Z]{4})\\.([01])\\." +
    [
      listOf(ITEM, 24),
      "([0-9A-Z])",
      listOf("(?:\\*|[0-9A-Z]" + NUMBER + ")", 8),
      "((?:" + NUMBER + "/(?:\\*/\\*|" + NUMBER + "/" + NUMBER + ")(?:/[0-9A-Z]{1,8}\\+?){0,16})?)",
      listOf("(?:\\*|" + NUMBER + ")", 16),
      listOf("[0-9A-Z]{4}(?::" + NUMBER + "){0,3}", 8),
      "((?:[0-9A-Z]{4}){0,6})",
      "((?:[0-9A-Z]{4}){0,16})",
      "(0|[A-U][0-9]{1,2})",
    ].join("\\.") + "$"
);
const CARD_1 =
  /^1\.([a-z0-9_]{1,40})\.([A-Za-z-]{2,12})\.(\d{1,6})\.(\d{1,6})-(\d{1,6})\.(_|\d{1,6}h?(?:-\d{1,6}h?){0,15})\.(_|[a-z0-9_]{1,40}(?:-[a-z0-9_]{1,40}){0,7})\.(_|[A-U]\d{1,2})$/;

function split(field) {
  return field ? field.split("/") : [];
}

function base36(text) {
  return text === "*" ? null : parseInt(text, 36);
}

function item(text) {
  return text[0] === ":" ? { word: parseInt(text.slice(1), 36) } : base36(text);
}

function marks(field) {
  return field.match(/.{4}/g) || [];
}

function towerOf(field) {
  const rows = split(field);
  if (!rows.length) return null;
  return {
    figure: base36(rows[0]),
    outline: rows[1] === "*" ? null : [base36(rows[1]), base36(rows[2])],
    parts: rows.slice(3).map((row) => ({ squares: parseInt(row, 36), estimated: row.endsWith("+") })),
  };
}

function cardOf(found) {
  return {
    version: 2,
    scenario: found[1].toLowerCase().replace(/\$/g, "_"),
    language: found[2].toLowerCase(),
    shape: found[3],
    early: found[4] === "1",
    numbers: split(found[5]).map(item),
    profile: parseInt(found[6], 36) - 1,
    bars: split(found[7]).map((b) => (b === "*" ? null : { full: parseInt(b[0], 36), value: base36(b.slice(1)) })),
    tower: towerOf(found[8]),
    axes: split(found[9]).map(base36),
    pledges: split(found[10]).map((p) => ({ mark: p.slice(0, 4), figures: p.split(":").slice(1).map(base36) })),
    badges: marks(found[11]),
    services: marks(found[12]),
    block: found[13] === "0" ? "" : found[13],
  };
}

// A card of the first version: squares of the tower or numbers of the rows, a range, ids of levers.
function cardOf1(found) {
  const parts = found[6] === "_" ? [] : found[6].split("-");
  const game = own(DATA.scenarios, found[1]);
  const tower = game && game.tower;
  const squares = parts.map((p) => ({ squares: parseInt(p, 10), estimated: p.endsWith("h") }));
  const sum = squares.reduce((all, part) => all + part.squares, 0);
  const chosen = found[7] === "_" ? [] : found[7].split("-");
  const levers = game ? Object.keys(game.levers) : [];
  const per = tower ? tower.unit / tower.per : 1;
  return {
    version: 1,
    scenario: found[1],
    language: found[2].toLowerCase(),
    shape: "",
    early: false,
    numbers: [],
    range: [Math.floor(parseInt(found[4], 10) * per), Math.ceil(parseInt(found[5], 10) * per)],
    profile: -1,
    bars: tower ? [] : parts.map((p) => ({ full: null, value: parseInt(p, 10) })),
    tower: tower ? { figure: Math.round(sum * per * Math.pow(10, tower.digits)), outline: null, parts: squares } : null,
    axes: [],
    pledges: levers.filter((m) => chosen.includes(game.levers[m].id)).map((m) => ({ mark: m, figures: [] })),
    badges: [],
    services: [],
    block: found[8] === "_" ? "" : found[8],
  };
}

// What an address holds: {card}, or {fault} with the name of the text that says what is wrong.
function read(fragment) {
  let text = fragment.replace(/^#/, "");
  if (text.length > LONGEST) return { fault: "damaged" };
  if (text.includes("%")) {
    try {
      text = decodeURIComponent(text);
    } catch (error) {
      return { fault: "damaged" };
    }
  }
  if (!text) return { fault: "empty" };
  const version = /^([1-9][0-9]{0,3})\./.exec(text);
  if (version && Number(version[1]) > VERSION) return { fault: "newer" };
  const second = CARD.exec(text);
  const first = second ? null : CARD_1.exec(text);
  const card = second ? cardOf(second) : first ? cardOf1(first) : null;
  const game = card && own(DATA.scenarios, card.scenario);
  if (!game) return { fault: "damaged" };
  return { card: game.tower ? card : { ...card, tower: null } };
}
