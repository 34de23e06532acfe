// The controls above the findings, which the address is written from.
const tools = document.querySelector(".tools");
const selects = tools ? Array.from(tools.querySelectorAll("select")) : [];
const search = tools ? tools.querySelector("input") : null;
const facets = selects.map((select) => select.name).filter((name) => name !== "sort");

const controls = {
  // A value that no control can show filters nothing: what is in force can always be seen.
  know(key, value) {
    const select = selects.find((one) => one.name === key);
    return select ? Array.from(select.options).some((option) => option.value === value) : key === "q";
  },
  fill() {
    if (!tools) { return; }
    search.value = sift.wanted.q || "";
    selects.forEach((select) => { select.value = sift.wanted[select.name] || ""; });
  },
  take(changes) {
    const query = sift.query();
    Object.keys(changes).forEach((key) => { if (changes[key]) { query.set(key, changes[key]); } else { query.delete(key); } });
    sift.read(query);
    pointed = "";
    point(null);
    address.write("findings", sift.query());
    this.fill();
    show();
  },
};

if (tools) {
  selects.forEach((select) => select.addEventListener("change", () => controls.take({ [select.name]: select.value })));
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => controls.take({ q: search.value }), 120);
  });
  tools.querySelector("[name=clear]").addEventListener("click", () => {
    const none = { q: "" };
    selects.forEach((select) => { none[select.name] = ""; });
    controls.take(none);
    search.focus();
  });
  tools.querySelector("[name=fold]").addEventListener("click", () => {
    const left = rules.filter((rule) => !rule.box.hidden);
    const open = left.some((rule) => !rule.box.open);
    left.forEach((rule) => { rule.box.open = open; });
  });
  headings.forEach(({ heading, first, key }) => heading.addEventListener("click", () => {
    const turns = [first, first === key ? "-" + key : key, ""];
    controls.take({ sort: turns[(turns.indexOf(sift.wanted.sort || "") + 1) % turns.length] });
  }));
}
