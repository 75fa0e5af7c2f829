// Squares, icons and charts. Text only ever becomes text: nothing here reads HTML.
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const FULL = 20;
const MOST = 2000;

function add(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== "" && child !== false) node.append(child);
  }
  return node;
}

function h(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === true) node.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, String(value));
  }
  return add(node, children);
}

function s(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  return add(node, children);
}

function button(words, action, attributes) {
  const node = h("button", { type: "button", ...attributes }, words);
  node.addEventListener("click", action);
  return node;
}

function picture(width, height, label, ...children) {
  const role = label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" };
  return s("svg", { viewBox: "0 0 " + width + " " + height, ...role }, ...children);
}

function icon(name) {
  const rows = own(DATA.icons, name);
  if (!rows) return null;
  const cells = [];
  rows.forEach((row, y) => {
    [...row].forEach((sign, x) => {
      if (sign !== ".") cells.push(s("rect", { x: x, y: y, width: 1.02, height: 1.02, class: sign === "o" ? "second" : "first" }));
    });
  });
  const drawn = picture(12, 12, "", ...cells);
  drawn.setAttribute("class", "icon");
  return drawn;
}

function square(x, y, side, attributes) {
  return s("rect", { x: x, y: y, width: side, height: side, rx: side * 0.2, ...attributes });
}

function flaps(figure) {
  const signs = [...figure].map((sign) => h("span", { class: /[0-9]/.test(sign) ? "flap" : "mark" }, sign));
  return h("span", { class: "flaps", "aria-hidden": "true" }, ...signs);
}

function towerCard(card, words) {
  const known = words.game.tower;
  const figure = written(card.tower.figure / Math.pow(10, known.digits), known.digits);
  const parts = known.parts.map((part, i) => ({ ...part, ...(card.tower.parts[i] || { squares: 0, estimated: false }), label: words.line("part." + part.name) }));
  const list = parts.filter((part) => part.squares > 0);
  const label = words.line("unit") + ": " + list.map((part) => part.label + " " + part.squares).join(", ");
  const outline = card.tower.outline;
  const compared = outline ? words.line("outline") + " " + written(outline[1] / Math.pow(10, known.digits), known.digits) + (known.per === 1000 ? " t" : "") : "";
  return [
    h("div", { class: "figure" }, flaps(figure), h("p", {}, h("span", { class: "between" }, words.range), h("b", {}, words.line("measure")))),
    h("div", { class: "sheet tower" }, waffle(list, outline, label),
      h("ul", { class: "legend" },
        compared && h("li", { class: "compared" }, compared),
        ...list.slice().reverse().map((part) => h("li", {}, key(part), part.label, h("b", {}, String(part.squares))))),
      h("p", { class: "small" }, words.line("unit"), list.some((part) => part.estimated) && " · " + say("estimated_key"))),
  ];
}

// One square of a part: solid, or hatched where it is estimated.
function cell(x, y, side, part) {
  const solid = square(x, y, side, { fill: part.colour });
  if (!part.estimated) return [solid];
  const stripes = [0.35, 0.7, 1.05, 1.4, 1.75].map((at) => {
    const from = Math.max(at - 0.95, 0.05);
    const to = Math.min(at, 0.95);
    return "M" + (x + from * side) + " " + (y + to * side) + "L" + (x + to * side) + " " + (y + from * side);
  });
  return [solid, s("path", { d: stripes.slice(0, 4).join(""), class: "hatch" })];
}

function key(part) {
  return picture(12, 12, "", ...cell(0, 0, 12, part));
}

