// Progress over the whole book: marks in the table of contents of every page, and the list of all problems,
// from which progress is saved to a file, taken in from one, and cleared.
//
// Exercises keep their progress themselves (exercise.js), one entry a problem under PROGRESS_KEY, and tell of a
// change by the event "anx-progress". Which problems stand on which page was found out when the site was built
// (book_pages.js).

const PROGRESS_KEY = "brakes-and-balance:progress:1";
const BOOK = "Brakes and Balance";
const FILE_VERSION = 1;
const MAXIMUM_SIZE = 1_000_000;

// ---- What is kept ----

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

function allProgress() {
  try {
    const kept = JSON.parse(localStorage.getItem(PROGRESS_KEY) || "{}");
    return isObject(kept) ? kept : {};
  } catch {
    return {};
  }
}

// Whether the browser kept it.
function keepAll(progress) {
  try {
    localStorage.setItem(PROGRESS_KEY, JSON.stringify(progress));
  } catch {
    return false;
  }
  document.dispatchEvent(new CustomEvent("anx-progress"));
  return true;
}

const stateOf = (all, id) =>
  Object.hasOwn(all, id) ? (all[id].done ? "solved" : all[id].tries > 0 || all[id].hints > 0 ? "begun" : "") : "";

// ---- Files ----

const fileText = (progress, date) =>
  JSON.stringify({ book: BOOK, content: "progress", version: FILE_VERSION, saved: date, progress }, null, 1) + "\n";

const ENTRY = { version: "number", variant: "number", done: "boolean", right: "boolean", tries: "number",
  hints: "number", answer: "string", unit: "string" };

function isEntry(entry) {
  if (!isObject(entry)) return false;
  return Object.entries(ENTRY).every(([name, type]) => {
    const value = entry[name];
    if (typeof value !== type) return false;
    return type === "number" ? Number.isInteger(value) && value >= 0 : type === "boolean" || value.length <= 200;
  });
}

// The progress in a file; throws an error whose message is the sentence to show.
function progressIn(text) {
  let content;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Error("it is not JSON");
  }
  if (!isObject(content) || content.book !== BOOK || content.content !== "progress")
    throw new Error("it is not a progress file of this book");
  if (content.version !== FILE_VERSION) throw new Error("it was saved by an edition of the book that is not known here");
  if (!isObject(content.progress)) throw new Error("it holds no progress");
  const bad = Object.entries(content.progress).find(([id, entry]) => !/^[a-z0-9-]{1,80}$/.test(id) || !isEntry(entry));
  if (bad) throw new Error(`its entry “${bad[0].slice(0, 40)}” cannot be read`);
  return content.progress;
}

// Both together: what was solved in either stays solved, and what is here goes before what comes in.
function merged(here, incoming) {
  const all = { ...here };
  for (const [id, entry] of Object.entries(incoming)) {
    const own = Object.hasOwn(here, id) && isObject(here[id]) ? here[id] : entry;
    all[id] = { ...own, done: own.done === true || entry.done };
  }
  return all;
}

// ---- Marks in the table of contents ----

function onPage() {
  if (!globalThis.anxiolyticsBook) return;
  markContents();
  document.addEventListener("anx-progress", markContents);
  // Another tab, and a page brought back by the back button.
  for (const event of ["storage", "pageshow"]) window.addEventListener(event, markContents);
}

function markContents() {
  const { root, pages } = globalThis.anxiolyticsBook;
  const all = allProgress();
  const problemsAt = new Map(
    Object.entries(pages).map(([address, problems]) => [new URL(address, root).pathname, problems]),
  );
  for (const link of document.querySelectorAll(".bd-sidebar-primary nav a[href]")) {
    const problems = problemsAt.get(link.pathname);
    link.querySelector(".anx-mark")?.remove();
    const solved = (problems || []).filter((id) => stateOf(all, id) === "solved").length;
    if (solved === 0) continue;
    const mark = document.createElement("span");
    mark.className = "anx-mark";
    mark.setAttribute("role", "img");
    mark.textContent = solved === problems.length ? "✓" : `${solved}/${problems.length}`;
    mark.setAttribute("aria-label", solved === problems.length ? "all exercises solved" :
      `${solved} of ${problems.length} exercises solved`);
    mark.title = mark.getAttribute("aria-label");
    link.append(mark);
  }
}

// ---- The list of all problems ----

function render({ model, el }) {
  if (!el.firstChild) el.innerHTML = model.get("html");
  const part = (name) => el.querySelector(`[data-part="${name}"]`);
  const rows = [...el.querySelectorAll("tr[data-id]")];
  const sure = part("sure");
  const file = part("file");
  for (const control of el.querySelectorAll("input, button")) control.disabled = false;
  linkTitles(rows);

  const tell = (text) => (part("told").textContent = text);

  function show() {
    const all = allProgress();
    for (const row of rows) {
      const state = stateOf(all, row.dataset.id);
      row.dataset.state = state;
      row.lastElementChild.textContent = { solved: "✓ solved", begun: "begun" }[state] ?? "";
    }
    const solved = rows.filter((row) => row.dataset.state === "solved").length;
    part("count").textContent = `${solved} of ${rows.length} problems solved in this browser.`;
  }

  function save() {
    const blob = new Blob([fileText(allProgress(), new Date().toISOString())], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = "brakes-and-balance-progress.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    tell("Saved as brakes-and-balance-progress.json.");
  }

  async function takeIn() {
    const [chosen] = file.files;
    if (!chosen) return;
    try {
      if (chosen.size > MAXIMUM_SIZE) throw new Error("it is too large to be one");
      const incoming = progressIn(await chosen.text());
      const entries = Object.values(incoming);
      const kept = keepAll(merged(allProgress(), incoming));
      const solved = entries.filter((entry) => entry.done).length;
      tell(kept ? `Taken in: ${entries.length} problems, ${solved} of them solved. What was solved here stays solved.` :
        "This browser keeps nothing for this page, so the file could not be taken in.");
    } catch (error) {
      tell(`“${chosen.name}” was not taken in, and nothing was changed: ${error.message}.`);
    }
    file.value = ""; // so that the same file can be chosen again
  }

  function ask(asking) {
    sure.hidden = !asking;
    (asking ? part("keep") : part("clear")).focus();
  }

  function clear() {
    try {
      localStorage.removeItem(PROGRESS_KEY);
    } catch {
      // Nothing can be kept, so nothing is there to clear.
    }
    document.dispatchEvent(new CustomEvent("anx-progress"));
    ask(false);
    tell("All progress in this browser is cleared.");
  }

  part("export").addEventListener("click", save);
  part("import").addEventListener("click", () => file.click());
  file.addEventListener("change", takeIn);
  part("clear").addEventListener("click", () => ask(true));
  part("keep").addEventListener("click", () => ask(false));
  part("really").addEventListener("click", clear);
  document.addEventListener("anx-progress", show);
  window.addEventListener("storage", show);
  window.addEventListener("pageshow", show);
  show();
}

// Each title leads to the first page its problem stands on.
function linkTitles(rows) {
  if (!globalThis.anxiolyticsBook) return;
  const { root, pages } = globalThis.anxiolyticsBook;
  for (const row of rows) {
    const found = Object.entries(pages).find(([, problems]) => problems.includes(row.dataset.id));
    if (!found) continue;
    const link = document.createElement("a");
    link.href = new URL(found[0], root).href;
    link.textContent = row.firstElementChild.textContent;
    row.firstElementChild.replaceChildren(link);
  }
}

export default { render, onPage };
