// Starts the program that trunk built. It stands in a file of its own because the pages' content
// security policy allows no inline scripts.
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const { default: init } = await import(js);
await init({ module_or_path: wasm });
