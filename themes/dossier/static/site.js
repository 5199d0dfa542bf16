// At a former address leads to the page that replaced it, and there to the passage that was asked for; on a page of a list that is split, to
// the one on which the entry stands that was asked for. Elsewhere leads the language switch to the passage that is on screen, marks it in the
// contents, and loads the search when the reader turns to it. Without it the former address shows a link, the switch leads to the top of the
// same page, and the search field to the search page.
(function () {
  "use strict";
  var moved = document.querySelector(".is-moved main a");
  if (moved) {
    location.replace(moved.href + location.search + location.hash);
    return;
  }

  /** The id that the address asks for. */
  function asked() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch (error) {
      return "";
    }
  }

  /** Leads to an entry of a list that stands on another page of it: by the page's own link, or by what a file says of the entry. */
  function lead() {
    var list = document.querySelector("[data-entries]");
    var id = list && asked();
    if (!id) return;
    var link = list.querySelector("#" + CSS.escape(id) + " a");
    if (link) location.replace(link.href);
    else if (!document.getElementById(id)) look(list.dataset, id);
  }

  /** Loads the file that says on which page of a list an entry stands, and goes there; the sum, which chooses the file, is FNV-1a of the id. */
  function look(list, id) {
    var sum = 0x811c9dc5;
    new TextEncoder().encode(id).forEach(function (byte) { sum = Math.imul(sum ^ byte, 0x01000193); });
    var script = document.createElement("script");
    script.src = list.entries + (1 + (sum >>> 0) % Number(list.files)) + ".js";
    window.dossierEntries = function (parts) {
      var part = Object.keys(parts).find(function (part) { return parts[part].split(" ").includes(id); });
      var page = part === undefined ? location : new URL(list.stem + part + ".html", location.href);
      if (page.pathname !== location.pathname) location.replace(page.href + location.search + location.hash);
    };
    document.head.append(script);
  }

  lead();
  window.addEventListener("hashchange", lead);

  var form = document.querySelector("form.find[data-root]");
  var field = form && form.querySelector("[type=search]");

  /** The id of the block or entry nearest to the top of the window that each language has; nothing while the top of the page is on screen. */
  function here() {
    if (window.scrollY < 200) return "";
    var blocks = document.querySelectorAll("#text :is(p, li, tr, div, h2, h3, h4, h5, h6)[id], .pair[id], .list :is(tr, li, dt, .actor, .programme > h2)[id], .provenance :is(h2, li)[id]");
    for (var idx = 0; idx < blocks.length; idx += 1) {
      var isSame = /^[hp][0-9]+$/.test(blocks[idx].id) || !blocks[idx].closest("#text");
      if (isSame && blocks[idx].getBoundingClientRect().bottom > 40) return blocks[idx].id;
    }
    return "";
  }

  /** Points the link at the block before the browser follows it. */
  function aim(event) {
    var link = event.target.closest && event.target.closest("a[data-switch]");
    if (!link) return;
    var id = here() || (/^#[a-z][-0-9a-z]*$/.test(location.hash) ? location.hash.slice(1) : "");
    link.hash = id;
  }

  /** Marks in the contents the part that is being read, and keeps that mark in sight. */
  function follow(contents) {
    var links = Array.from(contents.querySelectorAll("a[href^='#']"));
    var places = links.map(function (link) { return document.getElementById(link.hash.slice(1)); });
    var isDue = false;
    var marked = null;

    function mark() {
      isDue = false;
      var read = null;
      links.forEach(function (link, idx) {
        if (places[idx] && places[idx].getBoundingClientRect().top < 100) read = link;
      });
      if (read === marked) return;
      if (marked) marked.removeAttribute("aria-current");
      if (read) read.setAttribute("aria-current", "location");
      marked = read;
      if (read && contents.scrollHeight > contents.clientHeight) contents.scrollTop = read.offsetTop - contents.clientHeight / 2;
    }

    addEventListener("scroll", function () {
      if (!isDue) requestAnimationFrame(mark);
      isDue = true;
    }, { passive: true });
    // Once the page is laid out: asked before, it would have to be laid out twice.
    addEventListener("load", function () { requestAnimationFrame(mark); });
  }

  /** Loads scripts of the search, which the form names, each once, one after the other. */
  function load(names) {
    names.forEach(function (name) {
      var address = form.dataset[name];
      if (document.querySelector("script[src='" + address + "']")) return;
      var script = document.createElement("script");
      script.src = address;
      script.async = false;
      document.head.append(script);
    });
  }

  /** Takes the reader to the search field from anywhere but another field. */
  function turn(event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    field.focus();
  }

  /** Goes to the search page: from a disk some browsers do not let the form lead anywhere by itself. */
  function send(event) {
    if (event.defaultPrevented || location.protocol !== "file:") return;
    event.preventDefault();
    location.assign(form.getAttribute("action") + "?" + new URLSearchParams(new FormData(form)));
  }

  /** Says on the search page that a script of the search is missing. */
  function fail() {
    var notice = document.getElementById("search-error");
    if (!notice) return;
    field.value = field.value || new URLSearchParams(location.search).get("q") || "";
    notice.hidden = false;
    document.documentElement.dataset.search = "error";
  }

  document.addEventListener("pointerdown", aim);
  document.addEventListener("keydown", aim);
  // A click alone is what assistive technology sends.
  document.addEventListener("click", aim);
  var contents = document.querySelector(".contents");
  if (contents) follow(contents);
  if (!field) return;
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.addEventListener("focus", function () { load(["engine", "box"]); }, { once: true });
  field.addEventListener("input", function () { field.dataset.typed = "yes"; }, { once: true });
  if (document.activeElement === field) load(["engine", "box"]);
  document.addEventListener("keydown", turn);
  window.addEventListener("submit", send);
  window.addEventListener("error", function (event) { if (/\/search[^/]*\.js$/.test(event.target.src || "")) fail(); }, true);
  // Some browsers tell of it before this script runs; but then the page has no state yet.
  document.addEventListener("DOMContentLoaded", function () { if (!document.documentElement.dataset.search) fail(); });
  if (document.querySelector("#text, .pair") && new URLSearchParams(location.search).get("q")) load(["engine", "marks"]);
})();
