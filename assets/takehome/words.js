// What a card says: its texts in the present language, with its numbers filled in.
"use strict";

const TAGS = Object.keys(DATA.languages);
let tag = TAGS[0];
let formal = false;

function known(wanted) {
  const asked = String(wanted || "").toLowerCase();
  const same = TAGS.find((each) => each.toLowerCase() === asked);
  return same || TAGS.find((each) => each.toLowerCase() === asked.split("-")[0]) || "";
}

function written(number, digits) {
  const most = digits === null ? 2 : digits;
  const options = { minimumFractionDigits: digits === null ? 0 : digits, maximumFractionDigits: most, useGrouping: true };
  let text;
  try {
    text = new Intl.NumberFormat(tag, options).format(number);
  } catch (error) {
    text = number.toFixed(most);
  }
  return text.replace(/^-/, "\u2212");
}

function dated(day) {
  const moment = new Date(day + "T00:00:00Z");
  if (Number.isNaN(moment.getTime())) return day;
  return new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" }).format(moment);
}

// A text with its blanks filled in; "" where something that belongs there is not known.
function filled(pieces, value) {
  let text = "";
  for (const piece of pieces || []) {
    const part = typeof piece === "string" ? piece : value(piece[0], piece[1]);
    if (part === null || part === undefined) return "";
    text += part;
  }
  return text;
}

function say(key, values) {
  const texts = DATA.house[tag];
  const pieces = (formal && own(texts, key + "_sie")) || own(texts, key);
  return filled(pieces, (name, digits) => {
    const value = own(values || {}, name);
    return typeof value === "number" ? written(value, digits) : value;
  });
}

// The card in the present language: every text by its name, "" where its numbers are missing.
function told(card) {
  const game = DATA.scenarios[card.scenario];
  const texts = game.texts[tag];
  const carried = game.texts[known(card.language) || TAGS[0]];
  const fits = card.shape === game.shape;
  const at = fits && card.profile >= 0 && card.profile < texts.profiles.length ? card.profile : -1;
  const digits = carried.digits[at + 1];
  const value = (index, shown) => {
    const number = fits ? card.numbers[index] : undefined;
    if (number === null || number === undefined) return null;
    if (typeof number === "object") return own(texts.words, number.word);
    return written(number / Math.pow(10, digits[index]), shown);
  };
  const line = (name) => filled(own(texts.lines, name), value);
  let range = line("range");
  if (card.range) {
    const names = new Map();
    filled(texts.lines.range, (index) => (names.set(index, names.size), ""));
    range = filled(texts.lines.range, (index, shown) => written(card.range[Math.min(names.get(index), 1)], shown));
  }
  return { game: game, fits: fits, title: texts.title, line: line, range: range, profile: at < 0 ? "" : filled(texts.profiles[at], value) };
}

// A text that has no blanks, whatever the card holds.
function plain(game, name) {
  return filled(own(game.texts[tag].lines, name), () => null);
}
