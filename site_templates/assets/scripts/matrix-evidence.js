/* A cell of the matrix opens its statements as a popover: next to the cell, on a phone at the bottom of the screen.
   They are fetched from the page of the subject, which the cell links to. `focusable` returns what has the focus in
   a cell, `adjust` adapts a block to the reader's choices. */
(function () {
  "use strict";
  (window.briefgen ||= {}).matrixEvidence = function ({ table, focusable, adjust }) {
    const { addressState } = window.briefgen;
    const make = window.briefgen.makeElement.fromAttributes;
    const closeButton = make("button", { type: "button", class: "bg-holding__close" }, window.briefgen.gettext("Close"));
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
    const fetched = window.briefgen.fetchedPage;
    /* a copy of a block of another page; its links lead where they did there */
    function copied(page, address, id) {
      const found = page.getElementById(id);
      if (!found) return null;
      const block = document.importNode(found, true);
      block.removeAttribute("id");
      for (const link of block.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), address).href;
      for (const drawing of page.querySelectorAll("symbol[id]")) {
        if (!document.getElementById(drawing.id)) document.querySelector(".bg-signs-drawn svg").append(document.importNode(drawing, true));
      }
      return block;
    }
    let asked = null;
    /* Where the page cannot be fetched, as in a folder without a server, the link leads there. */
    function open(cell) {
      const link = cell.querySelector(".bg-cell");
      if (!link) return false;
      const address = link.href.replace(/#.*/, "");
      asked = cell;
      fetched(address).then((page) => {
        const block = asked === cell && copied(page, address, cell.id);
        if (block) show(cell, block);
      }, () => { if (asked === cell) window.location.assign(link.href); });
      return true;
    }
    function show(cell, block) {
      if (shown) close(false);
      shown = block;
      opener = focusable(cell);
      adjust(shown);
      shown.popover = "auto";
      shown.setAttribute("role", "dialog");
      shown.setAttribute("aria-label", shown.firstElementChild.textContent);
      shown.tabIndex = -1;
      shown.prepend(closeButton);
      shown.addEventListener("toggle", (event) => { if (event.newState === "closed" && block === shown) close(false); });
      table.parentElement.after(shown);
      if (isNarrow()) document.body.append(cover);
      shown.showPopover();
      shown.dataset.cell = cell.id;
      addressState.openFragment(cell.id);
      place();
      shown.scrollTop = 0;
      shown.focus({ preventScroll: true });
    }
    function close(returnsFocus) {
      asked = null;
      if (!shown) return;
      const block = shown;
      shown = null;
      const hadFocus = returnsFocus || block.contains(document.activeElement);
      closeButton.remove();
      cover.remove();
      addressState.closeFragment(block.dataset.cell);
      if (block.matches(":popover-open")) block.hidePopover();
      block.remove();
      if (hadFocus && opener.isConnected) opener.focus({ preventScroll: true });
    }
    table.addEventListener("click", (event) => {
      const link = event.target.closest(".bg-cell");
      if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && open(link.closest("td"))) event.preventDefault();
    });
    closeButton.addEventListener("click", () => close(true));
    document.addEventListener("keydown", (event) => {
      // the block stands below the table: from its ends the Tab key leads back to the cell
      if (!shown || event.key !== "Tab") return;
      const stops = [...shown.querySelectorAll("a[href], button, summary")];
      const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
      if (document.activeElement === edge || (event.shiftKey && document.activeElement === shown)) { event.preventDefault(); close(true); }
    });
    window.addEventListener("resize", () => { if (shown) place(); });
    return { open, close, openId: () => shown && shown.dataset.cell };
  };
})();
