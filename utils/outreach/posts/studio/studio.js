// The studio: a plain text field with marks below it, a list of what was found, and what only the author can tell.
// Places from Python are code points; the field counts UTF-16 units, so they are turned into each other here.

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  // The notebook's shortcuts match the focused element itself.
  if (["input", "textarea", "select", "button", "summary", "li", "a"].includes(tag)) made.setAttribute("data-lm-suppress-shortcuts", "true");
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

// Places in code points, as places in UTF-16 units. Most drafts have no letter outside the first plane and need nothing.
function placer(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (place) => place;
  const starts = [];
  let unit = 0;
  for (const sign of text) { starts.push(unit); unit += sign.length; }
  starts.push(unit);
  return (place) => starts[Math.min(place, starts.length - 1)];
}

// Where two texts differ: what is alike at the beginning and at the end.
function difference(before, after) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let end = 0;
  while (end < most - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end += 1;
  return { start, was: before.length - end, now: after.length - end };
}

// Marks of the text before an edit, moved to where their words are after it; those that were edited go.
function moved(marks, before, after) {
  const { start, was, now } = difference(before, after);
  return marks.flatMap((mark) => {
    if (mark.end <= start) return [mark];
    if (mark.start >= was) return [{ ...mark, start: mark.start + now - was, end: mark.end + now - was }];
    return [];
  });
}

const escaped = (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);

