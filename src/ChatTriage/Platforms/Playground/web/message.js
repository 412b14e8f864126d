// One message in a channel or in the direct messages: its card, what is private below it, and the clicks on it.

import { api } from "./api.js";
import { actionWithVerb, DrawnCard, versionOf } from "./cards.js";
import { announce, firstName, h, icon, shortId, time } from "./dom.js";
import { keptNote, privateLabel, privateNote, problemNote } from "./notes.js";

export class MessageView {
  message;
  #stage;
  #drawn = null;
  #body = h("div", { class: "message-body" });
  #meta = h("span", { class: "message-times" });
  #changed = h("div", { class: "changed", role: "status", hidden: true });
  #footer = h("div", { class: "message-foot" });
  #busy = new Set();
  #late = false;

  /** `stage` is what the page offers: people, openRace, expanded(element). */
  constructor(message, stage) {
    this.message = message;
    this.#stage = stage;
    this.element = h("article", { class: "message", tabindex: "-1", "data-testid": `message-${message.id}`, "data-message": message.id },
      h("p", { class: "message-head" },
        h("span", { class: "app-mark" }, icon("mark")), h("span", { class: "message-from" }, "ChatTriage"), this.#meta),
      this.#body, this.#changed, this.#footer);
    // A card in use keeps the focus on its button, so the button is not disabled but made deaf while its click is under way.
    this.#body.addEventListener("click", event => {
      if (this.#body.getAttribute("aria-busy") !== "true" || !event.target.closest("button")) return;
      event.preventDefault();
      event.stopPropagation();
    }, { capture: true });
    this.#describe();
    this.#draw(message.card);
    this.personChanged();
  }

  /** The message changed on the server. */
  update(message) {
    this.message = message;
    this.#describe();
    // The answer to a click of ours is on its way and decides together with this.
    if (this.#busy.size > 0) this.#late = true;
    else this.#take(message.card);
  }

  /** Draws the same card again, in the other colours. */
  redraw() {
    this.#draw(this.#drawn ? this.#drawn.json : this.message.card);
  }

  personChanged() {
    const { people } = this.#stage;
    this.element.hidden = this.message.to !== null && !people.is(this.message.to);
    for (const note of this.#footer.querySelectorAll("[data-for]")) note.hidden = !people.is(note.dataset.for);
    this.#showBusy();
  }

  addNote(note) {
    for (const old of this.#footer.querySelectorAll(`.note:not(.kept)[data-for="${CSS.escape(note.dataset.for)}"]`)) old.remove();
    this.#footer.append(note);
    note.hidden = !this.#stage.people.is(note.dataset.for);
    if (!note.hidden) this.#stage.expanded(note);
  }

  #take(card) {
    const shown = this.#drawn?.json;
    if (shown && card && JSON.stringify(shown) === JSON.stringify(card)) return;
    // An answer can overtake the event of an earlier change; that event then tells nothing new.
    if (shown && card && versionOf(card) !== null && versionOf(card) < versionOf(shown)) return;
    if (this.#drawn?.typed().size > 0) this.#offer();
    else this.#draw(card);
  }

  #offer() {
    if (!this.#changed.hidden) return;
    this.#changed.hidden = false;
    this.#changed.replaceChildren(
      h("span", null, "This card has changed. "),
      h("button", { type: "button", class: "link-button", "data-testid": "show-new", onclick: () => this.#draw(this.message.card, { moveFocus: true }) }, "Show the new one"));
    this.#stage.expanded(this.#changed);
  }

  #draw(card, { moveFocus = false, folded = false } = {}) {
    const before = this.#drawn;
    const typed = before?.typed();
    const focus = before?.focusKey();
    this.#changed.hidden = true;
    this.#drawn = null;
    if (card) {
      try {
        // A part that was opened stays open only for the text in it, or while the same version is drawn again.
        const same = !folded && before && versionOf(before.json) === versionOf(card);
        this.#drawn = new DrawnCard(card, {
          typed, opened: same ? before.opened : null,
          execute: action => this.#click(action),
          expanded: element => this.#stage.expanded(element),
        });
      } catch (error) {
        console.error("This card could not be drawn", error);
      }
    }
    this.#body.classList.toggle("is-card", this.#drawn !== null);
    this.#body.replaceChildren(this.#drawn?.element ?? h("p", { class: "plain" }, this.message.text));
    this.#keep(typed);
    this.#offerRace(card);
    this.#showBusy();
    if ((focus || moveFocus) && !(focus && this.#drawn?.focus(focus))) this.element.focus({ preventScroll: true });
  }

  #keep(typed) {
    const homeless = [...typed ?? []].filter(([key, value]) => !this.#drawn?.has(key) && value.trim() !== "").map(([, value]) => value);
    if (homeless.length > 0) this.addNote(keptNote(this.#stage.people.current, homeless));
  }

  #offerRace(card) {
    this.#footer.querySelector(".race-open")?.remove();
    const claim = card && actionWithVerb(card, "claim");
    if (!claim) return;
    this.#footer.prepend(h("button", {
      type: "button", class: "race-open", "data-testid": `race-${this.message.id}`,
      title: "Let two people press I’ll answer in the same instant",
      onclick: () => this.#stage.openRace(this.message, claim, card => this.#take(card)),
    }, icon("race"), "Race two people"));
  }

  #describe() {
    const { at, updatedAt, to } = this.message;
    const person = to && this.#stage.people.find(to);
    this.element.classList.toggle("for-one", Boolean(person));
    this.#meta.replaceChildren(...[
      time(at),
      updatedAt && h("span", null, " · updated ", time(updatedAt)),
      person && h("span", { class: "only-you" }, icon("lock"), privateLabel(person)),
    ].filter(part => part));
    this.element.setAttribute("aria-label", `${person ? `Private message to ${firstName(person)}` : "Message"}: ${this.message.text}`.slice(0, 160));
  }

