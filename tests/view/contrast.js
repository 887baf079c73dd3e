// Returns every text with less contrast than WCAG asks for at AA, against the first opaque background behind it.
const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

function channels(color) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  return canvas.getImageData(0, 0, 1, 1).data;
}

function luminance(color) {
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const [red, green, blue] = [...channels(color)].map((part) => linear(part / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function behind(node) {
  const color = getComputedStyle(node).backgroundColor;
  return channels(color)[3] === 255 ? color : behind(node.parentElement);
}

function isText(node) {
  const words = [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
  return words && node.checkVisibility({ visibilityProperty: true }) && !node.matches(".unseen, .skip, option, script");
}

return [...document.querySelectorAll("body *")].filter(isText).flatMap((node) => {
  const pair = [luminance(getComputedStyle(node).color), luminance(behind(node))];
  const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
  return ratio < 4.5 ? [[node.className || node.id || node.tagName, node.textContent.slice(0, 30), ratio]] : [];
});
