// ---- Reading the curves: a cursor, and a table -------------------------------------------------------------

// What a curve or a band has at one point, as text with the digits that are known.
function markText(mark, rows, i, panel) {
  const [from, to] = mark.rows.map((row) => {
    const value = rows[row][i];
    return valueText(value, panel.scale === "log" ? Math.abs(value) * mark.error : mark.error);
  });
  return to === undefined || from === NO_NUMBER ? from : `${from} to ${to}`;
}

// Returns what can be read at one point of a panel, one entry a series: its curve, and its band in brackets.
function readings(panel, rows, i, hidden) {
  return panel.series
    .filter(({ index, looks }) => !hidden.has(index) && (looks.includes("curve") || looks.includes("band")))
    .map(({ index, name }) => {
      const textOf = (kind) => {
        const mark = panel.marks.find((mark) => mark.kind === kind && mark.series === index);
        return mark && markText(mark, rows, i, panel);
      };
      const [curve, band] = [textOf("curve"), textOf("band")];
      const text = curve && band && band !== NO_NUMBER ? `${curve} (${band})` : curve || band;
      return { index, name, unit: panel.unit, text };
    });
}

function xText(spec, i) {
  return numberText(spec.x.values[i], 4);
}

// One sentence for a screen reader.
function readingText(spec, rows, i, hidden) {
  const all = spec.panels.flatMap((panel) => readings(panel, rows, i, hidden));
  const words = all.map(({ name, text, unit }) => `${name} ${withUnit(text, unit)}`);
  return `${withUnit(xText(spec, i), spec.x.unit)}: ${words.join("; ")}`;
}

// At most 25 rows, both ends among them, evenly spaced where the count of points allows it.
function tableIndices(points) {
  const last = points - 1;
  let steps = Math.min(24, last);
  for (let tried = steps; tried >= 10; tried--) {
    if (last % tried === 0) {
      steps = tried;
      break;
    }
  }
  return Array.from({ length: steps + 1 }, (_, row) => Math.round((row * last) / steps));
}

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  made.append(...children);
  return made;
}

function tableOf(caption, heads, rows) {
  const cells = (texts) => texts.map((text, i) => element(i ? "td" : "th", i ? {} : { scope: "row" }, text));
  return element(
    "table",
    {},
    element("caption", {}, caption),
    element("thead", {}, element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)))),
    element("tbody", {}, ...rows.map((texts) => element("tr", {}, ...cells(texts)))),
  );
}

function withUnitInBrackets(text, unit) {
  return unit ? `${text} (${unit})` : text;
}

// Returns a table of all visible curves and bands, and one for each visible set of points.
function tablesOf(spec, { rows, cell }, hidden) {
  const read = (i) => spec.panels.flatMap((panel) => readings(panel, rows, i, hidden));
  const indices = tableIndices(spec.x.values.length);
  const xHead = withUnitInBrackets(spec.x.label, spec.x.unit);
  const tables = [
    tableOf(
      spec.title,
      [xHead, ...read(0).map(({ name, unit }) => withUnitInBrackets(name, unit))],
      indices.map((i) => [xText(spec, i), ...read(i).map(({ text }) => text)]),
    ),
  ];
  for (const panel of spec.panels) {
    for (const mark of panel.marks) {
      if (mark.kind !== "points" || hidden.has(mark.series)) continue;
      const [x, y, low, high] = mark.sets[mark.of.length ? mark.of[cell] : 0];
      const { name } = panel.series.find(({ index }) => index === mark.series);
      tables.push(
        tableOf(
          name,
          [xHead, withUnitInBrackets(panel.label, panel.unit), "Interval"],
          x.map((_, i) => [
            numberText(x[i], 4),
            numberText(y[i]),
            low[i] === null || high[i] === null ? NO_NUMBER : `${numberText(low[i])} to ${numberText(high[i])}`,
          ]),
        ),
      );
    }
  }
  return tables;
}

// The cursor follows a mouse, a finger and the keys of the hidden slider. `current()` gives the setting shown
// and the series hidden; the result is a function to call when either has changed.
function connectCursor(el, spec, current) {
  const box = el.querySelector(".anx-panels");
  const plots = [...box.querySelectorAll(".anx-plot")];
  const reader = box.querySelector(".anx-reader");
  const places = spec.x.values.map(axisScale(spec.x, 1));
  const cursors = plots.map((plot) => {
    const tip = element("div", { class: "anx-tip", "aria-hidden": "true" });
    const cursor = element("div", { class: "anx-cursor", hidden: "" }, tip);
    plot.append(cursor);
    return { cursor, tip };
  });
  const swatches = new Map();
  spec.panels.forEach((panel, p) => {
    const drawn = box.querySelectorAll(".anx-legend")[p].querySelectorAll("svg");
    panel.series.forEach(({ index }, i) => swatches.set(index, drawn[i]));
  });

  function refresh() {
    const i = Number(reader.value);
    const { rows, hidden } = current();
    reader.setAttribute("aria-valuetext", readingText(spec, rows, i, hidden));
    cursors.forEach(({ cursor, tip }, p) => {
      cursor.style.left = `${100 * places[i]}%`;
      cursor.toggleAttribute("data-turned", places[i] > 0.5);
      if (cursor.hidden) return;
      const lines = readings(spec.panels[p], rows, i, hidden).map(({ index, name, text }) =>
        element("div", {}, swatches.get(index).cloneNode(true), element("span", {}, name), element("b", {}, text)),
      );
      tip.replaceChildren(element("div", {}, withUnit(xText(spec, i), spec.x.unit)), ...lines);
    });
  }

  function show(isShown) {
    for (const { cursor } of cursors) cursor.hidden = !isShown;
    refresh();
  }

  function follow(event) {
    if (!event.target.closest(".anx-plot")) return;
    const { left, width } = plots[0].getBoundingClientRect();
    const at = (event.clientX - left) / width;
    reader.value = places.reduce((best, x, i) => (Math.abs(x - at) < Math.abs(places[best] - at) ? i : best), 0);
    show(true);
  }

  box.addEventListener("pointermove", follow);
  box.addEventListener("pointerdown", follow);
  box.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse" && document.activeElement !== reader) show(false);
  });
  // From here the arrow keys go on, and a touch elsewhere takes the cursor away.
  for (const end of ["click", "pointerup"]) {
    box.addEventListener(end, (event) => {
      if (event.target.closest(".anx-plot")) reader.focus({ preventScroll: true });
    });
  }
  reader.addEventListener("focus", () => show(true));
  reader.addEventListener("blur", () => show(false));
  reader.addEventListener("input", refresh);
  reader.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    reader.blur();
  });
  reader.disabled = false;
  return refresh;
}
