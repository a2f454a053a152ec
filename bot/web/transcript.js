// What was said: the list of messages, what a screen reader is told of it, and the thumbs under answers.
import { patiently } from "./api.js";
import { drawn } from "./cards.js";
import { button, h, thumb, words } from "./dom.js";
import { say } from "./strings.js";

/** Kinds of replies that tell something, so that one can say whether it helped. */
const RATED = /^(areas?_|area$|action|facet|glossary|statement|compare|recommend|clarify|out_of_scope)/;

/** What one can begin with. */
export const START = [
  { title: say("startOverview"), payload: "/overview" },
  { title: say("startRecommend"), payload: "/recommend" },
  { title: say("startHelp"), payload: "/help" },
];
const titled = (buttons) => buttons.map(({ title, payload }) => [payload, title]);

/** A view with `.root` and `.live`. `act`: what the parts of a reply can do (see `drawn`). */
export class Transcript {
  #titles = new Map(titled(START)); // payload → what its button said, to show a pressed button in the history
  #shown = new Set(); // messages on the screen: who and the message id

  constructor(act, otherwise) {
    this.act = act;
    this.otherwise = otherwise; // gets the focus when what had it is gone
    this.list = h("ol", { className: "messages" });
    this.live = h("div", { className: "hidden", "aria-live": "polite" });
    this.typing = h("p", { className: "typing", hidden: true, "aria-hidden": "true" }, say("typing"));
    this.root = h("div", { className: "log", role: "region", tabIndex: 0, "aria-label": say("log") }, this.list, this.typing);
  }

  has(who, id) { return this.#shown.has(who + id); }

  clear() {
    this.list.replaceChildren();
    this.#shown.clear();
  }

  reply(reply, id, map) {
    const { buttons = [], card = {} } = reply;
    for (const old of this.list.querySelectorAll(".quick, .rate")) old.remove();
    const { parts, used } = drawn(reply, map, this.act);
    for (const [payload, title] of titled(buttons)) this.#titles.set(payload, title);
    const quick = buttons.filter(({ payload }) => !used.has(payload));
    const rated = id && RATED.test(card.kind);
    const item = this.#add(card.kind === "error" ? "bot error" : `bot is-${card.kind}`,
      h("h3", { className: "hidden" }, say("bot")), parts,
      quick.length ? h("div", { className: "buttons quick", role: "group", "aria-label": say("quick") },
        quick.map(({ title, payload }) => button(title, () => this.act.press(payload, title), /^.yes/.test(payload) ? { className: "main" } : {}))) : null,
      rated ? this.#thumbs(id) : null);
    this.#shown.add(`bot${id}`);
    return item;
  }

  #thumbs(id) {
    const rate = async (rating) => {
      this.otherwise.focus({ preventScroll: true });
      const answer = await patiently("POST", "api/v1/feedback", { id, rating }).catch(() => null);
      const said = say(answer?.status === 200 ? "rated" : "unrated");
      group.replaceChildren(h("small", {}, said));
      this.announce(said);
    };
    const group = h("div", { className: "rate", role: "group", "aria-label": say("rate") },
      [["thumbUp", 1], ["thumbDown", -1]].map(([name, rating]) =>
        button(thumb(), () => rate(rating), { className: `plain ${name}`, "aria-label": say(name), title: say(name) })));
    return group;
  }

  mine(text, id) {
    this.#shown.add(`user${id}`);
    this.#add("mine", h("h3", { className: "hidden" }, say("you")), h("p", {}, text));
  }

  note(text) {
    this.announce(text);
    return this.#add("note", h("p", {}, text));
  }

  /** The words of a press in the history, whose button may not be on the screen. */
  named(payload) {
    const [, word, what] = payload.match(/^\/(\w+) ?(\S*)/) ?? [];
    const known = this.#titles.get(payload);
    if (known) return known;
    return /^(add|drop|move|area)$/.test(word) ? say(`${word}_press`, { what }) : word === "finish" ? say("finish") : what || payload;
  }

  #add(kind, ...children) {
    const item = h("li", { className: kind }, ...children);
    this.list.append(item);
    this.scroll(item);
    return item;
  }

  /** To the question and the beginning of its answer, so that a long one is read from its top. */
  scroll(item) {
    if (!item) return;
    const top = item.previousSibling?.className === "mine" ? item.previousSibling : item;
    if (getComputedStyle(this.root).overflowY !== "visible") this.root.scrollTop = top.offsetTop - 8;
    else if (item.previousSibling) top.scrollIntoView({ block: "start" });
  }

  announce(text) {
    const said = h("p", {}, words(text));
    this.live.append(said);
    setTimeout(() => said.remove(), 20000); // once read it must not be found a second time
  }
}
