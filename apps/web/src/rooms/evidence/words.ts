import type { TFunction } from 'i18next';
import type { BoardPart } from '../../worker/score-board.js';

/** The published side of a comparison in words: a direction, or a value with its unit. */
export function expectedWords(t: TFunction, expected: BoardPart['expected']): string {
  if ('direction' in expected) return t(`expected.${expected.direction}`);
  const [low, high] = expected.number;
  // As published: no digits that the paper does not have.
  const value = low === high ? String(low) : `${low}–${high}`;
  return expected.unit === 'ratio' ? t('expected.ratio', { value }) : `${value} ${unitWords(expected.unit)}`.trim();
}

/** The model's side: the median and its interval; ratios have no unit. */
export function predictedWords(t: TFunction, part: BoardPart): string {
  const { scored, expected } = part;
  if (scored === undefined) return t('predicted.unscored');
  if (scored.predicted === null) return t('predicted.nothing');
  const [low, high] = scored.interval;
  const ends = low === null || high === null ? '' : ` (${numberWords(low)}–${numberWords(high)})`;
  const unit = isRatio(expected) ? '×' : ` ${unitWords(part.unit)}`;
  return `${numberWords(scored.predicted)}${unit}${ends}`;
}

/** Whether arm is compared with control, rather than a value with a published one. */
export function isRatio(expected: BoardPart['expected']): boolean {
  return 'direction' in expected || expected.unit === 'ratio';
}

/** Two digits that say something, no exponents. */
export function numberWords(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 0.001) return '< 0.001';
  return value.toFixed(size < 0.1 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0);
}

/** A unit as it is printed. */
export function unitWords(unit: string): string {
  if (unit === '1' || unit === 'ratio') return '';
  return unit.replace(/\bum/g, 'µm').replace(/2\b/g, '²').replace(/3\b/g, '³');
}

/** A time as a person says it. */
export function timeWords(seconds: number): string {
  if (seconds >= 2 * 86400) return `${numberWords(seconds / 86400).replace(/\.00$/, '')} d`;
  if (seconds >= 3600) return `${numberWords(seconds / 3600).replace(/\.00$/, '')} h`;
  return seconds >= 60 ? `${Math.round(seconds / 60)} min` : `${seconds} s`;
}

/** A measure in the reader's language. */
export function measureWords(t: TFunction, { measure, title }: BoardPart): string {
  const key = measure.replace(/\.true$/, '').replace(/[.-]/g, '_');
  return t(`measures.${key}`, { defaultValue: title });
}
