// Narrows the list of letters: counts what is left, hides years without letters, and keeps the choice in the address. Without it
// styles alone hide the rows, as far as they know the number of a value.
(function () {
  "use strict";
  var sift = document.getElementById("sift");
  if (!sift) return;
  var choices = Array.from(sift.querySelectorAll("select"));
  var rows = Array.from(document.querySelectorAll(".letter-row"));
  var said = sift.querySelector("[role=status]");
  var every = said.textContent;
  var language = document.documentElement.lang;

  /** A number as the page's language writes it; plain where the browser does not know the language's tag. */
  function figure(number) {
    try {
      return number.toLocaleString(language);
    } catch (error) {
      return String(number);
    }
  }

  /** Whether a row has the values that are chosen. */
  function fits(row) {
    return choices.every(function (choice, at) {
      return choice.selectedIndex < 1 || row.classList.contains("v" + (at + 1) + "-" + choice.selectedIndex);
    });
  }

  /** Shows the rows that are asked for, and the years that have any. */
  function show() {
    var shown = 0;
    rows.forEach(function (row) {
      row.hidden = !fits(row);
      if (!row.hidden) shown += 1;
    });
    document.querySelectorAll(".year").forEach(function (year) { year.hidden = !year.querySelector(".letter-row:not([hidden])"); });
    said.textContent = shown === rows.length ? every : sift.dataset.shown.replace("{shown}", figure(shown)).replace("{all}", figure(rows.length));
  }

  /** Writes the choice into the address, so that it can be sent on. */
  function keep() {
    var query = new URLSearchParams(choices.filter(function (choice) { return choice.value; }).map(function (choice) { return [choice.name, choice.value]; }));
    var address = location.pathname + (String(query) ? "?" + query : "") + location.hash;
    try {
      history.replaceState(null, "", address);
    } catch (error) {
      return; // Some browsers keep the address of a file as it is.
    }
  }

  /** Takes the choice from the address. */
  function take() {
    var query = new URLSearchParams(location.search);
    choices.forEach(function (choice) {
      var wanted = query.get(choice.name);
      var option = wanted && Array.from(choice.options).findIndex(function (option) { return option.value === wanted; });
      choice.selectedIndex = option > 0 ? option : 0;
    });
  }

  sift.addEventListener("change", function () {
    show();
    keep();
  });
  take();
  show();
})();
