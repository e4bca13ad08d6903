import { assays, compareArms, takenMeasure } from '@invadolab/assays';
import type { ReportArm, ReportInput } from './input.js';
import { escapeHtml, table } from './markup.js';
import { duration, measureTitle, ratio } from './wording.js';

/** What each automatic control should show, what it showed, and whether that is as it must be. */
export function controlsTable(input: ReportInput): string {
  const rows = input.facts.arms.flatMap((arm) => (arm.expect === undefined ? [] : [judge(input, arm, arm.expect)]));
  if (rows.length === 0) return '';
  return table(
    'Controls that the assay adds by itself',
    ['Control', 'Measure', 'Expected ratio', 'Found', 'Verdict'],
    rows,
  );
}

function judge(input: ReportInput, arm: ReportArm, expect: NonNullable<ReportArm['expect']>): string[] {
  const taken = new Set(input.measures.map(({ measure }) => measure));
  const resolved = takenMeasure(assays[input.manifest.assay], expect.measure, taken);
  const id = resolved?.id ?? expect.measure;
  const rows = input.measures.filter((row) => row.measure === id);
  const time = rows.reduce((last, row) => Math.max(last, row.time), 0);
  const bare = input.facts.arms.find((each) => each.bare)?.id;
  const [{ effect }] = compareArms(rows, {
    control: input.facts.control,
    arms: [arm.id],
    measure: id,
    definition: resolved?.definition ?? {},
    time,
    seed: input.manifest.seed,
    cellFree: bare === arm.id ? undefined : bare,
  });
  const [low, high] = expect.ratio;
  const fits = effect.ratio >= low && effect.ratio <= high;
  const verdict = Number.isNaN(effect.ratio) ? 'not judged' : fits ? 'as expected' : 'misbehaves';
  const tone = Number.isNaN(effect.ratio) ? 'cannot-be-decided' : fits ? 'good' : 'bad';
  const title = `${measureTitle(input, id)} at ${duration(time)}`;
  return [
    escapeHtml(arm.title),
    escapeHtml(title),
    `${ratio(low)}\u2013${ratio(high)}`,
    ratio(effect.ratio),
    `<span class="verdict ${tone}">${verdict}</span>`,
  ];
}
