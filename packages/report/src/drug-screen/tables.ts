import { targetWords } from '@invadolab/assays';
import type { BoundedSummary, DrawSummary, DrugScreenRecord, RankedDrug } from '@invadolab/results';
import type { TextTable } from '../comparison-table.js';
import { ratio, short } from '../wording.js';
import { excessText, summaryText } from './sentences.js';

/** A concentration as a person writes it. */
export function doseText(nanomolar: number): string {
  if (nanomolar >= 1e6) return `${short(nanomolar / 1e6)} mM`;
  return nanomolar >= 1000 ? `${short(nanomolar / 1000)} \u00b5M` : `${short(nanomolar)} nM`;
}

/** A value or its bound, and the interval where it has ends. */
export function boundedText({ atLeast, atMost, low, high }: BoundedSummary, say: (value: number) => string): string {
  if (atLeast === null && atMost === null) return 'not reached';
  const ends =
    low === null && high === null
      ? ''
      : ` (${low === null ? 'no end' : say(low)}\u2013${high === null ? 'no end' : say(high)})`;
  if (atMost === null) return `> ${say(atLeast ?? 0)}${ends}`;
  if (atLeast === null) return `< ${say(atMost)}${ends}`;
  return `${atLeast === atMost ? say(atLeast) : `${say(atLeast)} to ${say(atMost)}`}${ends}`;
}

/** One line per ranked drug: exposure, effect, probability of being among the first, healthy cells, window, full form. */
export function rankTable(record: DrugScreenRecord): TextTable {
  const { ranked, first, contexts } = record;
  const healthy = contexts.filter((context) => context.healthy);
  const has = (key: keyof RankedDrug) => ranked.some((drug) => drug[key] !== undefined);
  const columns: readonly (readonly [string, (drug: RankedDrug, at: number) => string])[] = [
    ['drug', ({ name, neutral }, at) => `${at + 1}. ${name}${neutral ? ' (does nothing here)' : ''}`],
    ['free', ({ free }) => doseText(free)],
    ['effect (95 %)', ({ effect }) => summaryText(effect)],
    ...(ranked.length > first
      ? [[`among first ${first}`, ({ amongFirst }: RankedDrug) => `${Math.round(100 * amongFirst)} %`] as const]
      : []),
    ...(healthy.length > 0
      ? [['healthy (95 %)', ({ healthy: harm }: RankedDrug) => (harm ? summaryText(harm) : '')] as const]
      : []),
    ...(has('windows')
      ? [
          [
            'window',
            ({ windows }: RankedDrug) => (windows ?? []).map(({ window }) => boundedText(window, ratio)).join('; '),
          ] as const,
        ]
      : []),
    ...(has('held') ? [['time above half', ({ held = [] }: RankedDrug) => longestHeld(held)] as const] : []),
    ...(has('full')
      ? [
          [
            'full form',
            ({ full }: RankedDrug) => (full === undefined ? '' : full === null ? 'no value' : ratio(full)),
          ] as const,
        ]
      : []),
  ];
  return {
    title: 'Ratio to control over cancers and environments: median over parameter sets, 95 % interval',
    headings: columns.map(([heading]) => heading),
    rows: ranked.map((drug, at) => columns.map(([, say]) => say(drug, at))),
  };
}

/** A pocket by the name of its molecule. */
function targetIn(molecule: string, pocket: string): string {
  return targetWords(`${molecule.replace(/\./g, ' ')}${pocket.slice(pocket.indexOf('.'))}`);
}

/** The target that is occupied by more than half for the longest share of the time. */
function longestHeld(held: NonNullable<RankedDrug['held']>): string {
  const [first] = [...held].sort((a, b) => b.share - a.share);
  return first === undefined ? '' : `${Math.round(100 * first.share)} % (${first.molecule})`;
}

/** Where an exposure comes from, and for how long it holds each target. */
export function exposureTable({ ranked }: DrugScreenRecord): TextTable {
  const sources: Readonly<Record<string, string>> = {
    record: 'on record in the catalogue',
    kinetics: 'from kinetics, usual dose, steady state',
  };
  return {
    title: 'Exposure, and share of the time between doses in which each target is occupied by more than half',
    headings: ['drug', 'free exposure', 'from', 'time above half'],
    rows: ranked.map(({ name, free, from, held = [] }) => [
      name,
      doseText(free),
      sources[from] ?? from,
      held
        .map(({ pocket, molecule, share }) => `${targetIn(molecule, pocket)} ${Math.round(100 * share)} %`)
        .join(', '),
    ]),
  };
}

