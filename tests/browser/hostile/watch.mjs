// Watches a page for all that a text could do if it became code.
import { browserFor } from "../browsers.mjs";
import { ALARM } from "./payload.mjs";

/**
 * Hands over a page that is watched, with the numbers of the payloads that ran. `hasPolicy`: whether the page's own policy holds; `own`:
 * what addresses of its own begin with; `faults` gets what is seen.
 */
export async function watched({ hasPolicy, own, faults }, visitor) {
  const page = await (await browserFor({ dark: false, script: true })).newPage();
  const rung = [];
  const isOwn = (url) => own.some((start) => url.startsWith(start)) || /^(data:(image|font)|blob:|about:blank)/.test(url);
  try {
    await page.setBypassCSP(!hasPolicy);
    await page.exposeFunction(ALARM, (number) => rung.push(number));
    page.on("dialog", (dialog) => {
      faults.push(`a dialog: ${dialog.message()}`);
      dialog.dismiss().catch(() => {});
    });
    page.on("request", (request) => {
      if (!isOwn(request.url())) faults.push(`a request: ${request.url().slice(0, 200)}`);
    });
    page.on("framenavigated", (frame) => {
      if (!isOwn(frame.url())) faults.push(`it went to ${frame.url().slice(0, 200)}`);
    });
    page.on("pageerror", (error) => faults.push(`a script error: ${error.message}`));
    page.on("popup", (popup) => {
      faults.push(`it opened ${popup.url()}`);
      popup.close().catch(() => {});
    });
    await visitor(page, rung);
  } finally {
    await page.close();
  }
  return rung;
}

/** What in the page is code, or would be: what should not be there whether it runs or not. */
export const inspect = (page) => page.evaluate(found);

/** The same, after everything in the page was clicked, pointed at, focused and told that it loaded or failed. */
export async function poke(page) {
  await page.evaluate(async () => {
    addEventListener("click", (event) => event.preventDefault());
    addEventListener("submit", (event) => event.preventDefault());
    const names = ["pointerover", "pointerenter", "mouseover", "mouseenter", "mousemove", "focus", "focusin", "blur", "load", "error",
      "toggle", "animationstart", "animationend", "keydown", "mouseup", "wheel", "copy", "beforeprint"];
    for (const element of document.querySelectorAll("*")) {
      for (const name of names) element.dispatchEvent(new Event(name, { bubbles: false, cancelable: true }));
      if (element instanceof HTMLDetailsElement) element.open = true;
      element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
    // A selection opens the box that quotes.
    const block = document.querySelector("main p[id]");
    if (block) {
      getSelection().selectAllChildren(block);
      for (const name of ["selectionchange", "mouseup", "keyup"]) document.dispatchEvent(new Event(name, { bubbles: true }));
    }
    await new Promise((resolve) => setTimeout(resolve, 60));
  });
  return inspect(page);
}

/** In the page: elements, attributes and addresses that only a text could have brought, and data that cannot be read. */
function found() {
  const faults = [];
  const show = (element) => element.outerHTML.slice(0, 200);
  const isData = (type) => /json/.test(type);
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    if (["iframe", "object", "embed", "base", "applet", "frame"].includes(name)) faults.push(`an element: ${show(element)}`);
    if (name === "meta" && /refresh/i.test(element.httpEquiv) && /canary|script/.test(element.content)) faults.push(`it leads away: ${show(element)}`);
    if (name === "style" && element.id !== "xml-viewer-style" && !element.textContent.startsWith(":root{color-scheme")) faults.push(`a style: ${show(element)}`);
    if (name === "script" && !element.src && isData(element.type)) {
      try { JSON.parse(element.textContent); } catch { faults.push(`data that cannot be read: ${show(element)}`); }
    }
    if (name === "script" && !isData(element.type) && /__pwned/.test(element.textContent) && !/dossierSearch|JSON/.test(element.textContent)) {
      faults.push(`a script: ${show(element)}`);
    }
    for (const { name: key, value } of element.attributes) {
      if (/^on/i.test(key)) faults.push(`a handler: ${show(element)}`);
      const isAddress = ["href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset", "background", "ping"].includes(key);
      const isCode = /^[\s\u0000-\u001f]*(javascript|vbscript|data:(?!image\/|font\/))/i.test(value);
      if (isAddress && isCode) faults.push(`an address: ${show(element)}`);
    }
  }
  return faults;
}
