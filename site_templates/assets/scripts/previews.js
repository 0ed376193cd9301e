/* Previews of briefs: title, summary and status of the page that a link leads to, taken from that page. Readers can turn them off. */
(function () {
  "use strict";
  const KEY = "briefgen.previews";
  const { gettext, ngettext } = window.briefgen;
  const content = document.querySelector(".md-content__inner");
  if (!content || !window.fetch) return;
  const kinds = /(?:^|\/)(?:events|actors|plans|points|sources|disputes)\/[a-z0-9-]+\/(?:index\.html)?$/;

  /* the reader's choice is kept by the browser; without storage it lasts as long as the page */
  let isOn = true;
  try { isOn = window.localStorage.getItem(KEY) !== "off"; } catch { /* there is no storage */ }

  const isBrief = (link) => link.origin === location.origin && kinds.test(link.pathname) && link.pathname !== location.pathname;
  for (const link of content.querySelectorAll("a[href]:not(.bg-crumbs a, .bg-holding a, .bg-cite a, .bg-footnote a, .bg-footnotes [role=doc-backlink], .bg-anchor, .headerlink, .bg-citing a, [data-bg-no-preview])")) {
    if (isBrief(link)) link.dataset.bgPreview = "";
  }

  const fetched = window.briefgen.fetchedPage;
  function make(tag, className, text) {
    const one = document.createElement(tag);
    if (className) one.className = className;
    if (text) one.textContent = text;
    return one;
  }
  const textOf = (part) => (part ? part.textContent.replace(/\s+/g, " ").trim() : "");
  const cut = (text, end) => text.slice(0, Math.max(text.lastIndexOf(" ", end - 1), 0)).trim() || text.slice(0, end);
  const shortened = (text, most) => (text.length <= most ? text : cut(text, most) + " …");

  /* only text is copied, and badges by their class names */
  function facts(page) {
    const found = [];
    for (const row of page.querySelectorAll(".bg-head ~ .bg-facts > div")) {
      const name = textOf(row.querySelector("dt"));
      const mark = row.querySelector("dd .bg-state, dd .bg-change, dd .bg-grade");
      if (mark || [gettext("When"), gettext("Published")].includes(name)) found.push([name, textOf(row.querySelector("dd time, dd > span:not([class])")), mark]);
    }
    return found.slice(0, 3);
  }
  function ofBrief(page) {
    const head = page.querySelector(".bg-head");
    if (!head) return null;
    const parts = [make("p", "bg-kicker", textOf(head.querySelector(".bg-kicker"))), make("p", "bg-preview__title", textOf(head.querySelector("h1")))];
    const row = make("p", "bg-preview__facts");
    for (const [name, words, mark] of facts(page)) {
      const one = make("span", "", words ? words + " " : mark ? name + " " : "");
      if (mark) one.append(make("span", mark.className, textOf(mark.matches(".bg-grade") ? mark.firstChild : mark)));
      row.append(one, " ");
    }
    if (row.childNodes.length) parts.push(row);
    const lead = textOf(head.querySelector(".bg-lead"));
    if (lead) parts.push(make("p", "bg-preview__text", shortened(lead, 360)));
    const open = head.querySelectorAll(".bg-contested li").length;
    if (open) parts.push(make("p", "bg-preview__facts", ngettext("%(count)s open question", "%(count)s open questions", open)));
    return parts;
  }
  function ofStatement(page, id) {
    const one = page.getElementById(id);
    if (!one || !one.matches(".bg-statement")) return null;
    const bare = (part) => {
      const copy = part.cloneNode(true);
      for (const mark of copy.querySelectorAll("sup, .bg-anchor")) mark.remove();
      return textOf(copy);
    };
    let before = one;
    while (before && !before.matches(".bg-voice-of")) before = before.previousElementSibling;
    const parts = [make("p", "bg-kicker", gettext("statement")), make("p", "bg-preview__title", before ? bare(before) : ""), make("p", "bg-preview__facts", before ? textOf(before.nextElementSibling) : "")];
    parts.push(make("p", "bg-preview__text", bare(one.querySelector(".bg-statement__head"))));
    for (const text of one.querySelectorAll("blockquote p, .bg-statement__text")) parts.push(make("p", "bg-preview__text", shortened(bare(text), 300)));
    const stance = one.querySelector(".bg-statement__facts .bg-stance");
    if (stance) parts[2].append(" ", make("span", stance.className, textOf(stance)));
    return parts;
  }

  const panel = make("div", "bg-preview bg-beside");
  panel.id = "bg-preview";
  async function fill(link) {
    if (!isOn) return false;
    try {
      const page = await fetched(link.href.split("#")[0]);
      const parts = (link.hash && ofStatement(page, decodeURIComponent(link.hash.slice(1)))) || ofBrief(page);
      if (!parts) return false;
      const off = make("button", "bg-preview__off", gettext("Turn previews off"));
      off.type = "button";
      off.addEventListener("click", () => { turn(false); hoverPanel.hide(); link.focus({ preventScroll: true }); });
      const open = make("a", "", gettext("Open"));
      open.href = link.href;
      const last = make("p", "bg-preview__last");
      last.append(open, " ", off);
      panel.replaceChildren(...parts, last);
      return true;
    } catch {
      // without a preview the link still works
      return false;
    }
  }
  const hoverPanel = window.briefgen.hoverPanel({ panel, links: "a[data-bg-preview]", fill, wait: 300, hold: 450 });

  /* the switch at the bottom of every page */
  const foot = document.querySelector(".md-footer-meta__inner");
  const choice = make("button", "bg-preview__choice");
  choice.type = "button";
  function turn(on) {
    isOn = on;
    try { on ? window.localStorage.removeItem(KEY) : window.localStorage.setItem(KEY, "off"); } catch { /* there is no storage */ }
    choice.textContent = on ? gettext("Link previews: on") : gettext("Link previews: off");
    choice.setAttribute("aria-pressed", String(on));
    document.documentElement.classList.toggle("bg-no-previews", !on);
  }
  choice.addEventListener("click", () => turn(!isOn));
  turn(isOn);
  if (foot) foot.append(choice);
})();
