// The playground's HTTP API. Each call gives the answer or throws a Problem whose message can be shown as it is.

const root = "/playground/api";

export class Problem extends Error {}

async function call(path, options) {
  let response;
  try {
    response = await fetch(root + path, { ...options, signal: AbortSignal.timeout(30_000) });
  } catch (error) {
    throw new Problem(error.name === "TimeoutError"
      ? "The service did not answer within 30 seconds. Look at the card before you try again."
      : "The service could not be reached. Nothing you typed is lost; try again when it is back.");
  }
  const body = await response.json().catch(() => null);
  if (response.ok && body) return body;
  const words = [body?.title, body?.detail].filter(part => part).join(": ");
  throw new Problem(words || `The service answered ${response.status} without a reason.`);
}

const post = (path, body) => call(path, {
  method: "POST",
  headers: { "Content-Type": "application/json", "X-Playground": "1" },
  body: JSON.stringify(body),
});

export const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export const api = {
  state: () => call("/state"),
  earlier: (channel, before) => call(`/messages?channel=${encodeURIComponent(channel)}&before=${before}`),
  click: click => post("/click", { ...click, timeZone }),
  command: command => post("/command", { ...command, timeZone }),
  mention: mention => post("/mention", mention),
  eventsUrl: after => `${root}/events?after=${after}`,
};
