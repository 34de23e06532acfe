// Where the page does not hold every finding: loads the index beside it when it is first needed, and searches that.
const AT_ONCE = 200;
const place = document.querySelector(".far");

const far = place && {
  findings: null,
  heads: [],
  loaded: 0,
  loading: null,
  found: [],
  load() {
    if (!this.loading) {
      this.findings = [];
      this.loading = Array.from({ length: Number(place.dataset.shards) }, (none, at) => at + 1)
        .reduce((before, number) => before.then(() => this.fetch(number)), Promise.resolve());
      this.loading.catch(() => { this.loading = null; this.loaded = 0; });
    }
    return this.loading;
  },
  fetch(number) {
    const script = document.createElement("script");
    script.src = "findings/index-" + number + ".js";
    status.textContent = filled(status.dataset.loading, { n: number, all: Number(place.dataset.shards) });
    return new Promise((done, failed) => {
      script.onload = () => { script.remove(); done(); };
      script.onerror = () => {
        script.remove();
        status.textContent = status.dataset.broken.replace("{file}", "findings/index-" + number + ".js");
        failed(new Error(script.src));
      };
      document.head.append(script);
    });
  },
  show() {
    place.hidden = !sift.active;
    if (!sift.active) { return; }
    const asked = sift.query().toString();
    this.load().then(() => {
      if (sift.query().toString() !== asked) { return; }
      this.found = ordered(this.findings.filter((one) => sift.fits(one)));
      place.querySelector("tbody").textContent = "";
      this.more();
    }, () => {});
  },
  more() {
    const body = place.querySelector("tbody");
    body.append(...this.found.slice(body.children.length, body.children.length + AT_ONCE).map(written));
    const left = this.found.length - body.children.length;
    const button = place.querySelector("[name=more]");
    button.hidden = left === 0;
    button.textContent = filled(button.dataset.more, { n: Math.min(left, AT_ONCE) });
    status.textContent = filled(status.dataset.shown, { n: body.children.length, all: this.found.length })
      + " · " + filled(status.dataset.of, { all: this.findings.length });
  },
  // A finding that this page does not hold is shown where it stands.
  go(anchor) {
    this.load().then(() => {
      const one = this.findings.find((finding) => finding.anchor === anchor);
      if (one) { location.replace(one.page + "#" + encodeURIComponent(anchor)); }
    }, () => {});
  },
};

// What each file of the index calls, with the findings page by page.
window.wagecheckFindings = far ? (chunks) => chunks.forEach((chunk) => {
  const head = folded(chunk.rule + " " + chunk.title);
  chunk.findings.forEach((entry) => {
    const [print, subject, number, month, amount, message, source, by, severity, kind] = entry;
    far.findings.push({
      at: far.findings.length,
      anchor: chunk.rule + "-" + print,
      page: chunk.page,
      title: chunk.title,
      rule: [chunk.rule],
      severity: [severity || chunk.severity],
      kind: [kind || chunk.kind],
      pillar: chunk.pillar,
      by: [by || chunk.by],
      month: [month || ""],
      amount: cents(amount),
      subject: subject || "",
      said: entry,
      text: head + " " + folded(entry.slice(1, 8).join(" ")),
    });
  });
}) : null;

// Writes a finding of the index as a row; all of it is text.
function written(one) {
  const [, subject, number, month, amount, message, source] = one.said;
  const row = document.createElement("tr");
  const add = (tag, column, text) => {
    const cell = document.createElement(tag);
    cell.className = column;
    cell.textContent = text || "";
    row.append(cell);
    return cell;
  };
  const link = document.createElement("a");
  link.href = one.page + "#" + encodeURIComponent(one.anchor);
  link.textContent = one.rule[0] + " " + one.title;
  add("th", "", "").append(link);
  row.firstChild.scope = "row";
  const who = document.createElement("bdi");
  who.textContent = subject;
  add("td", "who", "").append(who);
  if (number) {
    const sub = document.createElement("span");
    sub.className = "sub mono";
    sub.textContent = number;
    row.lastChild.append(sub);
  }
  add("td", "month", month);
  add("td", "money num", amount);
  add("td", "", message);
  add("td", "sources", source);
  return row;
}

if (far) { place.querySelector("[name=more]").addEventListener("click", () => far.more()); }