function waffle(list, outline, label) {
  const squares = list.flatMap((part) => Array(Math.min(part.squares, MOST)).fill(part)).slice(0, MOST);
  const most = Math.max(squares.length, outline ? Math.min(outline[0], MOST) : 0);
  let columns = 10;
  while (Math.ceil(most / columns) > columns * 1.3) columns += 2;
  const rows = Math.max((12 * columns) / 10, Math.ceil(most / columns));
  const cells = [];
  for (let i = 0; i < columns * rows; i++) {
    const part = squares[i];
    const at = [(i % columns) * 14 + 4, (rows - 1 - Math.floor(i / columns)) * 14 + 4];
    cells.push(...(part ? cell(at[0], at[1], 12, part) : [square(at[0], at[1], 12, { class: "empty" })]));
  }
  const edge = [];
  if (outline && outline[0] > 0) {
    const x = (outline[0] % columns) * 14 + 3;
    const y = (rows - Math.floor(outline[0] / columns)) * 14 + 3;
    const right = columns * 14 + 6;
    const way = outline[0] % columns ? "M0 " + (y - 14) + "H" + x + "V" + y + "H" + right : "M0 " + y + "H" + right;
    edge.push(s("path", { d: way, class: "bed" }), s("path", { d: way, class: "dashed" }));
  }
  return picture(columns * 14 + 6, rows * 14 + 6, label, ...cells, ...edge);
}

function barsCard(card, words) {
  const rows = words.game.bars.map((bar, i) => ({ ...bar, at: card.bars[i] })).filter((bar) => bar.at);
  if (!rows.length || (!words.fits && card.version > 1)) return [];
  return h("ul", { class: "sheet bars" }, ...rows.map((bar) => {
    const unit = words.line("unit." + bar.name) || plain(words.game, "unit." + bar.name);
    const name = words.line("bar." + bar.name) || plain(words.game, "bar." + bar.name);
    const figure = written(bar.at.value / Math.pow(10, bar.digits), bar.digits) + (unit ? " " + unit : "");
    const cells = Array.from({ length: FULL }, (_, j) => square(j * 14, 0, 12, { class: j < bar.at.full ? "full" : "empty" }));
    return h("li", { "data-colour": bar.colour },
      h("p", {}, icon(bar.icon), h("span", {}, name), h("b", {}, figure)),
      bar.at.full === null ? null : picture(FULL * 14 - 2, 12, "", ...cells));
  }));
}

function radarCard(card, words) {
  const axes = words.game.axes;
  if (!axes || !card.axes.length) return [];
  const scale = Math.pow(10, axes.digits);
  const rows = axes.names.map((name, i) => ({ label: plain(words.game, "axis." + name), name: name, value: card.axes[i] })).filter((row) => typeof row.value === "number");
  if (rows.length < 3) return [];
  const before = earlier(card);
  const corner = (i, share) => {
    const angle = (i / rows.length) * 2 * Math.PI - Math.PI / 2;
    return (100 + Math.cos(angle) * 84 * share).toFixed(1) + "," + (100 + Math.sin(angle) * 84 * share).toFixed(1);
  };
  const ring = (share) => s("polygon", { points: rows.map((_, i) => corner(i, share)).join(" "), class: "ring" });
  const shape = (values, name) => s("polygon", { points: values.map((v, i) => corner(i, Math.min(Math.max(v / scale / axes.most, 0), 1))).join(" "), class: name });
  const old = before && rows.map((row) => own(before.axes, row.name));
  return h("div", { class: "sheet radar" },
    picture(200, 200, "", ring(0.2), ring(0.4), ring(0.6), ring(0.8), ring(1), shape(rows.map((row) => row.value), "now"), old && shape(old.map((v) => v || 0), "before"),
      ...rows.map((_, i) => s("text", { x: corner(i, 1.12).split(",")[0], y: Number(corner(i, 1.12).split(",")[1]) + 4, class: "corner" }, String(i + 1)))),
    h("ol", { class: "legend" }, ...rows.map((row, i) => h("li", {}, row.label,
      old && Number.isFinite(old[i]) && h("span", { class: "small" }, "(" + written(old[i] / scale, null) + ")"),
      h("b", {}, say("radar_of", { value: row.value / scale, most: axes.most }))))),
    before && h("p", { class: "small" }, say("page_values_before", { day: dated(before.day) })));
}
