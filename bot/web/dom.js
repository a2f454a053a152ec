// Elements made by hand: no HTML is ever made from text.
import { FOREIGN } from "./strings.js";

/** Where the widget came from; its script is told only while it begins. */
export const HERE = new URL(".", document.currentScript.src);

// A site that is not among the allowed ones gets no answer here, and then nothing is put on its pages.
const loaded = await fetch(new URL("drogowskaz.css", HERE), { credentials: "omit" }).then((answer) => answer.text());
/** The style sheet of all our shadow trees; constructed, so that a host page's policy needs no word about styles. */
export const sheet = new CSSStyleSheet();
sheet.replaceSync(loaded);

const ATTRIBUTES = new Set(["role", "for", "lang", "rel", "scope", "download", "closable"]);

/** An element with properties, attributes (names with "-" or in ATTRIBUTES), listeners (functions) and children. */
export function h(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (ATTRIBUTES.has(name) || name.includes("-")) made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children.flat().filter((child) => child != null));
  return made;
}

/** Text as nodes; foreign words carry their language. */
export function words(text) {
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(FOREIGN)) {
    const [lang] = Object.entries(found.groups).find(([, value]) => value);
    nodes.push(text.slice(end, found.index), h("span", { lang }, found[0]));
    end = found.index + found[0].length;
  }
  return [...nodes, text.slice(end)];
}

export const button = (title, press, more = {}) => h("button", { type: "button", click: press, ...more }, title);

const SVG = "http://www.w3.org/2000/svg";

/** A thumb up, in the colour of the text. */
export function thumb() {
  const [svg, path] = ["svg", "path"].map((name) => document.createElementNS(SVG, name));
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M2 10h4v11H2zM8 21h9q2 0 2.5-1.7l2.3-6.8Q22.5 10 20 10h-5.5l.8-4.2Q15.5 3 13 2.5L8 10z");
  svg.append(path);
  return svg;
}
