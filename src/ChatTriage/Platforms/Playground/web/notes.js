// Small notes below a card or a command box: private answers, problems, and text that found no place.

import { announce, firstName, h, icon } from "./dom.js";

function note(kind, properties, label, ...children) {
  const element = h("div", { class: `note ${kind}`, ...properties },
    h("p", { class: "note-label" }, icon(kind === "private" ? "lock" : "close"), h("span", null, label)),
    ...children,
    h("button", { type: "button", class: "icon-button note-close", "aria-label": "Dismiss", title: "Dismiss", onclick: () => dismiss(element) }, icon("close")));
  return element;
}

function dismiss(element) {
  const home = element.closest("article") ?? element.parentElement;
  element.remove();
  home?.dispatchEvent(new CustomEvent("note-dismissed", { bubbles: true }));
  home?.focus?.({ preventScroll: true });
}

export const privateLabel = person => `Only visible to you (${firstName(person)})`;

export function privateNote(person, text, refused = false) {
  announce(`${privateLabel(person)}: ${text}`);
  return note("private", { "data-testid": "private-answer", "data-for": person.id, "data-ok": String(!refused) }, privateLabel(person), h("p", { class: "note-text" }, text));
}

export function problemNote(person, text) {
  announce(`That did not work. ${text}`);
  return note("problem", { "data-testid": "problem", "data-for": person.id }, "That did not work", h("p", { class: "note-text" }, text));
}

/** Text whose input is gone from the new card stays readable, so that it can be copied. */
export const keptNote = (person, values) => note("kept", { "data-testid": "kept-text", "data-for": person.id }, "What you had typed",
  ...values.map(value => h("p", { class: "note-text quoted" }, value)));
