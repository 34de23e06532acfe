"use strict";
(() => {
const root = document.documentElement;
const all = (what) => Array.from(document.querySelectorAll(what));
root.classList.add("live");
{% include "script/address.js" %}
{% include "script/sift.js" %}
{% include "script/rules.js" %}
{% include "script/shown.js" %}
{% include "script/far.js" %}
{% include "script/point.js" %}
{% include "script/controls.js" %}
{% include "script/paper.js" %}
{% include "script/scroll.js" %}
sift.read(new URLSearchParams());
window.addEventListener("hashchange", go);
go();
})();
