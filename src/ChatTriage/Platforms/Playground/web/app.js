// The playground: a chat platform in the browser. It shows what the service says and sends what people press; it decides nothing.

import { api } from "./api.js";
import { byId, h } from "./dom.js";
import { Channel } from "./channel.js";
import { DirectMessages } from "./direct.js";
import { startGuide } from "./guide.js";
import { mentionDialog } from "./mention.js";
import { People } from "./people.js";
import { raceDialog } from "./race.js";
import { listen } from "./stream.js";
import { Tabs } from "./tabs.js";
import { onThemeChange, startTheme } from "./theme.js";

const people = new People();
const tabs = new Tabs();
const channels = new Map();
const openRace = raceDialog(people);
let openMention = () => {};
let direct;
let lastSeq = 0;

function place(message, live) {
  lastSeq = Math.max(lastSeq, message.seq);
  const home = message.channel === null ? direct : channels.get(message.channel);
  home?.put(message, live);
}

function fill({ messages, moreBefore, lastSeq: seq }) {
  for (const message of [...messages].sort((a, b) => a.id - b.id)) place(message, false);
  for (const [id, channel] of channels) channel.setEarlier(Boolean(moreBefore?.[id]));
  lastSeq = Math.max(lastSeq, seq);
}

/** After an interruption: what was missed comes with the stream, unless the service began a new life. */
async function catchUp() {
  try {
    const state = await api.state();
    if (state.lastSeq < lastSeq) {
      lastSeq = 0;
      direct.clear();
      for (const channel of channels.values()) channel.clear();
      fill(state);
    }
  } catch {
    // The stream says "reconnecting" by itself, and the next success comes here again.
  }
}

async function start() {
  const [state] = await Promise.all([api.state(), startTheme()]);
  const brand = state.brands[0];
  const stage = { people, openRace, openMention: () => openMention() };
  people.fill(state.people);
  direct = new DirectMessages(stage);
  for (const channel of state.channels) channels.set(channel.id, new Channel(channel, stage, brand));
  const all = [...channels.values()];
  byId("columns").replaceChildren(...all.map(channel => channel.element));
  tabs.fill(all);
  fill(state);
  for (const channel of all) channel.shown();

  openMention = mentionDialog({ brand, onPosted: () => { tabs.select(0); all[0].focus(); } });
  byId("post-mention-open").addEventListener("click", () => openMention());
  startGuide({ people, openMention: () => openMention() });

  const views = [direct, ...all];
  people.onChange(() => views.forEach(view => view.personChanged()));
  onThemeChange(() => views.forEach(view => view.redraw()));
  views.forEach(view => view.personChanged());
  listen({ lastSeq: () => lastSeq, onMessage: message => place(message, true), onBack: catchUp });
}

start().catch(error => {
  console.error(error);
  byId("columns").replaceChildren(h("div", { class: "empty", role: "alert" },
    h("p", { class: "empty-title" }, "The playground could not start"),
    h("p", null, error.message),
    h("button", { type: "button", class: "button", onclick: () => location.reload() }, "Try again")));
});
