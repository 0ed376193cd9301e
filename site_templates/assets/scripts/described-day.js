/* Says that a briefing is old, once the reader's clock is past the day until which it counts as new. The sentence is in the page. */
(function () {
  "use strict";
  const note = document.querySelector(".bg-described[data-old-after]");
  if (!note || new Date().toISOString().slice(0, 10) <= note.dataset.oldAfter) return;
  note.classList.add("bg-described--old");
  note.setAttribute("role", "note");
  for (const more of note.querySelectorAll("[hidden]")) more.hidden = false;
})();
