import type { StackFacts } from './stack.js';

/** How the pages of a TIFF are to be read: how many of each, and which page holds which. */
export interface PageOrder extends StackFacts {
  readonly channels: number;
  readonly frames: number;
  readonly planes: number;
  page(channel: number, frame: number, plane: number): number;
}

/** um in one of these; `px`, an empty text and the like are no length. */
const lengths: Readonly<Record<string, number>> = {
  m: 1e6,
  cm: 1e4,
  mm: 1e3,
  um: 1,
  µm: 1,
  μm: 1,
  micron: 1,
  microns: 1,
  micrometer: 1,
  nm: 1e-3,
  å: 1e-4,
  inch: 25_400,
  in: 25_400,
};

const seconds: Readonly<Record<string, number>> = { s: 1, sec: 1, ms: 1e-3, min: 60, h: 3600 };

/** Pixel sizes outside this range, um, come from a screen or a printer, not from a microscope. */
const plausible = { least: 0.005, most: 5 } as const;

/** A pixel size if a microscope can have it. */
export function plausiblePixel(size: number): number | undefined {
  return size >= plausible.least && size <= plausible.most ? size : undefined;
}

/** Facts of an OME-XML description; undefined if the text is none. */
export function omeOrder(xml: string, pages: number): PageOrder | undefined {
  const pixels = /<(?:\w+:)?Pixels\s([^>]*)>/.exec(xml)?.[1];
  if (pixels === undefined) return undefined;
  const text = (name: string) => unescapeXml(new RegExp(`\\b${name}="([^"]*)"`).exec(pixels)?.[1] ?? '');
  const count = (name: string) => Math.max(1, Math.floor(Number(text(name)) || 1));
  const sizes = { C: count('SizeC'), T: count('SizeT'), Z: count('SizeZ') };
  const order = (/^XY([CTZ]{3})$/.exec(text('DimensionOrder'))?.[1] ?? 'CZT').split('') as ('C' | 'T' | 'Z')[];
  const unit = text('PhysicalSizeXUnit') || 'µm';
  const size = Number(text('PhysicalSizeX')) * (lengths[unit.toLowerCase()] ?? Number.NaN);
  const interval = Number(text('TimeIncrement')) * (seconds[text('TimeIncrementUnit') || 's'] ?? Number.NaN);
  const names = [...xml.matchAll(/<(?:\w+:)?Channel\s([^>]*)>/g)].map(([, attributes]) => {
    return unescapeXml(/\bName="([^"]*)"/.exec(attributes)?.[1] ?? '');
  });
  const dark = Number(/<M K="dark">([^<]*)<\/M>/.exec(xml)?.[1] ?? Number.NaN);
  const placed = placedPages(xml, pages);
  return {
    channels: sizes.C,
    frames: sizes.T,
    planes: sizes.Z,
    page: (C, T, Z) => placed.get(`${C} ${T} ${Z}`) ?? pageIn(order, sizes, { C, T, Z }),
    pixel: plausiblePixel(size),
    interval: interval > 0 ? interval : undefined,
    names: names.length === sizes.C && names.some((name) => name !== '') ? names : undefined,
    dark: Number.isFinite(dark) ? dark : undefined,
  };
}

/** Pages that the description assigns one by one. */
function placedPages(xml: string, pages: number): ReadonlyMap<string, number> {
  const placed = new Map<string, number>();
  for (const [, attributes] of xml.matchAll(/<(?:\w+:)?TiffData\s([^>]*?)\/?>/g)) {
    const number = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(attributes)?.[1] ?? Number.NaN);
    const page = number('IFD');
    if (Number.isNaN(page) || page >= pages || (number('PlaneCount') || 1) !== 1) continue;
    placed.set(`${number('FirstC') || 0} ${number('FirstT') || 0} ${number('FirstZ') || 0}`, page);
  }
  return placed;
}

/** Facts of a description that ImageJ wrote; undefined if the text is none. `perUnit`: pixels per unit. */
export function imageJOrder(text: string, pages: number, perUnit: number): PageOrder | undefined {
  if (!text.startsWith('ImageJ=')) return undefined;
  const value = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1].trim();
  const count = (name: string) => Math.max(1, Math.floor(Number(value(name)) || 1));
  const sizes = { C: count('channels'), T: count('frames'), Z: count('slices') };
  const named = sizes.C * sizes.T * sizes.Z;
  const stack = named === 1 && pages > 1 ? { ...sizes, C: pages } : sizes;
  const unit = (value('unit') ?? '').replace(/\\u00B5/i, 'µ').toLowerCase();
  const interval = Number(value('finterval'));
  return {
    channels: stack.C,
    frames: stack.T,
    planes: stack.Z,
    page: (C, T, Z) => pageIn(['C', 'Z', 'T'], stack, { C, T, Z }),
    pixel: plausiblePixel((lengths[unit] ?? Number.NaN) / perUnit),
    interval: interval > 0 ? interval : undefined,
  };
}

/** Pages without a description are channels. `unit`: 2 for inches, 3 for centimetres, as TIFF has it. */
export function plainOrder(pages: number, perUnit: number, unit: number): PageOrder {
  const length = unit === 2 ? 25_400 : unit === 3 ? 1e4 : Number.NaN;
  const pixel = plausiblePixel(length / perUnit);
  return { channels: pages, frames: 1, planes: 1, page: (channel) => channel, pixel };
}

type Axis = 'C' | 'T' | 'Z';

function pageIn(order: readonly Axis[], sizes: Readonly<Record<Axis, number>>, at: Readonly<Record<Axis, number>>) {
  let [page, step] = [0, 1];
  for (const axis of order) {
    page += at[axis] * step;
    step *= sizes[axis];
  }
  return page;
}

/** Text of an XML attribute as it was meant. */
function unescapeXml(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g, (whole, decimal, hexadecimal, name) => {
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    if (name !== undefined) return named[name] ?? whole;
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
