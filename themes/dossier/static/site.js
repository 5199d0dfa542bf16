// Leads the language switch to the passage that is on screen. Without it the switch leads to the top of the same page.
(function () {
  "use strict";

  /** The id of the block nearest to the top of the window; nothing while the top of the page is on screen. */
  function here() {
    if (window.scrollY < 200) return "";
    var blocks = document.querySelectorAll("#text :is(p, li, tr, div, h2, h3, h4, h5, h6)[id], .pair[id]");
    for (var idx = 0; idx < blocks.length; idx += 1) {
      if (/^[hp][0-9]+$/.test(blocks[idx].id) && blocks[idx].getBoundingClientRect().bottom > 40) return blocks[idx].id;
    }
    return "";
  }

  /** Points the link at the block before the browser follows it. */
  function aim(event) {
    var link = event.target.closest && event.target.closest("a[data-switch]");
    if (!link) return;
    var id = here() || (/^#[a-z][0-9a-z]*$/.test(location.hash) ? location.hash.slice(1) : "");
    link.hash = id;
  }

  document.addEventListener("pointerdown", aim);
  document.addEventListener("keydown", aim);
})();
