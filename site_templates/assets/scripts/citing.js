/* A button that copies each form of a citation. */
(function () {
  "use strict";
  const told = document.createElement("span");
  told.className = "bg-sr";
  told.setAttribute("role", "status");
  document.body.append(told);

  async function copy(text, from) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // no permission, or no secure page: the reader copies what is marked
      window.getSelection().selectAllChildren(from);
      return false;
    }
  }
  function offer(from, name, before) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "bg-citing__copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy " + name);
    button.addEventListener("click", async () => {
      const word = (await copy(from.textContent, from)) ? "Copied" : "Marked: copy it";
      button.textContent = word;
      told.textContent = word + ": " + name;
      window.setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    before.before(button);
  }
  document.addEventListener("toggle", (event) => {
    const block = event.target;
    if (!(block instanceof Element) || !block.matches(".bg-citing") || block.querySelector("button")) return;
    const plain = block.querySelector(".bg-citing__plain");
    offer(plain, "the citation", plain);
    for (const form of block.querySelectorAll("pre")) {
      const name = form.previousElementSibling;
      offer(form.firstElementChild, name.textContent, name);
    }
  }, true);
})();
