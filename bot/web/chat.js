// <drogowskaz-chat>: the whole conversation in one element. With `closable` it has a ✕ that fires "close".
import { messageId, patiently, perhaps } from "./api.js";
import { drawn, mark } from "./cards.js";
import { button, h, sheet, thumb, words } from "./dom.js";
import { Draft } from "./draft.js";
import { say } from "./strings.js";

/** Kinds of replies that tell something, so that one can say whether it helped. */
const RATED = /^(areas?_|area$|action|facet|glossary|statement|compare|recommend|clarify|out_of_scope)/;

class Chat extends HTMLElement {
  #queue = Promise.resolve();
  #titles = new Map(); // payload → what its button said, to show a pressed button in the history
  #shown = new Set(); // messages on the screen: who and the message id
  #version = "";
  #map = null;
  #info = null;
  #failed = null;
  #tabs = new BroadcastChannel("drogowskaz");
  #act = { press: (payload, title) => this.#press(payload, title), text: (text) => this.#say(text), wide: () => this.clientWidth > 640 };
  #root;

  connectedCallback() {
    if (this.#root) return;
    this.#root = this.attachShadow({ mode: "open" });
    this.#root.adoptedStyleSheets = [sheet];
    this.list = h("ol", { className: "messages" });
    this.live = h("div", { className: "hidden", "aria-live": "polite" });
    this.notice = h("p", { className: "notice", role: "note", hidden: true });
    this.typing = h("p", { className: "typing", hidden: true, "aria-hidden": "true" }, say("typing"));
    this.log = h("div", { className: "log", role: "region", tabIndex: 0, "aria-label": say("log") }, this.list, this.typing);
    this.input = h("textarea", {
      id: "input", rows: 1, enterKeyHint: "send", autocomplete: "off", "aria-describedby": "hint",
      keydown: (event) => {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
          event.preventDefault();
          this.#submit();
        }
      },
    });
    this.form = h("form", { submit: (event) => { event.preventDefault(); this.#submit(); } },
      h("label", { for: "input" }, say("label")),
      h("div", { className: "line" }, this.input, h("button", { className: "main" }, say("send"))),
      h("p", { id: "hint" }, say("hint")));
    this.draft = new Draft((payload, title) => this.#send({ payload }, title), this.input);
    const shut = this.hasAttribute("closable") ? button("✕", () => this.dispatchEvent(new Event("close")), { "aria-label": say("close") }) : null;
    this.#root.append(
      h("div", { className: "chat", lang: "pl" },
        h("section", { className: "talk", "aria-labelledby": "talk" },
          h("div", { className: "head" }, h("h2", { id: "talk" }, say("title")),
            h("div", { className: "buttons" }, button(say("fresh"), () => this.#fresh()), shut)),
          this.notice, this.log, this.form),
        this.draft.root),
      this.live);
    this.draft.show([], false);
    this.#queue = this.#begin();
    this.#tabs.onmessage = ({ data }) => this.#sync(data === "new");
    document.addEventListener("visibilitychange", () => document.hidden || this.#sync());
    addEventListener("online", () => this.#failed?.click());
  }

  focus() { this.input.focus(); }

  async #begin() {
    [this.#info, this.#map] = await Promise.all([perhaps("api/v1/info"), perhaps("api/v1/map")]);
    const { notice, open = true, closed } = this.#info ?? {};
    this.notice.textContent = [notice, closed].filter(Boolean).join(" ");
    this.notice.hidden = !this.notice.textContent;
    this.form.hidden = this.draft.root.hidden = !open;
    if (!open) return;
    try {
      const { value } = await patiently("POST", "api/v1/session", {});
      if (value.new) return this.#welcome();
      await this.#catchUp(true);
    } catch {
      this.#welcome();
      this.#note(say("noHistory"));
    }
  }

  /** Draw what other tabs said, or (`anew`) everything. */
  async #catchUp(anew = false) {
    const query = this.#version && !anew ? `?since=${this.#version}` : "";
    const { value: past } = await patiently("GET", `api/v1/history${query}`);
    if (!past.messages) return;
    if (anew || past.reset) {
      this.list.replaceChildren();
      this.#shown.clear();
    }
    for (const { who, content, id } of past.messages) {
      if (this.#shown.has(who + id)) continue;
      if (who === "bot") this.#reply(content, id, true);
      else this.#mine(content.text ?? this.#named(content.press), id);
    }
    this.#version = past.version ?? this.#version;
    if (!this.list.children.length) this.#welcome();
    this.#choose(past.draft, past.saved);
  }

  #sync(anew = false) {
    this.#queue = this.#queue.then(() => this.#catchUp(anew)).catch(() => {}); // it is tried again at the next occasion
  }

  #welcome() {
    this.#reply({
      texts: [say("welcome")],
      buttons: [
        { title: say("startOverview"), payload: "/overview" },
        { title: say("startRecommend"), payload: "/recommend" },
        { title: say("startHelp"), payload: "/help" },
      ],
    }, null, true);
  }

  #submit() {
    const text = this.input.value.trim();
    if (text) this.#say(text);
    this.input.focus();
  }

  #say(text) {
    if (this.input.value.trim() === text) this.input.value = "";
    this.#send({ text }, text);
  }

  /** A pressed button: the words it showed stand as the message. The button goes, so the focus goes on. */
  #press(payload, title) {
    (matchMedia("(hover: hover)").matches ? this.input : this.log).focus({ preventScroll: true });
    this.#send({ payload }, title);
  }

