// <drogowskaz-chat>: the whole conversation in one element. No HTML is ever made from text.
import { say } from "./strings.js";

const HERE = new URL(".", import.meta.url);
const PAUSES = [500, 1500, 3000];
const TIMEOUT = 25000;

/** An element with properties, attributes (names with "-" or in ATTRIBUTES), listeners (functions) and children. */
const ATTRIBUTES = new Set(["role", "for", "lang", "rel"]);
function h(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (ATTRIBUTES.has(name) || name.includes("-")) made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

const messageId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

class Lost extends Error {}

async function call(method, path, body) {
  const answer = await fetch(new URL(path, HERE), {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body && JSON.stringify(body),
    credentials: "same-origin",
    signal: AbortSignal.timeout(TIMEOUT),
  });
  const value = await answer.json().catch(() => null);
  if (value === null || (answer.status >= 500 && !value.card)) throw new Lost(String(answer.status));
  return { status: answer.status, value };
}

class Chat extends HTMLElement {
  #queue = Promise.resolve();
  #titles = new Map(); // payload → what its button said, to show a pressed button in the history
  #draft = [];
  #saved = false;
  #root;

  connectedCallback() {
    if (this.#root) return;
    this.#root = this.attachShadow({ mode: "open" });
    this.list = h("ol", { className: "messages" });
    this.live = h("div", { className: "hidden", "aria-live": "polite" });
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
    this.choice = h("ol", { className: "choice" });
    this.status = h("p", { className: "status" });
    this.finish = h("button", { type: "button", className: "main", hidden: true, click: () => this.#press("/finish", say("finish"), true) }, say("finish"));
    this.#root.append(
      h("link", { rel: "stylesheet", href: new URL("drogowskaz.css", HERE).href }),
      h("div", { className: "chat", lang: "pl" },
        h("section", { className: "talk", "aria-labelledby": "talk" },
          h("div", { className: "head" },
            h("h2", { id: "talk" }, say("title")),
            h("button", { type: "button", click: () => this.#fresh() }, say("fresh"))),
          this.log, this.form),
        h("section", { className: "draft", "aria-labelledby": "draft" },
          h("div", { className: "head" }, h("h2", { id: "draft" }, say("draft")), this.finish),
          this.status, this.choice)),
      this.live);
    this.#showDraft([], false);
    this.#queue = this.#begin();
  }

  async #begin() {
    try {
      const { value } = await this.#patiently("POST", "api/v1/session", {});
      const past = value.new ? null : (await this.#patiently("GET", "api/v1/history")).value;
      if (!past?.messages?.length) return this.#welcome();
      for (const { who, content } of past.messages) {
        if (who === "bot") this.#reply(content, true);
        else this.#mine(content.text ?? this.#titles.get(content.press) ?? content.press);
      }
      this.#showDraft(past.draft, this.#saved);
    } catch {
      this.#welcome();
      this.#note(say("noHistory"));
    }
  }

  #welcome() {
    this.#reply({
      texts: [say("welcome")],
      buttons: [
        { title: say("startOverview"), payload: "/overview" },
        { title: say("startRecommend"), payload: "/recommend" },
        { title: say("startHelp"), payload: "/help" },
      ],
    }, true);
  }

  #submit() {
    const text = this.input.value.trim();
    if (!text) return this.input.focus();
    this.input.value = "";
    this.#send({ text }, text);
    this.input.focus();
  }

  /** A pressed button: the words it showed stand as the message. Focus returns to where the next step is. */
  #press(payload, title, fromDraft = false) {
    if (!fromDraft && matchMedia("(hover: hover)").matches) this.input.focus({ preventScroll: true });
    this.#send({ payload }, title);
  }

  #send(body, shown) {
    const message = { ...body, id: messageId() };
    this.#queue = this.#queue.then(() => {
      this.#mine(shown);
      return this.#deliver(message);
    });
  }

  async #deliver(message) {
    this.typing.hidden = false;
    this.#scroll(this.list.lastChild);
    try {
      const { value } = await this.#patiently("POST", "api/v1/message", message);
      this.#reply(value);
    } catch {
      this.#failed(message);
    } finally {
      this.typing.hidden = true;
      this.typing.textContent = say("typing");
    }
  }

  /** Ask again with the same message id while answers are lost; a session that ended is begun anew. */
  async #patiently(method, path, body) {
    for (let tries = 0; ; tries++) {
      try {
        const answer = await call(method, path, body);
        if (answer.status === 401 && tries < PAUSES.length) {
          await call("POST", "api/v1/session", {});
          continue;
        }
        if (answer.status >= 400 && !answer.value.card) throw new Lost(String(answer.status));
        return answer;
      } catch (error) {
        if (tries >= PAUSES.length) throw error;
        if (tries > 0) this.typing.textContent = say("retrying");
        await wait(PAUSES[tries]);
      }
    }
  }

  #failed(message) {
    const again = h("button", { type: "button", click: () => {
      item.remove();
      this.input.focus({ preventScroll: true });
      this.#queue = this.#queue.then(() => this.#deliver(message));
    } }, say("retry"));
    const item = this.#note(say("lost"), h("div", { className: "buttons" }, again));
  }

  async #fresh() {
    if (this.#draft.length && !this.#saved && !confirm(say("freshAsk"))) return;
    this.#queue = this.#queue.then(async () => {
      try {
        await this.#patiently("POST", "api/v1/session", { new: true });
      } catch {
        return void this.#note(say("lost"));
      }
      this.list.replaceChildren();
      this.#titles.clear();
      this.#showDraft([], false);
      this.#welcome();
      this.#announce(say("freshDone"));
      this.input.focus();
    });
  }

  #mine(text) {
    this.#add("mine", h("h3", { className: "hidden" }, say("you")), h("p", {}, text));
  }

  #note(text, ...more) {
    this.#announce(text);
    return this.#add("note", h("p", {}, text), ...more);
  }

  #reply(reply, past = false) {
    const { texts = [], buttons = [], card = {}, extras = {} } = reply;
    for (const old of this.list.querySelectorAll(".quick")) old.remove();
    const item = this.#add(card.kind === "error" ? "bot error" : "bot",
      h("h3", { className: "hidden" }, say("bot")),
      ...texts.map((text) => h("p", {}, text)),
      this.#sources(extras.sources),
      buttons.length ? h("div", { className: "buttons quick", role: "group", "aria-label": say("quick") },
        ...buttons.map(({ title, payload }) => {
          this.#titles.set(payload, title);
          return h("button", { type: "button", click: () => this.#press(payload, title) }, title);
        })) : null);
    if (extras.draft) this.#showDraft(extras.draft, Boolean(card.saved));
    if (!past) this.#announce(texts.join("\n"));
    this.#scroll(item);
  }

  #sources(sources) {
    if (!sources?.length) return null;
    return h("details", {}, h("summary", {}, say("sources")),
      h("ul", {}, ...sources.map(({ title, link, seen }) => h("li", {},
        /^https?:\/\//.test(link ?? "")
          ? h("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, title, h("span", { className: "hidden" }, ` (${say("newTab")})`))
          : title,
        seen ? ` – ${say("seen", { date: seen })}` : ""))));
  }

  #add(kind, ...children) {
    const item = h("li", { className: kind }, ...children);
    this.list.append(item);
    this.#scroll(item);
    return item;
  }

  /** To the question and the beginning of its answer, so that a long one is read from its top. */
  #scroll(item) {
    const top = item.previousSibling?.className === "mine" ? item.previousSibling : item;
    if (getComputedStyle(this.log).overflowY !== "visible") this.log.scrollTop = top.offsetTop - 8;
    else if (item.previousSibling) top.scrollIntoView({ block: "start" });
  }

  #announce(text) {
    const said = h("p", {}, text);
    this.live.append(said);
    setTimeout(() => said.remove(), 20000); // once read it must not be found a second time
  }

  #showDraft(draft, saved) {
    const focused = this.#root.activeElement;
    const place = focused?.dataset.id ? { id: focused.dataset.id, what: focused.dataset.what } : null;
    const index = this.#draft.findIndex(({ id }) => id === place?.id);
    this.#draft = draft;
    this.#saved = saved;
    this.status.textContent = say(!draft.length ? "empty" : saved ? "saved" : "unsaved");
    const last = draft.length - 1;
    this.choice.replaceChildren(...draft.map((item, n) => {
      const name = `${item.id} ${item.name}`;
      const button = (what, sign, payload, off) => {
        const title = say(what, { name });
        this.#titles.set(payload, title);
        return h("button", {
          type: "button", "aria-label": title, title, "aria-disabled": String(off), "data-id": item.id, "data-what": what,
          click: () => off || this.#press(payload, title, true),
        }, h("span", { "aria-hidden": "true" }, sign));
      };
      const more = [item.note, item.person, item.quarter].filter(Boolean).join(" · ");
      return h("li", {}, h("span", { className: "name" }, name, more ? h("small", {}, more) : null),
        h("span", { className: "tools" },
          button("up", "↑", `/move ${item.id} ${n}`, n === 0),
          button("down", "↓", `/move ${item.id} ${n + 2}`, n === last),
          button("remove", "✕", `/drop ${item.id}`, false)));
    }));
    this.finish.hidden = !draft.length || saved;
    if (place) this.#refocus(place, index);
  }

  /** The tools of the list are made anew: give the focus to the same tool, or to its neighbour, or to the input. */
  #refocus({ id, what }, index) {
    const tools = [...this.choice.querySelectorAll(`[data-what="${what}"]`)];
    (tools.find((tool) => tool.dataset.id === id) ?? tools[Math.min(index, tools.length - 1)] ?? this.input).focus();
  }
}

if (!customElements.get("drogowskaz-chat")) customElements.define("drogowskaz-chat", Chat);
