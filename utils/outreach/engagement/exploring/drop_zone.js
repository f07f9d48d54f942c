// A place to drop files in. The buttons choose files or a folder by keyboard; all ways send the same parts, one at a time.

const PART = 2_000_000;
const PATIENCE = 60_000;
const PATIENCE_FOR_READING = 900_000;
const MOST = 2_000;
const NOBODY_MEANT = /(^|\/)(\.[^/]*|__MACOSX|Thumbs\.db|desktop\.ini)(\/|$)/i;

const SILENT = "The notebook does not answer. If a box is still running, wait for it and drop the files again. Otherwise open the Run menu, choose Restart Kernel and Run All Cells, then drop them again.";

class Silent extends Error {}

// Goes through a dropped folder. What cannot be read is told, and stops nothing.
async function collect(entry, found, troubles) {
  if (found.length >= MOST) return;
  try {
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      found.push({ file, name: entry.fullPath.replace(/^\//, "") });
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      // A browser gives a folder by a hundred at a time, and an empty list at its end.
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (some.length === 0) return;
      for (const one of some) await collect(one, found, troubles);
    }
  } catch {
    troubles.push(`${entry.name} could not be read. Look whether you may open it, then drop it again.`);
  }
}

function render({ model, el }) {
  const root = document.createElement("section");
  root.className = "outreach-form outreach-drop";
  root.setAttribute("aria-label", model.get("title"));
  root.innerHTML = `<p class="outreach-title"></p><p class="outreach-drop-words"></p>
    <div class="outreach-drop-ways">
      <label><span>Choose files</span> <input type="file" multiple></label>
      <label><span>Choose a folder</span> <input type="file" webkitdirectory></label>
    </div>
    <progress max="100" hidden aria-label="How much is copied"></progress>
    <div class="outreach-status outreach-plain" role="status" aria-live="polite"></div>`;
  root.querySelector(".outreach-title").textContent = model.get("title");
  root.querySelector(".outreach-drop-words").textContent = model.get("words");
  const inputs = [...root.querySelectorAll("input")];
  const bar = root.querySelector("progress");
  const status = root.querySelector("[role=status]");
  el.append(root);

  // Several views of one zone hear the same answers, so a key says which view asked.
  const view = Math.random().toString(36).slice(2);
  const waiting = new Map();
  let number = 0;

  const listen = (message) => {
    const asked = waiting.get(message.file);
    if (!asked) return;
    waiting.delete(message.file);
    if (message.silent) asked.reject(new Silent(SILENT));
    else if (message.trouble) asked.reject(new Error(message.trouble));
    else asked.resolve();
  };
  model.on("msg:custom", listen);

  // Where the kernel is gone, the page itself refuses to send.
  const send = (message, buffers = []) => {
    try {
      model.send(message, undefined, buffers);
      return true;
    } catch {
      return false;
    }
  };

  const ask = (message, buffers = [], patience = PATIENCE) =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        waiting.delete(message.file);
        reject(new Silent(SILENT));
      }, patience);
      waiting.set(message.file, {
        resolve: () => { clearTimeout(late); resolve(); },
        reject: (error) => { clearTimeout(late); reject(error); },
      });
      if (!send(message, buffers)) listen({ file: message.file, silent: true });
    });

  const say = (lines, kind) => {
    status.className = `outreach-status outreach-${kind}`;
    status.replaceChildren(...lines.map((line) => {
      const paragraph = document.createElement("p");
      paragraph.textContent = line;
      return paragraph;
    }));
  };

  const partOf = async (file, name, at) => {
    try {
      return await file.slice(at, at + PART).arrayBuffer();
    } catch {
      throw new Error(`${name} could not be read. It may have been moved, or lie in a cloud folder. Copy it to another folder and drop it again.`);
    }
  };

  const copy = async (file, name) => {
    const key = `${view}-${number += 1}`;
    try {
      await ask({ do: "begin", file: key, name, size: file.size });
      for (let at = 0; at < file.size; at += PART) {
        bar.value = (100 * at) / file.size;
        await ask({ do: "part", file: key }, [await partOf(file, name, at)]);
      }
      await ask({ do: "end", file: key });
    } catch (error) {
      send({ do: "stop", file: key });
      throw error;
    }
  };

  const take = async ({ files, troubles }) => {
    const told = [...troubles];
    const wanted = files.filter(({ name }) => !NOBODY_MEANT.test(name));
    if (wanted.length === 0) {
      say(told.length ? told : ["There was no file in what was dropped."], "trouble");
      return;
    }
    if (files.length >= MOST) told.push(`Only the first ${MOST.toLocaleString("en-US")} files were taken. Drop the folder that holds the exports, not the one around it.`);
    let copied = 0;
    bar.hidden = false;
    for (const [place, { file, name }] of wanted.entries()) {
      // Said once for each large file, and not for each part: a screen reader reads all of it.
      if (place === 0 || file.size > PART) say([`Copying ${place + 1} of ${wanted.length}: ${name}`], "plain");
      try {
        await copy(file, name);
        copied += 1;
      } catch (error) {
        told.push(error.message);
        if (error instanceof Silent) break;
      }
    }
    bar.hidden = true;
    const sum = `Copied: ${copied} of ${wanted.length}.`;
    if (copied > 0) {
      say([`${sum} Reading them now.`, ...told], "plain");
      try {
        await ask({ do: "all", file: `${view}-all-${number += 1}` }, [], PATIENCE_FOR_READING);
      } catch (error) {
        told.push(error.message);
      }
    }
    say([sum, ...told], told.length ? "trouble" : "good");
  };

  // What is dropped while another is being copied waits for it.
  let last = Promise.resolve();
  const queue = (collected) => {
    last = last.then(async () => take(await collected)).catch((error) => say([`This did not go well (${error.message}). Drop the files again.`], "trouble"));
  };

  for (const input of inputs) {
    input.setAttribute("data-lm-suppress-shortcuts", "true");
    input.addEventListener("change", () => {
      const files = [...input.files].slice(0, MOST).map((file) => ({ file, name: file.webkitRelativePath || file.name }));
      input.value = ""; // so that the same file can be chosen again
      if (files.length) queue(Promise.resolve({ files, troubles: [] }));
    });
  }
  const over = (event) => { event.preventDefault(); event.stopPropagation(); root.classList.add("outreach-drop-over"); };
  root.addEventListener("dragenter", over);
  root.addEventListener("dragover", over);
  root.addEventListener("dragleave", (event) => { if (!root.contains(event.relatedTarget)) root.classList.remove("outreach-drop-over"); });
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    event.stopPropagation();
    root.classList.remove("outreach-drop-over");
    // Both lists are empty once this event is over, so they are read before anything is waited for.
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const plain = [...event.dataTransfer.files].map((file) => ({ file, name: file.name }));
    queue((async () => {
      if (entries.length === 0) return { files: plain, troubles: [] };
      const files = [];
      const troubles = [];
      for (const entry of entries) await collect(entry, files, troubles);
      return { files, troubles };
    })());
  });
  return () => model.off("msg:custom", listen);
}

export default { render };
