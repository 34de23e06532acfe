// What follows # in the address: the id that is pointed at, then ? and the filter: #findings?month=2025-05&q=王
const address = {
  read() {
    const [target, ...rest] = location.hash.slice(1).split("?");
    return { target: this.plain(target), query: rest.length ? new URLSearchParams(rest.join("?")) : null };
  },
  write(target, query) {
    const text = query.toString();
    history.replaceState(null, "", "#" + encodeURIComponent(target) + (text ? "?" + text : ""));
  },
  plain(text) {
    try { return decodeURIComponent(text); } catch (error) { return text; }
  },
};

// A link to the rows that make up a figure says which in data-sift; without this script it leads to all rows.
all("a[data-sift]").forEach((link) => {
  link.setAttribute("href", link.getAttribute("href") + "?" + new URLSearchParams(link.dataset.sift));
});
