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
  function leaveOut(element) {
    const isOut = box.checked && isWeaker(element);
    if (element.matches(".bg-mark")) {
      element.classList.toggle("bg-mark--left-out", isOut);
      return;
    }
    for (const child of element.children) child.hidden = isOut && !child.matches(".bg-position__none");
    const none = element.querySelector(".bg-position__none");
    if (isOut && !none) element.append(make("span", { class: "bg-none bg-position__none" }, "no well-supported position"));
    else if (none) none.hidden = !isOut;
    for (const beside of element.querySelectorAll(".bg-cell__beside")) beside.hidden = box.checked;
  }
  function show() {
    for (const element of document.querySelectorAll(".bg-position[data-strength], .bg-strip .bg-mark, .bg-table--mini .bg-mark")) leaveOut(element);
  }
  const read = () => { box.checked = addressState.read("well-supported") === "yes"; show(); };
  box.addEventListener("change", () => { addressState.write({ "well-supported": box.checked ? "yes" : "" }, { isNew: true }); show(); });
  document.querySelector(".bg-asof-control")?.addEventListener("bg-asof", show);
  addressState.onTravel(read);
  read();
})();
