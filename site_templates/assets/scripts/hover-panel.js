/* A panel beside the link that it tells about: on hover, on focus and by touch. It can be hovered itself, Escape hides it (WCAG 1.4.13).
   `marks` selects the links, `fill` puts into the panel what belongs to one and says whether there is anything, at once or later. */
(function () {
  "use strict";
  window.briefgen = window.briefgen || {};
  window.briefgen.beside = function ({ panel, marks, fill, wait = 0, hold = 0 }) {
    panel.setAttribute("role", "note");
    panel.hidden = true;
    // inside the content, so that it is set like it and follows in the order of the keyboard
    (document.querySelector(".md-content__inner") || document.body).append(panel);

    let shown = null;
    let wanted = null;
    let timer = 0;
    let byTouch = false;
    let held = false;

    function place(mark) {
      // of a link on two lines the one that is pointed at may be either: its first is taken
      const box = mark.getClientRects()[0] || mark.getBoundingClientRect();
      const frame = panel.offsetParent ? panel.offsetParent.getBoundingClientRect() : { left: 0, top: 0 };
      const width = document.documentElement.clientWidth;
      const left = Math.max(8, Math.min(box.left, width - panel.offsetWidth - 8));
      const below = window.innerHeight - box.bottom - 8;
      const header = document.querySelector(".md-header");
      const above = box.top - 8 - (header ? Math.max(0, header.getBoundingClientRect().bottom) : 0);
      const isBelow = below >= Math.min(panel.offsetHeight, above);
      // where it fits on neither side it scrolls on the larger one
      panel.style.maxHeight = Math.max(120, Math.min(panel.offsetHeight, isBelow ? below : above)) + "px";
      const top = isBelow ? box.bottom - 2 : box.top - panel.offsetHeight + 2;
      panel.style.left = left - frame.left + "px";
      panel.style.top = top - frame.top + "px";
    }
    async function show(mark) {
      window.clearTimeout(timer);
      wanted = mark;
      if (shown === mark) return;
      if (shown) hide();
      wanted = mark;
      const found = fill(mark);
      if (!(found instanceof Promise ? await found : found) || wanted !== mark) return;
      // the browser's own tip would lie over it
      if (mark.title) { mark.dataset.title = mark.title; mark.removeAttribute("title"); }
      shown = mark;
      panel.hidden = false;
      panel.style.maxHeight = "";
      place(mark);
      mark.setAttribute("aria-describedby", panel.id);
    }
    function hide() {
      window.clearTimeout(timer);
      wanted = null;
      if (!shown) return;
      shown.removeAttribute("aria-describedby");
      if (shown.dataset.title) shown.title = shown.dataset.title;
      shown = null;
      panel.hidden = true;
    }
    function later(mark, time) {
      window.clearTimeout(timer);
      if (time) timer = window.setTimeout(show, time, mark);
      else show(mark);
    }
    function hideSoon() {
      window.clearTimeout(timer);
      wanted = null;
      timer = window.setTimeout(() => { if (shown && !shown.matches(":focus-visible") && !panel.matches(":hover") && !panel.contains(document.activeElement)) hide(); }, 250);
    }
    const markOf = (event) => (event.target instanceof Element ? event.target.closest(marks) : null);

    document.addEventListener("pointerdown", (event) => {
      byTouch = event.pointerType === "touch" || event.pointerType === "pen";
      held = false;
      const mark = markOf(event);
      if (shown && !mark && !panel.contains(event.target)) hide();
      if (hold && byTouch && mark) {
        window.clearTimeout(timer);
        timer = window.setTimeout(() => { held = true; show(mark); }, hold);
      }
    });
    for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, () => { if (hold && byTouch && !held) window.clearTimeout(timer); });
    // a link that was held shows its panel instead of the browser's own menu, and is not followed when it is let go
    document.addEventListener("contextmenu", (event) => { if (hold && byTouch && markOf(event)) event.preventDefault(); });
    document.addEventListener("click", (event) => {
      const mark = markOf(event);
      if (panel.contains(event.target) && event.target.closest("a[href^='#']")) { hide(); return; }
      if (!mark || !byTouch) return;
      if (hold) {
        if (held) event.preventDefault();
        return;
      }
      // the first tap shows, the second hides; the link itself is in the panel
      event.preventDefault();
      if (shown === mark && mark.dataset.tapped) { hide(); delete mark.dataset.tapped; return; }
      show(mark);
      mark.dataset.tapped = "1";
    });
    document.addEventListener("pointerover", (event) => {
      const mark = markOf(event);
      if (mark && event.pointerType === "mouse") { delete mark.dataset.tapped; if (shown !== mark) later(mark, wait); else window.clearTimeout(timer); }
      else if (panel.contains(event.target)) window.clearTimeout(timer);
    });
    document.addEventListener("pointerout", (event) => {
      if (event.pointerType === "mouse" && (markOf(event) || panel.contains(event.target))) hideSoon();
    });
    document.addEventListener("focusin", (event) => {
      const mark = markOf(event);
      if (mark && mark.matches(":focus-visible")) later(mark, wait);
      else if (!mark && !panel.contains(event.target)) hide();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !shown) return;
      const mark = shown;
      const wasInside = panel.contains(document.activeElement);
      hide();
      if (wasInside) mark.focus({ preventScroll: true });
    });
    window.addEventListener("resize", hide);
    return { hide };
  };
})();
