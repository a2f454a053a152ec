// A button in the corner of a page without <drogowskaz-chat>; no conversation begins before it is pressed.
import { button, h, sheet } from "./dom.js";
import { say } from "./strings.js";

class Launcher extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.opener = button(say("open"), () => this.#open(), { className: "main opener", "aria-haspopup": "dialog", "aria-expanded": "false", lang: "pl" });
    this.panel = h("dialog", {
      lang: "pl", "aria-label": say("title"),
      keydown: (event) => { if (event.key === "Escape") this.panel.close(); },
      close: () => {
        this.opener.setAttribute("aria-expanded", "false");
        this.opener.focus();
      },
    });
    root.append(this.opener, this.panel);
  }

  /** On a small screen it covers the page, so the page behind is out of reach; else both can be used. */
  #open() {
    if (!this.panel.firstChild) this.panel.append(h("drogowskaz-chat", { closable: "", close: () => this.panel.close() }));
    if (matchMedia("(max-width: 40rem), (max-height: 30rem)").matches) this.panel.showModal();
    else this.panel.show();
    this.opener.setAttribute("aria-expanded", "true");
    this.panel.firstChild.focus();
  }
}

if (!customElements.get("drogowskaz-launcher")) {
  customElements.define("drogowskaz-launcher", Launcher);
  if (!document.querySelector("drogowskaz-chat")) document.body.append(document.createElement("drogowskaz-launcher"));
}
