/* Tells of everything that hostile text could bring about, in every frame and before anything else of the page. */
(() => {
  "use strict";
  const told = window.__tell;
  const tell = (what, more) => { try { told(what, String(more).slice(0, 300), location.href); } catch { /* the page is gone */ } };
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
    const hook = () => { tell("ran", name); return null; };
    try { Object.defineProperty(window, name, { configurable: true, writable: true, value: hook }); } catch { /* no such name here */ }
  }
  window.addEventListener("securitypolicyviolation", (event) => {
    const code = event.effectiveDirective.startsWith("script-src") && ["inline", "eval", "data", "blob"].includes(event.blockedURI);
    tell(code ? "ran" : "policy", event.effectiveDirective + " " + event.blockedURI + " " + event.sample);
  }, true);
})();
