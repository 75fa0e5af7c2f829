// The page behind the QR code: reads the fragment of its own address, shows the card, and forgets it.
// Stores nothing unless it is asked to, asks no network for anything. Words are content, embedded as data.
"use strict";

const FAULTS = {
  empty: ["page_empty", "page_empty_text"],
  damaged: ["page_damaged", "page_damaged_text"],
  newer: ["page_newer", "page_newer_text"],
};
const ONLINE = { ganz: "page_online_ganz", teils: "page_online_teils", nein: "page_online_nein" };
const WHEN = ["budget_first", "budget_second", "budget_third"];

function result(card, words) {
  const headline = words.line("headline");
  const talk = words.line("talk");
  const badge = card.badges.map((each) => own(DATA.badges, each)).find(Boolean);
  const profile = words.profile && badge ? say(badge.key) + "! " + words.profile : words.profile;
  return h("section", { class: "card", "aria-labelledby": "result" },
    h("p", { class: "game" }, icon(words.game.icon), words.title),
    card.tower && h("p", { class: "eyebrow", "aria-hidden": "true" }, say("result_year")),
    h("h1", { id: "result", class: card.tower ? "spoken" : "" }, headline || words.title, card.tower && words.range ? " " + words.range : ""),
    !card.tower && words.range && h("p", { class: "between" }, words.range),
    card.tower ? towerCard(card, words) : [barsCard(card, words), radarCard(card, words)],
    h("div", { class: "words" },
      ...[profile, words.line("shared"), words.line("text"), card.early && say("result_early"), !words.fits && card.version > 1 && say("page_older")]
        .filter(Boolean).map((text) => h("p", {}, text))),
    talk && h("p", { class: "talk" }, h("b", {}, say("page_talk") + ": "), talk));
}

function pledges(card, words) {
  const rows = card.pledges.map((pledge) => ({ ...own(words.game.levers, pledge.mark), carried: pledge.figures })).filter((row) => row.line);
  if (!rows.length) return null;
  return h("section", { "aria-labelledby": "pledges" }, h("h2", { id: "pledges" }, say("result_pledges")),
    h("ul", { class: "pledges" }, ...rows.map((row, place) => {
      const beside = row.figures.map((f, i) => [f[0], f[1], f[2], row.carried[i]]).filter((f) => f[3] || (f[3] === 0 && f[0] === "budget_price"));
      const figures = beside.map((f) => say(f[0], { [f[1]]: f[3] / Math.pow(10, f[2]) }));
      const helper = own(DATA.services, row.service);
      return h("li", { "data-colour": row.colour }, icon(row.icon),
        h("span", {}, words.line(row.line) || plain(words.game, row.line),
          row.dated && h("span", { class: "when" }, say(WHEN[Math.min(place, 2)])),
          helper && h("a", { href: helper.url, rel: "noopener noreferrer external" }, say("budget_help", { service: helper.text[tag] }) || helper.text[tag])),
        h("b", {}, ...(row.handprint ? [say("pledge_handprint")] : figures.filter(Boolean).map((text) => h("span", {}, text)))));
    })));
}

function night(card) {
  const mine = DATA.blocks.find((block) => block[0] === card.block);
  if (!mine) return null;
  const corner = ([, column, row]) => [
    column > 0 ? 166 + (column - 1) * 20 : 158 + column * 20,
    226 - row * 20 - (row >= 5 ? 8 : 0),
  ];
  const box = (x, y, side) => "M" + x + " " + y + "h" + side + "v" + side + "h-" + side + "z";
  const corners = DATA.blocks.map(corner);
  const thirds = [2, 7, 12];
  const windows = corners.flatMap(([x, y]) => thirds.flatMap((dx) => thirds.map((dy) => box(x + dx, y + dy, 3))));
  const [x, y] = corner(mine);
  return h("section", { class: "night", "aria-labelledby": "light" },
    picture(332, 250, "",
      s("path", { d: corners.map((at) => box(at[0], at[1], 17)).join(""), class: "block" }),
      s("path", { d: windows.join(""), class: "window" }),
      s("rect", { x: x - 3, y: y - 3, width: 23, height: 23, rx: 5, class: "halo" }),
      square(x + 3, y + 3, 11, { class: "light" })),
    h("h2", { id: "light" }, say(DATA.scenarios[card.scenario].players > 1 ? "result_lights_on" : "result_light_on", { lights: "2" })), h("p", {}, say("result_block", { block: card.block })));
}

function services(found, title, id) {
  const rows = found.map((each) => own(DATA.services, each)).filter(Boolean);
  if (!rows.length) return null;
  return h("section", { "aria-labelledby": id }, h("h2", { id: id }, say(title)),
    h("ul", { class: "services" }, ...rows.map((service) => h("li", {},
      h("a", { href: service.url, rel: "noopener noreferrer external" }, service.text[tag]),
      h("p", {}, service.what[tag]),
      h("p", { class: "small" }, service.url.replace(/^https:\/\/(www\.)?/, "").split("/")[0] + " · " + say(ONLINE[service.online]) + " · " + say("page_checked", { day: dated(service.checked) }))))));
}

