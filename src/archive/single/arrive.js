// Brings the reader exactly to where a link leads. Parts of the file that are not on screen are only guessed in height until they are,
// so that the place can move a little when they come; and what is folded is opened. Without it the browser's own jump is all there is.
(function () {
  "use strict";

  /** How many frames in a row the place is looked up again. */
  const FRAMES = 4;

  /** What the address names; null where that is nothing, or cannot be read. */
  function named() {
    try {
      return document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    } catch (error) {
      return null;
    }
  }

  function arrive() {
    const place = named();
    if (!place) return;
    for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    let left = FRAMES;
    const settle = () => {
      place.scrollIntoView();
      left -= 1;
      if (left) window.requestAnimationFrame(settle);
    };
    window.requestAnimationFrame(settle);
  }

  window.addEventListener("hashchange", arrive);
  window.addEventListener("load", arrive);
})();
