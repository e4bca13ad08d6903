import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';

/** What a part of a drawing takes from the part that it is in, unless it has its own. */
const inherited = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
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
  for (const [i, original] of originals.entries())
    inline(original, copies[i], original === drawing ? undefined : (original.parentElement ?? undefined));
  for (const style of copy.querySelectorAll('style')) style.remove();
  copy.setAttribute('xmlns', svg);
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

/** Writes the colours and letters that the page gives a part into the part itself; `around` is what it is in. */
function inline(original: Element, copy: Element, around: Element | undefined): void {
  const style = getComputedStyle(original);
  const outer = around && getComputedStyle(around);
  const own = inherited.filter((property) => style.getPropertyValue(property) !== outer?.getPropertyValue(property));
  const text = own.map((property) => {
    return `${property}:${property === 'font-family' ? typeface : style.getPropertyValue(property)}`;
  });
  if (style.opacity !== '1') text.push(`opacity:${style.opacity}`);
  if (style.display === 'none') text.push('display:none');
  for (const name of ['class', ...inherited]) copy.removeAttribute(name);
  if (text.length > 0) copy.setAttribute('style', text.join(';'));
  else copy.removeAttribute('style');
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
