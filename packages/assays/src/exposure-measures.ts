import type { MeasureDefinition } from './assay.js';

/** A concentration or an occupancy that a measure of a dosed drug is about. */
export interface ExposureMeasure {
  readonly id: string;
  /** The time course behind it: the id without what is made of it. */
  readonly course: string;
  readonly drug: string;
  /** `free`, `occupancy` ... */
  readonly what: string;
  /** Of occupancies: the target. */
  readonly target?: string;
  readonly ending: Ending;
}

export type Ending = '' | 'peak' | 'trough' | 'mean' | 'half';

const concentrations: Readonly<Record<string, string>> = {
  total: 'in plasma, bound and free',
  plasma: 'free in plasma',
  free: 'free at the cell',
  carried: 'in plasma in its carrier',
  delivered: 'at the site, of all that was given',
};
const endings: Readonly<Record<Exclude<Ending, ''>, string>> = {
  peak: 'highest level',
  trough: 'lowest level',
  mean: 'mean level',
  half: 'share of the time above one half',
};
const window = 'over the last dosing interval up to this time, or from the start where there is none.';

/** Reads `drug.<drug>.free.peak`, `drug.<drug>.occupancy.<target>.half` and their like; undefined for anything else. */
export function readExposureMeasure(id: string): ExposureMeasure | undefined {
  const level = /^drug\.(.+)\.(total|plasma|free|carried|delivered)(?:\.(peak|trough|mean))?$/.exec(id);
  if (level)
    return { id, course: `drug.${level[1]}.${level[2]}`, drug: level[1], what: level[2], ending: endingOf(level[3]) };
  const share = /^drug\.([^.]+(?:\.[^.]+)*?)\.occupancy\.(.+?)(?:\.(peak|trough|mean|half))?$/.exec(id);
  if (!share) return undefined;
  const [, drug, target, ending] = share;
  return { id, course: `drug.${drug}.occupancy.${target}`, drug, what: 'occupancy', target, ending: endingOf(ending) };
}

/** A pocket as a person says it: `A.b-c` is where `b c` is in A. */
export function targetWords(pocket: string): string {
  const [molecule, ...where] = pocket.split('.');
  return where.length === 0 ? molecule : `${molecule} (${where.join(' ').replace(/[-_]/g, ' ')})`;
}

function endingOf(text: string | undefined): Ending {
  return (text ?? '') as Ending;
}

/** Title, unit and definition of a measure of a dosed drug; undefined for an id that is none. */
export function exposureMeasure(id: string): MeasureDefinition | undefined {
  const found = readExposureMeasure(id);
  if (!found) return undefined;
  const { drug, what, target, ending } = found;
  const subject =
    target === undefined ? `${drug} ${concentrations[what]}` : `${targetWords(target)} occupied by ${drug}`;
  const unit = target === undefined && what !== 'delivered' ? 'nM' : '1';
  if (ending === '') return { title: subject, unit, definition: 'Value at this time.', scale: 'ratio' };
  const definition = `${endings[ending][0].toUpperCase()}${endings[ending].slice(1)} ${window}`;
  return { title: `${endings[ending]} of ${subject}`, unit, definition, scale: 'ratio' };
}
