"use strict";
(() => {
const root = document.documentElement;
const all = (what, within) => Array.from((within || document).querySelectorAll(what));
root.classList.add("live");
{% include "script/address.js" %}
{% include "script/projects.js" %}
})();
