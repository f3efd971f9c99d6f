(() => {
  "use strict";
  const root = document.documentElement;
  const button = document.getElementById("theme");
  const choices = ["automatic", "light", "dark"];
  const KEY = "redis-drill-theme";

  // Pages opened from a file may have no storage: then the choice lasts as long as the page.
  const stored = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
  const store = (value) => { try { localStorage.setItem(KEY, value); } catch { /* see above */ } };

  const apply = (choice) => {
    if (choice === "automatic") delete root.dataset.theme; else root.dataset.theme = choice;
    button.querySelector("span").textContent = choice;
    document.dispatchEvent(new Event("themechange"));
  };
  let now = choices.includes(stored()) ? stored() : "automatic";
  button.hidden = false;
  button.addEventListener("click", () => {
    now = choices[(choices.indexOf(now) + 1) % choices.length];
    store(now);
    apply(now);
  });
  apply(now);

  const changed = () => document.dispatchEvent(new Event("themechange"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  addEventListener("beforeprint", () => { root.dataset.theme = "light"; changed(); });
  addEventListener("afterprint", () => apply(now));
})();
