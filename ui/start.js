// Starts the programs that trunk built. It stands in a file of its own because the pages' content
// security policy allows no inline scripts.
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const program = fetch(wasm);

// A program that has come to a state it does not know stops for good (a trap): nothing on the page
// would answer any more, so the page says so. The words are the dictionary's.
const stopped = (error) => {
  if (!(error instanceof WebAssembly.RuntimeError) || document.querySelector(".stopped")) return;
  const say = (key) =>
    window.montajWords?.match(new RegExp(`^${key} = (.+)$`, "m"))?.[1] ?? key;
  const part = (tag, of, text) => {
    const made = document.createElement(tag);
    Object.assign(made, of);
    made.append(text);
    return made;
  };
  const again = part("button", { className: "button button--primary", type: "button" }, say("stopped-again"));
  again.dataset.testid = "stopped-again";
  again.onclick = () => location.reload();
  const told = part("section", { className: "empty empty--error stopped" }, "");
  told.dataset.testid = "stopped";
  told.setAttribute("role", "alert");
  told.append(
    part("h2", { className: "empty__title" }, say("stopped")),
    part("p", { className: "empty__text" }, say("stopped-text")),
    part("div", { className: "empty__next" }, again),
  );
  document.body.replaceChildren(part("main", { className: "alone" }, told));
  again.focus();
};
addEventListener("error", (event) => stopped(event.error));
addEventListener("unhandledrejection", (event) => stopped(event.reason));

// The app's window has its engine in the shell; a plain browser loads it beside the interface.
let engine;
window.montajEngine = () => {
  engine ??= loadEngine().catch((error) => {
    engine = undefined;
    throw error;
  });
  return engine;
};
async function loadEngine() {
  const module = await import("/engine.js");
  await module.default({ module_or_path: "/engine_bg.wasm" });
  return module;
}
if (!window.__TAURI__) {
  // Whether it came is the interface's to ask.
  window.montajEngine().catch(() => {});
}

// The person's choice, else the system's language as far as it is spoken here; Russian first.
const spoken = ["ru", "en"];
const system = navigator.languages.map((name) => name.split("-")[0]);
if (window.__TAURI__ && navigator.languages.join() === "en-US") {
  // WebKitGTK says so, too, when the system names no language at all.
  system.length = 0;
}
let chosen = null;
try {
  chosen = localStorage.getItem("montaj.language");
} catch {
  // Storage may be forbidden: then the system decides.
}
const language = [chosen, ...system, "ru"].find((name) => spoken.includes(name));
document.documentElement.lang = language;
const words = await fetch(`/i18n/${language}.ftl`);
window.montajWords = words.ok ? await words.text() : "";

const { default: init } = await import(js);
await init({ module_or_path: program });
