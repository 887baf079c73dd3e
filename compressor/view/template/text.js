// The text of one document. Blocks hold plain words until they come near the eye; then they are highlighted.

const LAYERS = [
  { name: "mention", label: "Entities", on: true },
  { name: "property", label: "Properties", on: true },
  { name: "fact", label: "Facts", on: false },
  { name: "aspect", label: "Opinions", on: true },
];
const KEPT = { name: "kept", label: "Kept", on: true };

const UNDERLAY = new Set(["kept", "dropped", "cut"]);

class TextPane {
  /** `open(position, span)` is called for highlighted words that a user clicks or enters. */
  constructor(box, open) {
    Object.assign(this, { box, open, text: "", blocks: [], spans: [], marks: [], cursor: -1 });
    this.on = new Set(LAYERS.filter((layer) => layer.on).map((layer) => layer.name));
    this.on.add("kept").add("dropped").add("cut");
    this.types = new Set(); // none: all of them
    this.near = new IntersectionObserver((seen) => this.onSight(seen), { root: box, rootMargin: "800px 0px" });
    box.addEventListener("click", (event) => this.onClick(event));
    box.addEventListener("keydown", (event) => this.onKey(event));
  }

  show(data) {
    this.near.disconnect();
    this.text = data.text;
    this.marks = [];
    this.cursor = -1;
    this.blocks = blocksOf(data.text, data.gaps);
    this.spans = spansOf(data);
    for (const block of this.blocks) {
      block.spans = [];
      block.lit = false;
      block.node = block.gap ? gapElement(block) : this.plain(block);
    }
    for (const span of this.spans) this.within(span, (block) => block.spans.push(span));
    this.box.replaceChildren(el("div", { class: "column" }, ...this.blocks.map((block) => block.node)));
    this.box.scrollTop = 0;
    this.blocks.forEach((block, place) => {
      block.node.dataset.block = place;
      if (!block.gap) this.near.observe(block.node);
    });
  }

  plain(block) {
    return el(
      "div",
      { class: `block ${block.inline ? "inline" : block.form}` },
      this.text.slice(block.start, block.end),
    );
  }

  /** Call for each block that a span touches. */
  within(span, call) {
    for (let i = blockAt(this.blocks, span.start); i < this.blocks.length && this.blocks[i].start < span.end; i += 1) {
      if (!this.blocks[i].gap && this.blocks[i].end > span.start) call(this.blocks[i]);
    }
  }

  onSight(seen) {
    for (const entry of seen) {
      if (!entry.isIntersecting) continue;
      this.near.unobserve(entry.target);
      this.light(this.blocks[Number(entry.target.dataset.block)]);
    }
  }

  light(block) {
    block.lit = true;
    const spans = [...block.spans.filter((span) => this.isOn(span)), ...this.marks];
    const parts = [...segmentsOf(block, spans)].map((segment) => this.segment(segment));
    block.node.replaceChildren(...parts);
  }

  lightAll() {
    for (const block of this.blocks) if (!block.gap && !block.lit) this.light(block);
  }

  relight() {
    for (const block of this.blocks) if (block.lit) this.light(block);
  }

  isOn(span) {
    if (!this.on.has(span.layer)) return false;
    return span.layer !== "mention" || !this.types.size || this.types.has(span.type);
  }

  segment({ start, end, spans }) {
    const words = this.text.slice(start, end);
    if (!spans.length) return document.createTextNode(words);
    const marked = spans.filter((span) => span.layer === "mark");
    const classes = new Set(["seg", ...spans.map((span) => span.layer), ...marked.map((mark) => mark.strength)]);
    const mention = spans.findLast((span) => span.layer === "mention"); // the innermost, as they begin in order
    const opinion = spans.find((span) => span.layer === "aspect");
    if (mention) classes.add(`tone-${mention.tone}`);
    if (opinion) classes.add(opinion.polarity);
    const label = mention && mention.start === start ? mention.type : null;
    return el(
      marked.length ? "mark" : "span",
      { class: [...classes].join(" "), "data-at": start, title: label },
      words,
    );
  }

  /** Mark words, and bring the one at `current` into sight. */
  mark(spans, current = 0) {
    const touched = new Set();
    const note = (span) => this.within(span, (block) => touched.add(block));
    this.marks.forEach(note);
    this.marks = spans.map((span, i) => ({
      ...span,
      layer: "mark",
      strength: span.strength ?? (i === current ? "now" : "too"),
    }));
    this.marks.forEach(note);
    const target = spans[current];
    const first = target ? this.blocks[blockAt(this.blocks, target.start)] : null;
    for (const block of touched) if (block.lit || block === first) this.light(block);
    if (target) this.reveal(first, target.start);
  }

  reveal(block, start) {
    const places = [...block.node.querySelectorAll("[data-at]")];
    const node = places.find((part) => Number(part.dataset.at) >= start) ?? block.node;
    node.scrollIntoView({ block: "center", behavior: "instant" });
  }

  onClick(event) {
    const part = event.target.closest("[data-at]");
    if (part && getSelection().isCollapsed) this.open(Number(part.dataset.at));
  }

  /** Step through what is highlighted with the arrow keys. */
  onKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || (!step && event.key !== "Enter")) return;
    if (step) this.step(step);
    else if (this.marks.length) this.open(this.marks.find((mark) => mark.strength === "now").start);
    event.preventDefault();
  }

  step(by) {
    const stops = this.spans.filter((span) => !UNDERLAY.has(span.layer) && this.isOn(span));
    if (!stops.length) return;
    this.cursor = Math.min(stops.length - 1, Math.max(0, this.cursor + by));
    const span = stops[this.cursor];
    this.mark([{ start: span.start, end: span.end }]);
    announce(`${span.type ?? span.layer}: ${this.text.slice(span.start, span.end)}`);
  }
}

function gapElement({ gap: [characters, sentences], inline }) {
  const size = sentences === null ? "" : `, ${counted(sentences, "sentence")}`;
  const said = `${counted(characters, "character")}${size} not shown`;
  if (inline) {
    const kind = characters > 2 ? "gap inline" : "gap inline blank"; // most likely a blank between sentences
    return el(
      "span",
      { class: kind, role: "note", "aria-label": said, title: said },
      characters > 2 ? `⋯${characters}` : "⋯",
    );
  }
  return el("div", { class: "gap", role: "note" }, said);
}

/** Return every span of a document in the order of the text, the wider first. */
function spansOf(data) {
  const spans = [];
  const add = ([start, end], rest) => start < end && spans.push({ start, end, ...rest });
  for (const entity of data.entities) {
    const rest = { layer: "mention", type: entity.type, tone: toneOf(entity.type) };
    for (const place of entity.mentions) add(place, rest);
  }
  for (const record of data.records) {
    const places = record.kind === "aspect" && record.parts.length ? record.parts : [record.span];
    for (const place of places) add(place, { layer: record.kind, polarity: record.polarity });
  }
  for (const place of data.cuts) add(place, { layer: "cut" });
  if (data.kept) {
    let after = 0;
    for (const [start, end] of [...data.kept, [data.text.length, data.text.length]]) {
      add([start, end], { layer: "kept" });
      add([after, start], { layer: "dropped" });
      after = end;
    }
  }
  return spans.sort((a, b) => a.start - b.start || b.end - a.end);
}
