// <drogowskaz-chat>: the whole conversation in one element. With `closable` it has a ✕ that fires "close".
import { keep, kept, messageId, patiently, perhaps } from "./api.js";
import { mark } from "./cards.js";
import { button, h, sheet } from "./dom.js";
import { Draft } from "./draft.js";
import { say } from "./strings.js";
import { START, Transcript } from "./transcript.js";

class Chat extends HTMLElement {
  #queue = Promise.resolve();
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
    this.notice = h("p", { className: "notice", role: "note", hidden: true });
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
    this.said = new Transcript(this.#act, this.input);
    this.draft = new Draft((payload, title) => this.#send({ payload }, title), this.input);
    const shut = this.hasAttribute("closable") ? button("✕", () => this.dispatchEvent(new Event("close")), { "aria-label": say("close") }) : null;
    this.#root.append(
      h("div", { className: "chat", lang: "pl" },
        h("section", { className: "talk", "aria-labelledby": "talk" },
          h("div", { className: "head" }, h("h2", { id: "talk" }, say("title")),
            h("div", { className: "buttons" }, button(say("fresh"), () => this.#fresh()), shut)),
          this.notice, this.said.root, this.form),
        this.draft.root),
      this.said.live);
    this.draft.show([], false);
    this.#queue = this.#begin();
    this.#tabs.onmessage = ({ data: { token } }) => {
      if (token) keep(token); // what another tab stored may arrive later than its word
      this.#sync(token !== undefined);
    };
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
      this.said.note(say("noHistory"));
    }
  }

  /** Draw what other tabs said, or (`anew`) everything. */
  async #catchUp(anew = false) {
    const query = this.#version && !anew ? `?since=${this.#version}` : "";
    const { value: past } = await patiently("GET", `api/v1/history${query}`);
    if (!past.messages) return;
    if (anew || past.reset) this.said.clear();
    for (const { who, content, id } of past.messages) {
      if (this.said.has(who, id)) continue;
      if (who === "bot") this.#reply(content, id, true);
      else this.said.mine(content.text ?? this.said.named(content.press), id);
    }
    this.#version = past.version ?? this.#version;
    if (!this.said.list.children.length) this.#welcome();
    this.#choose(past.draft, past.saved);
  }

  #sync(anew = false) {
    this.#queue = this.#queue.then(() => this.#catchUp(anew)).catch(() => {}); // it is tried again at the next occasion
  }

  #welcome() {
    this.#reply({ texts: [say("welcome")], buttons: START }, null, true);
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
    (matchMedia("(hover: hover)").matches ? this.input : this.said.root).focus({ preventScroll: true });
    this.#send({ payload }, title);
  }

  #send(body, shown) {
    const message = { ...body, id: messageId() };
    this.#queue = this.#queue.then(() => {
      this.said.mine(shown, message.id);
      return this.#deliver(message);
    });
  }

  async #deliver(message) {
    this.said.typing.hidden = false;
    this.said.scroll(this.said.list.lastChild);
    try {
      const { value, status } = await patiently("POST", "api/v1/message", message, () => { this.said.typing.textContent = say("retrying"); });
      const item = this.#reply(value, message.id);
      if (status === 429 || status >= 500) this.#again(item, message);
      this.#version ||= message.id;
      this.#tabs.postMessage({});
    } catch {
      const { phone = "[", hours = "" } = this.#info?.centre ?? {};
      const call = phone.startsWith("[") ? "" : ` ${say("phone", { phone, hours })}`;
      this.#again(this.said.note((navigator.onLine ? say("lost") : say("offline")) + call), message);
    } finally {
      this.said.typing.hidden = true;
      this.said.typing.textContent = say("typing");
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
    this.said.scroll(item);
  }

  #fresh() {
    if (this.draft.items.length && !this.draft.saved && !confirm(say("freshAsk"))) return;
    this.#queue = this.#queue.then(async () => {
      try {
        await patiently("POST", "api/v1/session", { new: true });
      } catch {
        return void this.said.note(say("lost"));
      }
      this.said.clear();
      this.#version = "";
      this.#choose([], false);
      this.#welcome();
      this.said.announce(say("freshDone"));
      this.#tabs.postMessage({ token: kept() });
      this.input.focus();
    });
  }

  #reply(reply, id, past = false) {
    const { texts = [], card = {}, extras = {} } = reply;
    const item = this.said.reply(reply, id, this.#map);
    this.#choose(extras.draft ?? this.draft.items, extras.draft ? Boolean(card.saved) : this.draft.saved);
    if (!past) this.said.announce(texts.join("\n"));
    this.said.scroll(item);
    return item;
  }

  #choose(draft, saved) {
    this.draft.show(draft, saved);
    mark(this.said.list, draft);
  }
}

if (!customElements.get("drogowskaz-chat")) customElements.define("drogowskaz-chat", Chat);
