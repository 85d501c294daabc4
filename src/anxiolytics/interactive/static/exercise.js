// One problem of the bank: reads the answer, judges it, gives hints, new numbers and a worked solution.
//
// First the pure part, which the library has too (problems/reading.py, units.py, judging.py, tolerance.py).
// Tables, patterns and sentences are not repeated here: they come with the payload as `rules`. The same
// answer gets the same verdict on both sides, which a test holds over thousands of answers.
// Then the widget, which starts from the markup that Python wrote, and last the progress kept by the browser.

// ---- Units ----

function plainUnit(text, rules) {
  return text
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/[µμ]/g, "u")
    .replace(/per ?cent/g, "%")
    .replace(/per /g, "/")
    .replace(new RegExp(rules.separators, "g"), " ")
    .replace(/^ +| +$/g, "");
}

// The dimension (powers of time, mass, volume, amount of substance) and size of a unit; null if unknown.
function unitOf(text, rules) {
  const plainText = plainUnit(text, rules);
  const term = new RegExp(rules.term, "g");
  if (plainText.replace(term, "") !== "") return null;
  const unit = { dimension: [0, 0, 0, 0], factor: 1 };
  for (const [, stroke, name, inverse] of plainText.matchAll(term)) {
    if (!Object.prototype.hasOwnProperty.call(rules.units, name)) return null;
    const [factor, ...powers] = rules.units[name];
    const below = (stroke === "/") !== Boolean(inverse);
    unit.factor = below ? unit.factor / factor : unit.factor * factor;
    powers.forEach((power, axis) => (unit.dimension[axis] += below ? -power : power));
  }
  return unit;
}

const quantity = (unit, rules) => rules.quantities[unit.dimension.join()] || rules.otherQuantity;

// ---- Reading ----

const whole = (pattern, text) => new RegExp(`^(?:${pattern})$`).exec(text);

function plain(text, rules) {
  const raised = text.replace(new RegExp(`[${rules.superscripts}]+`, "g"), (run) => "^" + run);
  const lowered = raised.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const letters = Array.from(lowered, (letter) => rules.characters[letter] ?? letter);
  return letters.join("").replace(/ +/g, " ").replace(/^ | $/g, "");
}

function figuresOf(mantissa) {
  const digits = mantissa.replace(".", "").replace(/^0+/, "");
  const counted = mantissa.includes(".") ? digits : digits.replace(/0+$/, "");
  return digits.length >= 2 ? Math.max(2, counted.length) : 0;
}

function withPoint(digits, shape) {
  const thousands = { "spaced thousands": / /g, "comma thousands": /,/g, "point thousands": /\./g };
  return (shape in thousands ? digits.replace(thousands[shape], "") : digits).replace(",", ".");
}

// What was typed, as a number with a unit, or what kept it from being one.
function read(answer, asked, menuUnit, rules) {
  const text = plain(answer, rules);
  const parts = Array.from(text).length <= rules.maximumLength ? whole(rules.answer, text) : null;
  if (!parts) return { kind: "unreadable" };
  const [, sign = "", digits, power = "", typedUnit = ""] = parts;
  const exponent = power ? "e" + power : "";
  const shape = rules.shapes.map(([name]) => name).find((_, i) => whole(rules.shapes[i][1], digits));
  if (!shape) return { kind: "unreadable" };
  if (shape === "ambiguous") {
    const rest = exponent + (typedUnit ? " " + typedUnit : "");
    const decimal = digits.replace(",", ".").replace(/\.?0+$/, "");
    return { kind: "ambiguous", choices: [sign + decimal + rest, sign + digits.replace(",", "") + rest] };
  }
  const mantissa = withPoint(digits, shape);
  const numberText = sign + mantissa + exponent;
  const number = Number(numberText);
  const size = Math.abs(number);
  if (size > rules.largest || (size > 0 && size < rules.smallest)) return { kind: "unreadable" };
  const unitText = typedUnit || menuUnit || asked;
  const unit = unitOf(unitText, rules);
  if (!unit) return { kind: "unknown-unit", numberText, unitText };
  const askedUnit = unitOf(asked, rules);
  if (unit.dimension.join() !== askedUnit.dimension.join())
    return { kind: "other-quantity", numberText, unitText, measures: quantity(unit, rules) };
  const factor = unit.factor / askedUnit.factor;
  return { kind: "number", number, figures: figuresOf(mantissa), numberText, unitText, factor,
    unitFrom: unitFrom(typedUnit, menuUnit, unit, rules) };
}

function unitFrom(typedUnit, menuUnit, unit, rules) {
  if (!typedUnit) return menuUnit ? "menu" : "asked";
  if (!menuUnit) return "typed";
  const set = unitOf(menuUnit, rules);
  return set.factor === unit.factor && set.dimension.join() === unit.dimension.join() ? "typed" : "over-menu";
}

// ---- Judging ----

const SLACK = 1 + 1e-9;

