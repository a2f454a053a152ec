// The front door's API: sessions, patience with lost answers, and the same message id at each try.
import { HERE } from "./dom.js";

const PAUSES = [500, 1500, 3000];
const TIMEOUT = 25000;
/** Whether the page is of another site. */
export const AWAY = HERE.origin !== location.origin;
const KEPT = `drogowskaz ${HERE.href}`;

export const messageId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

/** On another site there is no cookie of ours: the token is kept by the page, or for as long as it is open. */
let token = "";
export function kept() { // read each time: another tab may have begun a new conversation
  try { return localStorage.getItem(KEPT) || token; } catch { return token; /* storage is forbidden */ }
}
export function keep(given) {
  token = given;
  try { localStorage.setItem(KEPT, given); } catch { /* storage is forbidden */ }
}

export class Lost extends Error {}

/** An authorized request; a Response. */
export function ask(method, path, body) {
  const headers = body ? { "Content-Type": "application/json" } : {};
  if (AWAY && kept()) headers.Authorization = `Bearer ${kept()}`;
  return fetch(new URL(path, HERE), {
    method, headers, body: body && JSON.stringify(body),
    credentials: AWAY ? "omit" : "same-origin", signal: AbortSignal.timeout(TIMEOUT),
  });
}

async function call(method, path, body) {
  const answer = await ask(method, path, body);
  const value = await answer.json().catch(() => null);
  if (value === null || (answer.status >= 500 && !value.card)) throw new Lost(String(answer.status));
  if (value.new && value.token) keep(value.token); // an old one told again may no longer be ours: see `kept`
  return { status: answer.status, value };
}

/** Ask again while answers are lost (`again` is told); a session that ended is begun anew. Throws when in vain. */
export async function patiently(method, path, body, again = () => {}) {
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
      if (tries >= PAUSES.length || !navigator.onLine) throw error;
      if (tries > 0) again();
      await wait(PAUSES[tries]);
    }
  }
}

/** What may be missing: the value, or null. */
export const perhaps = (path) => ask("GET", path).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
