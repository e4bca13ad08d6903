import type { ReportInput } from '../input.js';
import type { Palette } from '../palette.js';
import { freeCurves } from './curve.js';
import { fateStrips } from './fates.js';
import { organBars } from './organs.js';

/** Figures of simulated individuals: who is free of metastases, where they are, where cells were lost. None for other assays. */
export function metastasisFigures(input: ReportInput, arms: readonly string[], palette: Palette): readonly string[] {
  if (!input.measures.some(({ measure }) => measure === 'simulated.metastasis_free')) return [];
  return [freeCurves(input, arms, palette), organBars(input, arms, palette), fateStrips(input, arms)];
}
