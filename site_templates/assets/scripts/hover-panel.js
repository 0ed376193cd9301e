/* A panel next to the link that it describes: on hover, on focus and by touch.
   The pointer can move onto it, and Escape hides it (WCAG 1.4.13). `links` selects the links. `fill` fills the panel for one link
   and returns whether there is something to show, or a promise of it. `wait` and `hold` are milliseconds: before the panel is
   shown, and how long a finger holds a link. */
(function () {
  "use strict";
  (window.briefgen ||= {}).hoverPanel = function ({ panel, links, fill, wait = 0, hold = 0 }) {
    panel.setAttribute("role", "note");
    panel.hidden = true;
    // inside the content, so that it has the same type and comes next in the tab order
    (document.querySelector(".md-content__inner") || document.body).append(panel);

    let shown = null;
    let wanted = null;
    let timer = 0;
    let isTouch = false;
    let isHeld = false;

    function place(link) {
      // a link on two lines has two boxes; the panel is placed at the first
      const box = link.getClientRects()[0] || link.getBoundingClientRect();
      const frame = panel.offsetParent ? panel.offsetParent.getBoundingClientRect() : { left: 0, top: 0 };
      const width = document.documentElement.clientWidth;
      const left = Math.max(8, Math.min(box.left, width - panel.offsetWidth - 8));
      const below = window.innerHeight - box.bottom - 8;
      const header = document.querySelector(".md-header");
      const above = box.top - 8 - (header ? Math.max(0, header.getBoundingClientRect().bottom) : 0);
      const isBelow = below >= Math.min(panel.offsetHeight, above);
      // where it fits on neither side, it takes the larger one and scrolls
      panel.style.maxHeight = Math.max(120, Math.min(panel.offsetHeight, isBelow ? below : above)) + "px";
      const top = isBelow ? box.bottom - 2 : box.top - panel.offsetHeight + 2;
      panel.style.left = left - frame.left + "px";
      panel.style.top = top - frame.top + "px";
    }
    async function show(link) {
      window.clearTimeout(timer);
      wanted = link;
      if (shown === link) return;
      if (shown) hide();
      wanted = link;
      const found = fill(link);
      if (!(found instanceof Promise ? await found : found) || wanted !== link) return;
      // the browser's own tooltip would cover it
      if (link.title) { link.dataset.title = link.title; link.removeAttribute("title"); }
      shown = link;
      panel.hidden = false;
      panel.style.maxHeight = "";
      place(link);
      link.setAttribute("aria-describedby", panel.id);
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
    function later(link, time) {
      window.clearTimeout(timer);
      if (time) timer = window.setTimeout(show, time, link);
      else show(link);
    }
    function hideSoon() {
      window.clearTimeout(timer);
      wanted = null;
      timer = window.setTimeout(() => { if (shown && !shown.matches(":focus-visible") && !panel.matches(":hover") && !panel.contains(document.activeElement)) hide(); }, 250);
    }
    const linkOf = (event) => (event.target instanceof Element ? event.target.closest(links) : null);

    document.addEventListener("pointerdown", (event) => {
      isTouch = event.pointerType === "touch" || event.pointerType === "pen";
      isHeld = false;
      const link = linkOf(event);
      if (shown && !link && !panel.contains(event.target)) hide();
      if (hold && isTouch && link) {
        window.clearTimeout(timer);
        timer = window.setTimeout(() => { isHeld = true; show(link); }, hold);
      }
    });
    for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, () => { if (hold && isTouch && !isHeld) window.clearTimeout(timer); });
    // holding a link shows the panel instead of the browser's menu; the link is not followed when the finger is lifted
    document.addEventListener("contextmenu", (event) => { if (hold && isTouch && linkOf(event)) event.preventDefault(); });
    document.addEventListener("click", (event) => {
      const link = linkOf(event);
      if (panel.contains(event.target) && event.target.closest("a[href^='#']")) { hide(); return; }
      if (!link || !isTouch) return;
      if (hold) {
        if (isHeld) event.preventDefault();
        return;
      }
      // the first tap shows the panel, the second hides it; the panel has the link, too
      event.preventDefault();
      if (shown === link && link.dataset.tapped) { hide(); delete link.dataset.tapped; return; }
      show(link);
      link.dataset.tapped = "1";
    });
    document.addEventListener("pointerover", (event) => {
      const link = linkOf(event);
      if (link && event.pointerType === "mouse") { delete link.dataset.tapped; if (shown !== link) later(link, wait); else window.clearTimeout(timer); }
      else if (panel.contains(event.target)) window.clearTimeout(timer);
    });
    document.addEventListener("pointerout", (event) => {
      if (event.pointerType === "mouse" && (linkOf(event) || panel.contains(event.target))) hideSoon();
    });
    document.addEventListener("focusin", (event) => {
      const link = linkOf(event);
      if (link && link.matches(":focus-visible")) later(link, wait);
      else if (!link && !panel.contains(event.target)) hide();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !shown) return;
      const link = shown;
      const wasInside = panel.contains(document.activeElement);
      hide();
      if (wasInside) link.focus({ preventScroll: true });
    });
    window.addEventListener("resize", hide);
    return { hide };
  };
})();
