import { composite, type DisplayRange, type MicroscopeImage, samplesOf, sharedRange } from '@invadolab/assays';
import { encode } from 'fast-png';
import type { Comparison } from './compared.js';
import type { ReportInput } from './input.js';
import { escapeHtml, figure } from './markup.js';
import { armTitle, duration, number } from './wording.js';

/** um of the sample that a picture shows, and pixels across it, at most. */
const view = 60;
const pixels = 320;
const most = 8;

/** The last picture of one cell in each arm, arm beside arm, with the same contrast. */
export function micrographs(input: ReportInput, arms: readonly string[], headline: Comparison | undefined): string {
  const last = input.images.reduce((time, image) => Math.max(time, image.time), 0);
  const candidates = input.images.filter(({ time }) => time === last);
  const chosen = typicalCell(input, candidates, headline);
  const shown = arms
    .flatMap((arm) => candidates.find((image) => image.arm === arm && cellKey(image) === chosen) ?? [])
    .slice(0, most)
    .map((image) => binned(cropped(image)));
  if (shown.length === 0) return '';
  const channels = shown[0].channels.map(({ name }) => name);
  const ranges = Object.fromEntries(channels.map((name) => [name, sharedRange(shown, name)]));
  const cards = shown.map((image) => card(input, image, ranges));
  const caption =
    `Rendered microscope images of one cell in each arm at ${duration(last)}, with the same contrast in every ` +
    `arm: film in blue, actin in amber, marker in violet; stains from just below the light of the ventral face; below, the channels alone. Scale bar 5 \u00b5m; pixel ` +
    `${number(shown[0].pixel)} \u00b5m. Blur, background, photon and camera noise as listed under methods; brightness is ` +
    'not calibrated. The same cell in every arm: the photographed one nearest to the mean of the control.';
  return figure('Actin, marker and film', caption, `<div class="cards">${cards.join('\n')}</div>`);
}

function card(input: ReportInput, image: MicroscopeImage, ranges: Readonly<Record<string, DisplayRange>>): string {
  const title = armTitle(input, image.arm);
  const { width, height } = image;
  const bar = 5 / image.pixel;
  const picture = dataUri(encode({ width, height, data: coarse(composite(image, ranges)), depth: 8, channels: 3 }));
  const thumbnails = image.channels.map(({ name, data }) => {
    const half = { width: Math.floor(width / 2), height: Math.floor(height / 2), data: means(data, width, height, 2) };
    const grey = dataUri(encode({ ...half, data: coarse(levels(half.data, ranges[name])), depth: 8, channels: 1 }));
    const alt = `${name} channel, ${title}`;
    return `<div><img src="${grey}" width="${half.width}" height="${half.height}" alt="${escapeHtml(alt)}"><span>${escapeHtml(name)}</span></div>`;
  });
  const alt = `Composite of film, actin and marker: ${title}, ${duration(image.time)}`;
  return [
    `<div class="card"><h4>${escapeHtml(title)}</h4>`,
    `<div class="picture"><img src="${picture}" width="${width}" height="${height}" alt="${escapeHtml(alt)}">`,
    `<svg viewBox="0 0 ${width} ${height}" aria-hidden="true"><rect x="${width - bar - 12}" y="${height - 18}" width="${bar}" height="5" fill="#fff"/></svg></div>`,
    `<div class="thumbnails">${thumbnails.join('')}</div></div>`,
  ].join('');
}

/** The middle of an image, at most `view` um wide. */
function cropped(image: MicroscopeImage): MicroscopeImage {
  const size = Math.min(image.width, image.height, Math.round(view / image.pixel));
  const left = Math.floor((image.width - size) / 2);
  const top = Math.floor((image.height - size) / 2);
  const channels = image.channels.map(({ name, data }) => {
    const part = new Uint16Array(size * size);
    for (let row = 0; row < size; row++) {
      const from = (top + row) * image.width + left;
      part.set(data.subarray(from, from + size), row * size);
    }
    return { name, data: part };
  });
  return { ...image, width: size, height: size, channels };
}

/** Means of square blocks, so that the picture is at most `pixels` wide. */
function binned(image: MicroscopeImage): MicroscopeImage {
  const factor = Math.ceil(image.width / pixels);
  const { width, height } = image;
  const channels = image.channels.map(({ name, data }) => ({ name, data: means(data, width, height, factor) }));
  const size = { width: Math.floor(width / factor), height: Math.floor(height / factor) };
  return { ...image, ...size, pixel: image.pixel * factor, channels };
}

function means(data: Uint16Array, width: number, height: number, factor: number): Uint16Array {
  const across = Math.floor(width / factor);
  const result = new Uint16Array(across * Math.floor(height / factor));
  for (let i = 0; i < result.length; i++) {
    const column = (i % across) * factor;
    const row = Math.floor(i / across) * factor;
    let sum = 0;
    for (let r = row; r < row + factor; r++) {
      for (let c = column; c < column + factor; c++) sum += data[r * width + c];
    }
    result[i] = Math.round(sum / (factor * factor));
  }
  return result;
}

/** The photographed cell whose control is nearest to the mean of all control cells in what the study asks first. */
function typicalCell(input: ReportInput, images: readonly MicroscopeImage[], headline: Comparison | undefined): string {
  const control = images.filter(({ arm }) => arm === input.facts.control);
  const sample = samplesOf(input.measures, headline?.measure ?? '', headline?.time ?? 0);
  const value = headline?.arms[0]?.effect.control ?? 0;
  const away = (image: MicroscopeImage) => {
    const own = sample.get(image.arm)?.get(image.experiment)?.get(image.cell);
    return own === undefined ? Number.POSITIVE_INFINITY : Math.abs(own - value);
  };
  const pool = control.length > 0 ? control : images;
  const [nearest] = pool.map((image) => ({ key: cellKey(image), away: away(image) })).sort((a, b) => a.away - b.away);
  return nearest?.key ?? '';
}

const cellKey = ({ experiment, cell }: MicroscopeImage) => `${experiment}/${cell}`;

function levels(counts: Uint16Array, { dark, bright }: DisplayRange): Uint8Array {
  return Uint8Array.from(counts, (count) =>
    Math.round(255 * Math.min(1, Math.max(0, (count - dark) / (bright - dark)))),
  );
}

/** 32 levels, which noise hides and which compress to half: the image files keep all. */
function coarse(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte & 0xf8) | (byte >> 5));
}

function dataUri(png: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < png.length; i += 8192) binary += String.fromCharCode(...png.subarray(i, i + 8192));
  return `data:image/png;base64,${btoa(binary)}`;
}
