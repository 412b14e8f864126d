// Four short steps for a newcomer. They only point; what happens is up to the service.

import { byId, firstName, h, icon, remembered } from "./dom.js";

const step = (number, words, ...rest) => h("li", null, h("span", { class: "step", "aria-hidden": "true" }, number), h("span", null, words, ...rest));

/** Words that a narrow window leaves out. */
const aside = words => h("span", { class: "aside" }, words);

const link = (words, onclick) => h("button", { type: "button", class: "link-button", onclick }, words);

export function startGuide({ people, openMention }) {
  const guide = byId("guide");
  const responder = people.responders.find(person => person !== people.owner) ?? people.all.at(-1);
  const second = new URL(location.href);
  second.searchParams.set("as", responder.id);
  byId("guide-steps").replaceChildren(
    step("1", link("Post a mention", openMention), aside(" as the outside world")),
    step("2", "Be ", link(firstName(people.owner), () => people.choose(people.owner.id)), aside(", the owner"), ": tap a category"),
    step("3", "Be ", link(firstName(responder), () => people.choose(responder.id)), ": press I’ll answer"),
    step("4", "Race two people, or open a ", h("a", { href: second.href, target: "_blank", rel: "noopener" }, "second window", icon("window"))));
  guide.hidden = remembered.get("guide") === "hidden";
  byId("guide-close").addEventListener("click", () => {
    guide.hidden = true;
    remembered.set("guide", "hidden");
    byId("post-mention-open").focus();
  });
}
