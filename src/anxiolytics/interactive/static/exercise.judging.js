// Reading and judging an answer, which the library does too (problems/reading.py, units.py, tolerance.py,
// judging.py, choosing.py). Tables, patterns and sentences are not repeated here: they come with the payload as
// `rules`. The same answer gets the same verdict on both sides, which a test holds over thousands of answers.

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

// The dimension (powers along the axes) and size of a unit; null if unknown.
function unitOf(text, rules) {
  const plainText = plainUnit(text, rules);
  const term = new RegExp(rules.term, "g");
  if (plainText.replace(term, "") !== "") return null;
  const unit = { dimension: Array(rules.axes).fill(0), factor: 1 };
  for (const [, stroke, name, inverse] of plainText.matchAll(term)) {
    if (!Object.prototype.hasOwnProperty.call(rules.units, name)) return null;
    const [factor, ...powers] = rules.units[name];
    const below = (stroke === "/") !== Boolean(inverse);
    unit.factor = below ? unit.factor / factor : unit.factor * factor;
    powers.forEach((power, axis) => (unit.dimension[axis] += below ? -power : power));
  }
  return unit;
}

// A unit that was read in lower case, with the capitals and the micro sign of its symbols.
const toldBack = (text, rules) => text.replace(/[a-z]+/g, (name) => rules.symbols[name] ?? name);

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
    return { kind: "other-quantity", numberText, unitText: toldBack(unitText, rules), measures: quantity(unit, rules) };
  const factor = unit.factor / askedUnit.factor;
  return { kind: "number", number, figures: figuresOf(mantissa), numberText, factor,
    unitText: toldBack(unitText, rules), unitFrom: unitFrom(typedUnit, menuUnit, unit, rules) };
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
function judgeNumber(problem, variant, answer, menuUnit, rules) {
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

// `ids` are the options chosen; a verdict on several has a remark on each.
function judgeChoice(problem, variant, ids, rules) {
  const say = (kind, id, more) =>
    ({ kind, id, credit: 0, head: rules.heads[kind], feedback: rules.phrases[id], note: "", ...more });
  const chosen = variant.options.filter((option) => ids.includes(option.id));
  if (chosen.length === 0) return say("nothing-chosen", "nothing-chosen");
  if (!problem.many) {
    const { id, holds, feedback } = chosen[0];
    const kind = holds ? "right" : "mistake";
    return { kind, id, credit: holds ? 1 : 0, head: rules.heads[holds ? "right" : "not-yet"], html: feedback, note: "" };
  }
  const holding = chosen.filter((option) => option.holds).length;
  const wrong = chosen.length - holding;
  const allHolding = variant.options.filter((option) => option.holds).length;
  if (wrong === 0 && holding === allHolding) return say("right", "all-chosen", { credit: 1, remarks: chosen });
  const missing = holding < allHolding;
  const id = wrong > 0 ? (missing ? "some-wrong-and-missing" : "some-wrong") : "some-missing";
  return say("not-yet", id, { credit: Math.max(0, (holding - wrong) / allHolding), remarks: chosen });
}

const filled = (phrase, words) => phrase.replace(/\{(\w+)\}/g, (_, name) => words[name]);
