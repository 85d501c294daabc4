// Progress on each problem, kept by the browser. progress.js shows it over the whole book.

const PROGRESS_KEY = "brakes-and-balance:progress:1";
// Used alone where the browser keeps nothing (private windows, some pages opened from a disk).
const memory = { progress: {}, only: false };

function allProgress() {
  if (memory.only) return memory.progress;
  try {
    const kept = JSON.parse(localStorage.getItem(PROGRESS_KEY) || "{}");
    return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
  } catch (error) {
    if (!(error instanceof SyntaxError)) memory.only = true;
    return memory.progress;
  }
}

function keepProgress(id, entry) {
  const all = allProgress();
  // What another page marked as solved in the meantime stays so.
  entry.done = entry.done || (Object.prototype.hasOwnProperty.call(all, id) && all[id]?.done === true);
  memory.progress = { ...all, [id]: entry };
  try {
    if (!memory.only) localStorage.setItem(PROGRESS_KEY, JSON.stringify(memory.progress));
  } catch {
    memory.only = true;
  }
  document.dispatchEvent(new CustomEvent("anx-progress", { detail: { id, entry } }));
}

// What is kept of one problem. Numbers of another version, or of a page with more of them, are left aside;
// that it was solved once stays true.
function progressOf(problem) {
  const all = allProgress();
  const kept = Object.prototype.hasOwnProperty.call(all, problem.id) ? all[problem.id] : null;
  const fresh = { version: problem.version, variant: 0, done: false, right: false, tries: 0, hints: 0,
    answer: "", unit: "" };
  if (!kept) return fresh;
  if (kept.version !== problem.version || !problem.variants[kept.variant]) return { ...fresh, done: kept.done === true };
  const entry = {};
  for (const name in fresh) entry[name] = typeof kept[name] === typeof fresh[name] ? kept[name] : fresh[name];
  return entry;
}