// The power of ten of the leading figure, from the shortest text of the number.
const decade = (value) => Number(value.toExponential().split("e")[1]);

const within = (number, target, rtol, atol) =>
  Math.abs(number - target) <= Math.max(atol, rtol * Math.abs(target)) * SLACK;

function roundedAlike(number, figures, target) {
  if (figures < 2 || number * target <= 0) return false;
  const lastPlace = Math.min(decade(number), decade(target)) - figures + 1;
  return Math.abs(number - target) <= 0.5 * Number("1e" + lastPlace) * SLACK;
}

// `problem` is what the page knows of the problem, `variant` what was sealed for these numbers.
function judge(problem, variant, answer, menuUnit, rules) {
  const reading = read(answer, problem.unit, menuUnit, rules);
  if (reading.kind !== "number") return unread(problem, reading, rules);
  const { number, figures, factor, numberText, unitText } = reading;
  const { rtol } = problem;
  const close = (target, size) => within(number, target / size, rtol, problem.atol / size);
  const fits = (target, size) => close(target, size) || roundedAlike(number, figures, target / size);
  const readAs = unitText ? "read-" + reading.unitFrom : "read-pure";
  const note = filled(rules.phrases[readAs], { number: numberText, unit: unitText });
  const say = (kind, id, words) =>
    ({ kind, id, credit: 0, head: rules.heads[kind], feedback: filled(rules.phrases[id], words), note });

  if (fits(variant.key, factor)) {
    const id = close(variant.key, factor) ? "within" : "rounded";
    return { ...say("right", id, { tolerance: variant.tolerance }), credit: 1 };
  }
  const slip = variant.slips.find((known) => fits(known.value, factor));
  if (slip) {
    const head = filled(rules.heads.mistake, { name: slip.name });
    return { kind: "mistake", id: slip.id, credit: slip.credit, head, html: slip.feedback, note };
  }
  const asked = unitOf(problem.unit, rules).factor;
  const sizeOf = (unit) => unitOf(unit, rules).factor / asked;
  const fitting = problem.menu.find((unit) => sizeOf(unit) !== factor && fits(variant.key, sizeOf(unit)));
  if (fitting) return say("unit-slip", "unit", { number: numberText, unit: unitText, fitting });
  if ([1000, 0.001].some((size) => fits(variant.key, factor * size))) return say("unit-slip", "thousand", {});
  return say("not-yet", number > 0 ? "not-yet" : "not-positive", { tolerance: variant.tolerance });
}

function unread(problem, reading, rules) {
  const { kind, choices = [], unitText = "", measures = "" } = reading;
  const units = problem.menu;
  const id = kind === "unknown-unit" && units.length === 0 ? "unknown-unit-alone" : kind;
  const listed = units.length > 1 ? units.slice(0, -1).join(", ") + " or " + units[units.length - 1] : units.join();
  const words = { first: choices[0] || "", second: choices[1] || "", unit: unitText, units: listed, measures,
    asked: quantity(unitOf(problem.unit, rules), rules) };
  return { kind, id, credit: 0, head: rules.heads[kind], feedback: filled(rules.phrases[id], words), note: "", choices };
}

const filled = (phrase, words) => phrase.replace(/\{(\w+)\}/g, (_, name) => words[name]);

// ---- Progress, kept by the browser ----

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
  memory.progress = { ...allProgress(), [id]: entry };
  try {
    if (!memory.only) localStorage.setItem(PROGRESS_KEY, JSON.stringify(memory.progress));
  } catch {
    memory.only = true;
  }
  document.dispatchEvent(new CustomEvent("anx-progress", { detail: { id, entry } }));
}

// What is kept of one problem; anything that does not fit this version of it is left aside.
function progressOf(problem) {
  const all = allProgress();
  const kept = Object.prototype.hasOwnProperty.call(all, problem.id) ? all[problem.id] : null;
  const fresh = { version: problem.version, variant: 0, done: false, right: false, tries: 0, hints: 0,
    answer: "", unit: "" };
  if (!kept || kept.version !== problem.version || !problem.variants[kept.variant]) return fresh;
  const entry = {};
  for (const name in fresh) entry[name] = typeof kept[name] === typeof fresh[name] ? kept[name] : fresh[name];
  return entry;
}

// ---- The widget ----

