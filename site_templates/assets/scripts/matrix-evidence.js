/* A cell of the matrix opens its block of evidence as a popover: next to the cell, on a phone at the bottom of the screen.
   `blocks` has the block of each cell by its id, `focusable` returns what has the focus in a cell. */
(function () {
  "use strict";
  (window.briefgen ||= {}).matrixEvidence = function ({ table, blocks, focusable }) {
    const { addressState } = window.briefgen;
    const make = window.briefgen.makeElement.fromAttributes;
    const closeButton = make("button", { type: "button", class: "bg-holding__close" }, "Close");
    const isNarrow = () => window.matchMedia("(max-width: 44.9em)").matches;
    // on a phone the tap that closes the evidence does nothing else
    const cover = make("div", { class: "bg-holding__cover" });
    cover.addEventListener("pointerdown", (event) => event.preventDefault());
    let shown = null;
    let opener = null;

    function place() {
      shown.style.inset = shown.style.maxHeight = "";
      if (isNarrow()) return;
      const box = opener.getBoundingClientRect();
      const header = document.querySelector(".md-header");
      const top = 8 + (header ? Math.max(0, header.getBoundingClientRect().bottom) : 0);
      const below = window.innerHeight - box.bottom - 12;
      const above = box.top - top;
      const isBelow = below >= Math.min(shown.offsetHeight, above);
      shown.style.maxHeight = Math.max(160, isBelow ? below : above) + "px";
      const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - shown.offsetWidth - 8));
      const y = Math.max(top, isBelow ? box.bottom + 4 : box.top - shown.offsetHeight - 4);
      shown.style.inset = y + window.scrollY + "px auto auto " + (left + window.scrollX) + "px";
    }
    function open(cell) {
      const block = blocks.get(cell.dataset.cell);
      if (!block || block.hidden || !("popover" in block)) return false;
      if (shown) close(false);
      shown = block;
      opener = focusable(cell);
      shown.popover = "auto";
      shown.setAttribute("role", "dialog");
      shown.setAttribute("aria-label", shown.firstElementChild.textContent);
      shown.tabIndex = -1;
      shown.prepend(closeButton);
      if (isNarrow()) document.body.append(cover);
      shown.showPopover();
      addressState.openFragment(shown.id);
      place();
      shown.scrollTop = 0;
      shown.focus({ preventScroll: true });
      return true;
    }
    function close(returnsFocus) {
      if (!shown) return;
      const block = shown;
      shown = null;
      const hadFocus = returnsFocus || block.contains(document.activeElement);
      closeButton.remove();
      cover.remove();
      addressState.closeFragment(block.id);
      if (block.matches(":popover-open")) block.hidePopover();
      block.popover = null;
      block.style.inset = block.style.maxHeight = "";
      for (const name of ["role", "aria-label", "tabindex"]) block.removeAttribute(name);
      if (hadFocus && opener.isConnected) opener.focus({ preventScroll: true });
    }
    table.addEventListener("click", (event) => {
      const link = event.target.closest(".bg-cell");
      if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && open(link.closest("td"))) event.preventDefault();
    });
    closeButton.addEventListener("click", () => close(true));
    document.addEventListener("keydown", (event) => {
      // the block is far below the table: from its ends the Tab key leads back to the cell
      if (!shown || event.key !== "Tab") return;
      const stops = [...shown.querySelectorAll("a[href], button, summary")];
      const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
      if (document.activeElement === edge || (event.shiftKey && document.activeElement === shown)) { event.preventDefault(); close(true); }
    });
    for (const block of blocks.values()) {
      block.addEventListener("toggle", (event) => { if (event.newState === "closed" && block === shown) close(false); });
    }
    window.addEventListener("resize", () => { if (shown) place(); });
    return { open, close, openId: () => shown && shown.id };
  };
})();
