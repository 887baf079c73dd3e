// What happens when: each pane knows its own part, and this file joins them.

const index = parsed("index");
index.documents.forEach((summary, place) => (summary.place = place));
const state = { place: -1, data: null, entity: null, turn: 0 };

const text = new TextPane(byId("text"), openWords);
const entities = new EntityPane(chooseEntity, (types) => {
  text.types = types;
  text.relight();
});
const records = new RecordPane(chooseRecord, clear);
const documents = new DocumentPane(index.documents, (summary) => showDocument(summary.place));

function showDocument(place) {
  const summary = index.documents[place];
  state.place = place;
  state.entity = null;
  state.data = parsed(`document-${place}`);
  state.byId = new Map(state.data.entities.map((entity) => [entity.id, entity]));
  for (const record of state.data.records) record.name = state.byId.get(record.entity)?.name ?? null;
  byId("text-title").textContent = summary.name;
  byId("text-facts").textContent = documentFacts(summary);
  byId("note").hidden = !state.data.note;
  byId("note").textContent = state.data.note ?? "";
  byId("detail").hidden = true;
  text.types = entities.types;
  entities.show(state.data.entities);
  records.show(state.data.records);
  text.show(state.data);
  documents.mark(summary);
  drawLayers();
  showPane("text");
}

function drawLayers() {
  const layers = state.data.kept ? [...LAYERS, KEPT] : LAYERS;
  byId("layers").replaceChildren(
    ...layers.map(({ name, label }) =>
      toggle(
        label,
        text.on.has(name),
        (now) => {
          for (const layer of name === "kept" ? UNDERLAY : [name]) {
            if (now) text.on.add(layer);
            else text.on.delete(layer);
          }
          text.relight();
        },
        {},
        el("i", { class: `key ${name}` }),
      ),
    ),
  );
}

const spanOf = ([start, end]) => ({ start, end });

// The details come before the marks: they take room that the words must not be brought to.
function chooseRecord(record) {
  records.list.mark(record);
  entities.list.mark(state.byId.get(record.entity) ?? null);
  state.entity = null;
  showPane("text");
  const quote = text.text.slice(...record.span);
  showDetail(KIND_NAMES[record.kind], recordFacts(record));
  text.mark([
    { ...spanOf(record.span), strength: "now" },
    ...record.parts.map((part) => ({ ...spanOf(part), strength: "part" })),
  ]);
  announce(`${KIND_NAMES[record.kind]}: ${quote}`);
}

/** Say whether the words of a record name an entity. */
function names({ span: [start, end] }, entity) {
  return entity.mentions.some(([first, last]) => start <= first && last <= end);
}

/** Go to an entity's first mention; chosen again, to its next one. */
function chooseEntity(entity, by = 1) {
  const mentions = entity.mentions.length;
  state.turn = state.entity === entity ? (state.turn + by + mentions) % mentions : 0;
  if (state.entity !== entity) {
    records.narrow({
      label: `with ${entity.name}`,
      fits: (record) => record.entity === entity.id || names(record, entity),
    });
  }
  state.entity = entity;
  entities.list.mark(entity);
  showPane("text");
  const turners = [turner("‹", "Mention before", entity, -1), turner("›", "Next mention", entity, 1)];
  showEntity(entity, ["Mention", `${state.turn + 1} of ${mentions}`], mentions > 1 ? turners : []);
  text.mark(entity.mentions.map(spanOf), state.turn);
  announce(`${entity.name}, ${entity.type}, mention ${state.turn + 1} of ${mentions}`);
}

function turner(sign, label, entity, by) {
  const button = el(
    "button",
    { type: "button", class: "chip", "aria-label": label, id: by < 0 ? "turn-back" : "turn-on" },
    sign,
  );
  button.addEventListener("click", () => {
    chooseEntity(entity, by);
    byId(button.id).focus(); // the details were drawn anew
  });
  return button;
}

