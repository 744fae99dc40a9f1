// Says on <html> which theme holds, before anything is drawn: the person's choice where there is
// one, else the system's, and again when the system's changes. The interface calls
// `montajTheme(choice)` with "light", "dark" or "system". And whether the side bar is folded.
{
  const KEY = "montaj.theme";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Storage may be forbidden: then the system decides.
    }
  };
  if (kept("montaj.nav")) document.documentElement.dataset.nav = "folded";
  let choice = kept(KEY);
  const apply = () => {
    const isDark = choice === "dark" || (choice !== "light" && dark.matches);
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
    const bar = document.querySelector('meta[name="theme-color"]');
    if (bar) bar.content = isDark ? "#0d1518" : "#ffffff";
  };
  window.montajTheme = (wanted) => {
    choice = wanted;
    try {
      if (wanted === "light" || wanted === "dark") localStorage.setItem(KEY, wanted);
      else localStorage.removeItem(KEY);
    } catch {
      // It holds until the window is closed.
    }
    apply();
  };
  dark.addEventListener("change", apply);
  addEventListener("storage", (event) => {
    if (event.key === KEY) {
      choice = event.newValue;
      apply();
    }
  });
  apply();
}
