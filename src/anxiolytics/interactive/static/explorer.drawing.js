// ---- Drawing -----------------------------------------------------------------------------------------------
// The same steps as in plot_markup.py, at the plot's own width.

// Returns the map from an axis's values to 0 ... length; NaN for a value without a place on the axis.
function axisScale({ scale, range: [low, high] }, length) {
  if (scale === "log") return (value) => (value > 0 ? (Math.log(value / low) / Math.log(high / low)) * length : NaN);
  return (value) => ((value - low) / (high - low)) * length;
}

const isPlace = (...numbers) => numbers.every(Number.isFinite);
const place = (x, y) => `${x.toFixed(1)} ${y.toFixed(1)}`;

// A gap lifts the pen.
function lineThrough(across, down) {
  let data = "";
  let pen = "M";
  for (let i = 0; i < across.length; i++) {
    if (isPlace(across[i], down[i])) {
      data += pen + place(across[i], down[i]);
      pen = "L";
    } else {
      pen = "M";
    }
  }
  return data;
}

// One closed piece for each stretch without gaps: along the high edge and back along the low one.
function areaBetween(across, low, high) {
  let data = "";
  let back = [];
  for (let i = 0; i <= across.length; i++) {
    if (i < across.length && isPlace(across[i], low[i], high[i])) {
      data += (back.length ? "L" : "M") + place(across[i], high[i]);
      back.push(place(across[i], low[i]));
    } else if (back.length) {
      data += `L${back.reverse().join("L")}Z`;
      back = [];
    }
  }
  return data;
}

// Returns the data of a mark's paths.
function markPaths(mark, xs, { rows, cell }, toX, toY, width, height) {
  const down = (row) => Array.from(rows[row], toY);
  switch (mark.kind) {
    case "curve":
      return [lineThrough(xs.map(toX), down(mark.rows[0]))];
    case "band":
      return [areaBetween(xs.map(toX), down(mark.rows[0]), down(mark.rows[1]))];
    case "points": {
      const [x, y, low, high] = mark.sets[mark.of.length ? mark.of[cell] : 0];
      let bars = "";
      let dots = "";
      x.forEach((value, i) => {
        const across = toX(value);
        if (low[i] !== null && high[i] !== null && isPlace(across, toY(low[i]), toY(high[i]))) {
          bars += `M${place(across, toY(low[i]))}V${toY(high[i]).toFixed(1)}`;
        }
        if (isPlace(across, toY(y[i]))) dots += `M${place(across, toY(y[i]))}h0`;
      });
      return [bars, dots];
    }
    default: {
      const value = atCell(mark.at, cell);
      if (value === null) return [""];
      const at = (mark.kind === "line" ? toY : toX)(value);
      if (!isPlace(at)) return [""];
      return [mark.kind === "line" ? `M0 ${at.toFixed(1)}H${width}` : `M${at.toFixed(1)} 0V${height}`];
    }
  }
}

// One unit of the drawing is one pixel of the screen; a plot without a size (hidden, not attached yet) keeps
// the units it has and is stretched, until it is seen.
function fitToScreen(plot) {
  const svg = plot.querySelector("svg");
  const { clientWidth: width, clientHeight: height } = svg.parentElement;
  if (width && height) svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
}

function drawPanel(plot, panel, spec, setting, hidden) {
  const svg = plot.querySelector("svg");
  const { width, height } = svg.viewBox.baseVal;
  const toX = axisScale(spec.x, width);
  const fromBottom = axisScale(panel, height);
  const toY = (value) => height - fromBottom(value);
  const paths = svg.querySelectorAll("path").values();
  const labels = plot.querySelectorAll(".anx-line-label, .anx-x-line-label").values();
  for (const mark of panel.marks) {
    for (const data of markPaths(mark, spec.x.values, setting, toX, toY, width, height)) {
      const path = paths.next().value;
      path.setAttribute("d", data);
      path.classList.toggle("anx-hidden", hidden.has(mark.series));
    }
    if (mark.name) moveLabel(labels.next().value, mark, atCell(mark.at, setting.cell), panel, spec.x);
  }
}

function moveLabel(label, mark, value, panel, x) {
  const isUpright = mark.kind === "x_line";
  const at = value === null ? NaN : axisScale(isUpright ? x : panel, 1)(value);
  label.hidden = !(at >= 0 && at <= 1);
  label.style.setProperty("--anx-at", `${100 * at}%`);
  label.toggleAttribute("data-turned", isUpright && at > 0.5);
}

function iconPath(first, count, columns) {
  let data = "";
  for (let i = first; i < first + count; i++) {
    data += `M${(i % columns) + 0.5} ${Math.floor(i / columns) + 0.5}h0`;
  }
  return data;
}

function drawIcons(box, icons, cell) {
  const svg = box.querySelector("svg");
  const paths = svg.querySelectorAll("path");
  const counts = box.querySelectorAll("b");
  let first = 0;
  icons.forEach((icon, i) => {
    const count = icon.counts[cell];
    paths[i].setAttribute("d", iconPath(first, count, svg.viewBox.baseVal.width));
    counts[i].textContent = count;
    first += count;
  });
}
