import { escapeHtml, figure } from '../markup.js';
import { armTitle, within } from '../wording.js';
import { fieldAt, frameAt, nearestNote } from './chosen.js';
import { agentKey, fieldLabel } from './legend.js';
import { shownLength } from './projection.js';
import { drawing, moment, scaleBar } from './shot.js';
import { drawSpace } from './space.js';
import type { Scene } from './strip.js';

const pixels = 320;
/** Arms side by side, at most. */
const most = 6;

/**
 * Agents in space over time: a button per moment and one that plays them, for all arms at once. Radio buttons and a check
 * box do it without a script, also from the keyboard.
 */
export function lapse(scene: Scene): string {
  const { input, view, ground, range, types } = scene;
  const shown = scene.runs.filter(({ frames }) => frames.length > 0).slice(0, most);
  if (!view.deep || shown.length === 0) return '';
  const times = shown[0].frames.map(({ time }) => time);
  const level = (range.low + range.high) / 2;
  const cards = shown.map((run) => {
    const title = armTitle(input, run.arm);
    const images = times.map((time, i) => {
      const field = fieldAt(run, ground, time);
      const canvas = drawSpace(pixels, view, field && { field, level }, frameAt(run, time), scene.colourOf);
      const alt = `${title} in three dimensions, ${moment(time)}`;
      return `<div style="--i:${i}"><img src="${canvas.dataUri()}" alt="${escapeHtml(alt)}"><span>${moment(time)}</span></div>`;
    });
    const drawn = scaleBar(shownLength(view));
    const over = `<svg viewBox="0 0 ${drawing} ${drawing}" aria-hidden="true">${drawn}</svg>`;
    return `<div class="card"><h4>${escapeHtml(title)}</h4><div class="picture film">${images.join('')}${over}</div></div>`;
  });
  const last = times.length - 1;
  const buttons = times.map((_, i) => {
    return `<input class="hidden" type="radio" name="lapse" id="lapse-${i}"${i === last ? ' checked' : ''}>`;
  });
  const labels = times.map((time, i) => `<label for="lapse-${i}">${moment(time)}</label>`);
  const body = [
    agentKey(types),
    `<div class="lapse" style="--n:${times.length};--shot:shot-${times.length}">`,
    '<input class="hidden" type="checkbox" id="lapse-play">',
    ...buttons,
    `<div class="chips"><label class="play" for="lapse-play">Play</label>${labels.join('')}</div>`,
    `<div class="films">${cards.join('')}</div></div>`,
  ].join('');
  const veil =
    ground === undefined
      ? ''
      : ` The pale veil is where ${within(fieldLabel({ ...ground, unit: '1' }))} is half of the highest value shown.${nearestNote(shown, ground)}`;
  const caption =
    `Seen from above at 25 degrees, without perspective: equal lengths look equal at any depth; what is further away is darker.${veil} ` +
    'Every position of every cell is in the folder of this run, for the Simularium viewer; every field as OME-Zarr, for napari or Fiji.';
  return figure('In three dimensions', caption, body);
}
