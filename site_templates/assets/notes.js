/* Shows the source of a citation number where the reader is: on hover, on focus, and on the first tap. */
(function () {
  "use strict";
  const marks = ".bg-cite a[href^='#source-']";
  if (!document.querySelector(marks)) return;

  const note = document.createElement("div");
  note.className = "bg-note-of";
  note.id = "bg-note-of";
  note.setAttribute("role", "note");
  note.hidden = true;
  // inside the content, so that it is set like it and follows in the order of the keyboard
  (document.querySelector(".md-content__inner") || document.body).append(note);

  let shown = null;
  let timer = 0;
  let byTouch = false;

  function fill(mark) {
    const entry = document.getElementById(mark.getAttribute("href").slice(1));
    if (!entry) return false;
    const parts = [...entry.childNodes].map((part) => part.cloneNode(true)).filter((part) => !(part.classList && part.classList.contains("bg-back")));
    const more = document.createElement("p");
    const link = document.createElement("a");
    link.href = mark.getAttribute("href");
    link.textContent = "In the list of sources";
    more.append(link);
    note.replaceChildren(...parts, more);
    for (const copy of note.querySelectorAll("[id]")) copy.removeAttribute("id");
    return true;
  }
  function place(mark) {
    const box = mark.getBoundingClientRect();
    const frame = note.offsetParent ? note.offsetParent.getBoundingClientRect() : { left: 0, top: 0 };
    const width = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(box.left, width - note.offsetWidth - 8));
    const below = window.innerHeight - box.bottom - 8;
    const header = document.querySelector(".md-header");
    const above = box.top - 8 - (header ? Math.max(0, header.getBoundingClientRect().bottom) : 0);
    const isBelow = below >= Math.min(note.offsetHeight, above);
    // where it fits on neither side it scrolls on the larger one
    note.style.maxHeight = Math.max(120, Math.min(note.offsetHeight, isBelow ? below : above)) + "px";
    const top = isBelow ? box.bottom - 2 : box.top - note.offsetHeight + 2;
    note.style.left = left - frame.left + "px";
    note.style.top = top - frame.top + "px";
  }
  function show(mark) {
    window.clearTimeout(timer);
    if (shown === mark) return;
    if (shown) hide();
    if (!fill(mark)) return;
    // the browser's own tip would lie over it
    if (mark.title) { mark.dataset.title = mark.title; mark.removeAttribute("title"); }
    shown = mark;
    note.hidden = false;
    note.style.maxHeight = "";
    place(mark);
    mark.setAttribute("aria-describedby", note.id);
  }
  function hide() {
    window.clearTimeout(timer);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    if (shown.dataset.title) shown.title = shown.dataset.title;
    shown = null;
    note.hidden = true;
  }
  function hideSoon() {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => { if (shown && !shown.matches(":focus-visible") && !note.matches(":hover") && !note.contains(document.activeElement)) hide(); }, 250);
  }
  const markOf = (event) => (event.target instanceof Element ? event.target.closest(marks) : null);

  document.addEventListener("pointerdown", (event) => {
    byTouch = event.pointerType === "touch" || event.pointerType === "pen";
    if (shown && !markOf(event) && !note.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    const mark = markOf(event);
    if (note.contains(event.target) && event.target.closest("a[href^='#']")) { hide(); return; }
    if (!mark || !byTouch) return;
    // the first tap shows the source, the second hides it; the link to the list is in it
    event.preventDefault();
    if (shown === mark && mark.dataset.tapped) { hide(); delete mark.dataset.tapped; return; }
    show(mark);
    mark.dataset.tapped = "1";
  });
  document.addEventListener("pointerover", (event) => {
    const mark = markOf(event);
    if (mark && event.pointerType === "mouse") { delete mark.dataset.tapped; show(mark); }
    else if (note.contains(event.target)) window.clearTimeout(timer);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "mouse" && (markOf(event) || note.contains(event.target))) hideSoon();
  });
  document.addEventListener("focusin", (event) => {
    const mark = markOf(event);
    if (mark && mark.matches(":focus-visible")) show(mark);
    else if (shown && !mark && !note.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return;
    const mark = shown;
    const wasInside = note.contains(document.activeElement);
    hide();
    if (wasInside) mark.focus({ preventScroll: true });
  });
  window.addEventListener("resize", hide);
})();