// Keys and solutions travel sealed, so that nobody reads them by accident beside the question.
function unseal(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

// Tries after which the worked solution may be opened without a right answer.
const TRIES_FOR_SOLUTION = 2;
let exercisesSoFar = 0;

function element(tag, className, content = {}) {
  const made = document.createElement(tag);
  made.className = className;
  if (content.html !== undefined) made.innerHTML = content.html;
  else made.textContent = content.text ?? "";
  return made;
}

function render({ model, el }) {
  const problem = model.get("problem");
  const rules = model.get("rules");
  const entry = progressOf(problem);
  let variant;
  let hintsShown = 0;

  el.innerHTML = model.get("html");
  const part = (name) => el.querySelector(`[data-part="${name}"]`);
  const answer = part("answer");
  const unit = part("unit"); // null where there is nothing to choose
  const feedback = part("feedback");
  const choices = part("choices");
  const hintButton = part("hint");
  const solutionButton = part("solve");
  const solution = part("solution");

  for (const control of el.querySelectorAll("input, select, button")) control.disabled = false;
  feedback.id = `anx-exercise-feedback-${++exercisesSoFar}`;
  solution.id = `anx-exercise-solution-${exercisesSoFar}`;
  answer.setAttribute("aria-describedby", feedback.id);
  solutionButton.setAttribute("aria-controls", solution.id);

  const keep = () => keepProgress(problem.id, { ...entry });
  const solutionIsOpen = () =>
    entry.right || entry.tries >= TRIES_FOR_SOLUTION || entry.hints >= variant.hints.length;

  function showState() {
    part("done").hidden = !entry.done;
    part("count").textContent = `${entry.variant + 1} of ${problem.variants.length}`;
    hintButton.setAttribute("aria-disabled", String(hintsShown >= variant.hints.length));
    part("hints-left").textContent = `${Math.min(hintsShown + 1, variant.hints.length)} of ${variant.hints.length}`;
    solutionButton.setAttribute("aria-disabled", String(!solutionIsOpen()));
    solutionButton.setAttribute("aria-expanded", String(!solution.hidden));
  }

  function tell(kind, head, ...rest) {
    feedback.dataset.kind = kind;
    feedback.replaceChildren(element("p", "anx-verdict", { text: head }), ...rest);
  }

  function showNumbers() {
    variant = unseal(problem.variants[entry.variant].sealed);
    part("statement").innerHTML = problem.variants[entry.variant].statement;
    answer.value = entry.answer;
    if (unit) unit.value = problem.menu.includes(entry.unit) ? entry.unit : problem.unit;
    hintsShown = 0;
    part("hints").replaceChildren();
    choices.replaceChildren();
    solution.hidden = true;
    solution.replaceChildren();
    feedback.replaceChildren();
    delete feedback.dataset.kind;
    showState();
  }

  function check() {
    const verdict = judge(problem, variant, answer.value, unit ? unit.value : "", rules);
    const explanation = element("div", "anx-why", verdict.html ? { html: verdict.html } : { text: verdict.feedback });
    const note = verdict.note ? [element("p", "anx-note", { text: verdict.note })] : [];
    tell(verdict.kind, verdict.head, explanation, ...note);
    showChoices(verdict.choices || []);
    if (unit) setMenu(read(answer.value, problem.unit, unit.value, rules));
    if (verdict.note) entry.tries += 1; // only what was read has a note, and only that is a try
    entry.right = verdict.kind === "right";
    entry.done = entry.done || entry.right;
    remember();
    showState();
  }

  // A typed unit counts more than the menu: let the menu show it.
  function setMenu(reading) {
    if (reading.unitFrom !== "over-menu") return;
    const sizeOf = (name) => unitOf(name, rules).factor / unitOf(problem.unit, rules).factor;
    unit.value = problem.menu.find((name) => sizeOf(name) === reading.factor) ?? unit.value;
  }

  function showChoices(meant) {
    choices.replaceChildren(
      ...meant.map((text) => {
        const button = element("button", "anx-button", { text });
        button.type = "button";
        button.dataset.lmSuppressShortcuts = "true";
        button.addEventListener("click", () => {
          answer.value = text;
          answer.focus();
          check();
        });
        return button;
      }),
    );
  }

  function remember() {
    entry.answer = answer.value.slice(0, 200);
    entry.unit = unit ? unit.value : "";
    keep();
  }

  function giveHint() {
    if (hintsShown >= variant.hints.length) {
      tell("told", "That was the last hint.");
      return;
    }
    part("hints").append(element("li", "", { html: variant.hints[hintsShown++] }));
    entry.hints = Math.max(entry.hints, hintsShown);
    keep();
    showState();
  }

  function newNumbers() {
    const next = (entry.variant + 1) % problem.variants.length;
    Object.assign(entry, { variant: next, tries: 0, hints: 0, answer: "", unit: "", right: false });
    keep();
    showNumbers();
  }

  function toggleSolution() {
    if (!solutionIsOpen()) {
      tell("told", "The worked solution opens after a right answer, two tries or the last hint.");
      return;
    }
    solution.hidden = !solution.hidden;
    solution.innerHTML = solution.hidden ? "" : variant.solution;
    showState();
    if (!solution.hidden) solution.focus();
  }

  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
  // Enter by hand: in a notebook the browser never gets to submitting the form.
  answer.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    check();
  });
  answer.addEventListener("change", remember);
  hintButton.addEventListener("click", giveHint);
  part("again")?.addEventListener("click", newNumbers);
  solutionButton.addEventListener("click", toggleSolution);
  showNumbers();
}

export default { render };
