import { escapeHtml } from '../markup.js';
import { duration } from '../wording.js';
import { barLength } from './view.js';

/** Units of the drawings over pictures, along each side. */
export const drawing = 400;

/** A scale bar with its length, in the corner of a drawing that shows `side` um. */
export function scaleBar(side: number): string {
  const length = barLength(side);
  const width = (length / side) * drawing;
  const right = drawing - 16;
  const text = length >= 1000 ? `${length / 1000} mm` : `${length} \u00b5m`;
  return [
    `<rect x="${(right - width).toFixed(1)}" y="${drawing - 20}" width="${width.toFixed(1)}" height="5" fill="#fff"/>`,
    `<text x="${right}" y="${drawing - 29}" text-anchor="end">${text}</text>`,
  ].join('');
}

/** One picture with what is drawn over it, and words below. */
export function shot(uri: string, alt: string, drawn: string, below: string): string {
  return [
    '<div class="shot"><div class="picture">',
    `<img src="${uri}" alt="${escapeHtml(alt)}">`,
    `<svg viewBox="0 0 ${drawing} ${drawing}" aria-hidden="true">${drawn}</svg></div>`,
    below === '' ? '' : `<span>${escapeHtml(below)}</span>`,
    '</div>',
  ].join('');
}

/** A time since the start, in words. */
export function moment(seconds: number): string {
  return seconds === 0 ? 'Start' : duration(seconds);
}
