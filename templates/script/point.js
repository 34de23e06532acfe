// Goes where the address points: opens what is closed around it, marks it, and puts the keyboard there.
function point(target) {
  all(".pointed").forEach((one) => one.classList.remove("pointed"));
  if (!target) { return; }
  for (let at = target; at; at = at.parentElement) {
    if (at.tagName === "DETAILS") { at.open = true; }
  }
  target.classList.add("pointed");
  const held = target.matches("details") ? target.querySelector("summary") : target.querySelector("h2") || target;
  if (held.tagName !== "SUMMARY") { held.tabIndex = -1; }
  held.focus({ preventScroll: true });
  target.scrollIntoView();
}

// Whether the filter in force hides the target, or all that the target holds.
function hides(target) {
  if (!target || !sift.active) { return false; }
  const inside = rules.find((one) => one.box.contains(target));
  const held = findings.filter((one) => target.contains(one.row) || one.row.contains(target));
  return Boolean(inside || held.length) && (Boolean(far) || !held.some((one) => sift.fits(one)));
}

function go() {
  const at = address.read();
  const target = at.target ? document.getElementById(at.target) : null;
  if (at.query) { sift.read(at.query); } else if (hides(target)) { sift.read(new URLSearchParams()); }
  pointed = at.target;
  controls.fill();
  show();
  if (!at.query && sift.active) { address.write(at.target, sift.query()); }
  point(target);
  if (far && !target && /^[A-Z]\d+-[0-9a-f]+$/.test(at.target)) { far.go(at.target); }
}
