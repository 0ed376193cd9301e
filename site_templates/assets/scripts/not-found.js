/* The page for unknown addresses lists the pages with the most similar addresses. */
(async function () {
  "use strict";
  const list = document.querySelector(".bg-nearest");
  if (!list || !window.fetch) return;
  let path;
  try {
    path = decodeURIComponent(location.pathname);
  } catch {
    return;
  }
  /* a name without its date and without leading zeros, which are easily left out */
  const bare = (name) => name.toLowerCase().replace(/^\d{4}-\d\d(-\d\d)?-/, "").replace(/\b0+(?=\d)/g, "");
  const parts = path.split("/").filter(Boolean);
  const asked = bare(parts.pop() || "");
  const folder = parts.pop();
  if (asked.length < 3 || asked === "404.html") return;

  const pairs = (text) => new Set([...text].map((_, n, all) => all.slice(n, n + 2).join("")).filter((pair) => pair.length === 2));
  const wanted = pairs(asked);
  /* how similar a name is, from 0 to 1; the same folder adds to it */
  function similarity(name, within) {
    const own = pairs(bare(name));
    let shared = 0;
    for (const pair of own) if (wanted.has(pair)) shared += 1;
    const like = (2 * shared) / (own.size + wanted.size);
    return like >= 0.5 && within === folder ? like + 0.4 : like;
  }
  try {
    const map = new URL(list.dataset.sitemap, document.baseURI);
    const answer = await fetch(map);
    if (!answer.ok) return;
    const found = [...new DOMParser().parseFromString(await answer.text(), "application/xml").querySelectorAll("loc")].map((loc) => loc.textContent.trim());
    // the sitemap has the published address of the site, which may be another than this one
    const home = found.reduce((one, other) => (other.length < one.length ? other : one), found[0] || "");
    const near = found
      .map((address) => address.slice(home.length))
      .map((path) => [path, ...path.split("/").filter((part) => part && part !== "index.html").slice(-2).reverse()])
      .map(([path, name = "", within]) => [path, name, similarity(name, within)])
      .filter(([, , like]) => like >= 0.5)
      .sort((one, other) => other[2] - one[2] || (one[0] < other[0] ? -1 : 1))
      .slice(0, 5);
    if (!near.length) return;
    for (const [path, name] of near) {
      const link = document.createElement("a");
      link.href = new URL(path, new URL(".", map)).href;
      link.textContent = name.replaceAll("-", " ");
      const item = document.createElement("li");
      item.append(link, " (" + path + ")");
      list.querySelector("ul").append(item);
    }
    list.hidden = false;
  } catch {
    // the page is useful without the list
  }
})();
