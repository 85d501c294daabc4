/* On "Compare two drugs" two menus choose two rows of the table; on "All numbers" a box filters the rows.
   Without this script both tables stand there whole. */
(() => {
  "use strict";

  function labelled(text, control) {
    const label = document.createElement("label");
    label.append(text, control);
    return label;
  }

  // Its place is kept in the page, so that nothing moves when it is filled.
  const controls = document.querySelector(".reference-controls");

  function compare(table) {
    const rows = [...table.tBodies[0].rows];
    const names = rows.map((row) => row.cells[0].textContent.trim());
    const menus = ["first", "second"].map((side) => {
      const menu = document.createElement("select");
      names.forEach((name) => menu.add(new Option(name, name)));
      menu.dataset.side = side;
      menu.addEventListener("change", show);
      return menu;
    });
    const start = ["diazepam", "lorazepam"].map((name) => Math.max(0, names.indexOf(name)));
    menus.forEach((menu, i) => { menu.selectedIndex = start[i]; });
    controls.append(labelled("First drug", menus[0]), labelled("Second drug", menus[1]));
    table.classList.add("side-by-side");
    table.style.gridTemplateRows = `repeat(${rows[0].cells.length}, auto)`;
    // The grid would take the table's parts their meaning away from screen readers.
    table.setAttribute("role", "table");
    for (const part of [table.tHead, table.tBodies[0]]) part.setAttribute("role", "rowgroup");
    for (const row of table.rows) {
      row.setAttribute("role", "row");
      for (const cell of row.cells) cell.setAttribute("role", cell.tagName === "TH" ? "columnheader" : "cell");
    }

    function show() {
      const chosen = menus.map((menu) => menu.selectedIndex);
      menus.forEach((menu, i) => {
        [...menu.options].forEach((option, j) => { option.disabled = j === chosen[1 - i]; });
      });
      rows.forEach((row, j) => {
        row.hidden = !chosen.includes(j);
        row.classList.toggle("first", j === chosen[0]);
        row.classList.toggle("second", j === chosen[1]);
      });
    }
    show();
  }

  function filter(tables) {
    const field = document.createElement("input");
    field.type = "search";
    const count = document.createElement("span");
    count.setAttribute("role", "status");
    const sections = [...new Set([...tables].map((table) => table.closest("section")))];
    controls.append(labelled("Show rows with these words", field), count);
    const rows = [...tables].flatMap((table) => [...table.tBodies[0].rows]);
    const texts = new Map(rows.map((row) => [
      row, `${row.closest("section").querySelector("h2").textContent} ${row.textContent}`.toLowerCase(),
    ]));
    field.addEventListener("input", () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const row of rows) row.hidden = !words.every((word) => texts.get(row).includes(word));
      for (const section of sections) section.hidden = !section.querySelector("tbody tr:not([hidden])");
      count.textContent = words.length ? `${rows.filter((row) => !row.hidden).length} of ${rows.length} rows` : "";
    });
  }

  const comparison = document.querySelector("table.drug-comparison");
  if (comparison) compare(comparison);
  const numbers = document.querySelectorAll("table.all-numbers");
  if (numbers.length) filter(numbers);
})();
