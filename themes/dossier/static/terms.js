// Shows the meaning of a term beside it, under the pointer or at the keyboard's place; the first tap shows it, the second follows the
// link. Without it the link leads to the meaning at the end of the page, which screen readers read out at the link in any case.
(function () {
  "use strict";
  var box = null;
  var owner = null;
  var timer = 0;
  var wasTouch = false;

  function term(target) { return target.closest ? target.closest("a.term") : null; }

  function hide() {
    clearTimeout(timer);
    if (box) box.remove();
    box = owner = null;
  }

  /** Shows the meaning under a link, inside the window. */
  function show(link) {
    if (owner === link) return clearTimeout(timer);
    hide();
    var meaning = document.getElementById(link.getAttribute("aria-describedby"));
    if (!meaning) return;
    owner = link;
    box = document.createElement("div");
    box.className = "tip";
    box.setAttribute("aria-hidden", "true");
    box.textContent = meaning.firstChild.textContent.trim();
    document.body.append(box);
    // A link may go over two lines: its meaning covers neither.
    var at = link.getBoundingClientRect();
    var left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8);
    var isLow = at.bottom + box.offsetHeight + 8 > window.innerHeight && at.top > box.offsetHeight + 8;
    box.style.left = window.scrollX + Math.max(8, left) + "px";
    box.style.top = window.scrollY + (isLow ? at.top - box.offsetHeight - 6 : at.bottom + 6) + "px";
  }

  document.addEventListener("pointerover", function (event) {
    var link = term(event.target);
    if (link && event.pointerType === "mouse") {
      clearTimeout(timer);
      timer = setTimeout(show, 150, link);
    } else if (box && box.contains(event.target)) {
      clearTimeout(timer);
    }
  });
  document.addEventListener("pointerout", function (event) {
    if (event.pointerType !== "mouse" || !(term(event.target) || (box && box.contains(event.target)))) return;
    clearTimeout(timer);
    timer = setTimeout(hide, 250);
  });
  document.addEventListener("pointerdown", function (event) {
    wasTouch = event.pointerType !== "mouse";
    if (box && !box.contains(event.target) && term(event.target) !== owner) hide();
  });
  document.addEventListener("click", function (event) {
    var link = term(event.target);
    if (!link || !wasTouch || event.detail === 0) return;
    if (link.dataset.isShown) return;
    event.preventDefault();
    document.querySelectorAll("a.term[data-is-shown]").forEach(function (other) { delete other.dataset.isShown; });
    link.dataset.isShown = "true";
    show(link);
  });
  document.addEventListener("focusin", function (event) {
    var link = term(event.target);
    if (link && !wasTouch) show(link);
  });
  document.addEventListener("focusout", function (event) { if (term(event.target) && !wasTouch) hide(); });
  document.addEventListener("keydown", function (event) {
    wasTouch = false;
    if (event.key === "Escape") hide();
  });
})();
