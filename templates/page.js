"use strict";
(function () {
  var page = document.documentElement;
  page.classList.add("live");
  var all = function (what) { return Array.prototype.slice.call(document.querySelectorAll(what)); };

  function reveal() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) { return; }
    for (var at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") { at.open = true; }
    }
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", reveal);
  reveal();

  var closed = [];
  window.addEventListener("beforeprint", function () {
    closed = all("details:not([open]):not(.calculation)");
    closed.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () {
    closed.forEach(function (one) { one.open = false; });
  });

  all(".tools").forEach(function (tools) {
    var project = tools.parentElement.parentElement;
    var rules = Array.prototype.slice.call(project.querySelectorAll("details.rule"));
    var said = tools.querySelector("output");
    tools.querySelector("button").addEventListener("click", function () {
      var open = rules.some(function (rule) { return !rule.open; });
      rules.forEach(function (rule) { rule.open = open; });
    });
    tools.querySelector("input").addEventListener("input", function (event) {
      var wanted = event.target.value.trim().toLowerCase();
      var found = 0;
      rules.forEach(function (rule) {
        var whole = rule.querySelector("summary").textContent.toLowerCase().indexOf(wanted) >= 0;
        var own = 0;
        Array.prototype.forEach.call(rule.querySelectorAll("tbody > tr"), function (row) {
          var fits = whole || row.textContent.toLowerCase().indexOf(wanted) >= 0;
          row.hidden = !fits;
          own += fits ? 1 : 0;
        });
        rule.hidden = own === 0;
        rule.open = wanted !== "" && own > 0 && !whole;
        found += own;
      });
      said.textContent = wanted === "" ? "" : "找到 " + found + " 条";
    });
  });
})();
