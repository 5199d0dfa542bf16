// What html-validate asks of a page: every rule that it recommends, those for accessibility and those of the standard, but for these.

/** Rules of taste, each with the reason why it is off. None of them finds what a browser or a reader would notice. */
const OFF = {
  // White space at the end of a line shows nowhere; the templates leave it where a part of a line is not there.
  "no-trailing-whitespace": "off",
  // A page is called what its letter is called, however long: a shortened title could not be quoted.
  "long-title": "off",
  // `<br>` and `<br/>` are one and the same in HTML; the Markdown library writes the second.
  "void-style": "off",
};

/** The configuration of html-validate. */
export const rules = {
  root: true,
  extends: ["html-validate:recommended", "html-validate:standard", "html-validate:a11y"],
  rules: OFF,
};

/** What html-validate says wrongly of one element: its rule, its element, and why that is so. */
export const accepted = [
  // The filter of the ledger has nothing to send: it sifts the rows while one types or chooses; without scripts styles do.
  { rule: "wcag/h32", selector: "#sieve" },
];
