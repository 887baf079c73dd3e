// The list of documents, and what the page says about a compression.

const MANY = 8; // documents; above, their names can be filtered

class DocumentPane {
  constructor(documents, choose) {
    this.documents = documents;
    this.list = new WindowedList(byId("documents"), { role: "listbox", label: "Documents", row: documentRow, choose });
    byId("documents-count").textContent = count.format(documents.length);
    const filter = byId("documents-filter");
    filter.hidden = documents.length <= MANY;
    filter.addEventListener("input", () => this.filter(wordsOf(filter.value)));
    this.filter([]);
  }

  filter(words) {
    const fits = ({ name, source }) => words.every((word) => `${name}\n${source ?? ""}`.toLowerCase().includes(word));
    this.list.set(this.documents.filter(fits));
  }

  mark(summary) {
    this.list.mark(summary);
  }
}

function documentRow(summary) {
  return [
    el("span", { class: "name", dir: "auto", title: summary.source ?? "" }, summary.name),
    el("span", { class: "count", title: documentFacts(summary) }, shortFacts(summary)),
  ];
}

function documentFacts({ characters, kept, records }) {
  const size =
    kept === null
      ? counted(characters, "character")
      : `${SURE.format(characters ? kept / characters : 0)} of ${counted(characters, "character")} kept`;
  return `${size} · ${counted(records, "record")}`;
}

function shortFacts({ characters, kept, records }) {
  const size =
    kept === null ? counted(characters, "character") : `${SURE.format(characters ? kept / characters : 0)} kept`;
  return `${size} · ${counted(records, "record")}`;
}

function showFacts(facts) {
  const box = byId("facts");
  box.hidden = facts.length === 0;
  box.replaceChildren(
    ...facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", { dir: "auto" }, value))),
  );
}
