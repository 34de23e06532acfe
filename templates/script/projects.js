// The table of projects: filtered, searched and sorted over all of them, which lie in the files of the index.
const AT_ONCE = 100;
const status = document.querySelector(".shown");
const tools = document.querySelector(".tools");
const search = tools.querySelector("input");
const selects = all("select", tools);
const body = document.querySelector("table.many tbody");
const first = Array.from(body.children);
const pager = all("nav.turn");
const further = document.querySelector(".further");
const blank = document.getElementById("row").content.firstElementChild;
const said = document.getElementById("marks");
const marks = all("li", said).map((one) => ({ ...one.dataset, word: one.textContent }));
const pillars = said.dataset.pillars.split("|");
const collator = new Intl.Collator(root.lang, { numeric: true });

let projects = [];
let loading = null;
let wanted = new URLSearchParams();
let found = [];

const folded = (text) => text.toLowerCase().replace(/,/g, "");
const amount = (text) => (text ? Number(text.replace(/,/g, "")) : null);
const filled = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
const figure = (number) => number.toLocaleString("en-US");

// What each file of the index calls, with a list of texts for each project.
window.wagecheckProjects = (entries) => entries.forEach((entry) => {
  const [href, id, name, place, contractor, owner, funding, guarded, verdict, arrears, workers, months, judged, cells, way, more, added, mended] = entry;
  const shown = cells.split(" ").map((cell) => { const [mark, count] = cell.split(":"); return { mark: marks[mark], count }; });
  projects.push({
    at: projects.length, href, name, place, contractor, owner, funding, arrears, workers, months, judged, way, more, added, mended,
    cells: shown,
    mark: marks[verdict],
    facets: {
      verdict: [marks[verdict].value], place: [place], contractor: [contractor], owner: [owner], funding: [funding],
      guarded: [guarded ? "yes" : ""],
      pillar: pillars.filter((none, at) => shown[at] && shown[at].mark.value === "fail"),
    },
    guarded: Boolean(guarded),
    keys: {
      name, workers: amount(workers) || 0, months: amount(months) || 0, verdict: Number(verdict),
      judged: /%/.test(judged) ? Number(judged.replace(/[^\d.]/g, "")) : null,
      change: way === "unknown" || way === "new" ? null : amount(more) || 0,
    },
    text: folded([id, name, place, contractor, owner, funding, arrears].join(" ")),
  });
});

function load() {
  if (!loading) {
    projects = [];
    const files = Number(status.dataset.shards);
    loading = Array.from({ length: files }, (none, at) => at + 1).reduce((before, number) => before.then(() => fetched(number, files)), Promise.resolve());
    loading.catch(() => { loading = null; });
  }
  return loading;
}

function fetched(number, files) {
  const file = "index/projects-" + number + ".js";
  const script = document.createElement("script");
  script.src = file;
  status.textContent = filled(status.dataset.loading, { n: number, all: files });
  return new Promise((done, failed) => {
    script.onload = () => { script.remove(); done(); };
    script.onerror = () => {
      script.remove();
      status.textContent = filled(status.dataset.broken, { file });
      failed(new Error(file));
    };
    document.head.append(script);
  });
}

function fits(project) {
  const words = folded(wanted.get("q") || "").split(/\s+/).filter(Boolean);
  return words.every((word) => project.text.includes(word))
    && Object.keys(project.facets).every((key) => !wanted.get(key) || project.facets[key].includes(wanted.get(key)));
}

// What has no value comes last, whichever way the others go.
function ordered(some) {
  const sort = wanted.get("sort") || "";
  const key = sort.replace(/^-/, "");
  if (!key) { return some; }
  const way = sort === key ? 1 : -1;
  const valued = some.filter((one) => one.keys[key] !== null);
  const compare = key === "name" ? (one, other) => collator.compare(one.name, other.name) : (one, other) => one.keys[key] - other.keys[key];
  return valued.sort((one, other) => way * compare(one, other) || one.at - other.at).concat(some.filter((one) => one.keys[key] === null));
}

