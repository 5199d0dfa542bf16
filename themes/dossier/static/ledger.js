// Filters and sorts the rows of the ledger. Without it the table shows every row in the order of the letters.
(function () {
  "use strict";

  var form = document.getElementById("sieve");
  var body = document.querySelector("#ledger tbody");
  if (!form || !body) return;
  var rows = Array.prototype.slice.call(body.rows);
  var said = form.querySelector("[role=status]");
  var every = said.textContent;
  var options = Array.prototype.map.call(form.elements.status.options, function (option) { return option.value; });
  var language = document.documentElement.lang;

  /** A text without accents, in lower case, with one space between words. */
  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\s+/g, " ").toLowerCase();
  }

  var texts = new Map(rows.map(function (row) { return [row, fold(row.textContent)]; }));

  /** A number as the page's language writes it; plain where the browser does not know the language's tag. */
  function figure(number) {
    try {
      return number.toLocaleString(language);
    } catch (error) {
      return String(number);
    }
  }

  /** Who pays, as the row tells it; rows that do not tell come last. */
  function payer(row) {
    var cell = row.querySelector(".payer");
    return cell ? cell.textContent : "\uffff";
  }

  /** Amounts of one unit together, by size. */
  function bySize(sign) {
    return function (a, b) {
      if (a.dataset.unit !== b.dataset.unit) return a.dataset.unit < b.dataset.unit ? -1 : 1;
      return sign * (Number(a.dataset.cents) - Number(b.dataset.cents));
    };
  }

  var orders = {
    largest: bySize(-1),
    smallest: bySize(1),
    status: function (a, b) { return options.indexOf(a.dataset.status) - options.indexOf(b.dataset.status); },
    payer: function (a, b) { return payer(a).localeCompare(payer(b), language); },
  };

  /** Shows the rows that are asked for, in the order that is asked for. */
  function sift() {
    var words = fold(form.elements.words.value).split(" ").filter(Boolean);
    var shown = 0;
    rows.forEach(function (row) {
      var fits = words.every(function (word) { return texts.get(row).includes(word); }) &&
        ["status", "programme"].every(function (name) { return !form.elements[name].value || form.elements[name].value === row.dataset[name]; });
      row.hidden = !fits;
      if (fits) shown += 1;
    });
    var order = orders[form.elements.order.value];
    (order ? rows.slice().sort(order) : rows).forEach(function (row) { body.appendChild(row); });
    said.textContent = shown === rows.length ? every : form.dataset.shown.replace("{shown}", figure(shown)).replace("{all}", figure(rows.length));
  }

  form.addEventListener("input", sift);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  sift();
})();