function sticker(badge, day) {
  return h("li", { "data-colour": badge.colour }, icon(badge.icon), h("b", {}, say(badge.key)), day && h("span", { class: "small" }, dated(day)));
}

function badgeOf(card) {
  const mine = card.badges.filter((each) => own(DATA.badges, each));
  const has = kept();
  const parts = [];
  if (mine.length) {
    const all = mine.every((each) => own(has.badges, each));
    parts.push(h("h2", { id: "badge" }, say("page_badge")), h("ul", { class: "stickers" }, ...mine.map((each) => sticker(DATA.badges[each]))),
      all ? h("p", { class: "done" }, say("page_badge_kept"))
        : button(say("page_badge_keep"), () => keep((now) => mine.forEach((each) => (now.badges[each] = today()))), { id: "keep-badge", class: "accent" }));
  }
  if (DATA.scenarios[card.scenario].axes && card.axes.some((value) => value !== null)) {
    parts.push(keptAs(card) ? h("p", { class: "done" }, say("page_values_kept"))
      : button(say("page_values_keep"), () => keep((now) => (now.values[card.scenario] = { day: today(), axes: valuesOf(card) })), { id: "keep-values", class: "accent" }));
  }
  return parts.length ? h("section", { class: "badge" }, ...parts) : null;
}

function pass() {
  const has = kept();
  const badges = Object.keys(has.badges).map((each) => ({ ...DATA.badges[each], day: has.badges[each] }));
  const colours = new Set(badges.map((badge) => badge.colour));
  const away = button(say("page_forget"), forget, { id: "forget", class: "quiet" });
  if (!badges.length) return Object.keys(has.values).length ? h("section", {}, away) : null;
  const master = DATA.master.every((colour) => colours.has(colour));
  const full = colours.size >= 3;
  return h("section", { class: "pass" + (full ? " full" : ""), "aria-labelledby": "pass" },
    h("h2", { id: "pass" }, say("page_pass")),
    h("p", {}, full ? say("page_pass_full") : say("page_pass_count", { colours: colours.size })),
    master && h("p", { class: "master" }, h("b", {}, say("page_pass_master")), h("span", {}, say("page_pass_master_text"))),
    h("ul", { class: "stickers" }, ...badges.map((badge) => sticker(badge, badge.day)),
      ...Array.from({ length: Math.max(0, 3 - colours.size) }, () => h("li", { class: "open", "aria-hidden": "true" }))),
    away);
}

function forget() {
  try {
    localStorage.removeItem(KEY);
    note = say("page_forgotten");
  } catch (error) {
    note = say("page_not_kept");
  }
  show();
}

let chosen = "";

function head() {
  return h("header", {}, h("p", { class: "house" }, h("b", {}, "dig itMA²"), " " + say("page_name")),
    TAGS.length > 1 && h("nav", { "aria-label": say("page_language") }, ...TAGS.map((each) =>
      button(DATA.languages[each], () => ((chosen = each), (note = ""), show()), { lang: each, id: "language-" + each, "aria-pressed": each === tag ? "true" : "false" }))));
}

function fault(name) {
  const [title, text] = FAULTS[name];
  return h("section", { class: "card", "aria-labelledby": "result" },
    h("h1", { id: "result" }, say(title)), h("p", {}, say(text)));
}

function show() {
  const found = read(location.hash);
  const card = found.card;
  const game = card ? DATA.scenarios[card.scenario] : null;
  tag = chosen || known(card && card.language) || known(navigator.language) || TAGS[0];
  formal = Boolean(game && game.formal);
  const words = card ? told(card) : null;
  const focused = document.activeElement && document.activeElement.id;
  const named = card ? game.services : Object.keys(DATA.services);
  const taken = card ? card.services.filter((each) => !game.services.includes(each)) : [];
  const page = document.getElementById("page");
  document.documentElement.lang = tag;
  document.body.dataset.colour = game ? game.colour : "wir";
  document.title = (words ? words.title : say("page_name")) + " – dig itMA²";
  page.replaceChildren(head(), h("main", {},
    h("div", { class: "column" }, card ? result(card, words) : fault(found.fault), card && pledges(card, words) || ""),
    h("div", { class: "column" }, card && night(card) || "", card && badgeOf(card) || "", pass() || "",
      services(taken, "page_taken", "taken") || "", services(named, card ? "result_services" : "page_all_services", "services") || "")),
    h("footer", {}, h("p", { role: "status" }, note), h("p", {}, say("page_private")), button(say("page_print"), () => window.print(), { id: "print", class: "quiet" })));
  const again = focused && document.getElementById(focused);
  if (again) again.focus({ preventScroll: true });
}

window.addEventListener("hashchange", () => ((chosen = ""), (note = ""), show()));
show();
if ("serviceWorker" in navigator && window.isSecureContext) navigator.serviceWorker.register("sw.js").catch(() => {});
