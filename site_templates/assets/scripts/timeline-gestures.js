/* How the timeline is moved and read: by keys, by the wheel, and by one or two pointers.
   `chart` has the state of the drawing and what can be done with it; see `timeline.js`. */
(function () {
  "use strict";
  const { abs, min, max, exp } = Math;

  (window.briefgen ||= {}).timelineGestures = function (chart) {
    const { view, range, request, describe, draw } = chart;
    const { ROW, place } = window.briefgen.timelineMarks;
    const itemOf = (target) => chart.items.find((item) => item.node === target.closest("a"));

    /* keys: from mark to mark, also to those outside the shown part, and the same as the buttons do */
    function focus(item) {
      if (!item) return;
      for (const one of chart.items) one.node.setAttribute("tabindex", one === item ? "0" : "-1");
      item.node.focus({ preventScroll: true });
    }
    function step(by) {
      const at = chart.items.findIndex((item) => item.node === document.activeElement);
      if (chart.items[at + by]) { focus(chart.items[at + by]); return; }
      const next = by < 0 ? chart.rows.filter((row) => place(row).to < range.first).pop() : chart.rows.find((row) => place(row).from >= range.last);
      if (!next) return;
      if (by < 0) range.bring(place(next).end + 1, 0.9);
      else range.bring(place(next).begin, 0.1);
      draw();
      focus(chart.items.find((item) => item.row === next) || chart.items[by < 0 ? 0 : chart.items.length - 1]);
    }
    function jump(share) {
      range.pan(share);
      draw();
      focus(chart.items[share < 0 ? 0 : chart.items.length - 1]);
    }
    function zoomCentre() {
      const item = itemOf(document.activeElement);
      return item ? min(max(item.day + 0.5, range.first), range.last) : chart.middle();
    }
    const zoomIn = () => range.zoom(0.5, zoomCentre());
    const keys = {
      "+": zoomIn, "=": zoomIn, "-": () => range.zoom(2, zoomCentre()), 0: range.showWhole, Escape: () => describe(),
      ArrowRight: (isPan) => (isPan ? range.pan(0.25) : step(1)), ArrowLeft: (isPan) => (isPan ? range.pan(-0.25) : step(-1)),
      Home: () => jump(-1e9), End: () => jump(1e9),
    };
    view.addEventListener("keydown", (event) => {
      if (!chart.rows || !keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      keys[event.key](event.shiftKey);
    });
    view.addEventListener("focusin", (event) => { request(); describe(itemOf(event.target)); });
    view.addEventListener("pointerover", (event) => {
      const item = event.pointerType === "mouse" && itemOf(event.target);
      if (item) describe(item);
    });

    /* the wheel zooms with Ctrl, and without it once the drawing has the focus, so that the page still scrolls past it */
    view.addEventListener("wheel", (event) => {
      const isSideways = abs(event.deltaX) > abs(event.deltaY), isMeant = event.ctrlKey || event.metaKey;
      const isLimit = event.deltaY > 0 ? range.isWhole() : range.size() <= 1;
      if (isSideways ? range.isWhole() : !isMeant && (isLimit || !view.contains(document.activeElement))) return;
      event.preventDefault();
      request();
      if (isSideways) range.pan(event.deltaX / view.clientWidth);
      else range.zoom(exp(min(max(event.deltaY * (event.deltaMode ? 0.05 : 0.003), -0.5), 0.5)), range.dayAt(event.clientX));
    }, { passive: false });

    /* one pointer drags, two pinch; a vertical movement scrolls the page */
    const pointers = new Map();
    let grip = null;
    let isDrag = false;
    let isFinger = false;
    let describedBefore = null;
    const centre = () => [...pointers.values()].reduce((sum, x) => sum + x, 0) / pointers.size;
    const apart = () => { const [one, other = one] = pointers.values(); return max(ROW, abs(one - other)); };
    const grasp = () => { grip = pointers.size && { at: range.dayAt(centre()), x: centre(), apart: apart(), size: range.size() }; };
    view.addEventListener("pointerdown", (event) => {
      isFinger = event.pointerType !== "mouse";
      describedBefore = chart.described && chart.described.key;
      if (event.button || pointers.size > 1) return;
      if (!pointers.size) isDrag = false;
      request();
      pointers.set(event.pointerId, event.clientX);
      grasp();
    });
    window.addEventListener("pointermove", (event) => {
      if (!chart.rows || !pointers.has(event.pointerId)) return;
      pointers.set(event.pointerId, event.clientX);
      isDrag ||= abs(centre() - grip.x) > 5 || abs(apart() - grip.apart) > 5;
      if (!isDrag) return;
      range.bring(grip.at, range.shareOf(centre()), grip.size * grip.apart / apart());
    });
    for (const kind of ["pointerup", "pointercancel"]) {
      window.addEventListener(kind, (event) => { if (pointers.delete(event.pointerId)) grasp(); });
    }
    view.addEventListener("dragstart", (event) => event.preventDefault());
    view.addEventListener("click", (event) => {
      const item = itemOf(event.target);
      if (isDrag) event.preventDefault();
      if (isDrag || !item || event.ctrlKey || event.metaKey || event.shiftKey) { isDrag = false; return; }
      if (item.row) {
        // a finger cannot hover: the first tap describes the event, the second one follows the link
        if (!isFinger || !event.detail || describedBefore === item.key) return;
        event.preventDefault();
        describe(item);
        return;
      }
      const length = item.last + 1 - item.first;
      if (length > range.size() * 0.8) return;
      event.preventDefault();
      chart.write(false);
      range.show(item.first - length * 0.05, item.last + 1 + length * 0.05);
      chart.write(true);
    }, true);
  };
})();
