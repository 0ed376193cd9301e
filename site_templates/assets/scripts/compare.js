/* Two versions to compare, chosen by name. Each pair has its own page; the list has the links to them. */
(function () {
  "use strict";
  /* a point that moved to a later page: its address on the first page leads there */
  const place = document.querySelector("a.bg-place:target");
  if (place) window.briefgen.addressState.moveTo(place.href);
  const nav = document.querySelector(".bg-choose");
  if (!nav) return;
  const { gettext } = window.briefgen;
  const make = window.briefgen.makeElement.fromProperties;
  /* the links by older version, in the order of the plan; two versions may have the same name */
  const groups = [...nav.querySelectorAll("details > ul > li")].map((item) => [...item.querySelectorAll("a[data-older]")]).filter((links) => links.length);
  if (!groups.length) return;

  const older = make("select", { id: "bg-older" });
  const newer = make("select", { id: "bg-newer" });
  groups.forEach((links, index) => older.append(new Option(links[0].dataset.older, index)));

  /* offers the newer versions that go with the chosen older one */
  function offer() {
    const before = newer.selectedOptions[0]?.text;
    newer.replaceChildren(...groups[older.value].map((link) => new Option(link.dataset.newer, link.href)));
    const same = [...newer.options].find((option) => option.text === before);
    if (same) same.selected = true;
  }
  offer();
  const current = nav.querySelector("a[aria-current]");
  if (current) {
    older.value = groups.findIndex((links) => links.includes(current));
    offer();
    newer.value = current.href;
  }
  older.addEventListener("change", offer);
  const form = make(
    "form",
    { className: "bg-choose__form" },
    make("label", { htmlFor: "bg-older" }, gettext("Older version"), older),
    make("label", { htmlFor: "bg-newer" }, gettext("Newer version"), newer),
    make("button", { type: "submit", className: "md-button" }, gettext("Compare")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.assign(newer.value);
  });
  nav.prepend(form);
})();
