"use strict";
// Asks for what is new, and says it with textContent only: a message is never read as markup.
const body = document.getElementById("sent");
const empty = document.getElementById("empty");
const state = document.getElementById("state");
let newest = Number(body.querySelector("tr")?.dataset.seq ?? 0);

const clock = new Intl.DateTimeFormat("ru-RU", { timeStyle: "medium", timeZone: "Europe/Moscow" });
const kinds = { sms: "СМС", call: "Звонок" };

function row(sent) {
  const line = document.createElement("tr");
  line.dataset.seq = sent.seq;
  const cells = [
    ["", clock.format(new Date(sent.at))], ["", kinds[sent.kind] ?? sent.kind],
    ["phone", sent.phone], ["code", sent.code ?? ""], ["text", sent.text],
  ];
  for (const [name, text] of cells) {
    const cell = line.appendChild(document.createElement("td"));
    cell.className = name;
    cell.textContent = text;
  }
  return line;
}

function describe(fault) {
  const names = {
    error: `ошибка ${fault.code}`, delay: `задержка ${fault.ms / 1000} с`,
    drop: fault.moment === "after" ? "обрыв после приёма" : "обрыв до приёма",
    "server-error": "HTTP 500", garbage: "мусор в ответе",
  };
  const times = fault.times == null ? "пока не снят" : `осталось вызовов: ${fault.times}`;
  return `${names[fault.fault] ?? fault.fault} (${times})`;
}

function showFaults(faults) {
  state.textContent = faults.length ? `Сейчас: ${faults.map(describe).join(", ")}` : "Сбоев нет";
  state.classList.toggle("broken", faults.length > 0);
}

async function refresh() {
  try {
    const [sent, faults] = await Promise.all([
      fetch(`/sandbox/sent?after=${newest}`).then((answer) => answer.json()),
      fetch("/sandbox/faults").then((answer) => answer.json()),
    ]);
    for (const message of sent) {
      body.prepend(row(message));
      newest = message.seq;
    }
    while (body.rows.length > 500) body.lastElementChild.remove();
    empty.hidden = body.rows.length > 0;
    showFaults(faults);
  } catch {
    state.textContent = "Песочница не отвечает";
    state.classList.add("broken");
  }
}

async function press(button) {
  if (button.id === "clear") {
    await fetch("/sandbox/faults", { method: "DELETE" });
  } else {
    const times = document.getElementById("times").value;
    const fault = { ...JSON.parse(button.dataset.fault), times: times ? Number(times) : null };
    await fetch("/sandbox/faults", {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(fault),
    });
  }
  await refresh();
}

document.getElementById("faults").addEventListener("click", (event) => {
  if (event.target instanceof HTMLButtonElement) press(event.target);
});
refresh();
setInterval(refresh, 1000);
