// Small helpers. Whatever comes from a document goes through `el` as text, never as markup.

const byId = (id) => document.getElementById(id);
const count = new Intl.NumberFormat("en");
const counted = (n, one, many = `${one}s`) => `${count.format(n)} ${n === 1 ? one : many}`;

/** Make an element; strings among the children become text. */
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Make a button that can be pressed and released. */
function toggle(label, pressed, onToggle, attributes = {}, ...children) {
  const button = el("button", { type: "button", class: "chip", "aria-pressed": String(pressed), ...attributes });
  button.append(...children, label);
  button.addEventListener("click", () => {
    const now = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(now));
    onToggle(now);
  });
  return button;
}

/** Say something to a screen reader. */
function announce(text) {
  byId("live").textContent = text;
}

/** Read data that the page carries. */
const parsed = (id) => JSON.parse(byId(id).textContent);

/** Split what a user types into the words that all have to occur. */
const wordsOf = (query) => query.toLowerCase().split(/\s+/).filter(Boolean);

// Entity types by what they are about; a type of the user's own gets one of the last three tones.
const TONES = {
  person: ["PERSON", "NORP"],
  org: ["ORG", "SUPPLIER"],
  place: ["GPE", "LOC", "FAC"],
  time: ["DATE", "TIME"],
  amount: ["MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"],
  work: ["PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE", "EVENT"],
  code: ["CODE", "PATH", "VERSION", "TICKET", "TAG"],
  contact: ["EMAIL", "URL", "PHONE", "IP"],
  term: ["TERM"],
};
const OWN_TONES = ["own-1", "own-2", "own-3"];
const toneByType = new Map(Object.entries(TONES).flatMap(([tone, types]) => types.map((type) => [type, tone])));

/** Name the colour of an entity type, the same wherever it is asked for. */
function toneOf(type) {
  const known = toneByType.get(type);
  if (known) return known;
  const sum = Array.from(type).reduce((total, letter) => total + letter.codePointAt(0), 0);
  return OWN_TONES[sum % OWN_TONES.length];
}
