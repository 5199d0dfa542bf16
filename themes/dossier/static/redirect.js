// A former address: leads to the page that replaced it, and there to the passage that was asked for. Without it the page says where
// that is.
(function () {
  "use strict";
  var link = document.querySelector("main a");
  location.replace(link.href + location.search + location.hash);
})();
