// Which findings are wanted: the words of the search, and one value of each facet.
const sift = {
  wanted: {},
  words: [],
  read(query) {
    this.wanted = {};
    query.forEach((value, key) => { if (value && controls.know(key, value)) { this.wanted[key] = value; } });
    this.words = folded(this.wanted.q || "").split(/\s+/).filter(Boolean).map(masked);
    this.facets = Object.keys(this.wanted).filter((key) => facets.includes(key));
  },
  query() {
    return new URLSearchParams(this.wanted);
  },
  get active() {
    return this.words.length > 0 || this.facets.length > 0;
  },
  fits(finding) {
    return this.facets.every((key) => finding[key].includes(this.wanted[key]))
      && this.words.every((forms) => forms.some((form) => finding.text.includes(form)));
  },
};

// Texts are compared in small letters and without the separators of figures.
function folded(text) {
  return text.toLowerCase().replace(/,/g, "");
}

// A number that somebody types in full is found by what the report shows of it: 3601**********1234.
function masked(word) {
  if (!/^\d{8,}[\dx]$/.test(word)) { return [word]; }
  const [head, stars] = /^1\d{10}$/.test(word) ? [3, "****"] : [4, word.length === 18 ? "**********" : "****"];
  return [word, word.slice(0, head) + stars + word.slice(-4)];
}

function cents(text) {
  return text ? Number(text.replace(/[^\d-]/g, "")) : null;
}

function yuan(sum) {
  return (sum / 100).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

const collator = new Intl.Collator(root.lang, { numeric: true });
const ORDERS = {
  amount: (one, other) => one.amount - other.amount,
  month: (one, other) => collator.compare(one.month[0], other.month[0]),
  subject: (one, other) => collator.compare(one.subject, other.subject),
};

// Puts findings in the wanted order: the worst first, or by a column; what has no value comes last either way.
function ordered(findings) {
  const sort = sift.wanted.sort || "";
  const key = sort.replace(/^-/, "");
  const compare = ORDERS[key];
  if (!compare) { return findings.slice().sort((one, other) => one.at - other.at); }
  const blank = (finding) => { const value = [].concat(finding[key])[0]; return value === null || value === ""; };
  const way = sort === key ? 1 : -1;
  const valued = findings.filter((one) => !blank(one));
  valued.sort((one, other) => way * compare(one, other) || one.at - other.at);
  return valued.concat(findings.filter(blank));
}
