// Shows the wanted findings in the rules of the page, and says how many they are.
const status = document.querySelector(".shown");
let pointed = "";
let opened = null;

// A column can be sorted by its heading. The word stays outside the button: a button is not repeated on every sheet.
const headings = [].concat(...[["who", "subject"], ["month", "month"], ["money", "-amount"]].map(([column, first]) => (
  (status ? all(".rows > thead th." + column) : []).map((heading) => {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-label", status.dataset.sort.replace("{column}", heading.textContent.trim()));
    heading.append(button);
    heading.classList.add("sorts");
    return { heading, button, first, key: first.replace("-", "") };
  }))));

function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name].toLocaleString("en-US") : whole));
}

// Where the index answers a filter, the rows of this page step back: they are not all.
function showRule(rule, away) {
  const kept = rule.findings.filter((one) => !sift.active || sift.fits(one) || one.anchor === pointed);
  const shown = new Set(kept);
  rule.findings.forEach((one) => { one.row.hidden = !shown.has(one); });
  rule.body.append(...ordered(rule.findings).map((one) => one.row));
  const some = kept.length < rule.findings.length;
  rule.box.hidden = away || kept.length === 0;
  rule.count.textContent = some ? kept.length + " / " + rule.findings.length : rule.said.count;
  rule.sum.textContent = some && rule.said.sum
    ? "¥" + yuan(kept.reduce((sum, one) => sum + (one.amount || 0), 0))
    : rule.said.sum;
  return kept.length;
}

// What a filter leaves is shown open; without one the rules are as the reader left them.
function unfold() {
  if (sift.active && !opened) { opened = new Set(rules.filter((rule) => rule.box.open)); }
  if (!opened) { return; }
  rules.forEach((rule) => { rule.box.open = sift.active ? !rule.box.hidden : opened.has(rule); });
  if (!sift.active) { opened = null; }
}

// The chapters of the other kinds have nothing to show while the index answers.
const chapters = all("section").filter((one) => one.querySelector("details.rule") && !one.querySelector(".tools"));

function show() {
  const away = Boolean(far) && sift.active;
  const shown = rules.reduce((sum, rule) => sum + showRule(rule, away), 0);
  unfold();
  headings.forEach(({ heading, key }) => {
    const sort = sift.wanted.sort || "";
    if (sort.replace("-", "") !== key) { heading.removeAttribute("aria-sort"); return; }
    heading.setAttribute("aria-sort", sort === key ? "ascending" : "descending");
  });
  chapters.forEach((one) => { one.hidden = away; });
  if (far) { far.show(); }
  if (!status || away) { return; }
  status.textContent = sift.active ? filled(status.dataset.shown, { n: shown, all: findings.length }) : "";
}
