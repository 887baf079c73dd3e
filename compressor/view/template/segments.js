// Cut a text into blocks, and blocks at every boundary of a span, so that spans may overlap.

const SMALL = 1200; // characters; neighbouring paragraphs share a block up to here
const LARGE = 6000; // characters; longer paragraphs are cut
const ALIGNED = /^\s*\|.*\||\S(?:\t| {3,})\S/; // a row of a table that spaces or bars align

const SHORT = 80; // characters; a gap up to here stands within the line
const WRAPPED = [40, 130]; // characters of a line that was wrapped where the page was full
const SLACK = 12; // characters that the last line may be longer than the others
const OWN_LINE = /^(?:\s|[-*•#>|+]|\d+[.)])/; // a line that begins so stands for itself

/** Return blocks {start, end, form} and, where the text is not known, {gap: [characters, sentences]}. */
function blocksOf(text, gaps) {
  const blocks = [];
  let start = 0;
  for (const [at, characters, sentences] of gaps) {
    addText(blocks, text, start, at);
    blocks.push({ start: at, end: at, gap: [characters, sentences] });
    start = at;
  }
  addText(blocks, text, start, text.length);
  blocks.forEach((block, i) => (block.inline = isShort(block) || isShort(blocks[i - 1]) || isShort(blocks[i + 1])));
  return blocks;
}

const isShort = (block) => Boolean(block?.gap) && block.gap[0] <= SHORT && block.gap[1] === null;

function addText(blocks, text, start, end) {
  let last = null;
  for (const [from, to] of paragraphs(text, start, end)) {
    const form = formOf(text.slice(from, to));
    if (last && last.form === form && form !== "wrapped" && to - last.start <= SMALL) last.end = to;
    else blocks.push((last = { start: from, end: to, form }));
  }
}

/** Yield stretches that end behind blank lines, none longer than LARGE. */
function* paragraphs(text, start, end) {
  while (start < end) {
    const blank = /\n[^\S\n]*\n\s*/g;
    blank.lastIndex = start;
    const found = blank.exec(text);
    let stop = found ? Math.min(found.index + found[0].length, end) : end;
    if (found) while (stop > found.index + 1 && text[stop - 1] !== "\n") stop -= 1; // the indent belongs to what follows
    if (stop - start > LARGE) stop = seam(text, start, start + LARGE);
    yield [start, stop];
    start = stop;
  }
}

/** Return the last place before `limit` where a cut does no harm. */
function seam(text, start, limit) {
  const at = Math.max(text.lastIndexOf("\n", limit - 1), text.lastIndexOf(" ", limit - 1));
  if (at > (start + limit) / 2) return at + 1;
  const low = text.charCodeAt(limit);
  return low >= 0xdc00 && low <= 0xdfff ? limit - 1 : limit; // not between the halves of a character
}

/** Say how a paragraph is set: "aligned" by spaces, "wrapped" at line ends that mean nothing, or "plain". */
function formOf(words) {
  const lines = words.split("\n").filter((line) => line.trim());
  if (lines.length < 2) return "plain";
  if (lines.filter((line) => ALIGNED.test(line)).length * 2 > lines.length) return "aligned";
  const [least, most] = WRAPPED;
  const full = lines.slice(0, -1).map((line) => line.length);
  const longest = Math.max(...full);
  const even = Math.min(...full) >= least && longest <= most && lines.at(-1).length <= longest + SLACK;
  return even && !lines.some((line) => OWN_LINE.test(line)) ? "wrapped" : "plain";
}

/** Yield {start, end, spans} for each stretch of a block within which the same spans hold. */
function* segmentsOf(block, spans) {
  const clipped = spans.filter((span) => span.start < block.end && span.end > block.start);
  const cuts = new Set([block.start, block.end]);
  for (const span of clipped) {
    cuts.add(Math.max(span.start, block.start));
    cuts.add(Math.min(span.end, block.end));
  }
  const places = [...cuts].sort((a, b) => a - b);
  const waiting = [...clipped].sort((a, b) => a.start - b.start);
  let open = [];
  let next = 0;
  for (let i = 0; i + 1 < places.length; i += 1) {
    open = open.filter((span) => span.end > places[i]);
    for (; next < waiting.length && waiting[next].start <= places[i]; next += 1) open.push(waiting[next]);
    yield { start: places[i], end: places[i + 1], spans: open };
  }
}

/** Return the place of the block that holds a position. */
function blockAt(blocks, position) {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (blocks[middle].start <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}
