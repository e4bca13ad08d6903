import type { ReportInput } from '../input.js';
import { escapeHtml, figure } from '../markup.js';
import { armTitle, within } from '../wording.js';
import type { Rgb } from './canvas.js';
import { type FieldKind, fieldAt, frameAt, nearestNote } from './chosen.js';
import { cutRange, drawCut, type Range } from './cut.js';
import { type RunInSpace, spread } from './input.js';
import { agentKey, colourBar, fieldLabel } from './legend.js';
import { outlineOf } from './outline.js';
import { drawing, moment, scaleBar, shot } from './shot.js';
import type { View } from './view.js';

const pixels = 320;
const moments = 4;

/** Everything that the pictures of a report share. */
export interface Scene {
  readonly input: ReportInput;
  readonly runs: readonly RunInSpace[];
  readonly view: View;
  /** Whether the plane of the cut stands, the last axis downwards. */
  readonly upright: boolean;
  /** The field that agents are drawn upon. */
  readonly ground: FieldKind | undefined;
  readonly range: Range;
  readonly types: readonly string[];
  readonly colourOf: (type: string) => Rgb;
}

/** The plane through the middle at some times, a row per arm. */
export function strip(scene: Scene): string {
  const { input, runs, view, upright, ground, range, types } = scene;
  const rows = runs.map((run) => {
    const title = armTitle(input, run.arm);
    const outline = startOutline(scene, run);
    const shots = spread(run.times, moments).map((time, i) => {
      const canvas = drawCut(pixels, view, fieldAt(run, ground, time), range, frameAt(run, time), scene.colourOf);
      return shot(
        canvas.dataUri(),
        `${title}, ${moment(time)}`,
        outline + (i === 0 ? scaleBar(view.side) : ''),
        moment(time),
      );
    });
    return `<div class="course"><h4>${escapeHtml(title)}</h4><div class="strip-row" style="--k:${shots.length};--m:${shots.length === 4 ? 2 : shots.length}">${shots.join('')}</div></div>`;
  });
  const plane = upright
    ? 'An upright plane through the middle, cells enter from above,'
    : 'The plane through the middle';
  const what = view.deep ? plane : 'The whole layer, seen from above,';
  const on =
    ground === undefined
      ? ''
      : ` Colour: ${within(fieldLabel(ground))}, with the same scale everywhere.${nearestNote(runs, ground)}`;
  const dashed = runs.some(({ frames }) => frames.length > 0) ? ' Dashed: outline at the start.' : '';
  const caption = `${what} over time, one experiment of each arm.${on}${dashed} ${view.deep ? 'Discs are what the plane cuts of each cell.' : ''}`;
  const key = `<div class="key">${agentKey(types)}${ground === undefined ? '' : colourBar('heat-ground', fieldLabel(ground), range)}</div>`;
  return figure(view.deep ? 'A cut through the middle' : 'Seen from above', caption.trim(), key + rows.join(''));
}

/** Every other field at the end, a panel per arm. */
export function otherFields(scene: Scene, kinds: readonly FieldKind[]): string {
  const { input, runs, view } = scene;
  const figures = kinds.flatMap((kind, number) => {
    const last = runs.flatMap((run) => {
      const time = run.times[run.times.length - 1];
      const field = fieldAt(run, kind, time);
      return field === undefined ? [] : [{ run, time, field }];
    });
    if (last.length === 0) return [];
    const range = cutRange(
      last.map(({ field }) => field),
      view,
    );
    const cards = last.map(({ run, field }) => {
      const title = armTitle(input, run.arm);
      const canvas = drawCut(pixels, view, field, range, undefined, scene.colourOf);
      const drawn = startOutline(scene, run) + scaleBar(view.side);
      return `<div class="card"><h4>${escapeHtml(title)}</h4>${shot(canvas.dataUri(), `${kind.name}, ${title}`, drawn, '')}</div>`;
    });
    const caption = `The same plane at ${moment(last[0].time)}. Dashed: outline of the cells at the start.`;
    const bar = `<div class="key">${colourBar(`heat-${number}`, fieldLabel(kind), range)}</div>`;
    return [figure(fieldLabel({ ...kind, unit: '1' }), caption, `${bar}<div class="cards">${cards.join('')}</div>`)];
  });
  return figures.join('\n');
}

function startOutline({ view }: Scene, { frames }: RunInSpace): string {
  if (frames.length === 0) return '';
  const points = outlineOf(frames[0], view).map(([x, y]) => {
    const u = ((x - view.centre[0]) / view.side + 0.5) * drawing;
    const v = (0.5 - (y - view.centre[1]) / view.side) * drawing;
    return `${u.toFixed(1)},${v.toFixed(1)}`;
  });
  return points.length === 0 ? '' : `<polygon class="start" points="${points.join(' ')}"/>`;
}
