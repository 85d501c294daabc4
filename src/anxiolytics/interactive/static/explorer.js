// The explorer: a figure with controls, looked up in a table that travels with it.
//
// The markup comes from the library, complete, at its start setting (model.get("html")); this module enables
// the controls and, when one moves, changes what depends on it. It computes no pharmacology.
//
// State: "positions", one index a control. "spec" and "table" do not change.

// ---- The table -----------------------------------------------------------------------------------------
// The steps are those of table_encoding.py, decode().

const GAP = -32768;
const LOWEST_CODE = -32767;
const LEVELS = 65534;

async function inflated(view) {
  if (typeof DecompressionStream === "undefined") {
    const notice = "This browser is too old for the controls; the figure shows their start setting.";
    throw Object.assign(new Error(notice), { notice });
  }
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// All low bytes come first, then all high bytes.
function joinedBytes(raw) {
  const codes = new Int16Array(raw.length / 2);
  for (let i = 0; i < codes.length; i++) codes[i] = raw[i] | (raw[codes.length + i] << 8);
  return codes;
}

// Sums wrap around at 16 bits, as the differences did.
function addUp(codes, about) {
  const points = about.shape[2];
  const cellSize = about.shape[1] * points;
  for (let round = 0; round < about.order; round++) {
    for (let i = 0; i < codes.length; i++) if (i % points) codes[i] += codes[i - 1];
  }
  if (about.across) for (let i = cellSize; i < codes.length; i++) codes[i] += codes[i - cellSize];
}

// Returns a function: cell -> all its values between 0 and 1, curve after curve (NaN for a gap).
function cellReader(codes, about) {
  const [cells, curves, points] = about.shape;
  const cellSize = curves * points;
  if (about.method === "low rank") {
    const shapes = codes.subarray(about.scale.length * cells);
    return (cell) => {
      const values = new Float64Array(cellSize);
      about.scale.forEach((scale, rank) => {
        const weight = codes[rank * cells + cell] * scale;
        for (let i = 0; i < cellSize; i++) values[i] += weight * shapes[rank * cellSize + i];
      });
      return values;
    };
  }
  addUp(codes, about);
  return (cell) =>
    Float64Array.from(codes.subarray(cell * cellSize, (cell + 1) * cellSize), (code) =>
      code === GAP ? NaN : (code - LOWEST_CODE) / LEVELS,
    );
}

// Returns a function: cell -> one array of values a curve, in the unit of the axis.
function curvesReader(raw, about) {
  const readCell = cellReader(joinedBytes(raw), about);
  const points = about.shape[2];
  return (cell) => {
    const scaled = readCell(cell);
    return about.low.map((low, curve) =>
      scaled.subarray(curve * points, (curve + 1) * points).map((value) => low + about.range[curve] * value),
    );
  };
}

// ---- The setting and its words ---------------------------------------------------------------------------

// The last control varies fastest.
function cellAt(spec, positions) {
  return positions.reduce((cell, position, i) => cell * spec.controls[i].shown.length + position, 0);
}

function withUnit(text, unit) {
  return unit && text !== "none" ? `${text} ${unit}` : text;
}

function settingText(control, position) {
  return withUnit(control.shown[position], control.unit);
}

function readoutText(readout, cell) {
  return withUnit(readout.texts[cell], readout.unit);
}

function summaryText(spec, positions, cell) {
  const words = new Map(spec.controls.map((control, i) => [control.name, settingText(control, positions[i])]));
  for (const readout of spec.readouts) words.set(readout.name, readoutText(readout, cell));
  return spec.summary.replace(/\{([^{}]+)\}/g, (_, name) => words.get(name));
}

// ---- Drawing -----------------------------------------------------------------------------------------------

// Returns the map from an axis's values to 0 ... length.
function axisScale([low, high], length) {
  return (value) => ((value - low) / (high - low)) * length;
}

// A gap lifts the pen.
function pathData(xs, ys, toX, toY) {
  let data = "";
  let pen = "M";
  for (let i = 0; i < xs.length; i++) {
    if (Number.isNaN(ys[i])) {
      pen = "M";
    } else {
      data += `${pen}${toX(xs[i]).toFixed(1)} ${toY(ys[i]).toFixed(1)}`;
      pen = "L";
    }
  }
  return data;
}

// One unit of the drawing is one pixel of the screen; a plot without a size (hidden, not attached yet) keeps
// the units it has and is stretched, until it is seen.
function fitToScreen(svg) {
  const { clientWidth: width, clientHeight: height } = svg.parentElement;
  if (width && height) svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
}

function drawCurves(svg, spec, curves) {
  const { width, height } = svg.viewBox.baseVal;
  const toX = axisScale(spec.x.range, width);
  const fromBottom = axisScale(spec.y.range, height);
  const toY = (value) => height - fromBottom(value);
  svg.querySelectorAll(".anx-curve").forEach((path, i) => {
    path.setAttribute("d", pathData(spec.x.values, curves[i], toX, toY));
  });
}

// ---- The live region ---------------------------------------------------------------------------------------

const QUIET_MILLISECONDS = 300;

// While a slider is dragged the sentence waits, so that a screen reader speaks the last one only.
function speaker(element) {
  let timer;
  return (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (element.textContent !== text) element.textContent = text;
    }, QUIET_MILLISECONDS);
  };
}

// ---- The figure ----------------------------------------------------------------------------------------------

function isSlider(input) {
  return input.type === "range";
}

function showPosition(input, control, position) {
  if (!isSlider(input)) {
    input.selectedIndex = position;
    return;
  }
  const text = settingText(control, position);
  input.value = position;
  input.setAttribute("aria-valuetext", text);
  input.parentElement.querySelector("output").textContent = text;
}

function connect(input, index, model) {
  const moved = () => {
    const positions = [...model.get("positions")];
    positions[index] = isSlider(input) ? Number(input.value) : input.selectedIndex;
    model.set("positions", positions);
    model.save_changes();
  };
  input.addEventListener("input", moved);
  input.disabled = false;
}

async function render({ model, el }) {
  const spec = model.get("spec");
  const curvesAt = curvesReader(await inflated(model.get("table")), spec.table);

  el.innerHTML = model.get("html");
  const inputs = [...el.querySelectorAll("input, select")];
  const svg = el.querySelector(".anx-plot > svg");
  const readouts = el.querySelectorAll(".anx-readouts dd");
  const speak = speaker(el.querySelector(".anx-summary > span"));

  function draw() {
    fitToScreen(svg);
    drawCurves(svg, spec, curvesAt(cellAt(spec, model.get("positions"))));
  }

  function show() {
    const positions = model.get("positions");
    const cell = cellAt(spec, positions);
    inputs.forEach((input, i) => showPosition(input, spec.controls[i], positions[i]));
    readouts.forEach((element, i) => {
      element.textContent = readoutText(spec.readouts[i], cell);
    });
    const summary = summaryText(spec, positions, cell);
    svg.querySelector("desc").textContent = summary;
    speak(summary);
    draw();
  }

  inputs.forEach((input, i) => connect(input, i, model));
  model.on("change:positions", show);
  const observer = new ResizeObserver(draw);
  observer.observe(svg.parentElement);
  show();

  return () => {
    observer.disconnect();
    model.off("change:positions", show);
  };
}

export default { render };
