// The entities of the document, and the legend of their types, which is also their filter.

class EntityPane {
  /** `choose(entity)` is called for one that a user picks, `narrow(types)` when the legend is used. */
  constructor(choose, narrow) {
    this.types = new Set();
    this.words = [];
    this.entities = [];
    this.narrow = narrow;
    this.list = new WindowedList(byId("entities"), { role: "listbox", label: "Entities", row: entityRow, choose });
  }

  show(entities) {
    this.entities = entities;
    this.types.clear();
    this.drawLegend();
    this.list.chosen = null;
    this.filter();
  }

  drawLegend() {
    const counts = new Map();
    for (const { type } of this.entities) counts.set(type, (counts.get(type) ?? 0) + 1);
    const order = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
    byId("legend").replaceChildren(
      ...order.map(([type, n]) =>
        toggle(
          el("span", { class: "count" }, count.format(n)),
          false,
          (now) => this.pick(type, now),
          { class: `chip tone-${toneOf(type)}` },
          el("i", { class: "swatch" }),
          type,
          " ",
        ),
      ),
    );
  }

  pick(type, now) {
    if (now) this.types.add(type);
    else this.types.delete(type);
    this.filter();
    this.narrow(this.types);
  }

  search(words) {
    this.words = words;
    this.filter();
  }

  filter() {
    const found = this.entities.filter((entity) => this.fits(entity));
    this.list.box.hidden = found.length === 0;
    byId("entities-none").hidden = found.length > 0;
    this.list.set(found);
    byId("entities-count").textContent =
      found.length === this.entities.length
        ? count.format(found.length)
        : `${count.format(found.length)} of ${count.format(this.entities.length)}`;
  }

  fits(entity) {
    if (this.types.size && !this.types.has(entity.type)) return false;
    const names = [entity.name, ...entity.aliases, entity.type].join("\n").toLowerCase();
    return this.words.every((word) => names.includes(word));
  }
}

function entityRow(entity) {
  return [
    el("i", { class: `swatch tone-${toneOf(entity.type)}` }),
    el("span", { class: "name", dir: "auto", title: [entity.name, ...entity.aliases].join("\n") }, entity.name),
    el("span", { class: "type" }, entity.type),
    el(
      "span",
      { class: "count", "aria-label": counted(entity.mentions.length, "mention") },
      count.format(entity.mentions.length),
    ),
  ];
}
