/* The matrix as a grid for the keyboard: one stop in the tab order; arrow keys, Home, End and the Page keys move within it. */
(function () {
  "use strict";
  (window.briefgen ||= {}).matrixGrid = function (table) {
    const grid = () => [...table.rows].filter((row) => !row.hidden).map((row) => [...row.cells].filter((cell) => !cell.hidden));
    const focusable = (cell) => cell.querySelector(".bg-cell, .bg-matrix__name a, a") || cell;
    let current = null;

    /* to be called after rows or columns were sorted, shown or hidden */
    function refresh() {
      for (const cell of table.querySelectorAll("th, td")) focusable(cell).tabIndex = -1;
      for (const link of table.tBodies[0].querySelectorAll(".bg-cell")) link.setAttribute("aria-haspopup", "dialog");
      if (!current || current.hidden || current.parentElement.hidden) current = (grid()[1] || grid()[0])[0];
      focusable(current).tabIndex = 0;
    }
    function moveTo(cell, takesFocus) {
      focusable(current).tabIndex = -1;
      current = cell;
      focusable(current).tabIndex = 0;
      if (takesFocus) focusable(current).focus();
    }
    // the roles are written out, because on a phone the style changes how the table is displayed
    table.setAttribute("role", "grid");
    for (const part of [table.tHead, ...table.tBodies]) part.setAttribute("role", "rowgroup");
    for (const row of table.rows) {
      row.setAttribute("role", "row");
      for (const cell of row.cells) cell.setAttribute("role", cell.scope === "col" ? "columnheader" : cell.scope === "row" ? "rowheader" : "gridcell");
    }
    table.setAttribute("aria-readonly", "true");
    table.parentElement.removeAttribute("tabindex");
    table.addEventListener("focusin", (event) => {
      const cell = event.target.closest("th, td");
      if (cell && cell !== current) moveTo(cell, false);
    });
    table.addEventListener("keydown", (event) => {
      if (event.altKey || event.metaKey || (event.ctrlKey && !/^(Home|End)$/.test(event.key))) return;
      const cells = grid();
      const y = cells.findIndex((line) => line.includes(current));
      const x = y < 0 ? -1 : cells[y].indexOf(current);
      if (x < 0) return;
      const forward = getComputedStyle(table).direction === "rtl" ? -1 : 1;
      const last = cells.length - 1;
      const moves = {
        ArrowRight: [y, x + forward], ArrowLeft: [y, x - forward], ArrowDown: [y + 1, x], ArrowUp: [y - 1, x],
        PageDown: [Math.min(y + 5, last), x], PageUp: [Math.max(y - 5, 0), x],
        Home: [event.ctrlKey ? 0 : y, 0], End: [event.ctrlKey ? last : y, cells[y].length - 1],
      };
      if (event.key === " " && focusable(current).matches(".bg-cell")) { event.preventDefault(); focusable(current).click(); }
      const target = moves[event.key];
      if (!target) return;
      event.preventDefault();
      const cell = (cells[target[0]] || [])[target[1]];
      if (cell) moveTo(cell, true);
    });
    return { refresh, moveTo, focusable };
  };
})();
