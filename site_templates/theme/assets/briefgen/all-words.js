/* Material's search shows pages with any word of a query. This removes pages that lack one of the words: the answers of its worker
   pass through `complete` before the theme reads them. It has to run before the theme's own script. */
(function () {
  "use strict";
  const ANSWER = 3;
  if (!window.Worker) return;

  /* the pages that have every word, in any of their sections; the worker lists no stop words */
  function complete(items) {
    const terms = (item) => item.flatMap((section) => Object.entries(section.terms || {}));
    return items.filter((item) => {
      const known = new Set(terms(item).map(([term]) => term));
      const found = new Set(terms(item).filter(([, isFound]) => isFound).map(([term]) => term));
      return [...known].every((term) => found.has(term));
    });
  }
  function checked(event) {
    const { type, data } = event.data || {};
    if (type !== ANSWER || !data?.items) return event;
    return new MessageEvent("message", { data: { type, data: { ...data, items: complete(data.items) } } });
  }
  const wrapped = new WeakMap();
  window.Worker = class extends window.Worker {
    addEventListener(type, listener, options) {
      if (type !== "message" || typeof listener !== "function") return super.addEventListener(type, listener, options);
      if (!wrapped.has(listener)) wrapped.set(listener, (event) => listener(checked(event)));
      return super.addEventListener(type, wrapped.get(listener), options);
    }
    removeEventListener(type, listener, options) {
      return super.removeEventListener(type, wrapped.get(listener) || listener, options);
    }
  };
})();
