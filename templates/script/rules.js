// The rules of this page with their findings, as the rows show them.
const listed = (text) => (text || "").split("|");
const cell = (row, what) => { const found = row.querySelector(what); return found ? found.textContent.trim() : ""; };

const rules = all("details.rule").map((box) => {
  const rule = {
    box,
    head: folded(box.querySelector("summary").textContent),
    count: box.querySelector("summary .count"),
    sum: box.querySelector("summary .sum"),
    body: box.querySelector(".rows > tbody"),
  };
  rule.said = { count: rule.count.textContent, sum: rule.sum.textContent };
  rule.findings = Array.from(rule.body.children, (row, at) => finding(row, at, box, rule.head));
  return rule;
});
const findings = [].concat(...rules.map((rule) => rule.findings));

function finding(row, at, box, head) {
  const said = (name) => listed(row.dataset[name] || box.dataset[name]);
  let text = "";
  return {
    row,
    at,
    anchor: row.id,
    rule: [box.id],
    severity: said("severity"),
    kind: said("kind"),
    pillar: said("pillar"),
    by: said("by"),
    month: [cell(row, ".month")],
    amount: cents(cell(row, ".money")),
    subject: cell(row, "th bdi"),
    get text() { return text || (text = head + " " + folded(row.textContent)); },
  };
}
