// One channel: its messages with the newest at the bottom, what is private to the reader, and the command box.

import { api } from "./api.js";
import { announce, h, icon, shortId } from "./dom.js";
import { AnswerView, elementId, MessageView } from "./message.js";
import { problemNote } from "./notes.js";

const nearBottom = 64;

export class Channel {
  #stage;
  #views = new Map();
  #answers = [];
  #asked = [];
  #askedAt = 0;
  #fresh = 0;
  #atBottom = true;
  #list = h("div", { class: "messages", tabindex: "0" });
  #end = h("div", { class: "list-end" });
  #empty = h("div", { class: "empty" });
  #earlier = h("button", { type: "button", class: "earlier", hidden: true }, "Show earlier");
  #pill = h("button", { type: "button", class: "pill", hidden: true });
  #count = h("span", { class: "count" });
  #problem = h("div", { class: "composer-problem" });
  #input;
  #send;

  constructor(channel, stage, brand) {
    this.channel = channel;
    this.#stage = { ...stage, expanded: element => this.#reveal(element) };
    const short = shortId(channel.id);
    const example = `/mentions ${brand ?? "brand"} today`;
    this.#input = h("input", {
      id: `command-${short}`, "data-testid": `command-input-${short}`, placeholder: example, autocomplete: "off",
      autocapitalize: "off", spellcheck: "false", enterkeyhint: "send", onkeydown: event => this.#recall(event),
    });
    this.#send = h("button", { type: "submit", class: "send", "data-testid": `command-send-${short}`, "aria-label": `Send to ${channel.name}`, title: "Send" }, icon("send"));
    this.#list.setAttribute("aria-label", `Messages in ${channel.purpose}`);
    this.#list.append(this.#earlier, this.#empty, this.#end);
    this.#list.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    // The list changes its height (a direct message comes, a keyboard opens): whoever was at the bottom stays there.
    new ResizeObserver(() => this.#atBottom && this.#toBottom()).observe(this.#list);
    this.#list.addEventListener("note-dismissed", () => this.#tidy());
    this.#earlier.addEventListener("click", () => this.#showEarlier());
    this.#pill.addEventListener("click", () => { this.#toBottom(); this.#list.focus({ preventScroll: true }); });
    this.#empty.append(...emptyWords(channel, stage));
    this.element = h("section", { class: "channel", id: elementId(channel), "data-testid": elementId(channel), "aria-labelledby": `${elementId(channel)}-title` },
      h("header", { class: "channel-head" },
        h("h2", { id: `${elementId(channel)}-title` }, channel.purpose),
        h("span", { class: "channel-name" }, `#${channel.name}`), this.#count),
      h("div", { class: "channel-scroll" }, this.#list, this.#pill),
      this.#problem,
      h("form", { class: "composer", onsubmit: event => { event.preventDefault(); this.#ask(); } },
        h("label", { class: "sr-only", for: `command-${short}` }, `Ask in ${channel.name}, for example ${example}`), this.#input, this.#send));
    this.#tidy();
  }

  get unread() { return this.#fresh; }

  onUnread = () => {};

  /** A message that is new, changed or deleted. `live` says that it came just now and not with the page. */
  put(message, live) {
    const known = this.#views.get(message.id);
    const follow = this.#atBottom;
    if (message.deleted) {
      if (known) this.#remove(message.id, known);
    } else if (known) {
      const before = known.message.text;
      known.update(message);
      if (live && before !== message.text && !known.element.hidden) announce(`Changed in ${this.channel.purpose}: ${message.text}`);
    } else {
      const view = new MessageView(message, this.#stage);
      this.#views.set(message.id, view);
      this.#place(view);
      if (live && !view.element.hidden) this.#arrived(view, follow);
    }
    this.#tidy();
    if (follow) this.#toBottom();
  }

  setEarlier(more) { this.#earlier.hidden = !more; }

  /** Removes what the server no longer has, after an interruption. */
  clear() {
    for (const [id, view] of this.#views) this.#remove(id, view);
    this.#tidy();
  }

  redraw() {
    const follow = this.#atBottom;
    for (const view of this.#everything) view.redraw();
    if (follow) this.#toBottom();
  }

  personChanged() {
    const follow = this.#atBottom;
    for (const view of this.#everything) view.personChanged();
    for (const note of this.#problem.children) note.hidden = !this.#stage.people.is(note.dataset.for);
    this.#tidy();
    if (follow) this.#toBottom();
  }

  /** The channel came into sight (on a phone, its tab was chosen). */
  shown() {
    this.#toBottom();
  }

  focus() { this.#list.focus({ preventScroll: true }); }

  get #everything() { return [...this.#views.values(), ...this.#answers]; }

  get #inSight() { return this.element.offsetParent !== null; }

  #place(view) {
    const later = [...this.#views.values()].filter(one => one.message.id > view.message.id).sort((a, b) => a.message.id - b.message.id)[0];
    this.#list.insertBefore(view.element, later?.element ?? this.#end);
  }

  #arrived(view, follow) {
    view.element.classList.add("is-new");
    view.element.addEventListener("animationend", () => view.element.classList.remove("is-new"), { once: true });
    announce(`New in ${this.channel.purpose}: ${view.message.text}`);
    if (follow && this.#inSight) return;
    this.#fresh++;
    this.#pill.hidden = !this.#inSight;
    this.#pill.replaceChildren(icon("down"), `${this.#fresh} new`);
    this.onUnread();
  }

  #remove(id, view) {
    const hadFocus = view.element.contains(document.activeElement);
    view.element.remove();
    this.#views.delete(id);
    if (hadFocus) this.focus();
  }

  #seen() {
    if (!this.#inSight) return;
    this.#pill.hidden = true;
    if (this.#fresh === 0) return;
    this.#fresh = 0;
    this.onUnread();
  }

  #scrolled() {
    this.#atBottom = this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < nearBottom;
    if (this.#atBottom) this.#seen();
  }

  #toBottom() {
    this.#list.scrollTop = this.#list.scrollHeight;
    this.#atBottom = true;
    this.#seen();
  }

  #reveal(element) {
    requestAnimationFrame(() => element?.scrollIntoView({ block: "nearest" }));
  }

  #tidy() {
    const visible = [...this.#views.values()].filter(view => !view.element.hidden).length;
    const answers = this.#answers.filter(view => !view.element.hidden).length;
    this.#empty.hidden = visible + answers > 0;
    this.#count.textContent = visible === 1 ? "1 message" : `${visible} messages`;
    this.#count.hidden = visible === 0;
  }

  async #showEarlier() {
    const oldest = Math.min(...this.#views.keys());
    this.#earlier.disabled = true;
    this.#earlier.textContent = "Loading…";
    try {
      const { messages, more } = await api.earlier(this.channel.id, oldest);
      const below = this.#list.scrollHeight - this.#list.scrollTop;
      for (const message of messages) {
        if (message.deleted || this.#views.has(message.id)) continue;
        const view = new MessageView(message, this.#stage);
        this.#views.set(message.id, view);
        this.#place(view);
      }
      this.#list.scrollTop = this.#list.scrollHeight - below;
      this.setEarlier(more);
      if (!more) this.focus();
      this.#tidy();
    } catch (error) {
      this.#problem.replaceChildren(problemNote(this.#stage.people.current, error.message));
    }
    this.#earlier.disabled = false;
    this.#earlier.textContent = "Show earlier";
  }

  async #ask() {
    const command = this.#input.value.trim();
    const person = this.#stage.people.current;
    if (command === "" || this.#send.getAttribute("aria-busy") === "true") return;
    this.#send.setAttribute("aria-busy", "true");
    this.#problem.replaceChildren();
    try {
      const answer = await api.command({ person: person.id, channel: this.channel.id, text: command });
      if (this.#asked.at(-1) !== command) this.#asked.push(command);
      this.#askedAt = this.#asked.length;
      if (this.#input.value.trim() === command) this.#input.value = "";
      if (answer.text || answer.card) this.#showAnswer(person, command, answer);
    } catch (error) {
      this.#problem.replaceChildren(problemNote(person, error.message));
    }
    this.#send.setAttribute("aria-busy", "false");
  }

  #showAnswer(person, command, answer) {
    const view = new AnswerView({ person, channel: this.channel.id, command, answer, stage: this.#stage });
    view.dismissed = () => {
      view.element.remove();
      this.#answers = this.#answers.filter(one => one !== view);
      this.#tidy();
      this.#input.focus();
    };
    this.#answers.push(view);
    this.#list.insertBefore(view.element, this.#end);
    view.personChanged();
    this.#tidy();
    if (!view.element.hidden) this.#toBottom();
  }

  #recall(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || this.#asked.length === 0) return;
    event.preventDefault();
    this.#askedAt = Math.max(0, Math.min(this.#asked.length, this.#askedAt + step));
    this.#input.value = this.#asked[this.#askedAt] ?? "";
    this.#input.setSelectionRange(this.#input.value.length, this.#input.value.length);
  }
}

function emptyWords(channel, stage) {
  if (/triage/i.test(channel.name)) {
    return [
      h("p", { class: "empty-title" }, "No mentions yet"),
      h("p", null, "Post one, and its card appears here for the owner to decide."),
      h("button", { type: "button", class: "button", onclick: () => stage.openMention() }, icon("plus"), "Post a mention"),
    ];
  }
  return [
    h("p", { class: "empty-title" }, "Nothing to answer"),
    h("p", null, `When the owner decides for ${channel.purpose.toLowerCase()}, the item appears here and one person takes it.`),
  ];
}
