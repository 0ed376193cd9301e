/* Pages of the site as documents, each fetched once. A page that could not be fetched is tried again. */
(function () {
  "use strict";
  const pages = new Map();
  (window.briefgen ||= {}).fetchedPage = (address) => {
    if (!pages.has(address)) {
      const page = fetch(address, { credentials: "same-origin" })
        .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status)))))
        .then((text) => new DOMParser().parseFromString(text, "text/html"));
      page.catch(() => pages.delete(address));
      pages.set(address, page);
    }
    return pages.get(address);
  };
})();
