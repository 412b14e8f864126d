// Builds elements from plain values. Strings only ever become text nodes or attributes, so nothing that was posted can become markup.

export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else element.setAttribute(name, value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

export const byId = id => document.getElementById(id);

/** The end of an id such as "playground:triage", for test ids and element ids. */
export const shortId = id => id.slice(id.indexOf(":") + 1).replace(/[^\w-]/g, "-");

export const firstName = person => person.name.split(" ")[0];

export const initials = name => name.split(/\s+/).slice(0, 2).map(part => [...part][0] ?? "").join("").toUpperCase();

/** Today's messages show the time alone; older ones the day too. The reader's own locale and zone. */
export function timeText(iso) {
  const when = new Date(iso);
  const today = when.toDateString() === new Date().toDateString();
  return when.toLocaleString(undefined, today
    ? { hour: "numeric", minute: "2-digit" }
    : { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
}

export const time = (iso, text = timeText(iso)) => h("time", { datetime: iso, title: new Date(iso).toLocaleString() }, text);

const waiting = [];

/** Says something to screen readers without moving the focus; a burst is joined into one sentence. */
export function announce(text) {
  waiting.push(text);
  if (waiting.length > 1) return;
  setTimeout(() => {
    byId("announcer").textContent = waiting.length > 3 ? `${waiting.length} new messages and answers` : waiting.join(". ");
    waiting.length = 0;
  }, 250);
}

/** Storage can be switched off in a browser; remembering is a courtesy only. */
export const remembered = {
  get(key) { try { return localStorage.getItem(`playground.${key}`); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(`playground.${key}`, value); } catch { /* nothing is lost but the memory */ } },
};
