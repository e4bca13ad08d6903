import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';

/** What a picture keeps of the style sheets of the page, so that it looks the same without them. */
const kept = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'font-variant-numeric',
  'letter-spacing',
  'text-anchor',
  'dominant-baseline',
  'paint-order',
  'visibility',
  'display',
] as const;

const typeface = 'Inter, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", Arial, sans-serif';

/** Times the size on the screen at which a picture of points is kept. */
const sharpness = 2;

/** The drawing as a file that needs nothing else: colours of the page as they are, a ground behind it, the letters with it. */
export async function svgFile(drawing: SVGSVGElement, title: string): Promise<string> {
  const { width, height } = drawing.getBoundingClientRect();
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [drawing, ...drawing.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  for (const [i, original] of originals.entries()) inline(original, copies[i]);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const name = document.createElementNS(svg, 'title');
  name.textContent = title;
  const letters = document.createElementNS(svg, 'style');
  letters.textContent = `@font-face{font-family:Inter;font-weight:100 900;src:url(${await fontData()}) format("woff2")}`;
  copy.prepend(name, letters, ground());
  return new XMLSerializer().serializeToString(copy);
}

/** The drawing in points, at twice its size on the screen. */
export async function pngFile(drawing: SVGSVGElement | HTMLCanvasElement, title: string): Promise<Blob> {
  const canvas = drawing instanceof HTMLCanvasElement ? drawing : await painted(drawing, title);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the browser made no picture'))), 'image/png');
  });
}

const svg = 'http://www.w3.org/2000/svg';

function inline(original: Element, copy: Element): void {
  const style = getComputedStyle(original);
  const text = kept
    .map((property) => `${property}:${property === 'font-family' ? typeface : style.getPropertyValue(property)}`)
    .join(';');
  copy.removeAttribute('class');
  copy.setAttribute('style', text);
}

function ground(): SVGRectElement {
  const rect = document.createElementNS(svg, 'rect');
  rect.setAttribute('width', '100%');
  rect.setAttribute('height', '100%');
  rect.setAttribute('fill', getComputedStyle(document.documentElement).getPropertyValue('--lab-panel').trim());
  return rect;
}

let font: Promise<string> | undefined;

function fontData(): Promise<string> {
  font ??= fetch(inter)
    .then((response) => response.blob())
    .then(dataUrl);
  return font;
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

async function painted(drawing: SVGSVGElement, title: string): Promise<HTMLCanvasElement> {
  const { width, height } = drawing.getBoundingClientRect();
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([await svgFile(drawing, title)], { type: 'image/svg+xml' }));
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * sharpness);
  canvas.height = Math.round(height * sharpness);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return canvas;
}
