// Without JavaScript every page says what it has to say, and no control is dead.
import assert from "node:assert/strict";
import { eachPage, pages, samples, useBrowser, visit } from "./lib.mjs";

useBrowser();

const TITLE = "reads without JavaScript, with no dead control";
eachPage(samples, ["http"], TITLE, reads);
eachPage(pages.filter((page) => !samples.includes(page)), ["file"], TITLE, reads);

/** A page without scripts, over one of the two ways. */
async function reads({ path, kind }, scheme) {
  await visit(path, { scheme, script: false }, async (page) => {
    const { heading, text, notice } = await page.evaluate(shown);
    assert.notEqual(heading, "", "a visible heading");
    assert.ok(text.length > heading.length + 20, `the main part says only \`${text}\``);
    if (kind === "search") assert.ok(notice.length > 20, "the search page says that it needs JavaScript");
    assert.deepEqual(await page.evaluate(dead, kind === "search"), []);
  });
}

/** In the page: its heading, the text of its main part, and its notice for those without JavaScript. */
function shown() {
  const visible = (element) => (element?.checkVisibility({ visibilityProperty: true }) ? element.innerText.trim() : "");
  const notices = [...document.querySelectorAll("main noscript")].map(visible);
  return {
    heading: visible(document.querySelector("main h1")),
    text: visible(document.querySelector("main")),
    notice: notices.join(" "),
  };
}

/**
 * In the page: visible controls that do nothing. On the search page its notice speaks for the form; that the choices of the list of
 * letters and of the ledger work by styles alone is shown in letters.test.mjs and funding.test.mjs.
 */
function dead(isSearch) {
  const shownOnes = (selector) =>
    [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility({ visibilityProperty: true }));
  const controls = shownOnes("button, input, select, textarea").filter((control) => !control.closest("#sift, #sieve label[class^=by]")).filter(({ form }) => {
    const leads = form?.hasAttribute("action");
    const isHere = leads && new URL(form.action).pathname === location.pathname;
    return !leads || (isHere && !isSearch);
  });
  const links = shownOnes("a, [role=button], [onclick]").filter((a) => !a.getAttribute("href") || a.getAttribute("href") === "#");
  return [...controls, ...links].map((element) => element.outerHTML.slice(0, 120));
}
