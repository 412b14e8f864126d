// Draws Adaptive Cards with the official renderer and keeps what somebody typed in a card when it must be drawn again.

import { hostConfig } from "./theme.js";

const AC = window.AdaptiveCards;

// TextBlocks show their text as it is: leaving `didProcess` false is the renderer's way of saying "no Markdown".
AC.AdaptiveCard.onProcessMarkdown = () => {};
AC.GlobalSettings.setTabIndexAtCardRoot = false;

export function webAddress(url) {
  try {
    const address = new URL(url, location.href);
    return address.protocol === "https:" || address.protocol === "http:" ? address.href : null;
  } catch {
    return null;
  }
}

/** The newest card version that the card's buttons carry; null when it has none. */
export function versionOf(card) {
  const versions = [];
  JSON.stringify(card, (key, value) => {
    if (key === "data" && Number.isFinite(value?.version)) versions.push(value.version);
    return value;
  });
  return versions.length > 0 ? Math.max(...versions) : null;
}

/** The first Action.Execute with that verb, at the card's top or in its body. */
export function actionWithVerb(card, verb) {
  let found = null;
  JSON.stringify(card, (_, value) => {
    if (value?.type === "Action.Execute" && value.verb === verb) found ??= value;
    return value;
  });
  return found;
}

export class DrawnCard {
  #card = new AC.AdaptiveCard();
  #json;
  #inputs = new Map();
  #sources = new Map();

  /** `typed` and `opened` come from the card drawn before in the same place: see `typed()` and `opened`. */
  constructor(json, { execute, expanded, typed = new Map(), opened = null }) {
    this.#json = json;
    this.#card.hostConfig = hostConfig();
    this.#card.parse(json, this.#context());
    for (const [key, input] of this.#keyedInputs()) {
      this.#inputs.set(key, { input, before: input.defaultValue ?? "" });
      if (typed.has(key)) input.defaultValue = typed.get(key);
    }
    this.#card.onExecuteAction = action => this.#run(action, execute);
    this.element = this.#card.render();
    const again = [...typed.keys()].map(key => key.split("\n")[0]).find(title => title) ?? opened;
    if (again) this.#showCards().find(action => action.title === again)?.execute();
    // Set last: a part that is opened again by us must not make the list jump.
    this.#card.onInlineCardExpanded = (action, isExpanded) => isExpanded && expanded?.(action.card.renderedElement);
  }

  get json() { return this.#json; }

  /** What was typed and not sent yet, by "title of the show-card \n input id". */
  typed() {
    const values = new Map();
    for (const [key, { input, before }] of this.#inputs) {
      const value = input.renderedInputControlElement ? String(input.value ?? "") : before;
      if (value !== before) values.set(key, value);
    }
    return values;
  }

  has(key) { return this.#inputs.has(key); }

  /** Inputs whose text was accepted count as untouched; text in another part of the card does not. */
  sent(fields) {
    for (const [, entry] of this.#inputs) {
      if (fields.includes(entry.input) && entry.input.renderedInputControlElement) entry.before = String(entry.input.value ?? "");
    }
  }

  /** The title of the button whose part of the card is open. */
  get opened() {
    return this.element.querySelector(".ac-pushButton.expanded")?.getAttribute("aria-label") ?? null;
  }

  /** Where the focus is inside the card, in words that a later drawing can find again. */
  focusKey() {
    const active = document.activeElement;
    if (!active || !this.element.contains(active)) return null;
    for (const [key, { input }] of this.#inputs) {
      if (input.renderedInputControlElement?.contains(active)) return { input: key, start: active.selectionStart };
    }
    return { label: active.getAttribute("aria-label") };
  }

  focus(key) {
    if (key.input && this.#inputs.has(key.input)) {
      const { input } = this.#inputs.get(key.input);
      input.focus();
      const element = document.activeElement;
      if (Number.isInteger(key.start) && /^(text|url)/.test(element.type)) element.setSelectionRange(key.start, key.start);
      return this.element.contains(element);
    }
    const button = key.label && [...this.element.querySelectorAll("button")].find(one => one.getAttribute("aria-label") === key.label);
    button?.focus();
    return Boolean(button);
  }

  #run(action, execute) {
    if (action instanceof AC.OpenUrlAction) {
      const address = webAddress(action.url);
      if (address) window.open(address, "_blank", "noopener,noreferrer");
    } else if (action instanceof AC.ExecuteAction) {
      const inputs = {};
      const fields = action.getReferencedInputs() ?? {};
      for (const [id, input] of Object.entries(fields)) {
        const value = input.value;
        if (value !== undefined && value !== null) inputs[id] = String(value);
      }
      execute({ verb: action.verb, data: this.#sources.get(action)?.data ?? {}, inputs, fields: Object.values(fields), title: action.title });
    }
  }

  #context() {
    const context = new AC.SerializationContext();
    context.onParseAction = (action, source) => {
      this.#sources.set(action, source);
      if (action instanceof AC.OpenUrlAction && !webAddress(action.url)) {
        action.url = "";
        action.isEnabled = false;
        action.tooltip = "This link is not a web address, so it is not opened.";
      }
    };
    // Pictures from elsewhere are refused by the page's policy; hiding them spares the broken-image sign.
    context.onParseElement = element => {
      // Runs hold what was posted. The renderer would turn {{DATE(…)}} in it into a date; an invisible joiner keeps it as it was written.
      if (element instanceof AC.TextRun && element.text) element.text = element.text.replaceAll("{{", "{\u2060{");
      if (element instanceof AC.Image && !element.url?.startsWith("data:") && new URL(element.url ?? "", location.href).origin !== location.origin) {
        element.isVisible = false;
      }
    };
    return context;
  }

  #showCards() {
    return this.#card.getAllActions().filter(action => action instanceof AC.ShowCardAction);
  }

  * #keyedInputs() {
    for (const input of this.#card.getAllInputs(false)) yield [`\n${input.id}`, input];
    for (const action of this.#showCards()) {
      for (const input of action.card.getAllInputs(false)) yield [`${action.title}\n${input.id}`, input];
    }
  }
}