  /** The words of a press in the history, whose button may not be on the screen. */
  #named(payload) {
    const [, word, what] = payload.match(/^\/(\w+) ?(\S*)/) ?? [];
    const known = this.#titles.get(payload);
    if (known) return known;
    return /^(add|drop|move|area)$/.test(word) ? say(`${word}_press`, { what }) : word === "finish" ? say("finish") : what || payload;
  }

  #send(body, shown) {
    const message = { ...body, id: messageId() };
    this.#queue = this.#queue.then(() => {
      this.#mine(shown, message.id);
      return this.#deliver(message);
    });
  }

  async #deliver(message) {
    this.typing.hidden = false;
    this.#scroll(this.list.lastChild);
    try {
      const { value, status } = await patiently("POST", "api/v1/message", message, () => { this.typing.textContent = say("retrying"); });
      const item = this.#reply(value, message.id);
      if (status === 429 || status >= 500) this.#again(item, message);
      this.#version ||= message.id;
      this.#tabs.postMessage("said");
    } catch {
      const { phone = "[", hours = "" } = this.#info?.centre ?? {};
      const call = phone.startsWith("[") ? "" : ` ${say("phone", { phone, hours })}`;
      this.#again(this.#note((navigator.onLine ? say("lost") : say("offline")) + call), message);
    } finally {
      this.typing.hidden = true;
      this.typing.textContent = say("typing");
    }
  }

  /** Offer to send the same message, under the same id, once more. */
  #again(item, message) {
    this.#failed = button(say("retry"), () => {
      this.#failed = null;
      item.remove();
      this.input.focus({ preventScroll: true });
      this.#queue = this.#queue.then(() => this.#deliver(message));
    });
    item.append(h("div", { className: "buttons" }, this.#failed));
    this.#scroll(item);
  }

  #fresh() {
    if (this.draft.items.length && !this.draft.saved && !confirm(say("freshAsk"))) return;
    this.#queue = this.#queue.then(async () => {
      try {
        await patiently("POST", "api/v1/session", { new: true });
      } catch {
        return void this.#note(say("lost"));
      }
      this.list.replaceChildren();
      this.#titles.clear();
      this.#shown.clear();
      this.#version = "";
      this.#choose([], false);
      this.#welcome();
      this.#announce(say("freshDone"));
      this.#tabs.postMessage("new");
      this.input.focus();
    });
  }

  #mine(text, id) {
    this.#shown.add(`user${id}`);
    this.#add("mine", h("h3", { className: "hidden" }, say("you")), h("p", {}, text));
  }

  #note(text) {
    this.#announce(text);
    return this.#add("note", h("p", {}, text));
  }

  #reply(reply, id, past = false) {
    const { texts = [], buttons = [], card = {}, extras = {} } = reply;
    for (const old of this.list.querySelectorAll(".quick, .rate")) old.remove();
    const { parts, used } = drawn(reply, this.#map, this.#act);
    for (const { title, payload } of buttons) this.#titles.set(payload, title);
    const quick = buttons.filter(({ payload }) => !used.has(payload));
    const rated = id && RATED.test(card.kind);
    const item = this.#add(card.kind === "error" ? "bot error" : `bot is-${card.kind}`,
      h("h3", { className: "hidden" }, say("bot")), parts,
      quick.length ? h("div", { className: "buttons quick", role: "group", "aria-label": say("quick") },
        quick.map(({ title, payload }) => button(title, () => this.#press(payload, title), /^.yes/.test(payload) ? { className: "main" } : {}))) : null,
      rated ? this.#thumbs(id) : null);
    this.#shown.add(`bot${id}`);
    this.#choose(extras.draft ?? this.draft.items, extras.draft ? Boolean(card.saved) : this.draft.saved);
    if (!past) this.#announce(texts.join("\n"));
    this.#scroll(item);
    return item;
  }

  #thumbs(id) {
    const rate = async (rating) => {
      this.input.focus({ preventScroll: true });
      const answer = await patiently("POST", "api/v1/feedback", { id, rating }).catch(() => null);
      const said = say(answer?.status === 200 ? "rated" : "unrated");
      group.replaceChildren(h("small", {}, said));
      this.#announce(said);
    };
    const group = h("div", { className: "rate", role: "group", "aria-label": say("rate") },
      [["thumbUp", 1], ["thumbDown", -1]].map(([name, rating]) =>
        button(thumb(), () => rate(rating), { className: `plain ${name}`, "aria-label": say(name), title: say(name) })));
    return group;
  }

  #choose(draft, saved) {
    this.draft.show(draft, saved);
    mark(this.list, draft);
  }

  #add(kind, ...children) {
    const item = h("li", { className: kind }, ...children);
    this.list.append(item);
    this.#scroll(item);
    return item;
  }

  /** To the question and the beginning of its answer, so that a long one is read from its top. */
  #scroll(item) {
    if (!item) return;
    const top = item.previousSibling?.className === "mine" ? item.previousSibling : item;
    if (getComputedStyle(this.log).overflowY !== "visible") this.log.scrollTop = top.offsetTop - 8;
    else if (item.previousSibling) top.scrollIntoView({ block: "start" });
  }

  #announce(text) {
    const said = h("p", {}, words(text));
    this.live.append(said);
    setTimeout(() => said.remove(), 20000); // once read it must not be found a second time
  }
}

if (!customElements.get("drogowskaz-chat")) customElements.define("drogowskaz-chat", Chat);
