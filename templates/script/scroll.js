// A table that is wider than the screen scrolls in its own frame; the keyboard must get there too.
const frames = new ResizeObserver((changes) => changes.forEach(({ target }) => {
  const wide = target.scrollWidth > target.clientWidth + 1;
  if (!wide) { target.removeAttribute("tabindex"); target.removeAttribute("role"); return; }
  const heading = (target.closest("details, section") || root).querySelector("summary, h2");
  target.tabIndex = 0;
  target.setAttribute("role", "group");
  target.setAttribute("aria-label", heading ? heading.textContent.trim() : "");
}));
all(".scroll").forEach((frame) => frames.observe(frame));
