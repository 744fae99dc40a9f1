// The shortcuts that are the window's own; those of pages stand in the interface.
(() => {
  const mac = navigator.platform.startsWith("Mac");
  const names = { q: "quit", w: "close", "=": "zoom-in", "+": "zoom-in", "-": "zoom-out", 0: "zoom-reset" };
  // By the key's place too: with a Russian layout «q» types another letter.
  const codes = { KeyQ: "q", KeyW: "w", Equal: "=", NumpadAdd: "+", Minus: "-", NumpadSubtract: "-", Digit0: 0, Numpad0: 0 };
  window.addEventListener(
    "keydown",
    (event) => {
      if (!(mac ? event.metaKey : event.ctrlKey) || event.altKey) return;
      const name = names[codes[event.code]] ?? names[event.key.toLowerCase()];
      if (!name || (mac && (name === "quit" || name === "close"))) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat || name.startsWith("zoom")) {
        window.__TAURI__.core.invoke("shortcut", { name });
      }
    },
    true,
  );
})();
