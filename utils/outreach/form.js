// One form, drawn from data with plain HTML elements, so that every field has a
// name, works by keyboard, and keeps its arrow keys from the notebook.

const CONTROLS = new Set(["input", "textarea", "select", "button", "summary"]);

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  // The notebook's shortcuts match the focused element itself: without this mark an arrow key
  // on a slider or a radio button would move to another cell.
  if (CONTROLS.has(tag)) made.setAttribute("data-lm-suppress-shortcuts", "true");
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

// Labels that carry markup come escaped from Python; plain labels become text here.
function labelled(tag, attributes, field) {
  const made = element(tag, attributes);
  if (field.label_html) made.innerHTML = field.label_html;
  else made.textContent = field.label;
  return made;
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// Each kind returns { node, show(value) }; edit(value) tells the model.
const kinds = {
  radio(field, key, edit) {
    const inputs = field.options.map((option) =>
      element("input", { type: "radio", name: key, id: `${key}-${option.id}`, value: option.id, onchange: () => edit(option.id) }));
    return group(field, key, inputs, (value) => inputs.forEach((input) => { input.checked = input.value === value; }));
  },

  checks(field, key, edit) {
    const inputs = field.options.map((option) =>
      element("input", { type: "checkbox", id: `${key}-${option.id}`, value: option.id,
        onchange: () => edit(inputs.filter((input) => input.checked).map((input) => input.value)) }));
    return group(field, key, inputs, (value) => inputs.forEach((input) => { input.checked = (value || []).includes(input.value); }));
  },

  number(field, key, edit) {
    const input = element("input", { type: "text", inputmode: "decimal", autocomplete: "off", id: key, "aria-describedby": `${key}-help`,
      class: "outreach-number", maxlength: 60, oninput: () => edit(input.value) });
    return single(field, key, element("span", { class: "outreach-amount" }, input, element("span", {}, field.unit)), input);
  },

  text(field, key, edit) {
    const input = element("input", { type: "text", autocomplete: "off", maxlength: field.limit, id: key, "aria-describedby": `${key}-help`, oninput: () => edit(input.value) });
    return single(field, key, input, input);
  },

  textarea(field, key, edit) {
    const input = element("textarea", { rows: field.rows, maxlength: field.limit, id: key, "aria-describedby": `${key}-help`, oninput: () => edit(input.value) });
    return single(field, key, input, input);
  },

  select(field, key, edit) {
    const input = element("select", { id: key, "aria-describedby": `${key}-help`, onchange: () => edit(input.value) },
      ...field.options.map((option) => element("option", { value: option.id }, option.text)));
    return single(field, key, input, input);
  },

  range(field, key, edit) {
    const limits = { min: field.minimum, max: field.maximum, step: field.step };
    let held = field.minimum; // what was typed may lie between two steps, which a slider cannot show
    const slider = element("input", { type: "range", ...limits, id: key, "aria-describedby": `${key}-help`,
      oninput: () => { held = Number(slider.value); number.value = held; edit(held); } });
    const number = element("input", { type: "number", ...limits, id: `${key}-number`, class: "outreach-number",
      "aria-label": `${field.label}, ${field.unit || "as a number"}`,
      oninput: () => {
        if (number.value === "" || !Number.isFinite(Number(number.value))) return;
        held = Math.min(field.maximum, Math.max(field.minimum, Number(number.value)));
        slider.value = held;
        edit(held);
      },
      onchange: () => { number.value = held; } });
    const node = element("div", { class: "outreach-field outreach-range" },
      labelled("label", { for: key }, field), help(field, key),
      element("span", { class: "outreach-amount" }, slider, number, element("span", { "aria-hidden": "true" }, field.unit)));
    return { node, show: (value) => {
      held = value ?? field.minimum;
      if (Number(slider.value) !== Number(held)) slider.value = held;
      if (document.activeElement !== number) number.value = held;
    } };
  },

  order(field, key, edit) {
    const list = element("ol", { class: "outreach-order", "aria-labelledby": `${key}-label` });
    const shown = field.options.map((option) => option.id);
    let order = shown;
    const move = (id, by) => {
      const place = order.indexOf(id);
      const target = place + by;
      if (target < 0 || target >= order.length) return;
      order = order.slice();
      order.splice(place, 1);
      order.splice(target, 0, id);
      draw();
      const buttons = list.children[target].querySelectorAll("button");
      const wanted = buttons[by < 0 ? 0 : 1];
      // At an end the line itself is focused: the other button would take the last move back at one press too many.
      (wanted.disabled ? list.children[target] : wanted).focus();
      edit(order);
    };
    const draw = () => {
      list.replaceChildren(...order.map((id, place) => {
        const text = field.options.find((option) => option.id === id).text;
        return element("li", { tabindex: "-1", "data-lm-suppress-shortcuts": "true" },
          element("span", { class: "outreach-item" }, text),
          element("span", { class: "outreach-moves" },
            element("button", { type: "button", disabled: place === 0, "aria-label": `Move up: ${text}`, onclick: () => move(id, -1) }, "\u25b2 Up"),
            element("button", { type: "button", disabled: place === order.length - 1, "aria-label": `Move down: ${text}`, onclick: () => move(id, 1) }, "\u25bc Down")));
      }));
    };
    draw();
    const node = element("div", { class: "outreach-field" }, labelled("p", { id: `${key}-label`, class: "outreach-legend" }, field), help(field, key), list);
    return { node, show: (value) => {
      const wanted = Array.isArray(value) && value.length === shown.length ? value : shown;
      if (!same(wanted, order)) { order = wanted.slice(); draw(); }
    } };
  },
};

// Fields of one group stand in a frame with its name, so that a screen reader says which account a label belongs to.
// A group that is called otherwise than before keeps its frame, for what stands in it is the same.
function framed(drawn) {
  const runs = [];
  for (const { field, node } of drawn) {
    if (field.group && field.group === runs.at(-1)?.group) runs.at(-1).nodes.push(node);
    else runs.push({ group: field.group, nodes: [node] });
  }
  const taken = new Set();
  return runs.flatMap(({ group, nodes }) => {
    if (!group) return nodes;
    const before = nodes.map((node) => node.closest(".outreach-group")).find((frame) => frame && !taken.has(frame));
    const frame = before || element("fieldset", { class: "outreach-group" }, element("legend"));
    taken.add(frame);
    const legend = frame.firstChild;
    if (legend.textContent !== group) legend.textContent = group;
    settle(frame, [legend, ...nodes]);
    return [frame];
  });
}

// Makes these the children, and moves none that stands right already: a field that is taken out, even for a
// moment, loses its focus, the letters by which a list is searched, and a word that is being composed.
function settle(parent, wanted) {
  for (const child of [...parent.children]) if (!wanted.includes(child)) child.remove();
  wanted.forEach((child, place) => {
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
  });
}

// What a field is drawn from. The name of its group stands in the frame; only a button carries it too.
const drawnFrom = (field) => ({ ...field, group: field.kind === "action" ? field.group : "" });

function help(field, key) {
  return element("p", { id: `${key}-help`, class: "outreach-help", hidden: !field.help }, field.help);
}

function group(field, key, inputs, show) {
  const node = element("fieldset", { class: `outreach-field${field.inline ? " outreach-inline" : ""}`, "aria-describedby": `${key}-help` },
    labelled("legend", {}, field), help(field, key),
    ...inputs.map((input, place) =>
      element("label", { class: "outreach-option", for: input.id }, input, element("span", {}, field.options[place].text))));
  return { node, show };
}

function single(field, key, control, input) {
  const node = element("div", { class: "outreach-field" }, labelled("label", { for: key }, field), help(field, key), control);
  return { node, show: (value) => { const text = value ?? ""; if (input.value !== String(text)) input.value = text; } };
}

// A button among the fields; its group is part of its name, since many of them may be called the same.
function action(field, key, press) {
  const name = field.group ? { "aria-label": `${field.label}: ${field.group}` } : {};
  const node = element("button", { type: "button", id: key, ...name, onclick: () => press(field.name) }, field.label);
  return { node, show: () => {} };
}

function render({ model, el }) {
  // Each widget loads this file as a module of its own, so the count that keeps ids apart is the page's.
  globalThis.outreachForms = (globalThis.outreachForms || 0) + 1;
  const id = `outreach-form-${globalThis.outreachForms}`;
  let shown = {};
  let waiting = null;

  const form = element("form", { class: "outreach-form", onsubmit: (event) => event.preventDefault(),
    // Everything is kept at once; the habit of pressing Ctrl+S must not open the browser's own dialog.
    onkeydown: (event) => { if ((event.ctrlKey || event.metaKey) && event.key === "s") event.preventDefault(); } });
  const title = element("p", { class: "outreach-title", id: `${id}-title` });
  const prompt = element("div", { class: "outreach-prompt" });
  const fields = element("div");
  const buttons = element("div", { class: "outreach-buttons" });
  const status = element("div", { class: "outreach-status", role: "status", "aria-live": "polite" });
  const kept = element("p", { class: "outreach-kept" });
  const sections = element("div");
  form.setAttribute("aria-labelledby", `${id}-title`);
  form.append(title, prompt, fields, buttons, status, kept, sections);
  el.append(form);

  const silence = () => {
    kept.textContent = "This form gets no answer, and what you have just typed is not kept. Copy it if it is long. Then open the Run menu and choose Restart Kernel and Run All Cells.";
    kept.classList.add("outreach-trouble");
  };
  const expect = () => {
    clearTimeout(waiting);
    kept.textContent = "";
    waiting = setTimeout(silence, 5000);
  };
  const answered = () => {
    clearTimeout(waiting);
    kept.classList.remove("outreach-trouble");
    kept.textContent = !model.get("keeps") || model.get("edits") === 0 ? "" : model.get("kept_well") ? "Kept." : "Not kept.";
  };

  // The last edit of each field on this page, with its number.
  const mine = new Map();
  let count = model.get("edits");
  const edit = (name) => (value) => {
    count = Math.max(count, model.get("edits")) + 1;
    mine.set(name, { value, number: count });
    model.set("values", { ...model.get("values"), [name]: value });
    model.set("edits", count);
    model.save_changes();
    expect();
  };
  // When JupyterLab connects to a kernel it asks for the state of every form. The answer may come late, and is then older
  // than what was just chosen here: what it does not know of yet goes in again.
  const keepEdits = () => {
    const known = model.get("edits");
    if (known >= count) return;
    const newer = [...mine].filter(([, { number }]) => number > known).map(([name, { value }]) => [name, value]);
    model.set("values", { ...model.get("values"), ...Object.fromEntries(newer) });
    model.set("edits", count);
    model.save_changes();
  };

  const drawValues = () => {
    const values = model.get("values");
    for (const [name, part] of Object.entries(shown)) part.show(values[name]);
  };
  const press = (name) => {
    expect();
    // What was just chosen goes along: while the kernel is busy, a change of the model waits and a message does not.
    model.send({ press: name, values: model.get("values") });
  };
  const drawFields = () => {
    const focused = fields.contains(document.activeElement) ? document.activeElement : null;
    const caret = focused?.type === "text" ? focused.selectionStart : null;
    const before = shown;
    shown = {};
    settle(fields, framed(model.get("fields").filter((field) => !field.hidden).map((field) => {
      const stays = before[field.name];
      if (stays && same(drawnFrom(stays.field), drawnFrom(field))) {
        shown[field.name] = stays;
        return { field, node: stays.node };
      }
      const key = `${id}-${field.name}`;
      const part = field.kind === "action" ? action(field, key, press) : kinds[field.kind](field, key, edit(field.name));
      shown[field.name] = { ...part, field };
      return { field, node: part.node };
    })));
    drawValues();
    if (!focused || focused === document.activeElement) return;
    const again = focused.id ? document.getElementById(focused.id) : null;
    (again || buttons.querySelector("button:not([disabled])"))?.focus();
    if (again && caret !== null) again.setSelectionRange(caret, caret);
  };
  const drawHead = () => {
    title.textContent = model.get("title");
    title.hidden = !model.get("title");
    if (!model.get("title")) form.removeAttribute("aria-labelledby");
    prompt.innerHTML = model.get("prompt_html");
  };
  const drawButtons = () => {
    const focused = document.activeElement?.dataset?.button;
    const here = buttons.contains(document.activeElement);
    buttons.replaceChildren(...model.get("buttons").map((button) =>
      element("button", { type: "button", "data-button": button.name, class: button.primary ? "outreach-primary" : "", disabled: button.disabled,
        onclick: () => press(button.name) }, button.label)));
    if (here) (buttons.querySelector(`[data-button="${focused}"]:not([disabled])`) || buttons.querySelector("button:not([disabled])"))?.focus();
  };
  const drawStatus = () => {
    status.className = `outreach-status outreach-${model.get("status_kind")}`;
    status.innerHTML = model.get("status_html");
  };
  const drawSections = () => {
    const closed = new Set([...sections.children].filter((child) => !child.open).map((child) => child.dataset.name));
    sections.replaceChildren(...model.get("sections").map((section) => {
      const body = element("div");
      body.innerHTML = section.html;
      return element("details", { "data-name": section.name, class: "outreach-section", open: section.open && !closed.has(section.name) },
        element("summary", {}, section.title), body);
    }));
  };

  const listeners = {
    "change:edits": keepEdits, "change:fields": drawFields, "change:values": drawValues, "change:buttons": drawButtons, "change:title": drawHead,
    "change:prompt_html": drawHead, "change:status_html": drawStatus, "change:status_kind": drawStatus,
    "change:sections": drawSections, "change:kept": answered, "msg:custom": (content) => { if (content.pressed) answered(); },
  };
  for (const [event, listener] of Object.entries(listeners)) model.on(event, listener);
  drawHead(); drawFields(); drawButtons(); drawStatus(); drawSections();
  return () => {
    clearTimeout(waiting);
    for (const [event, listener] of Object.entries(listeners)) model.off(event, listener);
  };
}

export default { render };