/** Show the records that come from words: those whose span holds the position. */
function openWords(position) {
  const holds = ([start, end]) => start <= position && position < end;
  const found = state.data.records.filter((record) => holds(record.span));
  const mentions = state.data.entities.flatMap((entity) =>
    entity.mentions.filter(holds).map((span) => ({ entity, span })),
  );
  const inner = mentions.reduce((a, b) => (a && length(a.span) <= length(b.span) ? a : b), null);
  const span = inner ? inner.span : found[0]?.span;
  if (!span) return;
  state.entity = null;
  entities.list.mark(inner?.entity ?? null);
  text.mark([spanOf(span)]);
  records.narrow({ label: `from “${shortened(text.text.slice(...span))}”`, fits: (record) => holds(record.span) });
  if (inner) showEntity(inner.entity, ["Mentions", count.format(inner.entity.mentions.length)]);
  else byId("detail").hidden = true;
  if (found.length) showPane("records");
  announce(`${counted(found.length, "record")} from these words`);
}

const length = ([start, end]) => end - start;

/** Shorten words for a button, between characters. */
function shortened(words) {
  const letters = Array.from(words);
  return letters.length > 40 ? `${letters.slice(0, 40).join("").trimEnd()}…` : words;
}

function showEntity(entity, place, buttons = []) {
  showDetail(entity.name, [["Type", entity.type], ["Also", entity.aliases.join(" · ")], place], buttons);
}

/** Take back the narrowing and the marks. */
function clear() {
  state.entity = null;
  byId("detail").hidden = true;
  entities.list.mark(null);
  records.list.mark(null);
  records.narrow(null);
  text.mark([]);
}

// On a narrow screen one pane shows at a time.
const PANES = { documents: "Documents", text: "Text", entities: "Entities", records: "Records" };

function showPane(name) {
  document.body.dataset.pane = name;
  for (const tab of byId("tabs").children) tab.setAttribute("aria-current", String(tab.dataset.pane === name));
}

for (const [name, label] of Object.entries(PANES)) {
  const tab = el("button", { type: "button", "data-pane": name }, label);
  tab.addEventListener("click", () => showPane(name));
  byId("tabs").append(tab);
}

const search = byId("search");
search.addEventListener("input", () => {
  const words = wordsOf(search.value);
  entities.search(words);
  records.search(words);
  announce(`${byId("entities-count").textContent} entities, ${byId("records-count").textContent} records`);
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, select");
  if (event.ctrlKey || event.metaKey || event.altKey || byId("keys").open) return;
  if (event.key === "Escape") {
    if (search.value) {
      search.value = "";
      search.dispatchEvent(new Event("input"));
    } else clear();
    if (typing) event.target.blur();
  } else if (typing) {
    if (event.target === search && (event.key === "ArrowDown" || event.key === "Enter")) {
      byId(entities.list.items.length ? "entities" : "records").focus();
    } else return;
  } else if (event.key === "/") search.focus();
  else if (event.key === "?") byId("keys").showModal();
  else if (event.key === "[" && state.place > 0) showDocument(state.place - 1);
  else if (event.key === "]" && state.place + 1 < index.documents.length) showDocument(state.place + 1);
  else return;
  event.preventDefault();
});

byId("help").addEventListener("click", () => byId("keys").showModal());

const SCHEMES = ["light dark", "light", "dark"];
const SCHEME_NAMES = { "light dark": "Auto", light: "Light", dark: "Dark" };
const theme = byId("theme");

function setScheme(scheme) {
  document.documentElement.style.colorScheme = scheme;
  theme.textContent = `◐ ${SCHEME_NAMES[scheme]}`;
  theme.setAttribute("aria-label", `Colours: ${SCHEME_NAMES[scheme]}`);
  theme.dataset.scheme = scheme;
}

theme.addEventListener("click", () => setScheme(SCHEMES[(SCHEMES.indexOf(theme.dataset.scheme) + 1) % SCHEMES.length]));
setScheme(SCHEMES[0]);

// On paper nothing can be scrolled: everything that is listed is drawn.
function setWhole(whole) {
  if (whole) text.lightAll();
  for (const { list } of [entities, records]) {
    list.whole = whole;
    list.redraw();
  }
}

addEventListener("beforeprint", () => setWhole(true));
addEventListener("afterprint", () => setWhole(false));

showFacts(index.facts);
showDocument(0);
