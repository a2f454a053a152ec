// What a reply looks like: paragraphs, the map of areas, lists to choose from, comparisons, sources, documents.
import { AWAY } from "./api.js";
import { HERE, button, h, words } from "./dom.js";
import { say } from "./strings.js";

/**
 * The parts of a reply, in the order of its texts, and the payloads they have buttons for.
 * `map`: the table of areas or null. `act`: {press(payload, title), text(words), wide()}.
 */
export function drawn(reply, map, act) {
  const { texts = [], card = {}, extras = {} } = reply;
  const list = extras.list ?? [];
  const used = new Set();
  const use = (items) => items.forEach(({ id }) => used.add(`/show ${id}`));
  const parts = texts.map((text) => {
    if (card.kind === "areas_overview" && map?.areas.length && /^1\. .*\n2\. /.test(text)) {
      map.areas.forEach(({ id, actions }) => { used.add(`/area ${id}`); use(actions); });
      return table(map, act);
    }
    if (list.length && text.startsWith(`1. ${list[0].id} `)) {
      use(list);
      return chooser(list.map((item, n) => described(item, text.split("\n")[n] ?? "", map)), act);
    }
    if (extras.compare && text.startsWith(`${extras.compare.rows[0]?.label}: `)) return comparison(extras.compare);
    const action = extras.action;
    if (action && text === `${action.id} ${action.name}${action.starred ? "*" : ""}`) return h("h4", {}, text);
    return h("p", extras.sources?.length && text.startsWith(say("source")) ? { className: "dim" } : {}, words(text));
  });
  return { parts: [...parts, sources(extras.sources), documents(extras.documents)], used };
}

/** An item of a list: what its line says beside the name, else what the table says. */
function described(item, line, map) {
  const rest = line.split(item.name)[1]?.replace(/^[\s*.–:-]+/, "");
  const known = map?.areas.flatMap(({ actions }) => actions).find(({ id }) => id === item.id);
  return { ...item, short: rest || known?.short, open: Boolean(rest) };
}

/** The results table: a column for each area. */
function table(map, act) {
  const wide = act.wide();
  const columns = map.areas.map((area) => h("details", { className: `area a${area.id}`, open: wide },
    h("summary", {}, h("h4", {}, `${area.id}. ${area.name}`)),
    button(say("area"), () => act.press(`/area ${area.id}`, `${area.id}. ${area.name}`), { className: "plain", "aria-label": say("aboutArea", { name: area.name }) }),
    h("ul", { className: "rows" }, area.actions.map((action) => row(action, act)))));
  return chooserOf(h("div", { className: "map" }, columns), act);
}

const chooser = (items, act) => chooserOf(h("ul", { className: "rows" }, items.map((item) => row(item, act))), act);

/** Rows with check-boxes, and one button for all that are ticked. */
function chooserOf(rows, act) {
  const ticked = () => [...rows.querySelectorAll("input:checked:enabled")];
  const tell = () => {
    const count = ticked().length;
    add.textContent = count ? say("addPicked", { count }) : say("addNone");
    add.setAttribute("aria-disabled", String(!count));
  };
  const add = button("", () => {
    const boxes = ticked();
    if (!boxes.length) return;
    for (const box of boxes) box.checked = false;
    tell();
    act.text(`${say("addWord")} ${new Intl.ListFormat("pl").format(boxes.map(({ value }) => value))}`);
  }, { className: "main add" });
  tell();
  return h("div", { className: "chooser", role: "group", "aria-label": say("chooser"), change: tell }, rows, add);
}

function row({ id, name, short, starred, open = false }, act) {
  const full = `${id} ${name}${starred ? "*" : ""}`;
  const more = h("div", { className: "more", hidden: !open }, short ? h("p", {}, words(short)) : null,
    button(say("more"), () => act.press(`/show ${id}`, full), { "aria-label": `${say("more")}: ${full}` }));
  const fold = button("", () => {
    more.hidden = !more.hidden;
    fold.setAttribute("aria-expanded", String(!more.hidden));
  }, { className: "fold", "aria-expanded": String(open), "aria-label": say("about", { name: full }) });
  return h("li", {},
    h("label", {}, h("input", { type: "checkbox", value: id }), h("span", {}, full, h("em", { hidden: true }, ` – ${say("chosen")}`))), fold, more);
}

/** Ticks of what is chosen already stand fast; what was taken out of the choice can be ticked again. */
export function mark(root, draft) {
  const chosen = new Set(draft.map(({ id }) => id));
  for (const box of root.querySelectorAll(".rows input")) {
    const inside = chosen.has(box.value);
    if (box.disabled !== inside) box.checked = inside;
    box.disabled = inside;
    box.parentNode.querySelector("em").hidden = !inside;
  }
  for (const group of root.querySelectorAll(".chooser")) group.dispatchEvent(new Event("change"));
}

function comparison({ ids, rows }) {
  return h("div", { className: "scroll", role: "region", tabIndex: 0, "aria-label": say("comparison") }, h("table", {},
    h("tr", {}, h("td"), ids.map((id) => h("th", { scope: "col" }, id))),
    rows.map(({ label, cells }) => h("tr", {}, h("th", { scope: "row" }, label), cells.map((cell) => h("td", {}, words(cell)))))));
}

function sources(all) {
  if (!all?.length) return null;
  return h("details", { className: "sources" }, h("summary", {}, `${say("sources")} (${all.length})`),
    h("ul", {}, all.map(({ title, identifier, link, seen, status }) => h("li", {},
      /^https?:\/\//.test(link ?? "")
        ? h("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, words(title), h("span", { className: "hidden" }, ` (${say("newTab")})`))
        : words(title),
      h("small", {}, [/\w/.test(identifier ?? "") ? identifier : "", seen ? say("seen", { date: seen }) : "", status ?? ""].filter(Boolean).map((part) => h("span", {}, words(part))))))));
}

/** Their addresses are secret and expire, so a plain link is enough; on another site it must not lead away from the page. */
function documents(all) {
  if (!all?.length) return null;
  return h("div", { className: "buttons" }, all.map(({ name, label, url }) => h("a", {
    className: "file", href: new URL(url, HERE).href, download: name, rel: "noopener noreferrer", target: AWAY ? "_blank" : "",
  }, label, AWAY ? h("span", { className: "hidden" }, ` (${say("newTab")})`) : null)));
}
