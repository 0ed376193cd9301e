/* Sorts the rows of a listing by day, or by their first value of facet `n`; rows without one come last. */
(function () {
  "use strict";
  (window.briefgen ||= {}).listingOrder = function (rows, order, n) {
    if (order === "new" || order === "old") {
      const sign = order === "new" ? 1 : -1;
      return rows.sort((a, b) => b.isDated - a.isDated || (a.first < b.first ? sign : a.first > b.first ? -sign : 0) || a.index - b.index);
    }
    const rank = (row) => (row.cells[n].length ? row.cells[n][0] : Infinity);
    return n < 0 ? rows : rows.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)) || a.index - b.index);
  };
})();
