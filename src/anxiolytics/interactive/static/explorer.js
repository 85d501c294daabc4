// The explorer: a figure with controls, looked up in a table that travels with it.
//
// The markup comes from the library, complete, at its start setting: on a page of the site it is there already, in a
// notebook it is model.get("html"). This module enables the controls and, when one moves, changes what depends on it. It computes no pharmacology.
//
// State: "positions", one index a control. "spec" and "table" do not change.
//
// The parts beside this file, explorer.*.js, are joined with it into one module.

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

// ---- Controls, legend and buttons ----------------------------------------------------------------------------

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

function moveTo(model, positions) {
  model.set("positions", positions);
  model.save_changes();
}

function connect(input, index, model) {
  input.addEventListener("input", () => {
    const position = isSlider(input) ? Number(input.value) : input.selectedIndex;
    moveTo(model, model.get("positions").with(index, position));
  });
  input.disabled = false;
}

// Each legend hides and shows its series; the last one that is seen stays. Returns a function that shows all.
function connectLegends(el, spec, hidden, changed) {
  const keys = [];
  spec.panels.forEach((panel, p) => {
    const buttons = [...el.querySelectorAll(".anx-head .anx-legend")[p].querySelectorAll("button")];
    buttons.forEach((button, i) => {
      const { index } = panel.series[i];
      const isLast = () => panel.series.every((other) => other.index === index || hidden.has(other.index));
      button.addEventListener("click", () => {
        if (hidden.has(index)) hidden.delete(index);
        else if (!isLast()) hidden.add(index);
        showPressed();
        changed();
      });
      button.disabled = false;
      keys.push({ button, index, isLast });
    });
  });
  function showPressed() {
    for (const { button, index, isLast } of keys) {
      button.setAttribute("aria-pressed", String(!hidden.has(index)));
      button.toggleAttribute("aria-disabled", false);
      if (isLast()) button.setAttribute("aria-disabled", "true");
    }
  }
  return () => {
    hidden.clear();
    showPressed();
  };
}

// The address goes into the address bar in any case; a page without a secure origin has no clipboard.
async function copyLink(fragment) {
  history.replaceState(history.state, "", fragment);
  try {
    await navigator.clipboard.writeText(location.href);
    return "Link copied.";
  } catch {
    return "The link is in the address bar.";
  }
}

// ---- The figure ----------------------------------------------------------------------------------------------

async function render({ model, el }) {
  const spec = model.get("spec");
  // A table sent as it is can be read at once, and the figure answers before the page is painted.
  const sent = spec.table && bytesOf(model.get("table"));
  const codes = spec.table?.deflated ? await inflated(sent) : sent;
  const settingAt = settingReader(codes, spec);

  if (!el.firstChild) el.innerHTML = model.get("html");
  const inputs = [...el.querySelectorAll(".anx-control > :is(input, select)")];
  const plots = [...el.querySelectorAll(".anx-plot")];
  const readouts = el.querySelectorAll(".anx-readouts dd");
  const icons = el.querySelector(".anx-icons");
  const said = el.querySelector(".anx-said");
  const speak = speaker(el.querySelector(".anx-summary > span"));
  const [tableButton, resetButton, linkButton] = ["table", "reset", "link"].map((name) =>
    el.querySelector(`[data-action=${name}]`),
  );
  // Only a page of the site has an address for the figure; a notebook has none.
  const host = el.closest(".anx-host");
  const hidden = new Set();
  let setting = settingAt(model.get("positions"));
  let tables = null;

  function draw() {
    plots.forEach((plot, i) => drawPanel(plot, spec.panels[i], spec, setting, hidden));
  }

  function changed() {
    draw();
    refreshCursor();
    tables?.replaceChildren(...tablesOf(spec, setting, hidden));
  }

  function show() {
    const positions = model.get("positions");
    setting = settingAt(positions);
    inputs.forEach((input, i) => showPosition(input, spec.controls[i], positions[i]));
    readouts.forEach((element, i) => {
      element.textContent = setting.readouts[i];
    });
    if (icons) drawIcons(icons, spec.icons, setting.cell);
    const summary = summaryText(spec, positions, setting.readouts);
    for (const description of el.querySelectorAll(".anx-plot desc")) description.textContent = summary;
    speak(summary);
    said.textContent = "";
    changed();
  }

  function toggleTable() {
    tables?.remove();
    tables = tables ? null : element("div", { class: "anx-tables", role: "region", tabindex: "0" });
    tables?.setAttribute("aria-label", `${spec.title}, as a table`);
    tableButton.setAttribute("aria-expanded", String(Boolean(tables)));
    if (tables) el.querySelector(".anx-actions").after(tables);
    changed();
  }

  // A link on the page or in the address bar may ask for a setting.
  function followAddress() {
    const positions = positionsIn(location.hash, spec);
    if (!positions) return;
    moveTo(model, positions);
    host.scrollIntoView();
  }

  inputs.forEach((input, i) => connect(input, i, model));
  const refreshCursor = plots.length ? connectCursor(el, spec, () => ({ ...setting, hidden })) : () => {};
  const showAll = connectLegends(el, spec, hidden, changed);
  tableButton?.addEventListener("click", toggleTable);
  resetButton.addEventListener("click", () => {
    showAll();
    moveTo(model, spec.start);
    show();
  });
  linkButton.addEventListener("click", async () => {
    said.textContent = await copyLink(fragmentOf(spec, model.get("positions")));
  });
  for (const button of el.querySelectorAll(".anx-actions button")) button.disabled = false;
  model.on("change:positions", show);
  // To measure before the browser has laid the page out would make it do so for each figure.
  const observer = new ResizeObserver(() => {
    plots.forEach(fitToScreen);
    draw();
  });
  plots.forEach((plot) => observer.observe(plot));
  show();
  if (host) {
    window.addEventListener("hashchange", followAddress);
    followAddress();
  } else {
    linkButton.remove();
  }

  return () => {
    observer.disconnect();
    window.removeEventListener("hashchange", followAddress);
    model.off("change:positions", show);
  };
}

export default { render };
