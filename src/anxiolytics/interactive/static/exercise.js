// One problem of the bank: asks, judges the answer, gives hints, new numbers and a worked solution.
//
// exercise.judging.js and exercise.progress.js are parts of this module. The widget starts from the markup that
// Python wrote.

// ---- How each kind of problem takes its answer ----
//
// `show` puts a variant and the answer kept for it on the page, `judge` judges what stands there, `kept` says
// what to keep of it, `told` is called after a verdict was shown.

const KINDS = { number: askNumber, choice: askChoice, function: askFunction };

function askNumber({ part, problem, rules, check, remember, feedback }) {
  const answer = part("answer");
  const unit = part("unit"); // null where there is nothing to choose
  const choices = part("choices");
  const menuUnit = () => (unit ? unit.value : "");
  answer.setAttribute("aria-describedby", feedback.id);
  // Enter by hand: in a notebook the browser never gets to submitting the form.
  answer.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    check();
  });
  answer.addEventListener("change", remember);

  function choiceButton(text) {
    const button = element("button", "anx-button", { text });
    button.type = "button";
    button.dataset.lmSuppressShortcuts = "true";
    button.addEventListener("click", () => {
      answer.value = text;
      answer.focus();
      check();
    });
    return button;
  }

  return {
    show(shown, entry) {
      answer.value = entry.answer;
      if (unit) unit.value = problem.menu.includes(entry.unit) ? entry.unit : problem.unit;
      choices.replaceChildren();
    },
    judge: (variant) => judgeNumber(problem, variant, answer.value, menuUnit(), rules),
    // The menu is left alone when a unit is typed: the next bare number is read by what the reader chose there.
    told(verdict) {
      choices.replaceChildren(...(verdict.choices || []).map(choiceButton));
    },
    kept: () => ({ answer: answer.value.slice(0, 200), unit: menuUnit() }),
  };
}

function askChoice({ part, problem, rules, remember }) {
  const options = part("options");
  const boxes = () => [...options.querySelectorAll("input")];
  const chosen = () => boxes().filter((box) => box.checked).map((box) => box.value);
  options.addEventListener("change", remember);
  return {
    show(shown, entry) {
      options.innerHTML = shown.options;
      const before = entry.answer.split(" ");
      for (const box of boxes()) {
        box.disabled = false;
        box.checked = before.includes(box.value);
      }
    },
    judge: (variant) => judgeChoice(problem, variant, chosen(), rules),
    told() {},
    kept: () => ({ answer: chosen().join(" "), unit: "" }),
  };
}

// A function is written in a cell of the notebook, where Python's `check` tries it and says how that came out.
function askFunction({ model, checked }) {
  model.on("change:checked", () => checked(model.get("checked")));
  return { show() {}, told() {}, kept: () => ({ answer: "", unit: "" }) };
}

// ---- The widget ----

// Keys and solutions travel sealed, so that nobody reads them by accident beside the question: letters moved by
// 13 places, digits by 5.
function unseal(text) {
  const moved = (letter) => {
    const code = letter.charCodeAt(0);
    const [first, size] = code < 58 ? [48, 10] : code < 91 ? [65, 26] : [97, 26];
    return String.fromCharCode(first + ((code - first + size / 2) % size));
  };
  return JSON.parse(text.replace(/[a-zA-Z0-9]/g, moved));
}

// Links to the pages that teach what a problem practises, other than the page it stands on.
function linksToRead(rows) {
  const book = globalThis.anxiolyticsBook;
  const pages = book ? rows.filter((row) => book.rows[row]).map((row) => book.rows[row]) : [];
  return pages
    .map(([address, title]) => {
      const link = element("a", "", { text: title });
      link.href = new URL(address, book.root).href;
      return link;
    })
    .filter((link) => link.pathname !== location.pathname);
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

  if (!el.firstChild) el.innerHTML = model.get("html");
  const part = (name) => el.querySelector(`[data-part="${name}"]`);
  const feedback = part("feedback");
  const hintButton = part("hint");
  const solutionButton = part("solve");
  const solution = part("solution");

  for (const control of el.querySelectorAll("input, select, button")) control.disabled = false;
  feedback.id = `anx-exercise-feedback-${++exercisesSoFar}`;
  solution.id = `anx-exercise-solution-${exercisesSoFar}`;
  solutionButton.setAttribute("aria-controls", solution.id);
  const asked = KINDS[problem.kind]({ model, part, problem, rules, check, checked, remember, feedback });

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
    const shown = problem.variants[entry.variant];
    variant = unseal(shown.sealed);
    part("statement").innerHTML = shown.statement;
    asked.show(shown, entry);
    hintsShown = 0;
    part("hints").replaceChildren();
    solution.hidden = true;
    solution.replaceChildren();
    feedback.replaceChildren();
    delete feedback.dataset.kind;
    showState();
  }

  function check() {
    const verdict = asked.judge(variant);
    const explanation = element("div", "anx-why", verdict.html ? { html: verdict.html } : { text: verdict.feedback });
    const note = verdict.note ? [element("p", "anx-note", { text: verdict.note })] : [];
    tell(verdict.kind, verdict.head, explanation, ...note, ...remarksOn(verdict.remarks || []));
    asked.told(verdict);
    const tries = entry.tries + (rules.tries.includes(verdict.kind) ? 1 : 0);
    checked({ tries, right: verdict.kind === "right" });
  }

  function checked({ tries, right }) {
    Object.assign(entry, { tries, right, done: entry.done || right });
    remember();
    if (!right) showRows();
    showState();
  }

  function remarksOn(options) {
    if (options.length === 0) return [];
    const list = element("ul", "anx-remarks");
    for (const { holds, text, feedback: words } of options) {
      const head = `<p><strong>${rules.heads[holds ? "holds" : "does-not-hold"]}:</strong> ${text}</p>`;
      const item = element("li", "", { html: head + words });
      item.dataset.holds = String(holds);
      list.append(item);
    }
    return [list];
  }

  // Where to read again, once help was asked for or needed.
  function showRows() {
    const links = linksToRead(problem.rows);
    if (links.length === 0) return;
    part("rows").replaceChildren("Read again: ", ...links.flatMap((link, i) => (i ? [", ", link] : [link])), ".");
    part("rows").hidden = false;
  }

  function remember() {
    Object.assign(entry, asked.kept());
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
    showRows();
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

  part("form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
  hintButton.addEventListener("click", giveHint);
  part("again")?.addEventListener("click", newNumbers);
  solutionButton.addEventListener("click", toggleSolution);
  showNumbers();
}

export default { render };
