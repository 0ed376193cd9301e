/* Shows the source of a citation number next to it: on hover, on focus, and on the first tap. */
(function () {
  "use strict";
  const links = ".bg-cite a[href^='#source-']";
  if (!document.querySelector(links)) return;

  const panel = document.createElement("div");
  panel.className = "bg-note-of bg-beside";
  panel.id = "bg-note-of";

  function fill(number) {
    const entry = document.getElementById(number.getAttribute("href").slice(1));
    if (!entry) return false;
    const parts = [...entry.childNodes].map((part) => part.cloneNode(true)).filter((part) => !(part.classList && part.classList.contains("bg-back")));
    const more = document.createElement("p");
    const link = document.createElement("a");
    link.href = number.getAttribute("href");
    link.textContent = window.briefgen.gettext("See full source entry");
    more.append(link);
    panel.replaceChildren(...parts, more);
    for (const copy of panel.querySelectorAll("[id]")) copy.removeAttribute("id");
    return true;
  }
  window.briefgen.hoverPanel({ panel, links, fill });
})();
