/* Shows the notice that a briefing is old, once the reader's clock is past the day until which it counts as new. */
(function () {
  "use strict";
  const notice = document.querySelector(".bg-old[data-old-after]");
  if (notice) notice.hidden = new Date().toISOString().slice(0, 10) <= notice.dataset.oldAfter;
})();
