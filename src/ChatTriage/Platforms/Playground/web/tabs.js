// On a phone one channel at a time, chosen by tabs; on a wider screen all of them side by side and no tabs at all.

import { byId, h, shortId } from "./dom.js";

const narrow = matchMedia("(max-width: 760px)");

export class Tabs {
  #channels = [];
  #buttons = [];
  #selected = 0;

  fill(channels) {
    this.#channels = channels;
    this.#buttons = channels.map((one, index) => h("button", {
      type: "button", role: "tab", id: `tab-${shortId(one.channel.id)}`, "data-testid": `tab-${shortId(one.channel.id)}`, "aria-controls": one.element.id,
      onclick: () => this.select(index), onkeydown: event => this.#move(event),
    }, h("span", null, one.channel.purpose), h("span", { class: "tab-new" })));
    byId("tabs").replaceChildren(...this.#buttons);
    channels.forEach((one, index) => { one.onUnread = () => this.#showUnread(index); });
    narrow.addEventListener("change", () => this.#apply());
    this.#apply();
  }

  select(index) {
    this.#selected = index;
    this.#apply();
    this.#channels[index].shown();
  }

  #apply() {
    byId("tabs-place").hidden = !narrow.matches;
    this.#channels.forEach(({ element }, index) => {
      const selected = index === this.#selected;
      this.#buttons[index].setAttribute("aria-selected", String(selected));
      this.#buttons[index].tabIndex = selected ? 0 : -1;
      element.hidden = narrow.matches && !selected;
      if (narrow.matches) {
        element.setAttribute("role", "tabpanel");
        element.setAttribute("aria-labelledby", this.#buttons[index].id);
      } else {
        element.removeAttribute("role");
        element.setAttribute("aria-labelledby", `${element.id}-title`);
      }
      this.#showUnread(index);
    });
  }

  #showUnread(index) {
    const unread = this.#channels[index].unread;
    this.#buttons[index].lastElementChild.textContent = unread > 0 ? `${unread} new` : "";
  }

  #move(event) {
    const last = this.#buttons.length - 1;
    const to = { ArrowRight: this.#selected + 1, ArrowLeft: this.#selected - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.select(to < 0 ? last : to > last ? 0 : to);
    this.#buttons[this.#selected].focus();
  }
}
