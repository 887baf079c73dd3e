// The table of properties, facts and aspects, with its filters, and the details of what was chosen.

const KINDS = { property: "Properties", fact: "Facts", aspect: "Opinions" };
const KIND_NAMES = { property: "property", fact: "fact", aspect: "opinion" };
const COLUMNS = ["kind", "subject", "predicate", "object", "value", "polarity", "confidence"];
const HEADINGS = { confidence: "conf." };
const SURE = new Intl.NumberFormat("en", { style: "percent" });

class RecordPane {
  /** `choose(record)` is called for one that a user picks, `released()` when the narrowing is taken back. */
  constructor(choose, released) {
    Object.assign(this, { records: [], words: [], kinds: new Set(), only: null, released });
    const header = el("div", { class: "row header", role: "row", "aria-rowindex": "1" }, ...COLUMNS.map(heading));
    this.list = new WindowedList(byId("records"), { role: "grid", label: "Records", row: recordRow, choose, header });
    byId("records").setAttribute("aria-colcount", String(COLUMNS.length));
    for (const id of ["polarity", "confidence"]) byId(id).addEventListener("change", () => this.filter());
  }

  show(records) {
    this.records = records;
    for (const record of records) record.words = haystack(record);
    this.kinds.clear();
    this.list.chosen = null;
    this.drawKinds();
    this.hideEmpty();
    this.narrow(null);
  }

  drawKinds() {
    const counts = Object.keys(KINDS).map((kind) => [
      kind,
      this.records.filter((record) => record.kind === kind).length,
    ]);
    byId("kinds").replaceChildren(
      ...counts
        .filter(([, n]) => n)
        .map(([kind, n]) =>
          toggle(
            el("span", { class: "count" }, count.format(n)),
            false,
            (now) => this.pick(kind, now),
            {},
            el("i", { class: `key ${kind}` }),
            KINDS[kind],
            " ",
          ),
        ),
    );
  }

  /** Leave the width of a column that this document has nothing for to the others. */
  hideEmpty() {
    for (const name of ["value", "polarity"]) {
      byId("records").classList.toggle(`no-${name}`, !this.records.some((record) => record[name]));
    }
    byId("polarity").value = "";
    byId("polarity").parentElement.hidden = byId("records").classList.contains("no-polarity");
  }

  pick(kind, now) {
    if (now) this.kinds.add(kind);
    else this.kinds.delete(kind);
    this.filter();
  }

  search(words) {
    this.words = words;
    this.filter();
  }

  /** Show only the records that `only.fits` takes, and say so; null for all. */
  narrow(only) {
    this.only = only;
    const box = byId("only");
    box.hidden = only === null;
    if (only) {
      const clear = el(
        "button",
        { type: "button", class: "chip on" },
        el("bdi", {}, only.label),
        el("span", { "aria-hidden": "true" }, " ×"),
      );
      clear.setAttribute("aria-label", `Show all records again, not only ${only.label}`);
      clear.addEventListener("click", () => this.released());
      box.replaceChildren(clear);
    }
    this.filter();
  }

  filter() {
    const polarity = byId("polarity").value;
    const least = Number(byId("confidence").value);
    const found = this.records.filter(
      (record) =>
        (!this.kinds.size || this.kinds.has(record.kind)) &&
        (!polarity || record.polarity === polarity) &&
        record.confidence >= least &&
        (!this.only || this.only.fits(record)) &&
        this.words.every((word) => record.words.includes(word)),
    );
    this.list.box.hidden = found.length === 0;
    byId("records-none").hidden = found.length > 0;
    this.list.set(found);
    byId("records-count").textContent =
      found.length === this.records.length
        ? count.format(found.length)
        : `${count.format(found.length)} of ${count.format(this.records.length)}`;
    return found;
  }
}

function haystack(record) {
  const parts = [
    KIND_NAMES[record.kind],
    record.subject,
    record.predicate,
    record.object,
    record.value,
    record.polarity,
    record.name,
  ];
  return parts.filter(Boolean).join("\n").toLowerCase();
}

function heading(name) {
  return el(
    "span",
    { role: "columnheader", class: `cell ${name}`, "aria-label": name, title: name },
    HEADINGS[name] ?? name,
  );
}

function recordRow(record) {
  return COLUMNS.map((name) => {
    const cell = el("span", { role: "gridcell", class: `cell ${name}`, dir: "auto" });
    cell.append(...cellContent(record, name));
    return cell;
  });
}

function cellContent(record, name) {
  if (name === "kind") return [el("i", { class: `key ${record.kind}` }), KIND_NAMES[record.kind]];
  if (name === "confidence") return [SURE.format(record.confidence)];
  if (name === "polarity")
    return record.polarity ? [el("span", { class: `pole ${record.polarity}` }, record.polarity)] : [];
  return [record[name] ?? ""];
}

/** Return what the details say of a record, as (name, value). */
function recordFacts(record) {
  return [
    ["Subject", record.subject],
    ["About", record.name !== record.subject ? record.name : null],
    ["Predicate", record.predicate],
    ["Object", record.object],
    ["Value", record.value],
    ["Polarity", record.polarity],
    ["Modality", record.modality],
    ["Category", record.category !== record.value ? record.category : null],
    ["Confidence", SURE.format(record.confidence)],
  ];
}

/** Show the details of something: a title, facts and buttons; nothing hides them. */
function showDetail(title, facts, buttons = []) {
  const box = byId("detail");
  const list = el("dl", {});
  for (const [name, value] of facts) {
    if (value) list.append(el("div", {}, el("dt", {}, name), el("dd", { dir: "auto" }, value)));
  }
  box.hidden = false;
  box.replaceChildren(el("header", {}, el("h2", { dir: "auto" }, title), ...buttons), list);
}
