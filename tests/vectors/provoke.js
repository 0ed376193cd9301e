/* Acts on a page as readers do: opens, clicks, hovers, focuses and types, on the first `most` elements of each kind. */
async ({ most, pause }) => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const stays = (event) => {
    const link = event.target instanceof Element && event.target.closest("a, area");
    const address = link ? link.getAttribute("href") ?? link.getAttribute("xlink:href") : null;
    if (address === null) return;
    // links to other pages are harmless and would end the run, so they are not followed
    try { if (/^(https?|mailto|file|ftp):$/.test(new URL(address, document.baseURI).protocol)) event.preventDefault(); } catch { /* no address */ }
  };
  window.addEventListener("click", stays, true);
  window.addEventListener("auxclick", stays, true);
  window.addEventListener("submit", (event) => { if (event.target.matches("[role=search], [name=search], form[class^=bg-]")) event.preventDefault(); }, true);

  const FEW = ["pointerover", "mouseover", "mouseenter", "mousemove", "mousedown", "mouseup", "toggle", "keydown", "input"];
  const MANY = [
    ...FEW, "pointerenter", "pointerdown", "pointermove", "pointerup", "pointerout", "pointerleave", "pointercancel", "gotpointercapture",
    "lostpointercapture", "pointerrawupdate", "mouseout", "mouseleave", "dblclick", "contextmenu", "auxclick", "wheel", "mousewheel",
    "keyup", "keypress", "focus", "focusin", "focusout", "blur", "change", "beforeinput", "select", "selectstart", "selectionchange",
    "invalid", "reset", "search", "formdata", "beforetoggle", "beforematch", "cancel", "close", "copy", "cut", "paste", "beforecopy",
    "beforecut", "beforepaste", "drag", "dragstart", "dragenter", "dragover", "dragleave", "dragend", "drop", "scroll", "scrollend",
    "scrollsnapchange", "scrollsnapchanging", "touchstart", "touchmove", "touchend", "touchcancel", "animationstart", "animationend",
    "animationiteration", "animationcancel", "transitionstart", "transitionrun", "transitionend", "transitioncancel",
    "webkitanimationstart", "webkitanimationend", "webkitanimationiteration", "webkittransitionend", "play", "pause", "playing", "ended",
    "timeupdate", "volumechange", "loadstart", "loadeddata", "canplay", "durationchange", "seeked", "cuechange", "fullscreenchange",
    "slotchange", "command", "contentvisibilityautostatechange", "begin", "end", "repeat", "show", "hashchange", "message", "popstate",
    "storage", "online", "offline", "resize", "beforeprint", "afterprint", "languagechange",
  ];
  function event(name) {
    const init = { bubbles: !/(enter|leave|focus|blur)$/.test(name), cancelable: true, key: "x", clientX: 5, clientY: 5 };
    if (name.startsWith("key")) return new KeyboardEvent(name, init);
    if (name.startsWith("pointer")) return new PointerEvent(name, init);
    if (/^(mouse|click|dblclick|contextmenu|auxclick)/.test(name)) return new MouseEvent(name, init);
    return new Event(name, init);
  }
  const seen = new Map();
  function isWanted(one) {
    const sort = one.localName + "." + one.getAttribute("class") + "<" + one.parentElement?.localName;
    seen.set(sort, (seen.get(sort) || 0) + 1);
    return seen.get(sort) <= most;
  }
  for (const one of all("details")) one.open = true;
  for (const one of all("*")) {
    const isSuspect = [...one.attributes].some(({ name }) => /^on/i.test(name));
    // selecting other versions would navigate to their page
    if (!one.isConnected || (!isSuspect && (!isWanted(one) || one.closest("head, form[class^=bg-choose]")))) continue;
    for (const name of isSuspect ? MANY : FEW) one.dispatchEvent(event(name));
    // the theme's own switches are skipped, so that a run stays on one page
    if (one.matches("[data-md-component=palette] *, label[for^=__], input[id^=__]")) continue;
    try { if (one.focus) one.focus({ preventScroll: true }); } catch { /* it cannot be focused */ }
    try { if (one.click) one.click(); else one.dispatchEvent(event("click")); } catch { /* it cannot be clicked */ }
  }
  for (const one of all("dialog[open]")) one.close();
  await new Promise((done) => setTimeout(done, pause));
}
