// "Post a mention": a form that plays the outside world, with a few texts to pick from.

import { api } from "./api.js";
import { byId, h } from "./dom.js";

const samples = brand => [
  { label: "A complaint", author: "Alex Brandt", text: `Third late delivery this month, ${brand}. Does anyone read these messages? I have been a customer for six years and I am about to leave.` },
  { label: "A journalist asks", author: "Nadia Rahman", text: `Is it true that ${brand} is closing a plant this autumn? Writing about it tonight, happy to include a comment.` },
  { label: "Praise", author: "Jo Lind", text: `Credit where it is due: ${brand} sorted my broken order in ten minutes, on a Sunday. Thank you!` },
  { label: "An idea", author: "Sam Okafor", text: `I would pay double if ${brand} made this in a smaller size. Anyone else?` },
  { label: "Tries to break the card", author: "<b>Mallory</b> @channel", text: `${brand} <script>alert(1)</script> **free** [prize](javascript:alert(1)) <!channel> @everyone {{DATE(2000-01-01T00:00:00Z)}} \${title}` },
  { label: "About nobody we watch", author: "Kim Weber", text: "Beautiful weather at the lake today." },
];

const labels = { text: "what was posted", url: "the link", "author.name": "the author" };

/** What became of the post, in words: a mention is stored, known already, stored without a brand, or refused. */
function outcome({ accepted = 0, duplicates = 0, unmatched = 0, rejected = [] }) {
  const lines = rejected.map(({ field, error }) => ["refused", field ? `Not accepted, ${labels[field] ?? field}: ${error}` : `Not accepted: ${error}`]);
  if (duplicates > 0) lines.push(["known", "Known already: this post was stored before, so nothing new appears."]);
  if (unmatched > 0) lines.push(["known", "Stored, but no brand matches, so there is no card."]);
  if (accepted > 0 && unmatched === 0) lines.push(["good", "Accepted. Its card appears in the triage channel."]);
  if (lines.length === 0) lines.push(["known", "The service took it without saying what became of it."]);
  return lines;
}

export function mentionDialog({ brand, onPosted }) {
  const dialog = byId("mention-dialog");
  const text = byId("mention-text");
  const author = byId("mention-author");
  const url = byId("mention-url");
  const send = byId("mention-send");
  const done = byId("mention-done");
  const result = byId("mention-result");

  function say(lines) {
    result.hidden = lines.length === 0;
    result.replaceChildren(...lines.map(([kind, words]) => h("p", { class: `outcome-line ${kind}` }, words)));
  }

  /** Once a card is there, seeing it is the next thing to do. */
  function showDone(hasCard) {
    done.textContent = hasCard ? "Show the card" : "Close";
    done.classList.toggle("primary", hasCard);
    send.classList.toggle("primary", !hasCard);
    send.textContent = hasCard ? "Post another" : "Post it";
  }

  byId("samples").replaceChildren(...samples(brand ?? "Brightwater").map(sample => h("button", {
    type: "button", class: "chip",
    onclick: () => {
      text.value = sample.text;
      author.value = sample.author;
      say([]);
      showDone(false);
      send.focus();
    },
  }, sample.label)));

  for (const button of dialog.querySelectorAll("[data-close]")) button.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    if (result.querySelector(".good")) onPosted();
  });

  byId("mention-form").addEventListener("submit", async event => {
    event.preventDefault();
    if (send.getAttribute("aria-busy") === "true") return;
    if (text.value.trim() === "") {
      say([["refused", "Write what was posted, or pick one of the texts above."]]);
      text.focus();
      return;
    }
    send.setAttribute("aria-busy", "true");
    try {
      const answer = await api.mention({ text: text.value, author: author.value.trim(), url: url.value.trim() });
      const lines = outcome(answer);
      say(lines);
      if (!lines.some(([kind]) => kind === "refused")) {
        text.value = "";
        url.value = "";
        showDone(lines.some(([kind]) => kind === "good"));
        done.focus();
      }
    } catch (error) {
      say([["refused", error.message]]);
    }
    send.setAttribute("aria-busy", "false");
  });

  return function open() {
    say([]);
    showDone(false);
    dialog.showModal();
    text.focus();
  };
}
