// A list of thousands of rows of one height, of which only those in sight are elements.

const MARGIN = 6; // rows drawn above and below what is in sight
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

class WindowedList {
  /**
   * `box` scrolls and has the focus; `row(item)` gives the cells of a row, `choose(item)` is called on Enter or a
   * click, and `role` is "listbox" or "grid".
   */
  constructor(box, { role, label, row, choose, header = null }) {
    Object.assign(this, { box, row, choose, role, items: [], active: -1, chosen: null, range: "", whole: false });
    this.rows = el("div", { class: "rows", role: role === "grid" ? "rowgroup" : "presentation" });
    this.probe = el("div", { class: "row probe", "aria-hidden": "true" });
    for (const [name, value] of Object.entries({ role, "aria-label": label, tabindex: "0" }))
      box.setAttribute(name, value);
    box.replaceChildren(...(header ? [header] : []), this.rows);
    this.head = header;
    this.rows.append(this.probe);
    box.addEventListener("scroll", () => this.draw(), { passive: true });
    box.addEventListener("keydown", (event) => this.onKey(event));
    box.addEventListener("click", (event) => this.onClick(event));
    new ResizeObserver(() => this.redraw()).observe(box);
  }

  /** Show other items; the chosen one stays chosen if it is among them. */
  set(items) {
    this.items = items;
    this.active = items.indexOf(this.chosen);
    if (this.head) this.box.setAttribute("aria-rowcount", String(items.length + 1));
    this.box.scrollTop = 0;
    if (this.active >= 0) this.reveal();
    this.redraw();
  }

  /** Mark an item as the one that is shown elsewhere on the page. */
  mark(item) {
    this.chosen = item;
    const place = this.items.indexOf(item);
    if (place >= 0) {
      this.active = place;
      this.reveal();
    }
    this.redraw();
  }

  redraw() {
    this.range = "";
    this.draw();
  }

  draw() {
    const height = this.probe.offsetHeight;
    if (!height) return; // not shown at present
    this.rows.style.height = `${this.items.length * height}px`;
    const [first, last] = this.whole ? [0, this.items.length] : this.inSight(height);
    const range = `${first}-${last}-${height}`;
    if (range === this.range) return;
    this.range = range;
    const shown = this.items.slice(first, last).map((item, i) => this.element(item, first + i, height));
    this.rows.replaceChildren(this.probe, ...shown);
    this.point();
  }

  inSight(height) {
    const top = this.box.scrollTop;
    const first = Math.max(0, Math.floor(top / height) - MARGIN);
    return [first, Math.min(this.items.length, Math.ceil((top + this.box.clientHeight) / height) + MARGIN)];
  }

  element(item, place, height) {
    const inGrid = this.role === "grid";
    const row = el("div", {
      class: place === this.active ? "row active" : "row",
      id: `${this.box.id}-${place}`,
      role: inGrid ? "row" : "option",
      "aria-selected": String(item === this.chosen),
      "aria-rowindex": inGrid ? place + 2 : null, // the header is the first
      "aria-posinset": inGrid ? null : place + 1,
      "aria-setsize": inGrid ? null : this.items.length,
      "data-place": place,
    });
    row.style.top = `${place * height}px`;
    row.append(...this.row(item));
    return row;
  }

  /** Tell assistive software which row is active, where that row is drawn. */
  point() {
    const id = `${this.box.id}-${this.active}`;
    if (byId(id)) this.box.setAttribute("aria-activedescendant", id);
    else this.box.removeAttribute("aria-activedescendant");
  }

  reveal() {
    const height = this.probe.offsetHeight;
    const room = this.box.clientHeight - (this.head ? this.head.offsetHeight : 0);
    const top = this.active * height;
    if (top < this.box.scrollTop) this.box.scrollTop = top;
    else if (top + height > this.box.scrollTop + room) this.box.scrollTop = top + height - room;
  }

  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.items.length) return;
    const page = Math.max(1, Math.floor(this.box.clientHeight / (this.probe.offsetHeight || 1)) - 1);
    const moves = { ...STEPS, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.key in moves) {
      const next = this.active < 0 ? 0 : this.active + moves[event.key];
      this.active = Math.min(this.items.length - 1, Math.max(0, next));
      if (event.key === "End") this.active = this.items.length - 1;
      this.reveal();
      this.redraw();
    } else if ((event.key === "Enter" || event.key === " ") && this.active >= 0) {
      this.choose(this.items[this.active]);
    } else return;
    event.preventDefault();
  }

  onClick(event) {
    const row = event.target.closest("[data-place]");
    if (!row) return;
    this.active = Number(row.dataset.place);
    this.choose(this.items[this.active]);
  }
}
