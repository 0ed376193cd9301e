/* Copy buttons for the citation of a page or statement, one for each format. */
(function () {
  "use strict";
  const { gettext } = window.briefgen;
  const status = document.createElement("span");
  status.className = "bg-sr";
  status.setAttribute("role", "status");
  document.body.append(status);

  async function copy(text, from) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // without permission, or on an insecure page, the text is selected for the reader to copy
      window.getSelection().selectAllChildren(from);
      return false;
    }
  }
  function offer(from, name, before) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "bg-citing__copy";
    button.textContent = gettext("Copy");
    button.setAttribute("aria-label", gettext("Copy %(name)s", { name }));
    button.addEventListener("click", async () => {
      const isCopied = await copy(from.textContent, from);
      button.textContent = isCopied ? gettext("Copied") : gettext("Marked: copy it");
      status.textContent = isCopied ? gettext("Copied: %(name)s", { name }) : gettext("Marked, copy it: %(name)s", { name });
      window.setTimeout(() => { button.textContent = gettext("Copy"); }, 2000);
    });
    before.before(button);
  }
  document.addEventListener("toggle", (event) => {
    const block = event.target;
    if (!(block instanceof Element) || !block.matches(".bg-citing") || block.querySelector("button")) return;
    const plain = block.querySelector(".bg-citing__plain");
    offer(plain, gettext("the citation"), plain);
    for (const form of block.querySelectorAll("pre")) {
      const name = form.previousElementSibling;
      offer(form.firstElementChild, name.textContent, name);
    }
  }, true);
})();
