// Keys of a list, beside the mouse and the tab key: nothing here can be done in no other way.
"use strict";

const list = document.querySelector(".rows");
const keys = document.querySelector("dialog.keys");
const off = keys.querySelector("[name=off]");
const OFF = "luodi-keys-off";
const links = () => [...list.querySelectorAll("tbody tr")].map((row) => row.querySelector("a")).filter(Boolean);

function go(by) {
  const all = links();
  const here = all.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const next = all[here < 0 ? 0 : Math.min(Math.max(here + by, 0), all.length - 1)];
  next?.focus();
  next?.closest("tr").scrollIntoView({ block: "nearest" });
}

function choose() {
  document.activeElement.closest(".rows tr")?.querySelector("input[type=checkbox]")?.click();
}

function show() {
  off.checked = localStorage.getItem(OFF) === "1";
  keys.showModal();
}

const acts = { j: () => go(1), k: () => go(-1), x: choose, "?": show };

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("textarea, select, dialog, input:not([type=checkbox])");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || localStorage.getItem(OFF) === "1") return;
  const act = list && acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

off.addEventListener("change", () => localStorage.setItem(OFF, off.checked ? "1" : "0"));
const line = document.querySelector(".keys-line");
line.hidden = !list;
line.querySelector("button").addEventListener("click", show);
