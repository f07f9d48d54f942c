// Draws a plotly figure as one image with an alternative text, and its numbers as a table.

const WAIT = 20000;
const OPTIONS = { displayModeBar: false, responsive: true, staticPlot: false };

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
      await put(picture, data, { ...layout, autosize: true }, OPTIONS);
    } catch {
      picture.hidden = true;
      details.open = true;
    }
  };
  // The first drawing may come before the page knows how wide it is.
  const watcher = new ResizeObserver(() => { if (picture.querySelector(".main-svg")) globalThis.Plotly?.Plots.resize(picture); });
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
