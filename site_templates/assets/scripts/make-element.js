/* Makes elements of a page: with properties as scripts name them, or with attributes as HTML and SVG name them. */
(function () {
  "use strict";
  function withAttributes(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }
  (window.briefgen ||= {}).makeElement = {
    fromProperties(tag, properties, ...children) {
      const element = Object.assign(document.createElement(tag), properties);
      element.append(...children);
      return element;
    },
    fromAttributes: (tag, attributes, ...children) => withAttributes(document.createElement(tag), attributes, children),
    svg: (tag, attributes, ...children) => withAttributes(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children),
  };
})();
