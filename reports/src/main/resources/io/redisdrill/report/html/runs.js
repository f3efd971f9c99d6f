(() => {
  "use strict";
  const table = document.getElementById("runs");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const filter = document.getElementById("filter");
  const only = document.getElementById("only");
  const count = document.getElementById("count");

  const show = () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      const verdict = row.querySelector(".badge")?.textContent ?? "";
      row.hidden = !words.every((word) => text.includes(word)) || (only.value && verdict !== only.value);
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = `${shown} of ${rows.length} shown`;
  };

  const value = (row, i) => row.cells[i].dataset.sort ?? row.cells[i].textContent;
  const compare = (a, b) => (isNaN(a) || isNaN(b) ? a.localeCompare(b) : a - b);
  const sort = (header, i) => {
    const up = header.getAttribute("aria-sort") !== "ascending";
    [...header.parentNode.cells].forEach((cell) => cell.removeAttribute("aria-sort"));
    header.setAttribute("aria-sort", up ? "ascending" : "descending");
    rows.sort((a, b) => (up ? 1 : -1) * compare(value(a, i), value(b, i)));
    body.append(...rows);
  };

  [...table.tHead.rows[0].cells].forEach((header, i) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    button.addEventListener("click", () => sort(header, i));
    header.replaceChildren(button);
  });
  filter.addEventListener("input", show);
  only.addEventListener("change", show);
  filter.form.addEventListener("submit", (event) => event.preventDefault());
  filter.form.hidden = false;
  show();
})();
