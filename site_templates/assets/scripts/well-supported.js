/* A switch that leaves out positions and statuses that are not documented or on record. The address keeps it. */
(function () {
  "use strict";
  const root = document.querySelector(".bg-strong-control");
  if (!root) return;
  const { addressState } = window.briefgen;
  const make = window.briefgen.makeElement.fromAttributes;
  const box = make("input", { type: "checkbox", id: "bg-strong" });
  root.append(make("label", { for: "bg-strong" }, box, "Well supported only"));
  root.hidden = false;

  const isWeaker = (element) => element.dataset.strength ? element.dataset.strength !== "strong" : element.matches(".bg-basis--reported, .bg-basis--weak");
  const note = (words) => make("span", { class: "bg-none bg-position__none" }, words);
  /* a sign or a status of the home page gives way to a word, which the reader's own program reads, too */
  function replaceByNote(element, isOut) {
    element.hidden = isOut;
    const after = element.nextElementSibling;
    const last = after && after.matches(".bg-position__none") ? after : null;
    if (last) last.hidden = !isOut;
    else if (isOut) element.after(note(element.matches(".bg-mark") ? "·" : "no well-supported status"));
  }
  function leaveOut(element) {
    const isOut = box.checked && isWeaker(element);
    if (element.closest(".bg-standing")) return replaceByNote(element, isOut);
    for (const child of element.children) child.hidden = isOut && !child.matches(".bg-position__none");
    const none = element.querySelector(".bg-position__none");
    if (isOut && !none) element.append(note("no well-supported position"));
    else if (none) none.hidden = !isOut;
    for (const beside of element.querySelectorAll(".bg-cell__beside")) beside.hidden = box.checked;
  }
  function show() {
    for (const element of document.querySelectorAll(".bg-position[data-strength], .bg-standing .bg-mark, .bg-standing .bg-status")) leaveOut(element);
  }
  const read = () => { box.checked = addressState.read("well-supported") === "yes"; show(); };
  box.addEventListener("change", () => { addressState.write({ "well-supported": box.checked ? "yes" : "" }, { isNew: true }); show(); });
  document.querySelector(".bg-asof-control")?.addEventListener("bg-asof", show);
  addressState.onTravel(read);
  read();
})();
