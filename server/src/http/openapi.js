// Lists the operations of the OpenAPI document by tag. Everything is put in as text.
const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text ?? "" });

function details(api, path, method, operation) {
  const box = document.createElement("details");
  const summary = document.createElement("summary");
  summary.append(make("b", method.toUpperCase()), make("code", path));
  box.append(summary, make("p", operation.summary ?? operation.description));
  const show = (title, value) => value && box.append(make("h4", title), make("pre", JSON.stringify(value, null, 2)));
  show("Parameters", operation.parameters);
  show("Request", operation.requestBody?.content);
  show("Responses", operation.responses);
  return box;
}

function show(api) {
  document.getElementById("about").textContent = api.info.description;
  const byTag = new Map();
  for (const [path, item] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const tag = operation.tags?.[0] ?? "";
      byTag.set(tag, [...(byTag.get(tag) ?? []), details(api, path, method, operation)]);
    }
  }
  const main = document.getElementById("operations");
  for (const [tag, operations] of byTag) main.append(make("h2", tag), ...operations);
  main.append(make("h2", "schemas"), make("pre", JSON.stringify(api.components?.schemas, null, 2)));
}

fetch("/api/openapi.json").then((answer) => answer.json()).then(show);
