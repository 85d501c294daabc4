// ---- The table -----------------------------------------------------------------------------------------
// The steps are those of table_encoding.py, decode().

const GAP = -32768;
const LOWEST_CODE = -32767;
const LEVELS = 65534;

function bytesOf(view) {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

async function inflated(bytes) {
  if (typeof DecompressionStream === "undefined") {
    const notice = "This browser is too old for the controls; the figure shows their start setting.";
    throw Object.assign(new Error(notice), { notice });
  }
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

// Returns a function: cell -> one array of values a row, in the unit of the axis. Rows of a logarithmic axis
// travel as decimal logarithms.
function curvesReader(raw, about) {
  const readCell = cellReader(joinedBytes(raw), about);
  const points = about.shape[2];
  return (cell) => {
    const scaled = readCell(cell);
    return about.low.map((low, row) => {
      const values = scaled.subarray(row * points, (row + 1) * points).map((value) => low + about.range[row] * value);
      return about.logarithmic?.[row] ? values.map((value) => 10 ** value) : values;
    });
  };
}
