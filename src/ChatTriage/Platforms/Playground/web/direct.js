// Messages that ChatTriage sends to one person alone: a strip above the channels, newest first, for the person chosen.

import { announce, byId, firstName } from "./dom.js";
import { MessageView } from "./message.js";

export class DirectMessages {
  #stage;
  #views = new Map();
  #open = false;

  constructor(stage) {
    this.#stage = { ...stage, expanded: element => requestAnimationFrame(() => element?.scrollIntoView({ block: "nearest" })) };
    byId("direct-toggle").addEventListener("click", () => this.#show(!this.#open));
  }

  put(message, live) {
    const known = this.#views.get(message.id);
    if (message.deleted) {
      known?.element.remove();
      this.#views.delete(message.id);
    } else if (known) {
      known.update(message);
    } else {
      const view = new MessageView(message, this.#stage);
      this.#views.set(message.id, view);
      byId("direct-list").prepend(view.element);
      if (live && !view.element.hidden) {
        announce(`Direct message: ${message.text}`);
        this.#show(true);
      }
    }
    this.#tidy();
  }

  clear() {
    for (const view of this.#views.values()) view.element.remove();
    this.#views.clear();
    this.#tidy();
  }

  redraw() {
    for (const view of this.#views.values()) view.redraw();
  }

  personChanged() {
    for (const view of this.#views.values()) view.personChanged();
    this.#tidy();
  }

  #show(open) {
    this.#open = open;
    byId("direct-toggle").setAttribute("aria-expanded", String(open));
    byId("direct-list").hidden = !open;
  }

  #tidy() {
    const person = this.#stage.people.current;
    const visible = [...this.#views.values()].filter(view => !view.element.hidden).length;
    byId("direct").hidden = visible === 0;
    byId("direct-label").textContent = person ? `Direct messages to ${firstName(person)} (${visible})` : "Direct messages";
  }
}
