// Light or dark: what the system says until the reader chooses. The choice is remembered.

import { byId, remembered } from "./dom.js";

const system = matchMedia("(prefers-color-scheme: dark)");
const configs = {};
const listeners = [];

const chosen = () => remembered.get("theme");

export const theme = () => (chosen() ?? (system.matches ? "dark" : "light"));

/** The renderer's host config of the theme in force. */
export const hostConfig = () => configs[theme()];

export const onThemeChange = listener => listeners.push(listener);

function apply() {
  document.documentElement.dataset.theme = theme();
  const next = theme() === "dark" ? "light" : "dark";
  byId("theme").setAttribute("aria-label", `Switch to ${next} colours`);
  byId("theme").title = `Switch to ${next} colours`;
  for (const listener of listeners) listener();
}

export async function startTheme() {
  document.documentElement.dataset.theme = theme();
  await Promise.all(["light", "dark"].map(async name => {
    const response = await fetch(`/playground/assets/hostconfig-${name}.json`);
    configs[name] = new window.AdaptiveCards.HostConfig(await response.json());
  }));
  byId("theme").addEventListener("click", () => {
    remembered.set("theme", theme() === "dark" ? "light" : "dark");
    apply();
  });
  system.addEventListener("change", apply);
  apply();
}
