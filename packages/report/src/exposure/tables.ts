import { mean, quantile, samplesOf, targetWords } from '@invadolab/assays';
import type { ReportDosed, ReportInput } from '../input.js';
import { escapeHtml, table } from '../markup.js';
import { armTitle, duration, number } from '../wording.js';

/** Mean of the individuals, with the range that holds nine of ten of them. */
export interface Spread {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

/** A measure of one arm at its last time; undefined where it was not taken. */
export function spreadOf(input: ReportInput, arm: string, measure: string): (Spread & { time: number }) | undefined {
  const times = input.measures.filter((row) => row.arm === arm && row.measure === measure).map(({ time }) => time);
  if (times.length === 0) return undefined;
  const time = Math.max(...times);
  const individuals = samplesOf(input.measures, measure, time).get(arm);
  if (individuals === undefined) return undefined;
  const values = [...individuals.values()].map((cells) => mean([...cells.values()])).sort((a, b) => a - b);
  return { mean: mean(values), low: quantile(values, 0.05), high: quantile(values, 0.95), n: values.length, time };
}

/** Total and free side by side: what is measured in blood, and what can bind. */
export function levelsTable(input: ReportInput, dosed: readonly (readonly [string, ReportDosed])[]): string {
  const rows = dosed.map(([arm, drug]) => {
    const level = (what: string) => said(spreadOf(input, arm, `drug.${drug.id}.${what}`));
    return [
      escapeHtml(armTitle(input, arm)),
      escapeHtml(`${drug.name} ${drug.regimen}`),
      level('total.peak'),
      level('plasma.peak'),
      escapeHtml(drug.site.replace(/-/g, ' ')),
      level('free.peak'),
      level('free.mean'),
      level('free.trough'),
    ];
  });
  return table(
    `Concentrations (nM) ${windowText(input, dosed)}: mean of the individuals, and the range that holds nine of ten`,
    [
      'Arm',
      'Given',
      'Total peak',
      'Free peak in plasma',
      'Site',
      'Free peak there',
      'Free mean there',
      'Free trough there',
    ],
    rows,
  );
}

/** Where what was given in carriers is: nothing where nothing was. */
export function carriersTable(input: ReportInput, dosed: readonly (readonly [string, ReportDosed])[]): string {
  const carried = dosed.filter(([, { carrier }]) => carrier !== undefined);
  if (carried.length === 0) return '';
  const rows = carried.map(([arm, drug]) => {
    const of = (what: string) => spreadOf(input, arm, `drug.${drug.id}.${what}`);
    return [
      escapeHtml(armTitle(input, arm)),
      escapeHtml(`${drug.name} in ${drug.carrier}`),
      said(of('carried.peak')),
      said(of('carried')),
      escapeHtml(drug.site.replace(/-/g, ' ')),
      percent(of('delivered.peak')),
      percent(of('delivered')),
      said(of('free.mean')),
    ];
  });
  const note =
    'Release by enzymes is followed here at their usual level, with what the drugs of the arm leave of them; in the cells of this study ' +
    'it follows the enzymes of each cell.';
  const heads = [
    'Arm',
    'Given',
    'Carried peak',
    'Carried at the end',
    'Site',
    'At the site, peak',
    'At the site, end',
    'Free mean there',
  ];
  const title =
    'Carriers: still in them in plasma (nM), share of all that was given which is at the site (%), and what is free there (nM)';
  return `${table(title, heads, rows)}<p>${note}</p>`;
}

/** How much of each target is occupied, for how long, and whether the network of the study reads it. */
export function occupancyTable(input: ReportInput, dosed: readonly (readonly [string, ReportDosed])[]): string {
  const rows = dosed.flatMap(([arm, drug]) =>
    drug.targets.map(({ pocket, read }) => {
      const of = (ending: string) => spreadOf(input, arm, `drug.${drug.id}.occupancy.${pocket}.${ending}`);
      const half = of('half');
      const interval = drug.interval ?? half?.time ?? 0;
      const hours = half && {
        ...half,
        mean: half.mean * interval,
        low: half.low * interval,
        high: half.high * interval,
      };
      return [
        escapeHtml(armTitle(input, arm)),
        escapeHtml(`${targetWords(pocket)}, ${drug.name}`),
        percent(of('peak')),
        percent(of('mean')),
        percent(of('trough')),
        hours === undefined ? '' : spoken(hours, (seconds) => brief(seconds / 3600)),
        input.facts.cell === undefined ? 'no cell here' : read ? 'yes' : 'no: without effect here',
      ];
    }),
  );
  if (rows.length === 0) return '';
  return table(
    `Occupancy of the targets (%) and hours above one half ${windowText(input, dosed)}`,
    ['Arm', 'Target', 'Peak', 'Mean', 'Trough', 'Hours above half', 'Read by the network'],
    rows,
  );
}

/** What trials and labels say of the drugs: it stands beside what is predicted, which is no outcome of patients. */
export function clinicalTable(dosed: readonly (readonly [string, ReportDosed])[]): string {
  const drugs = new Map(dosed.map(([, drug]) => [drug.name, drug.clinical ?? []]));
  const rows = [...drugs].flatMap(([name, notes]) =>
    notes.map(({ what, outcome }) => [name, what, outcome].map(escapeHtml)),
  );
  if (rows.length === 0) return '';
  const caption = 'From patients: for a reader; neither predicted here nor scored';
  return table(caption, ['Drug', 'Trial or label', 'Outcome'], rows);
}

/** What the drugs act on and no network here has, so that nobody takes silence for an absence of effect. */
export function beyondText(dosed: readonly (readonly [string, ReportDosed])[]): string {
  const beyond = new Map(
    dosed.filter(([, drug]) => drug.beyond.length > 0).map(([, drug]) => [drug.name, drug.beyond]),
  );
  if (beyond.size === 0) return '';
  const items = [...beyond].map(([name, targets]) => `<li>${escapeHtml(`${name}: ${targets.join('; ')}`)}</li>`);
  return `<h3>Known targets that nothing in this network reads</h3><ul>${items.join('\n')}</ul>`;
}

function windowText(input: ReportInput, dosed: readonly (readonly [string, ReportDosed])[]): string {
  const last = input.manifest.plan.timepoints.at(-1) ?? 0;
  const repeated = dosed.some(([, { interval }]) => interval !== undefined);
  return repeated ? `over the last dosing interval before ${duration(last)}` : `over ${duration(last)}`;
}

function said(spread: Spread | undefined): string {
  return spread === undefined ? '' : spoken(spread, brief);
}

function percent(spread: Spread | undefined): string {
  return spread === undefined ? '' : spoken(spread, (share) => brief(100 * share));
}

/** Two digits are more than individuals differ by. */
function brief(value: number): string {
  if (value === 0) return '0';
  return value < 0.01 ? '< 0.01' : value < 10 ? number(value, 2) : String(Math.round(value));
}

function spoken({ mean: middle, low, high, n }: Spread, say: (value: number) => string): string {
  return n > 1 ? `${say(middle)} (${say(low)}\u2013${say(high)})` : say(middle);
}