function render({ model, el }) {
  globalThis.outreachStudios = (globalThis.outreachStudios || 0) + 1;
  const id = `outreach-studio-${globalThis.outreachStudios}`;
  const memory = model.get("memory") ? `outreach-draft:${model.get("memory")}` : "";

  let held = model.get("text");      // what Python has, as far as this page knows
  let base = model.get("base");      // its digest, as Python gave it
  let sent = null;                   // what is on its way to Python
  let number = 0;
  const asked = new Map();           // the texts that a review was asked for, by number
  const ask = (message, text = field.value) => {
    number += 1;
    asked.set(number, text);
    model.send({ ...message, text, base, channel: channels.value, number });
    if (model.get("keeps")) expect();
  };
  let waiting = null;
  let marks = [];                    // in UTF-16 units of the text that is shown
  let result = {};
  let clashing = false;
  let refused = false;               // Python could not keep what was sent last
  let again = null;

  const root = element("section", { class: "outreach-studio", "aria-label": model.get("title"),
    onkeydown: (event) => { if ((event.ctrlKey || event.metaKey) && event.key === "s") event.preventDefault(); } });
  const verdict = element("p", { class: "outreach-verdict", role: "status", "aria-live": "polite" });
  const saved = element("p", { class: "outreach-saved", role: "status", "aria-live": "polite" });
  const trouble = element("div", { class: "outreach-trouble", role: "alert", hidden: true });
  const under = element("div", { class: "outreach-under", "aria-hidden": "true" });
  const field = element("textarea", { id: `${id}-field`, class: "outreach-field", spellcheck: "true", rows: 14, dir: "auto",
    "aria-describedby": `${id}-keys`, "aria-label": "Your draft" });
  const list = element("ol", { class: "outreach-findings", "aria-label": "What was found" });
  const reading = element("div", { class: "outreach-reading" });
  const attest = element("div", { class: "outreach-attest" });
  const history = element("div", { class: "outreach-history" });

  const channels = element("select", { id: `${id}-channel`, onchange: () => ask({ review: true }) },
    ...model.get("channels").map(([key, words]) => element("option", { value: key }, words)));
  channels.value = model.get("channel");
  const step = (by) => {
    const order = marks.filter((mark) => !mark.whole).slice().sort((one, other) => one.start - other.start);
    if (!order.length) return;
    const here = field.selectionStart;
    const next = by > 0 ? order.find((mark) => mark.start > here) || order[0]
      : order.filter((mark) => mark.start < here).pop() || order[order.length - 1];
    jump(next);
  };
  const undo = element("button", { type: "button", onclick: () => { field.focus(); document.execCommand("undo"); } }, "Undo");
  const tools = element("div", { class: "outreach-tools" },
    element("label", { for: `${id}-channel` }, "Where is it going? "), channels,
    element("button", { type: "button", onclick: () => step(-1) }, "Previous mark"),
    element("button", { type: "button", onclick: () => step(1) }, "Next mark"), undo);
  root.append(
    element("p", { class: "outreach-title" }, model.get("title")),
    tools,
    element("p", { class: "outreach-keys", id: `${id}-keys` }, "In the text, F8 goes to the next mark and Shift+F8 to the one before. Ctrl+Z takes back what you typed or put in."),
    element("div", { class: "outreach-paper" }, under, field),
    saved, trouble, verdict,
    element("h3", { class: "outreach-heading", id: `${id}-found` }, "What was found"), list,
    reading, attest, history);
  el.append(root);

  // The text below the field, line by line, so that one keystroke in a long draft draws one line.
  let drawn = [];
  function underline() {
    const text = field.value;
    const lines = text.split("\n");
    const order = marks.filter((mark) => !mark.whole && mark.end > mark.start && mark.end <= text.length).sort((one, other) => one.start - other.start);
    let at = 0;
    let next = 0;
    const wanted = lines.map((line) => {
      const stop = at + line.length;
      let made = "";
      let place = at;
      while (next < order.length && order[next].start < stop) {
        const mark = order[next];
        const from = Math.max(mark.start, place);
        const to = Math.min(mark.end, stop);
        if (to > from) {
          made += escaped(text.slice(place, from)) + `<mark class="outreach-${mark.severity}">${escaped(text.slice(from, to))}</mark>`;
          place = to;
        }
        if (mark.end > stop) break;
        next += 1;
      }
      made += escaped(text.slice(place, stop));
      at = stop + 1;
      return made || "\u200b";
    });
    wanted.forEach((made, row) => {
      if (drawn[row] === made && under.children[row]) return;
      const node = under.children[row] || under.appendChild(document.createElement("div"));
      node.innerHTML = made;
    });
    while (under.children.length > wanted.length) under.lastChild.remove();
    drawn = wanted;
    fit();
  }
  function fit() {
    under.style.width = `${field.clientWidth}px`;
    under.scrollTop = field.scrollTop;
  }

  function jump(mark) {
    field.focus();
    field.setSelectionRange(mark.start, mark.end);
    // Scroll so that the mark is seen: the line below the field tells how high it lies.
    const row = field.value.slice(0, mark.start).split("\n").length - 1;
    const node = under.children[row];
    if (node) {
      const inside = node.querySelector("mark");
      const top = (inside && node.offsetHeight > field.clientHeight ? inside.offsetTop : node.offsetTop) - field.clientHeight / 3;
      field.scrollTop = Math.max(0, top);
      under.scrollTop = field.scrollTop;
    }
  }

  // Put words in where others stand, so that the browser can take it back.
  function put(start, end, words) {
    field.focus();
    field.setSelectionRange(start, end);
    // The browser takes many seconds to put in a long text so that it can be taken back; earlier versions do that here.
    const worked = words.length <= 5000 && (words ? document.execCommand("insertText", false, words) : document.execCommand("delete"));
    if (!worked) {
      field.setRangeText(words, start, end, "end");
      edited();
    }
  }

  const remember = () => { try { if (memory) localStorage.setItem(memory, JSON.stringify({ text: field.value, at: Date.now() })); } catch { /* a full or closed store is no reason to stop */ } };
  const forget = () => { try { if (memory) localStorage.removeItem(memory); } catch { /* as above */ } };

  function say(words, kind = "plain") {
    saved.textContent = words;
    saved.className = `outreach-saved outreach-${kind}`;
  }
  function expect() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      say("Not saved: this page gets no answer. What you typed is still in this browser. Keep the page open, open the Kernel menu, choose Restart Kernel, and run this cell again.", "bad");
    }, 5000);
  }

  // Every keystroke draws the marks anew; in a very long text they follow as soon as the typing pauses.
  let drawing = null;
  function draw() {
    clearTimeout(drawing);
    if (field.value.length <= 20000) { underline(); return; }
    under.style.visibility = "hidden";
    drawing = setTimeout(() => { underline(); under.style.visibility = ""; }, 400);
  }
  let shownText = field.value;
  function edited() {
    marks = moved(marks, shownText, field.value);
    shownText = field.value;
    draw();
    if (model.get("keeps")) remember();
    send();
  }
  function send() {
    if (sent !== null || clashing || field.value === held) return;
    sent = field.value;
    say(model.get("keeps") ? "Saving ..." : "");
    ask({ edit: true }, sent);
  }

  // What is attested is a text that is kept: a press while the last words are still on their way waits for them.
  let wish = null;
  function askOnceKept(more) {
    wish = { more, text: field.value };
    fulfill();
  }
  function fulfill() {
    if (wish === null || sent !== null || clashing) return;
    const { more, text } = wish;
    if (field.value === text && held !== text) return;
    wish = null;
    if (field.value === text) ask(more);
  }

  const show = (key) => element("button", { type: "button", onclick: () => { const mark = marks.find((one) => one.key === key); if (mark) jump(mark); } }, "Show it");
  const use = (edit) => element("button", { type: "button", class: "outreach-use", onclick: () => {
    if (field.value !== result.text) return; // a keystroke came between; the next review is on its way
    const where = placer(field.value);
    put(where(edit.start), where(edit.end), edit.text);
  } }, edit.label);
  function card(item) {
    const body = element("div");
    body.innerHTML = item.html;
    const made = element("li", { tabindex: "-1", class: `outreach-card outreach-${item.severity}`, "data-key": item.key }, body);
    const buttons = element("span", { class: "outreach-buttons" });
    if (item.parts) {
      const rows = item.parts.map((part) => element("li", { class: "outreach-part" },
        element("strong", {}, part.severity), `, ${part.name}: `, element("q", { dir: "auto" }, part.words), " ",
        element("span", { class: "outreach-buttons" }, show(part.key), part.edit ? use(part.edit) : "")));
      const after = element("div");
      after.innerHTML = item.after_html;
      made.append(element("ul", {}, ...rows), after);
    } else {
      if (!item.whole) buttons.append(show(item.key));
      if (item.edit) buttons.append(use(item.edit));
      const after = element("div");
      after.innerHTML = item.after_html;
      made.append(buttons, after);
    }
    return made;
  }
  function drawList() {
    const focused = document.activeElement?.closest?.(".outreach-card")?.dataset.key;
    const inside = list.contains(document.activeElement);
    list.replaceChildren(...(result.items || []).map(card));
    if (!list.children.length) list.append(element("li", { class: "outreach-none", tabindex: "-1" }, result.text && result.text.trim() ? "Nothing." : "Nothing yet."));
    const cards = [...list.children];
    const again = cards.find((one) => one.dataset.key === focused) || cards[0];
    again.tabIndex = 0;
    if (inside) again.focus();
  }
  list.addEventListener("keydown", (event) => {
    const cards = [...list.children];
    const here = cards.indexOf(event.target.closest(".outreach-findings > li"));
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const goal = by ? here + by : event.key === "Home" ? 0 : event.key === "End" ? cards.length - 1 : -1;
    if (goal >= 0 && goal < cards.length && (by || event.key === "Home" || event.key === "End")) {
      event.preventDefault();
      event.stopPropagation();
      cards.forEach((one) => { one.tabIndex = -1; });
      cards[goal].tabIndex = 0;
      cards[goal].focus();
    } else if (event.key === "Enter" && event.target.tagName === "LI") {
      event.preventDefault();
      event.target.querySelector("button")?.click();
    }
  });

  const ticked = new Set();
  let formWords = "";
  function drawAttest() {
    const asked = result.questions || [];
    const focused = attest.contains(document.activeElement) ? document.activeElement.id : "";
    attest.replaceChildren(element("h3", { class: "outreach-heading" }, "What only you can tell"));
    if (!asked.length) return;
    if (!model.get("own")) {
      attest.append(element("p", {}, "In a draft of your own you are asked to attest these."),
        element("ul", {}, ...asked.map((one) => element("li", {}, one.words))));
      return;
    }
    const boxes = asked.map((one) => {
      const box = element("input", { type: "checkbox", id: `${id}-asked-${one.key}`, "aria-describedby": `${id}-why-${one.key}`,
        onchange: () => { if (box.checked) ticked.add(one.key); else ticked.delete(one.key); } });
      box.checked = ticked.has(one.key);
      return element("div", { class: "outreach-asked" }, element("label", { for: box.id }, box, element("span", {}, one.words)),
        element("p", { class: "outreach-why", id: `${id}-why-${one.key}` }, one.why));
    });
    const form = element("input", { type: "text", id: `${id}-form`, maxlength: 300, autocomplete: "off", oninput: () => { formWords = form.value; } });
    form.value = formWords;
    const state = element("p", { class: "outreach-state", role: "status" });
    state.innerHTML = result.attested_html || "";
    attest.append(...boxes,
      element("label", { for: form.id, class: "outreach-form-label" }, "If somebody agreed: the number or the date of the signed form, and no name"), form,
      element("div", { class: "outreach-buttons" },
        element("button", { type: "button", class: "outreach-primary", id: `${id}-attest`, onclick: () => askOnceKept({ attest: [...ticked], form: formWords }) }, "I attest this of the text as it stands"),
        result.attested ? element("button", { type: "button", id: `${id}-withdraw`, onclick: () => ask({ withdraw: true }) }, "Take it back") : ""),
      state);
    if (focused) document.getElementById(focused)?.focus();
  }
  function drawHistory() {
    const kept = result.versions || [];
    const open = history.querySelector("details")?.open;
    if (!model.get("keeps")) { history.replaceChildren(); return; }
    const chosen = history.querySelector("select")?.value;
    const picks = element("select", { id: `${id}-version`, onchange: () => model.send({ compare: picks.value, text: field.value }) },
      ...kept.map((one) => element("option", { value: one.name }, one.words)));
    if (chosen && kept.some((one) => one.name === chosen)) picks.value = chosen;
    const shown = element("div", { class: "outreach-changes" });
    shown.innerHTML = result.changes_html || "";
    history.replaceChildren(element("details", { open: Boolean(open) },
      element("summary", {}, `Earlier versions (${kept.length})`),
      kept.length ? element("div", {},
        element("label", { for: picks.id }, "What changed since "), picks,
        element("span", { class: "outreach-buttons" },
          element("button", { type: "button", onclick: () => model.send({ compare: picks.value, text: field.value }) }, "Compare"),
          element("button", { type: "button", onclick: () => model.send({ restore: picks.value, text: field.value }) }, "Bring it back")),
        shown) : element("p", {}, "None yet. One is kept every few minutes while you write, and whenever you attest or export.")));
  }

  function clash(words) {
    clashing = words !== null;
    trouble.hidden = !clashing;
    trouble.replaceChildren();
    if (!clashing) return;
    trouble.append(element("p", {}, "This draft has been changed in another window or editor while you typed here. Both texts are kept among the earlier versions. Which one goes on?"),
      element("div", { class: "outreach-buttons" },
        element("button", { type: "button", onclick: () => { clashing = false; base = words.base; held = words.text; trouble.hidden = true; send(); } }, "Mine, as it stands here"),
        element("button", { type: "button", onclick: () => { clashing = false; trouble.hidden = true; take(words.text, words.base); } }, "The other one")));
  }
  // Show a text that came from somewhere else, with the caret where it was.
  function take(text, digest) {
    const caret = field.selectionStart;
    marks = moved(marks, field.value, text);
    field.value = text;
    shownText = text;
    held = text;
    base = digest;
    if (document.activeElement === field) field.setSelectionRange(Math.min(caret, text.length), Math.min(caret, text.length));
    forget();
    underline();
    ask({ review: true });
  }

  model.on("msg:custom", (message) => {
    if (message.kept !== undefined) {
      clearTimeout(waiting);
      refused = !message.kept;
      if (message.kept) {
        held = sent ?? held;
        base = message.base ?? base;
        if (field.value === held) forget();
        if (message.words) say(message.words, "plain");
      } else say(message.words, "bad");
      return;
    }
    if (message.outside !== undefined) {
      if (message.base === base) return;
      if (sent === null && field.value === held) { take(message.outside, message.base); say("Changed outside this page, and picked up here.", "plain"); }
      else { sent = null; clash({ text: message.outside, base: message.base }); }
      return;
    }
    if (message.result) {
      clearTimeout(waiting);
      const latest = message.result;
      const text = asked.get(latest.number);
      for (const one of asked.keys()) if (one <= latest.number) asked.delete(one);
      if (text !== undefined) {
        result = { ...latest, text };
        const where = placer(text);
        const fresh = latest.items.flatMap((item) => item.marks.map((mark) => ({ ...mark, start: where(mark.start), end: where(mark.end) })));
        marks = text === field.value ? fresh : moved(fresh, text, field.value);
        verdict.textContent = latest.verdict;
        reading.innerHTML = latest.reading_html;
        draw();
        drawList();
        drawAttest();
        drawHistory();
      }
      sent = null;
      clearTimeout(again);
      if (refused) {
        wish = null;
        again = setTimeout(send, 3000); // a full disk stays full for a while
      } else {
        send();
        fulfill();
      }
      return;
    }
    if (message.changes_html !== undefined) {
      result.changes_html = message.changes_html;
      const shown = history.querySelector(".outreach-changes");
      if (shown) shown.innerHTML = message.changes_html;
      return;
    }
    if (message.take !== undefined) {
      put(0, field.value.length, message.take);
      return;
    }
  });

  field.addEventListener("input", edited);
  field.addEventListener("scroll", fit);
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "F8") { event.preventDefault(); step(event.shiftKey ? -1 : 1); }
  });
  const sizes = new ResizeObserver(fit);
  sizes.observe(field);

  // Another window or editor may have changed the file: looked at while this page can be seen.
  const look = () => { if (model.get("keeps") && !document.hidden && sent === null && !clashing && root.isConnected) model.send({ look: true, base }); };
  const looking = setInterval(look, 2000);
  document.addEventListener("visibilitychange", look);

  field.value = held;
  shownText = held;
  underline();
  try {
    const left = memory && JSON.parse(localStorage.getItem(memory) || "null");
    if (left && typeof left.text === "string" && left.text !== held && model.get("keeps")) {
      trouble.hidden = false;
      trouble.append(element("p", {}, "Words that you typed here last time were not saved. They are still in this browser."),
        element("div", { class: "outreach-buttons" },
          element("button", { type: "button", onclick: () => { trouble.hidden = true; trouble.replaceChildren(); put(0, field.value.length, left.text); } }, "Put them back"),
          element("button", { type: "button", onclick: () => { trouble.hidden = true; trouble.replaceChildren(); forget(); } }, "Leave them")));
    } else forget();
  } catch { /* nothing was left */ }
  ask({ review: true });

  return () => {
    clearInterval(looking);
    clearTimeout(drawing);
    clearTimeout(waiting);
    clearTimeout(again);
    sizes.disconnect();
    document.removeEventListener("visibilitychange", look);
  };
}

export default { render };
