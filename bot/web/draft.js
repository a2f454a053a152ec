// The running choice: always in sight, reordered, shortened and confirmed in place.
import { button, h } from "./dom.js";
import { say } from "./strings.js";

/** A view with `.root`; show(draft, saved) draws it anew. `press(payload, title)` sends what a tool does. */
export class Draft {
  items = [];
  saved = false;

  constructor(press, otherwise) {
    this.press = press;
    this.otherwise = otherwise; // gets the focus when nothing of the list is left
    this.choice = h("ol", { className: "choice", id: "choice" });
    this.status = h("p", { className: "status" });
    this.count = h("span");
    this.finish = button(say("finish"), () => press("/finish", say("finish")), { className: "main", hidden: true });
    this.folder = button("", () => {
      this.choice.classList.toggle("folded");
      this.folder.setAttribute("aria-expanded", String(!this.choice.classList.contains("folded")));
    }, { className: "fold folder", "aria-expanded": "true", "aria-controls": "choice", "aria-label": say("fold"), hidden: true });
    this.root = h("section", { className: "draft", "aria-labelledby": "draft" },
      h("div", { className: "head" }, h("h2", { id: "draft" }, say("draft"), this.count), this.folder),
      this.finish, this.status, this.choice);
  }

  show(draft, saved) {
    const focused = this.root.getRootNode().activeElement;
    const place = focused?.dataset.id ? { id: focused.dataset.id, what: focused.dataset.what } : null;
    const index = this.items.findIndex(({ id }) => id === place?.id);
    const finishing = focused === this.finish;
    this.items = draft;
    this.saved = saved;
    this.count.textContent = draft.length ? ` (${draft.length})` : "";
    this.status.textContent = say(!draft.length ? "empty" : saved ? "saved" : "unsaved");
    this.choice.replaceChildren(...draft.map((item, n) => this.#row(item, n, draft.length - 1)));
    this.folder.hidden = !draft.length;
    this.finish.hidden = !draft.length || saved;
    if (place) this.#refocus(place, index);
    else if (finishing && this.finish.hidden) this.otherwise.focus();
  }

  #row(item, n, last) {
    const name = `${item.id} ${item.name}`;
    const tool = (what, sign, payload, off) => {
      const title = say(what, { name });
      return button(h("span", { "aria-hidden": "true" }, sign), () => off || this.press(payload, title),
        { "aria-label": title, title, "aria-disabled": String(off), "data-id": item.id, "data-what": what });
    };
    const more = [item.note, item.person, item.quarter].filter(Boolean).join(" · ");
    return h("li", {}, h("span", { className: "name" }, name, more ? h("small", {}, more) : null),
      h("span", { className: "tools" },
        tool("up", "↑", `/move ${item.id} ${n}`, n === 0),
        tool("down", "↓", `/move ${item.id} ${n + 2}`, n === last),
        tool("remove", "✕", `/drop ${item.id}`, false)));
  }

  /** The tools of the list are made anew: give the focus to the same tool, or to its neighbour, or elsewhere. */
  #refocus({ id, what }, index) {
    const tools = [...this.choice.querySelectorAll(`[data-what="${what}"]`)];
    (tools.find((tool) => tool.dataset.id === id) ?? tools[Math.min(index, tools.length - 1)] ?? this.otherwise).focus();
  }
}
