// Keeps the server-sent events going. The browser reconnects by itself after a broken line, but gives up for good on a
// refused one (503, restart): then the stream is opened anew, a little later each time.

import { api } from "./api.js";
import { byId } from "./dom.js";

const words = { connecting: "Connecting…", live: "Live", reconnecting: "Reconnecting…" };

function show(state) {
  const element = byId("connection");
  if (element.dataset.state === state) return;
  element.dataset.state = state;
  element.querySelector(".connection-text").textContent = words[state];
}

/** `onMessage` gets each changed message; `onBack` runs after an interruption, when something may have been missed. */
export function listen({ lastSeq, onMessage, onBack }) {
  let interrupted = false;
  let failures = 0;

  function open() {
    const source = new EventSource(api.eventsUrl(lastSeq()));
    source.addEventListener("open", () => {
      failures = 0;
      show("live");
      if (interrupted) onBack();
      interrupted = false;
    });
    source.addEventListener("message", event => onMessage(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      interrupted = true;
      show("reconnecting");
      if (source.readyState !== EventSource.CLOSED) return;
      failures++;
      setTimeout(open, Math.min(15_000, 500 * 2 ** failures));
    });
  }

  open();
}
