// Quoting: a passage's number opens its citation to be copied, and is one stop of the keyboard with all the others; copied text is
// without the editors' notes; printed pages have them all. Without it numbers are links, one stop each, and notes unfold by hand.
(function () {
  "use strict";
  var links = Array.prototype.slice.call(document.querySelectorAll(".own"));
  var template = document.getElementById("cite-template");
  var isAble = template && "showPopover" in HTMLElement.prototype;
  var box = null;

  /** Makes one link the keyboard's stop among all numbers. */
  function stopAt(link) {
    links.forEach(function (other) { other.tabIndex = other === link ? 0 : -1; });
  }

  /** The link with which the keyboard goes on from a place in the page: its own, or the next one. */
  function linkAt(place) {
    return links.find(function (link) {
      return place.contains(link) || place.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING;
    });
  }

  /** What the address names; null where that is nothing, or cannot be read. */
  function named() {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch (error) {
      return null;
    }
  }

  /** Shows what the address names, and goes on from there. */
  function arrive() {
    var place = named();
    if (!place) return;
    var notes = place.closest("details");
    if (notes && !notes.open) {
      notes.open = true;
      place.scrollIntoView();
    }
    var link = linkAt(place);
    if (link) stopAt(link);
  }

  /** Goes to another number with the arrow keys. */
  function walk(event) {
    var at = links.indexOf(event.target);
    var next = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (at < 0 || next === undefined || !links[next] || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    stopAt(links[next]);
    links[next].focus();
  }

  /** A passage's words in the page's language, without what is not of the text. */
  function words(id) {
    var place = document.getElementById(id);
    var cell = place.querySelector(".cell[lang=" + document.documentElement.lang + "]") || place;
    var copy = cell.cloneNode(true);
    // Of a question its answer is a passage of its own; the headings of both are the site's words.
    var added = ".own, .cited, .notes, .noted, .tools, .note-mark, .footnote-mark, .stale-mark, .label, .answer, ul, ol";
    copy.querySelectorAll(copy.matches(".question, .answer") ? added + ", .heading" : added).forEach(function (part) {
      part.remove();
    });
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  /** Writes a citation; the words in it that are of another language, as the page has them, say so. */
  function say(place, text, foreign) {
    place.textContent = text;
    foreign.forEach(function (words) {
      var rest = place.lastChild;
      var at = rest.data.indexOf(words.textContent);
      if (at < 0) return;
      var own = rest.splitText(at);
      own.splitText(words.textContent.length);
      own.replaceWith(words.cloneNode(true));
    });
  }

  /** The address of the cited letter, where the site did not know it when it was made: where it lies on the web, its path in the site elsewhere. */
  function address(own) {
    return /^https?:$/.test(location.protocol) ? new URL(own.dataset.href || "", location.href.split(/[?#]/)[0]).href : own.dataset.path;
  }

  /** Fills in one language: its name, the citation, what a click on its buttons copies. */
  function choice(own, id) {
    var part = template.content.querySelector(".choice").cloneNode(true);
    var texts = part.querySelectorAll("dt, dd");
    var quote = part.querySelector("[data-does=quote]");
    texts[0].textContent = own.previousElementSibling.textContent;
    var values = { block: id, address: address(own) };
    var text = own.dataset.passage.replace(/\{(block|address)\}/g, function (all, name) { return values[name]; });
    say(texts[1], text, own.querySelectorAll("[lang]"));
    texts[0].lang = texts[1].lang = own.lang;
    texts[0].dir = texts[1].dir = own.dir;
    part.querySelectorAll("button").forEach(function (button) {
      button.setAttribute("aria-label", button.textContent + " (" + texts[0].textContent + ")");
    });
    // Side by side the number of a question stands at its heading, which has no words of the text.
    if (own.lang !== document.documentElement.lang || !words(id)) quote.remove();
    else quote.dataset.pattern = own.dataset.quote;
    return part;
  }

  /** Shows the citation of a passage. */
  function show(link) {
    var id = link.hash.slice(1);
    if (!box) {
      box = document.body.appendChild(template.content.querySelector(".cite").cloneNode(true));
      box.addEventListener("click", does);
    }
    box.id = "cite-of-" + id;
    box.querySelector(".head").textContent = template.content.querySelector(".head").textContent.replace("{block}", id);
    var list = box.querySelector("dl");
    list.textContent = "";
    document.querySelectorAll("[data-passage]").forEach(function (own) {
      list[own.lang === document.documentElement.lang ? "prepend" : "append"](choice(own, id));
    });
    box.querySelector("[role=status]").textContent = "";
    box.dataset.passage = id;
    box.showPopover();
    box.querySelector("[data-does=copy]").focus({ preventScroll: true });
  }

  /** Does what a button of the citation says. */
  function does(event) {
    var button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.does === "close") return box.hidePopover();
    var text = button.closest(".choice").querySelector("dd").textContent;
    if (button.dataset.does === "quote") {
      var parts = { words: words(box.dataset.passage), citation: text };
      // Words that quote stand in the other kind of marks: where they end is seen.
      var pattern = parts.words.indexOf("‘") < 0 ? button.dataset.pattern : button.dataset.pattern.replace("‘{words}’", "“{words}”");
      text = pattern.replace(/\{(words|citation)\}/g, function (all, name) { return parts[name]; });
    }
    copy(text, button);
  }

  /** Copies a text and says so: the way of today where the browser allows it, the old way elsewhere. */
  function copy(text, button) {
    var status = box.querySelector("[role=status]");
    function say(isDone) { status.textContent = isDone ? status.dataset.done : ""; }
    function oldWay() {
      var area = box.appendChild(document.createElement("textarea"));
      area.value = text;
      area.select();
      say(document.execCommand("copy"));
      area.remove();
      button.focus();
    }
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(function () { say(true); }, oldWay);
    else oldWay();
  }

  /** Opens the citation of a number that is clicked, at the passage, with the address of the passage. */
  function click(event) {
    var link = event.target.closest && event.target.closest(".own");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    location.hash = link.hash;
    stopAt(link);
    link.focus({ preventScroll: true });
    show(link);
  }

  /** Takes notes that lie between copied passages out of what is copied. */
  function clean(event) {
    var selection = document.getSelection();
    var text = document.getElementById("text");
    if (!text || !selection.rangeCount || !event.clipboardData || /^(TEXTAREA|INPUT)$/.test(document.activeElement.tagName)) return;
    var range = selection.getRangeAt(0);
    var within = range.commonAncestorContainer;
    var isNote = (within.closest ? within : within.parentElement).closest(".notes");
    var open = Array.prototype.filter.call(text.querySelectorAll(".notes[open]"), function (notes) { return range.intersectsNode(notes); });
    if (isNote || open.length === 0) return;
    // What is hidden is not copied: so the browser itself makes the text, without them.
    open.forEach(function (notes) { notes.hidden = true; });
    event.clipboardData.setData("text/plain", selection.toString());
    event.preventDefault();
    open.forEach(function (notes) { notes.hidden = false; });
  }

  /** Unfolds all notes for paper, and folds them again. */
  function unfold() {
    document.querySelectorAll(".notes:not([open])").forEach(function (notes) {
      notes.open = true;
      window.addEventListener("afterprint", function () { notes.open = false; }, { once: true });
    });
  }

  if (links.length > 0) stopAt(links[0]);
  arrive();
  document.addEventListener("keydown", walk);
  window.addEventListener("hashchange", arrive);
  window.addEventListener("beforeprint", unfold);
  document.addEventListener("copy", clean);
  if (isAble) document.addEventListener("click", click);
})();
