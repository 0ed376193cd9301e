/* The address keeps what a page shows: the query holds the reader's choices, the fragment names what is open.
   Only this script reads and writes them; the other scripts of a page use these functions. */
(function () {
  "use strict";
  const parameters = () => new URLSearchParams(location.search);

  function changed(changes) {
    const found = parameters();
    for (const [key, value] of Object.entries(changes)) value ? found.set(key, value) : found.delete(key);
    return found.toString();
  }
  function put(address, isNew, state = null) {
    history[isNew ? "pushState" : "replaceState"](state, "", address);
  }

  (window.briefgen ||= {}).addressState = {
    /* the value of a parameter; an empty text where the address has none */
    read: (key) => parameters().get(key) || "",
    keys: () => [...parameters().keys()],

    /* the query of this address with other values, for a link; an empty value takes the parameter out */
    query: (changes) => "?" + changed(changes),

    /* Changes parameters, as a new entry of the history or in place of the current one. An unchanged query is left alone.
       `hasLists` keeps the commas between the values of a list readable; `dropsFragment` takes the fragment out. */
    write(changes, { isNew = false, hasLists = false, dropsFragment = false } = {}) {
      const query = hasLists ? changed(changes).replaceAll("%2C", ",") : changed(changes);
      if (query === location.search.slice(1)) return;
      const address = new URL(location.href);
      address.search = query;
      if (dropsFragment) address.hash = "";
      put(address, isNew);
    },

    /* replaces the whole address, unless it is the current one */
    replace(address, { isNew = false } = {}) {
      if (address !== location.href) put(address, isNew);
    },

    /* opens another page in place of this one, with the same query; its address may have a fragment */
    moveTo(address) {
      const target = new URL(address, location.href);
      target.search = location.search;
      location.replace(target);
    },

    /* the whole address, with what it holds of the page's state */
    whole: () => location.href,
    fragment: () => location.hash.slice(1),

    /* parameters in the fragment, for a page whose query a server should not see; changing them makes a new entry */
    readFragment: (key) => new URLSearchParams(location.hash.slice(1)).get(key) || "",
    writeFragment(values) {
      const found = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
      location.hash = found.toString().replaceAll("%2C", ",");
    },

    /* What is open has an address, so that going back closes it. An entry that closing left behind is used again. */
    openFragment(id) {
      if (location.hash !== "#" + id) put(location.pathname + location.search + "#" + id, !history.state?.isLeft);
    },
    closeFragment(id) {
      if (location.hash === "#" + id) put(location.pathname + location.search, false, { isLeft: true });
    },

    /* calls a function when the reader goes back or forward in the history */
    onTravel: (listener) => window.addEventListener("popstate", listener),
    onFragment: (listener) => window.addEventListener("hashchange", listener),
  };
})();
