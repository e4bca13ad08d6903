import { type Adaptation, adaptation } from '@invadolab/assays';
import type { ReportInput } from './input.js';
import { escapeHtml, table } from './markup.js';
import { armTitle, duration, interval, measureTitle, ratio, referenceOf } from './wording.js';

/** Measures that only grow, from which gains are read; the first that was taken. */
const growing = ['matrix.degraded_area', 'matrix.degraded_area.true'];

/**
 * How the survivors of every treated arm answer over time, against the same cells without its doses, or what it is compared with
 * where no arm has those; empty where no arm is treated in doses.
 */
export function adaptations(input: ReportInput): readonly Adaptation[] {
  const { facts, measures, manifest } = input;
  const measure = growing.find((id) => measures.some((row) => row.measure === id));
  if (measure === undefined) return [];
  return facts.arms.flatMap(({ id, doses = [] }) => {
    if (id === facts.control || doses.length === 0) return [];
    const control = shamIn(input, id);
    return [adaptation(measures, { arm: id, control, measure, doses, seed: manifest.seed })];
  });
}

/** Tables of gains between readings and after each dose, for the report. */
export function adaptiveTables(input: ReportInput): string {
  const found = adaptations(input);
  if (found.length === 0) return '';
  const measure = growing.find((id) => input.measures.some((row) => row.measure === id))!;
  const title = measureTitle(input, measure);
  const times = found[0].course.map(({ from, until }) => `${duration(from)}\u2013${duration(until)}`);
  const course = found.map(({ arm, course: gains }) => [
    escapeHtml(armTitle(input, arm)),
    escapeHtml(armTitle(input, shamIn(input, arm))),
    ...gains.map(({ effect }) => `${ratio(effect.ratio)} <span class="muted">(${interval(effect)})</span>`),
  ]);
  const summary = found.map((each) => [
    escapeHtml(armTitle(input, each.arm)),
    each.gains.map(({ dose, effect }) => `${dose}: ${ratio(effect.ratio)}`).join(', '),
    halfLifeText(each),
    persistenceText(each),
  ]);
  const said =
    '<p>Between two readings, what a cell that lives on adds, over what a cell with the same changes and no doses adds. Clonogenic survival and growth are not in it.</p>';
  return [
    said,
    table(`${title} gained, as a ratio (95 % sampling interval)`, ['Arm', 'Against', ...times], course),
    table(
      'Adaptation',
      ['Arm', 'Gain after dose (adaptive.gain)', 'Half-life of the gain (adaptive.half_life)', 'Persistent at 14 d'],
      summary,
    ),
  ].join('\n');
}

function shamIn(input: ReportInput, arm: string): string {
  return input.facts.arms.find(({ id }) => id === arm)?.sham ?? referenceOf(input, arm);
}

/** The same in a sentence for the terminal. */
export function adaptiveSentences(input: ReportInput): readonly string[] {
  return adaptations(input).map((each) => {
    const gains = each.gains.map(({ effect }) => ratio(effect.ratio)).join(', ');
    const half = Number.isNaN(each.halfLife) ? '' : `; half-life ${halfLifeText(each)}`;
    const lasting = each.persistent === undefined ? '' : `; ${each.persistent ? 'persistent' : 'gone'} at 14 d`;
    return `${armTitle(input, each.arm)}: gain per surviving cell after each dose ${gains}${half}${lasting}`;
  });
}

function halfLifeText({ halfLife, beyond }: Adaptation): string {
  if (Number.isNaN(halfLife)) return 'no gain';
  return `${beyond ? 'more than ' : ''}${duration(halfLife)}`;
}

function persistenceText({ persistent }: Adaptation): string {
  if (persistent === undefined) return 'not read';
  return persistent ? 'yes' : 'no';
}