/** What trials and labels say of the ranked drugs. */
export function clinicalTable({ ranked }: DrugScreenRecord): TextTable {
  return {
    title: 'Clinical context: for a reader; nothing is scored on it',
    headings: ['drug', 'status', 'what', 'outcome'],
    rows: ranked.flatMap(({ name, status, clinical = [] }) =>
      clinical.map(({ what, outcome }) => [name, status, what, outcome]),
    ),
  };
}

/** The ratio in each cell and environment. */
export function contextTable({ ranked, contexts }: DrugScreenRecord): TextTable {
  const headings = contexts.map(
    ({ name, environment, healthy }) => `${name}, ${environment}${healthy ? ' (healthy)' : ''}`,
  );
  return {
    title: 'Ratio to control in each cell and environment',
    headings: ['drug', ...headings],
    rows: ranked.map(({ name, ratios }) => [name, ...ratios.map(summaryText)]),
  };
}

/** Each target of the first drugs alone, at the same exposure. */
export function reasonTable({ ranked }: DrugScreenRecord): TextTable {
  return {
    title: 'Each target alone at the same exposure: which of them carries the effect',
    headings: ['drug', 'target', 'ratio with this target alone', 'ratio with all'],
    rows: ranked.flatMap(({ name, effect, reasons = [] }) =>
      reasons.map((reason) => [
        name,
        targetIn(reason.molecule, reason.pocket),
        summaryText(reason.effect),
        summaryText(effect),
      ]),
    ),
  };
}

/** Free concentrations that halve the measure, and how far healthy cells are from them. */
export function windowTable({ ranked, contexts }: DrugScreenRecord): TextTable {
  const nameOf = (cell: string) => contexts.find((context) => context.cell === cell)?.name ?? cell;
  const healthy = ranked.find(({ windows }) => windows !== undefined)?.windows ?? [];
  return {
    title: 'Free EC50 over cancers, and the window: free EC50 of healthy cells over that of the cancers',
    headings: ['drug', 'free exposure', 'free EC50', ...healthy.map(({ cell }) => `window to ${nameOf(cell)}`)],
    rows: ranked.flatMap(({ name, free, ec50, windows = [] }) =>
      ec50 === undefined
        ? []
        : [
            [
              name,
              doseText(free),
              boundedText(ec50, doseText),
              ...windows.map(({ window }) => boundedText(window, ratio)),
            ],
          ],
    ),
  };
}

/** Pairs beside what each drug alone leads one to expect; at most `most` lines. */
export function pairTable({ pairs, ranked }: DrugScreenRecord, most: number): TextTable {
  const nameOf = (id: string) => ranked.find(({ drug }) => drug === id)?.name ?? id;
  return {
    title:
      'Pairs, each drug at its exposure. Excess: ratio found less ratio expected, negative where the pair does more. Reference: independent action (Bliss), dose additivity (Loewe)',
    headings: ['pair', 'together', 'Bliss expects', 'excess over Bliss', 'Loewe expects', 'excess over Loewe'],
    rows: pairs
      .slice(0, most)
      .map(({ drugs: [one, other], effect, bliss, loewe }) => [
        `${nameOf(one)} + ${nameOf(other)}`,
        summaryText(effect),
        summaryText(bliss.expected),
        excessText(bliss.excess),
        summaryText(loewe.expected),
        excessText(loewe.excess),
      ]),
  };
}

/** The ranked table for a spreadsheet: one line per drug and context, and one over all. */
export function drugScreenTable(record: DrugScreenRecord): string {
  const { ranked, contexts, first } = record;
  const head = `rank,drug,status,free_nM,cell,environment,healthy,ratio,low,high,draws,among_first_${first}\n`;
  const lines = ranked.flatMap(({ drug, status, free, effect, ratios, amongFirst }, at) => {
    const start = [at + 1, drug, status, free];
    const numbers = ({ median, low, high, draws }: DrawSummary) => [median ?? '', low ?? '', high ?? '', draws];
    return [
      [...start, 'all cancers', 'all', 'no', ...numbers(effect), amongFirst],
      ...contexts.map(({ cell, environment, healthy }, context) => {
        return [...start, cell, environment, healthy ? 'yes' : 'no', ...numbers(ratios[context]), ''];
      }),
    ];
  });
  return head + lines.map((line) => `${line.map(quoted).join(',')}\n`).join('');
}

function quoted(value: string | number): string {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
