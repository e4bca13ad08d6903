import { assays } from '@invadolab/assays';
import { hasReducedForm } from '../reduced/measure.js';
import type { StudyFile } from '../schema.js';
import { type Place, problemAt } from '../shape.js';
import type { Study, UncertaintySize } from '../study.js';
import { candidates, confirmedNumbers, halvings, soughtTurns } from './flips.js';

/** In full, and the most of a first look. */
const usual: UncertaintySize = { draws: 100, cells: 4, assumptions: true };
const quick = { draws: 20, cells: 2 };

/** Options that replace what a file asks. */
interface Options {
  readonly quick?: boolean;
  readonly uncertainty?: UncertaintySize;
}

/**
 * What a study asks about uncertain numbers. Nothing where it brings its own model or an assay that the reduced form does not
 * know: throws `BadInput` if it asks all the same.
 */
export function askedUncertainty(
  file: StudyFile,
  assay: string,
  place: Place,
  options: Options,
): Pick<Study, 'uncertainty'> {
  if (file.model === undefined && hasReducedForm(assay)) {
    const asked = { ...usual, ...file.uncertainty };
    return { uncertainty: options.uncertainty ?? (options.quick ? firstLook(asked, file) : asked) };
  }
  if (file.uncertainty === undefined) return {};
  const able = Object.keys(assays).filter(hasReducedForm).join(', ');
  throw problemAt(place, ['uncertainty'], {
    found: file.model === undefined ? `uncertainty, with ${assay}` : 'uncertainty, with a model file',
    expected: `uncertainty only with a cell profile and one of the assays ${able}`,
  });
}

/** No more than a first look takes, unless the file says otherwise for it. */
function firstLook({ draws, cells }: UncertaintySize, file: StudyFile): UncertaintySize {
  const most = { draws: Math.min(draws, quick.draws), cells: Math.min(cells, quick.cells), assumptions: false };
  return { ...most, ...file.quick?.uncertainty };
}

/** What the work has to go through, besides its size. */
export interface UncertaintyCounts {
  /** Arms compared with the control. */
  readonly arms: number;
  /** Those of them whose assumptions are tried. */
  readonly spoken: number;
  /** Assumed numbers. */
  readonly numbers: number;
  /** Calibrated sets that there are. */
  readonly sets: number;
}

/** Arms of a study that are compared with the control, and the entries they come from: of a dose series one dose speaks. */
export function comparedArms(study: Study): { readonly arms: readonly string[]; readonly entries: number } {
  const own = study.arms.filter(({ id, bare, expect }) => id !== study.control && !bare && expect === undefined);
  return { arms: own.map(({ id }) => id), entries: new Set(own.map(({ entry }) => entry)).size };
}

/** Cells that the reduced form carries through a whole study for it, at most. */
export function reducedCells(
  { draws, cells, assumptions }: UncertaintySize,
  { arms, spoken, numbers, sets }: UncertaintyCounts,
): number {
  const drawn = Math.min(draws, sets) * cells * (1 + arms);
  if (!assumptions || spoken === 0 || numbers === 0) return drawn;
  const screened = candidates + 2 * numbers;
  const lookedAt = 1 + 2 * confirmedNumbers * spoken + halvings * soughtTurns * spoken;
  return drawn + (screened + cells * lookedAt) * (1 + spoken);
}

/** Fewer sets give no 95 % interval worth the name. */
const fewestDraws = 40;
/** One cell alone may be unlike all others. */
const fewestCells = 2;

/** The most that fits into so many cells: first fewer cells, then fewer sets, then no assumptions, then nothing. */
export function uncertaintyWithin(most: number, size: UncertaintySize, counts: UncertaintyCounts): UncertaintySize {
  const { draws, cells, assumptions } = size;
  const few = Math.min(cells, fewestCells);
  const fewer = Math.min(draws, fewestDraws);
  const smaller: UncertaintySize[] = [
    size,
    { draws, cells: few, assumptions },
    { draws: fewer, cells: few, assumptions },
    { draws: fewer, cells: few, assumptions: false },
  ];
  return smaller.find((each) => reducedCells(each, counts) <= most) ?? { draws: 0, cells: few, assumptions: false };
}
