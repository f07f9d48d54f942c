// Draws a plotly figure as one image with an alternative text, and its numbers as a table.

const WAIT = 20000;
const OPTIONS = { displayModeBar: false, responsive: false, staticPlot: false };
const UNKNOWN_WIDTH = 700; // of a page that is not shown yet
const TITLE = { size: 18, line: 24, above: 14, first: 13, edges: 20 };
const LABELS = 0.45; // of the width, at most; the table has them whole
const NARROW = 640;
const APART = 4;

const ruler = document.createElement("canvas").getContext("2d");

function widthOf(text, size) {
  ruler.font = `${size}px system-ui, sans-serif`;
  return ruler.measureText(text).width;
}

function lines(text, size, room) {
  const made = [];
  for (const word of text.split(/<br>|\s+/)) {
    const longer = made.length ? `${made.at(-1)} ${word}` : word;
    if (made.length && widthOf(longer, size) <= room) made[made.length - 1] = longer;
    else made.push(word);
  }
  return made;
}

function shortened(text, size, room) {
  // What is escaped ("&lt;") is cut as one sign.
  const signs = text.match(/&[a-z0-9#]+;|./giu) ?? [];
  let kept = signs.length;
  while (kept > 8 && widthOf(signs.slice(0, kept).join(""), size) > room) kept -= 1;
  return kept === signs.length ? text : `${signs.slice(0, kept - 1).join("").trimEnd()}…`;
}

// The library breaks no lines: on a narrow page a title would end beyond the edge, and long labels leave no room.
function fitted(layout, width) {
  const made = { ...layout, width, margin: { ...layout.margin } };
  if (layout.title?.text) {
    const before = layout.title.text.split("<br>").length;
    const broken = lines(layout.title.text, layout.title.font?.size ?? TITLE.size, width - TITLE.edges);
    const more = TITLE.line * (broken.length - before);
    // The library sets the first of several lines by its foot, a single one by its head.
    const above = TITLE.above + (broken.length > 1 ? TITLE.first : 0);
    made.title = { ...layout.title, text: broken.join("<br>"), y: 1, yref: "container", yanchor: "top", pad: { ...layout.title.pad, t: above } };
    made.margin.t = (layout.margin?.t ?? 100) + more;
    made.height = (layout.height ?? 450) + more;
  }
  for (const name of Object.keys(layout).filter((key) => key.startsWith("yaxis"))) {
    const axis = layout[name];
    const size = axis.tickfont?.size ?? layout.font?.size ?? 12;
    if (axis.ticktext) made[name] = { ...axis, ticktext: axis.ticktext.map((text) => shortened(text, size, LABELS * width)) };
  }
  for (const name of Object.keys(layout).filter((key) => width < NARROW && key.startsWith("xaxis"))) {
    const axis = layout[name];
    const size = axis.title?.font?.size ?? 16;
    if (axis.title?.text) made[name] = { ...axis, automargin: true, title: { ...axis.title, text: lines(axis.title.text, size, width / 2).join("<br>") } };
  }
  return made;
}

// A legend that needs several lines grows upwards, into the title.
function overlap(picture) {
  const title = picture.querySelector(".gtitle")?.getBoundingClientRect();
  const legend = picture.querySelector(".legend")?.getBoundingClientRect();
  if (!title || !legend || legend.top > title.bottom + APART || legend.bottom < title.top) return 0;
  return Math.ceil(title.bottom + APART - legend.top);
}

// One copy of the library for the page, asked of whichever kernel answers first.
function library(model) {
  if (globalThis.outreachPlotly) return globalThis.outreachPlotly;
  const loading = new Promise((resolve, reject) => {
    const late = setTimeout(() => done(new Error("no kernel")), WAIT);
    const done = (error) => {
      clearTimeout(late);
      model.off("msg:custom", received);
      if (error) { globalThis.outreachPlotly = undefined; reject(error); } else resolve(globalThis.Plotly);
    };
    const received = (content, buffers) => {
      if (content.library !== "plotly") return;
      const script = document.createElement("script");
      script.src = URL.createObjectURL(new Blob([buffers[0]], { type: "text/javascript" }));
      script.onload = () => { URL.revokeObjectURL(script.src); done(); };
      script.onerror = () => done(new Error("not loaded"));
      document.head.append(script);
    };
    model.on("msg:custom", received);
    model.send({ need: "plotly" });
  });
  globalThis.outreachPlotly = loading;
  return loading;
}

function render({ model, el }) {
  const figure = document.createElement("figure");
  const picture = document.createElement("div");
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  const table = document.createElement("div");
  figure.className = "outreach-figure";
  summary.setAttribute("data-lm-suppress-shortcuts", "true"); // Enter opens the table, not the cell
  picture.setAttribute("role", "img");
  table.className = "outreach-table";
  summary.textContent = "The same numbers as a table";
  details.append(summary, table);
  figure.append(picture, details);
  el.append(figure);

  let alive = true;
  let drawn = "";
  let width = 0;
  const words = () => {
    picture.setAttribute("aria-label", model.get("alt"));
    table.innerHTML = model.get("table_html");
  };
  const draw = async () => {
    try {
      const plotly = await library(model);
      if (!alive) return;
      const { data, layout } = model.get("figure");
      // Another kind of figure is drawn from the beginning: an update would keep the room of the old legend.
      const kind = JSON.stringify([data.map((trace) => trace.type), Boolean(layout.legend)]);
      const put = kind === drawn ? plotly.react : plotly.newPlot;
      drawn = kind;
      width = Math.floor(figure.clientWidth);
      const fit = fitted(layout, width || UNKNOWN_WIDTH);
      await put(picture, data, fit, OPTIONS);
      const more = overlap(picture);
      if (alive && more) await plotly.relayout(picture, { "margin.t": (fit.margin.t ?? 100) + more, height: (fit.height ?? 450) + more });
    } catch {
      picture.hidden = true;
      details.open = true;
    }
  };
  // The first drawing may come before the page knows how wide it is.
  const watcher = new ResizeObserver(() => {
    const now = Math.floor(figure.clientWidth);
    if (now && now !== width && picture.querySelector(".main-svg")) draw();
  });
  watcher.observe(figure);
  words();
  draw();
  model.on("change:alt", words);
  model.on("change:table_html", words);
  model.on("change:figure", draw);
  return () => {
    alive = false;
    watcher.disconnect();
    model.off("change:alt", words);
    model.off("change:table_html", words);
    model.off("change:figure", draw);
    globalThis.Plotly?.purge(picture);
  };
}

export default { render };
