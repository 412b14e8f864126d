// The race: two people press "I'll answer" in the same instant. The service decides; this only presses and tells.

import { api } from "./api.js";
import { byId, firstName, h, initials } from "./dom.js";

const press = (person, message, action) => api.click({
  person: person.id, messageId: message.id, verb: action.verb, data: action.data ?? {}, inputs: {},
}).catch(error => ({ ok: false, text: error.message, card: null, failed: true }));

function verdict(first, second, answers) {
  const won = answers.map(answer => answer.ok === true);
  if (won[0] !== won[1]) return `${firstName(won[0] ? first : second)} has it. ${firstName(won[0] ? second : first)} was told who holds it.`;
  return won[0] ? "Both were accepted. That must never happen; please report it." : "Neither got it. The item was not free any more.";
}

const panel = (person, answer) => h("div", { class: `racer ${answer.ok ? "won" : "lost"}`, "data-person": person.id, "data-won": String(answer.ok === true) },
  h("span", { class: "avatar", "aria-hidden": "true" }, initials(person.name)),
  h("p", { class: "racer-name" }, person.name),
  h("p", { class: "racer-outcome" }, answer.ok ? "Got it" : answer.failed ? "No answer" : "Too late"),
  h("p", { class: "racer-words" }, answer.text ?? (answer.ok ? `The item is ${firstName(person)}’s to answer.` : "No reason was given.")));

export function raceDialog(people) {
  const dialog = byId("race-dialog");
  const selects = [byId("race-first"), byId("race-second")];
  const start = byId("race-start");
  const result = byId("race-result");
  let race = null;

  const chosen = () => selects.map(select => people.find(select.value));

  // The same person twice would be no race: the other list moves on.
  function keepApart(changed) {
    const other = selects[1 - changed];
    if (other.value !== selects[changed].value) return;
    other.selectedIndex = (other.selectedIndex + 1) % other.options.length;
  }

  selects.forEach((select, index) => select.addEventListener("change", () => keepApart(index)));
  for (const button of dialog.querySelectorAll("[data-close]")) button.addEventListener("click", () => dialog.close());

  byId("race-form").addEventListener("submit", async event => {
    event.preventDefault();
    if (start.getAttribute("aria-busy") === "true") return;
    start.setAttribute("aria-busy", "true");
    const [first, second] = chosen();
    const { message, action, onCard } = race;
    const answers = await Promise.all([press(first, message, action), press(second, message, action)]);
    result.hidden = false;
    result.replaceChildren(
      h("p", { class: "verdict" }, verdict(first, second, answers)),
      h("div", { class: "racers" }, panel(first, answers[0]), panel(second, answers[1])));
    const card = answers.map(answer => answer.card).find(one => one);
    if (card) onCard(card);
    start.setAttribute("aria-busy", "false");
    start.hidden = answers.some(answer => answer.ok);
    if (start.hidden) dialog.querySelector(".dialog-foot [data-close]").focus();
    result.scrollIntoView({ block: "nearest" });
  });

  return function open(message, action, onCard) {
    race = { message, action, onCard };
    result.hidden = true;
    result.replaceChildren();
    start.hidden = false;
    const others = [...people.responders, ...people.all].filter(person => !people.is(person.id));
    const defaults = [...new Set([...others, ...people.all])];
    selects.forEach((select, index) => {
      select.replaceChildren(...people.all.map(person => h("option", { value: person.id }, person.name)));
      select.value = defaults[index]?.id ?? "";
    });
    dialog.showModal();
    start.focus();
  };
}
