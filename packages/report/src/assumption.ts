import type { AssumptionsTried, PlausibleNumber } from '@invadolab/results';
import type { ReportInput } from './input.js';
import { type JudgedArm, stateMeasure } from './judged.js';
import { ratio, short, unitText } from './wording.js';

type Tried = AssumptionsTried['arms'][number];

/** Which assumption an answer hangs on most, and the value at which it would be another, as a sentence. */
export function assumptionSentence(input: ReportInput, found: JudgedArm): string {
  const { uncertainty } = input;
  const start = 'Most sensitive assumption: ';
  if (uncertainty === undefined) return `${start}not determined in this assay.`;
  const { assumptions } = uncertainty;
  const state = stateMeasure(input, found.measure);
  const tried = assumptions?.measure === state && assumptions.arms.find(({ arm }) => arm === found.arm);
  if (!assumptions || !tried) return `${start}not determined in a run of this size.`;
  const { strongest, flip } = tried;
  const all = `${assumptions.tried} tried${tried.lost > 0 ? `, ${lostEnds(tried)}` : ''}`;
  if (tried.ratio === null) return `${start}not determined: the control shows nothing in the reduced form.`;
  if (strongest === null) return `${start}none of the ${assumptions.tried} tried moves the ratio.`;
  const [low, high] = strongest.ratios;
  const { name, unit, range } = strongest.number;
  const moves = `${start}${name} (${end(low)} at ${withUnit(range[0], unit)}, ${end(high)} at ${withUnit(range[1], unit)})`;
  if (found.verdict === 'cannot be decided') return `${moves}.`;
  if (tried.answer !== expected[found.verdict])
    return `${start}not determined: the reduced form, in which assumptions are tried, has a ratio of ${ratio(tried.ratio)} here.`;
  if (flip === null) return `${moves}; no single assumption within its plausible range flips the answer (${all}).`;
  const { number: own, side, at } = flip;
  const turning = `it is ${side} ${withUnit(at, own.unit)} (now ${withUnit(own.value, own.unit)}; plausible ${rangeText(own)})`;
  return `${start}${own.name}; the answer flips if ${turning}.`;
}

/** What the ratio alone must say for a verdict to be asked about. */
const expected = {
  lowers: 'lowers',
  raises: 'raises',
  'does not detectably change': 'about the same',
  'cannot be decided': 'unknown',
} as const;

function lostEnds({ lost }: Tried): string {
  return `the control shows nothing at ${lost} ${lost === 1 ? 'end' : 'ends'} of their ranges`;
}

function end(value: number | null): string {
  return value === null ? 'no ratio' : `ratio ${ratio(value)}`;
}

function rangeText({ range: [low, high], unit }: PlausibleNumber): string {
  return `${short(low)} to ${withUnit(high, unit)}`;
}

function withUnit(value: number, unit: string): string {
  return `${short(value)} ${unitText(unit)}`.trim();
}
