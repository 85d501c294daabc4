// ---- A setting: its curves, its words, its address ---------------------------------------------------------

// The last control varies fastest.
function cellAt(spec, positions) {
  return positions.reduce((cell, position, i) => cell * spec.controls[i].shown.length + position, 0);
}

// What is kept one a cell, or once for all.
function atCell(values, cell) {
  return values.length > 1 ? values[cell] : values[0];
}

function settingText(control, position) {
  return withUnit(control.shown[position], control.unit);
}

function summaryText(spec, positions, readouts) {
  const words = new Map(spec.controls.map((control, i) => [control.name, settingText(control, positions[i])]));
  spec.readouts.forEach((readout, i) => words.set(readout.name, readouts[i]));
  return spec.summary.replace(/\{([^{}]+)\}/g, (_, name) => words.get(name));
}

// The sum of products that stands for a curve or a number at a setting; each factor is looked up at the
// position of one control: a number, or a row of the table. The steps are those of composition.py.
function composedSum(products, families, positions, rows, points) {
  const total = new Float64Array(points);
  for (const { weight, factors } of products) {
    const product = new Float64Array(points).fill(weight);
    for (const { control, numbers, firstRow } of factors.map((factor) => families[factor])) {
      const position = positions[control];
      for (let i = 0; i < points; i++) product[i] *= numbers ? numbers[position] : rows[firstRow + position][i];
    }
    for (let i = 0; i < points; i++) total[i] += product[i];
  }
  return total;
}

// Returns a function: positions -> { cell, rows, readouts }, with readouts as text with their units.
function composedReader(rows, spec) {
  const { families, curves, fixedRows } = spec.composition;
  const points = spec.x.values.length;
  return (positions) => ({
    cell: 0,
    rows: [
      ...curves.map((products) => composedSum(products, families, positions, rows, points)),
      ...fixedRows.map((row) => rows[row]),
    ],
    readouts: spec.readouts.map(({ products, unit, floor }) =>
      withUnit(numberText(composedSum(products, families, positions, rows, 1)[0], 3, floor), unit),
    ),
  });
}

function settingReader(raw, spec) {
  const rowsAt = spec.table ? curvesReader(raw, spec.table) : () => [];
  if (spec.composition) return composedReader(rowsAt(0), spec);
  return (positions) => {
    const cell = cellAt(spec, positions);
    const readouts = spec.readouts.map(({ texts, unit }) => withUnit(texts[cell], unit));
    return { cell, rows: rowsAt(cell), readouts };
  };
}

// The part of an address that leads to a setting: "#explorer-name=2,0".
function fragmentOf(spec, positions) {
  return `#${spec.id}=${positions.join(",")}`;
}

// Returns the positions that an address asks for, or null if it does not ask this figure for any, or for some
// that do not exist.
function positionsIn(fragment, spec) {
  // Some programs encode these two signs in a link that they pass on.
  const [id, list] = fragment.slice(1).replace(/%3d/i, "=").replace(/%2c/gi, ",").split("=");
  if (id !== spec.id || list === undefined) return null;
  const positions = list.split(",").map((text) => (/^\d+$/.test(text) ? Number(text) : NaN));
  const fits = positions.length === spec.controls.length;
  return fits && positions.every((position, i) => position < spec.controls[i].shown.length) ? positions : null;
}
