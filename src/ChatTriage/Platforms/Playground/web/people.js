// Who the reader plays. The choice is in the address (?as=…), so that two windows can be two people, and is remembered.

import { byId, firstName, h, initials, remembered, shortId } from "./dom.js";

export class People {
  all = [];
  #current = null;
  #listeners = [];

  get current() { return this.#current; }

  onChange(listener) { this.#listeners.push(listener); }

  find(id) { return this.all.find(person => person.id === id); }

  is(id) { return this.#current?.id === id; }

  get owner() { return this.all.find(person => /^owner$/i.test(person.role)) ?? this.all[0]; }

  /** People who are on a desk: neither the owner nor a backup. */
  get responders() {
    const some = this.all.filter(person => !/owner|backup/i.test(person.role));
    return some.length > 0 ? some : this.all;
  }

  fill(people) {
    this.all = people;
    const asked = new URLSearchParams(location.search).get("as");
    byId("people-list").replaceChildren(...people.map((person, index) => this.#option(person, index)));
    this.choose((this.find(asked) ?? this.find(remembered.get("person")) ?? this.owner ?? people[0])?.id);
  }

  choose(id) {
    const person = this.find(id);
    if (!person) return;
    this.#current = person;
    remembered.set("person", person.id);
    const address = new URL(location.href);
    address.searchParams.set("as", person.id);
    history.replaceState(null, "", address);
    document.title = `${firstName(person)} · ChatTriage playground`;
    const radio = byId(`person-${shortId(id)}`);
    radio.checked = true;
    radio.parentElement.scrollIntoView({ block: "nearest", inline: "center" });
    for (const listener of this.#listeners) listener(person);
  }

  #option(person, index) {
    const id = shortId(person.id);
    return h("div", { class: "person" },
      h("input", { type: "radio", name: "person", id: `person-${id}`, value: person.id, "data-testid": `person-${id}`, onchange: () => this.choose(person.id) }),
      h("label", { for: `person-${id}` },
        h("span", { class: `avatar hue-${index % 6}`, "aria-hidden": "true" }, initials(person.name)),
        h("span", { class: "person-words" },
          h("span", { class: "person-name" }, person.name),
          h("span", { class: "person-role" }, person.role))));
  }
}
