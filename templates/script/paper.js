// On paper every rule lies open; the tables of how a sum was worked out stay as the reader left them.
let closed = [];
window.addEventListener("beforeprint", () => {
  closed = all("details.rule:not([open])");
  closed.forEach((one) => { one.open = true; });
});
window.addEventListener("afterprint", () => {
  closed.forEach((one) => { one.open = false; });
});
