/* Returns what a document contains that could execute, contact another host or clobber names that scripts use. */
(document, known) => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const found = [];
  const NEVER = "iframe, frame, frameset, object, embed, applet, base, portal, fencedframe, noscript ~ *:is(plaintext), plaintext, xmp, marquee, math, foreignObject, animate, set, meta[http-equiv=refresh i]:not(:has(~ link[rel=canonical], ~ meta[name=robots][content=noindex])), link[rel=import i]";
  for (const one of all(NEVER)) found.push("element " + one.outerHTML.slice(0, 120));
  for (const one of all("*")) {
    for (const { name, value } of one.attributes) {
      if (/^on/i.test(name)) found.push("handler " + name + " on " + one.localName);
      else if (/^(href|src|srcset|action|formaction|poster|background|data|xlink:href|ping|cite|longdesc|srcdoc)$/i.test(name)) {
        if (name === "srcdoc") found.push("srcdoc on " + one.localName);
        let scheme = "";
        try { scheme = new URL(value, location.href).protocol; } catch { continue; }
        if (!/^(https?|mailto):$/.test(scheme) && !value.startsWith("data:image/")) found.push("address " + name + "=" + value.slice(0, 80));
        else if (!/^a$/i.test(one.localName) && /^https?:$/.test(scheme) && new URL(value, location.href).origin !== location.origin && !one.matches("link[rel=canonical]")) found.push("foreign " + one.localName + " " + name + "=" + value.slice(0, 80));
      }
    }
    if (/^__(?!code_)/.test(one.id) && !known.ids.includes(one.id)) found.push("clobbering id " + one.id);
    // only the names of these elements become properties of the document
    if (one.matches("form, img, object, embed, iframe") && [one.id, one.getAttribute("name")].some((name) => name && name !== "search" && name in Document.prototype)) found.push("clobbering name " + one.outerHTML.slice(0, 80));
  }
  for (const one of all("script:not([src])")) {
    const isData = /json/.test(one.type);
    if (!isData && !known.scripts.includes(one.textContent)) found.push("script " + one.textContent.slice(0, 80));
    if (isData) try { JSON.parse(one.textContent); } catch { found.push("json " + one.textContent.slice(0, 80)); }
  }
  for (const one of all("style")) if (!known.styles.includes(one.textContent)) found.push("style " + one.textContent.slice(0, 80));
  for (const one of all("form")) if (!one.matches("[role=search], [name=search], .md-header__option, [data-md-component=palette], form[class^=bg-]")) found.push("form " + one.outerHTML.slice(0, 80));
  return found;
}