  async #click({ verb, data, inputs, fields, title }) {
    const person = this.#stage.people.current;
    if (this.#busy.has(person.id)) return;
    this.#busy.add(person.id);
    this.#showBusy(title);
    const pressed = this.#drawn;
    let answer = null;
    try {
      answer = await api.click({ person: person.id, messageId: this.message.id, verb, data, inputs });
    } catch (error) {
      this.addNote(problemNote(person, error.message));
    }
    this.#busy.delete(person.id);
    // Only an accepted click takes the text with it; after a refusal it stays where it was typed.
    if (answer?.ok) this.#drawn?.sent(fields);
    this.#settle(answer?.card ?? null);
    // The same card stays, so the part that did its work is folded away.
    if (answer?.ok && this.#drawn === pressed) this.#draw(pressed.json, { folded: true });
    if (answer?.text) this.addNote(privateNote(person, answer.text, !answer.ok));
    this.#showBusy();
  }

  /** Takes the newer of the answer's card and of a change that came in while the click was under way. */
  #settle(answered) {
    const late = this.#late && this.#busy.size === 0 ? this.message.card : null;
    if (this.#busy.size === 0) this.#late = false;
    const newest = answered && late && versionOf(late) > versionOf(answered) ? late : answered ?? late;
    if (!newest) return;
    if (newest === answered) this.#draw(newest);
    else this.#take(newest);
  }

  #showBusy(title) {
    const busy = this.#busy.has(this.#stage.people.current?.id);
    this.#body.setAttribute("aria-busy", String(busy));
    for (const button of this.#body.querySelectorAll(".ac-pushButton")) {
      if (busy) button.setAttribute("aria-disabled", "true");
      else if (!button.disabled) button.removeAttribute("aria-disabled");
      button.classList.toggle("is-pressed", busy && button.getAttribute("aria-label") === title);
    }
  }
}

/** A private answer to a command: it lives in this page only and belongs to the person who asked. */
export class AnswerView {
  #body = h("div", { class: "message-body is-card" });
  #drawn = null;
  #busy = false;

  constructor({ person, channel, command, answer, stage }) {
    this.person = person;
    this.stage = stage;
    this.channel = channel;
    this.text = answer.text ?? "";
    this.element = h("article", { class: "message for-one", tabindex: "-1", "data-testid": "private-answer", "data-for": person.id },
      h("p", { class: "message-head" },
        h("span", { class: "app-mark" }, icon("mark")), h("span", { class: "message-from" }, "ChatTriage"),
        h("span", { class: "message-times" }, h("span", { class: "only-you" }, icon("lock"), privateLabel(person)))),
      h("p", { class: "asked" }, h("span", null, "You asked: ", h("q", null, command)),
        h("button", { type: "button", class: "icon-button answer-close", "aria-label": "Dismiss this answer", title: "Dismiss", onclick: () => this.dismissed?.() }, icon("close"))),
      this.#body);
    this.#draw(answer.card);
    announce(`${privateLabel(person)}: ${this.text}`);
  }

  redraw() { this.#draw(this.#drawn?.json); }

  personChanged() { this.element.hidden = !this.stage.people.is(this.person.id); }

  #draw(card) {
    const typed = this.#drawn?.typed();
    this.#drawn = card ? new DrawnCard(card, { typed, execute: action => this.#click(action), expanded: element => this.stage.expanded(element) }) : null;
    this.#body.classList.toggle("is-card", Boolean(card));
    this.#body.replaceChildren(this.#drawn?.element ?? h("p", { class: "plain" }, this.text));
  }

  async #click({ verb, data, inputs }) {
    if (this.#busy) return;
    this.#busy = true;
    this.#body.setAttribute("aria-busy", "true");
    for (const old of this.element.querySelectorAll(".note")) old.remove();
    try {
      // No stored message stands behind a private answer, so the channel says where it was asked.
      const answer = await api.click({ person: this.person.id, messageId: null, channel: this.channel, verb, data, inputs });
      if (answer.card) {
        this.#draw(answer.card);
        this.element.focus({ preventScroll: true });
      }
      if (answer.text) this.element.append(privateNote(this.person, answer.text, !answer.ok));
    } catch (error) {
      this.element.append(problemNote(this.person, error.message));
    }
    this.#busy = false;
    this.#body.setAttribute("aria-busy", "false");
    this.stage.expanded(this.element);
  }
}

export const elementId = channel => `channel-${shortId(channel.id)}`;
