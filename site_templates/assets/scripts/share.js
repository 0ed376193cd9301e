/* The share bar: copies the address with all that it holds, such as a filter, and prints the page. */
(function () {
  "use strict";
  const bar = document.querySelector(".bg-share");
  if (!bar) return;
  const status = document.createElement("span");
  status.className = "bg-sr";
  status.setAttribute("role", "status");
  bar.after(status);

  function button(words, run) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "bg-share__button";
    made.textContent = words;
    made.addEventListener("click", () => run(made));
    return made;
  }
  async function copy(made) {
    let word = "Link copied";
    try {
      await navigator.clipboard.writeText(window.briefgen.addressState.whole());
    } catch {
      // without permission, or on an insecure page, the address bar still has the link
      word = "Copy the link from the address bar";
    }
    made.textContent = word;
    status.textContent = word;
    window.setTimeout(() => { made.textContent = "Copy link"; }, 2000);
  }
  bar.querySelector(".bg-share__link").replaceWith(button("Copy link", copy));
  const last = document.createElement("li");
  last.append(button("Print", () => window.print()));
  bar.append(last);
  bar.querySelector(".bg-share__cite").addEventListener("click", () => {
    const block = document.getElementById("cite-this-page");
    if (block) block.open = true;
  });
})();