function show() {
  if (!wanted.toString()) {
    body.replaceChildren(...first);
    pager.forEach((one) => { one.hidden = false; });
    further.hidden = true;
    status.textContent = "";
    return;
  }
  const asked = wanted.toString();
  load().then(() => {
    if (wanted.toString() !== asked) { return; }
    found = ordered(projects.filter(fits));
    pager.forEach((one) => { one.hidden = true; });
    body.replaceChildren();
    next();
  }, () => {});
}

function next() {
  const from = body.children.length;
  body.append(...found.slice(from, from + AT_ONCE).map(written));
  const left = found.length - body.children.length;
  further.hidden = left === 0;
  further.textContent = filled(further.dataset.more, { n: Math.min(left, AT_ONCE) });
  const cents = found.reduce((sum, one) => sum + Math.round((amount(one.arrears) || 0) * 100), 0);
  const people = found.reduce((sum, one) => sum + one.keys.workers, 0);
  const yuan = (cents / 100).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  status.textContent = filled(status.dataset.shown, { n: figure(body.children.length), all: figure(found.length) })
    + " · " + filled(status.dataset.sum, { arrears: yuan, workers: figure(people) });
}

// Writes a project as a row like those of the page; all of it is text.
function written(project) {
  const row = blank.cloneNode(true);
  const at = (name) => row.querySelector("[data-is=" + name + "]");
  at("link").href = project.href;
  at("name").textContent = project.name;
  at("guarded").hidden = !project.guarded;
  at("where").textContent = [project.place, project.contractor].filter(Boolean).join(" · ");
  at("verdict").classList.add(project.mark.tone);
  at("verdict").firstElementChild.textContent = project.mark.shape;
  at("verdict").lastElementChild.textContent = project.mark.word;
  at("arrears").textContent = project.arrears || said.dataset.unknown;
  at("arrears").classList.toggle("owed", amount(project.arrears) > 0);
  at("workers").textContent = project.workers;
  at("months").textContent = project.months;
  at("judged").textContent = project.judged;
  all("td.cell", row).forEach((cell, nth) => {
    const { mark, count } = project.cells[nth];
    cell.classList.add(mark.tone);
    cell.children[0].textContent = mark.shape;
    cell.children[1].textContent = mark.word;
    cell.children[2].textContent = count;
  });
  if (at("change")) { change(at("change"), project); }
  return row;
}

function change(cell, project) {
  cell.classList.add(project.way);
  const word = { same: said.dataset.same, new: said.dataset.new, unknown: said.dataset.incomparable }[project.way];
  cell.textContent = project.more ? (project.way === "more" ? "▲ " : "▼ ") + project.more : word;
  const parts = [[project.added, said.dataset.added], [project.mended, said.dataset.mended]].filter(([count]) => count);
  if (parts.length) {
    const sub = document.createElement("span");
    sub.className = "sub";
    sub.textContent = parts.map(([n, words]) => filled(words, { n })).join(" · ");
    cell.append(sub);
  }
}

function take() {
  wanted = new URLSearchParams();
  if (search.value.trim()) { wanted.set("q", search.value.trim()); }
  selects.forEach((select) => { if (select.value) { wanted.set(select.name, select.value); } });
  address.write("projects", wanted);
  show();
}

function go() {
  const { target, query } = address.read();
  wanted = query || new URLSearchParams();
  search.value = wanted.get("q") || "";
  selects.forEach((select) => {
    const value = wanted.get(select.name) || "";
    if (value && !Array.from(select.options).some((one) => one.value === value)) { select.append(new Option(value, value)); }
    select.value = value;
  });
  show();
  const place = document.getElementById(target);
  if (place) { place.scrollIntoView(); }
}

let waiting = 0;
search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(take, 120); });
selects.forEach((select) => select.addEventListener("change", take));
tools.querySelector("[name=clear]").addEventListener("click", () => {
  search.value = "";
  selects.forEach((select) => { select.value = ""; });
  take();
  search.focus();
});
further.addEventListener("click", next);
all("a[data-choose]").forEach((link) => { link.setAttribute("href", "#projects?" + link.dataset.choose); });
window.addEventListener("hashchange", go);
go();
