/* Reports every effect that hostile text could have, in every frame and before the page's own scripts. */
(() => {
  "use strict";
  const send = window.__report;
  const report = (what, more) => { try { send(what, String(more).slice(0, 300), location.href); } catch { /* the page was closed */ } };
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
    // the share bar prints when a reader presses its button, which has no text of the briefing
    const isShareBar = () => name === "print" && window.event?.target instanceof Element && window.event.target.closest(".bg-share") !== null;
    const hook = () => { if (!isShareBar()) report("ran", name); return null; };
    try { Object.defineProperty(window, name, { configurable: true, writable: true, value: hook }); } catch { /* this frame has no such name */ }
  }
  window.addEventListener("securitypolicyviolation", (event) => {
    const code = event.effectiveDirective.startsWith("script-src") && ["inline", "eval", "data", "blob"].includes(event.blockedURI);
    report(code ? "ran" : "policy", event.effectiveDirective + " " + event.blockedURI + " " + event.sample);
  }, true);
})();
