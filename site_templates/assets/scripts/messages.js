/* Translates the words that scripts show. A message is its English text, with `%(name)s` for a value and `%%` for a percent sign.
   The build writes `briefgen.catalogue` in front of the scripts; an English site has none. */
(function () {
  "use strict";
  const translated = (window.briefgen ||= {}).catalogue || {};
  const language = document.documentElement.lang || "en";
  const forms = new Intl.PluralRules(language);
  const whole = new Intl.NumberFormat(language, { numberingSystem: "latn" });
  const filled = (text, values) => text.replace(/%(?:%|\((\w+)\)s)/g, (all, name) => (name ? values[name] : "%"));
  Object.assign(window.briefgen, {
    gettext: (message, values = {}) => filled(translated[message] || message, values),
    /* a number as the language writes it; drawings and addresses have the same digits */
    whole,
    pgettext: (context, message, values = {}) => filled(translated[context + "\u0004" + message] || message, values),
    /* the text for a number, which `%(count)s` shows */
    ngettext(singular, plural, number, values = {}) {
      const text = translated[singular]?.[forms.select(number)] || (number === 1 ? singular : plural);
      return filled(text, { count: whole.format(number), ...values });
    },
  });
})();
