import { BadInput, type Source } from '@invadolab/core';
import { resolveDrug } from '../catalog/names.js';
import type { Catalog, Composition, Drug, Perturbations } from '../catalog.js';
import type { Parameter } from '../language.js';
import { type DosedBody, doseDrug, drugStream } from './dosed.js';
import { type Draft, note } from './draft.js';
import type { Identifiers } from './identifiers.js';
import { bound, type Occupant } from './occupant.js';
import { asQuantity, type Reading, readLike, readQuantity, writeReading } from './quantity.js';

type Exposure = NonNullable<Perturbations['drugs']>[number];

/** A drug in this arm: its windows in order of time, doses in the unit given. */
interface Treatment {
  readonly id: string;
  readonly drug: Drug;
  readonly nominal: boolean;
  /** Of a concentration that falls from the start of each window on. */
  readonly halfLife?: Reading;
  readonly windows: readonly { readonly dose: Reading; readonly from: Reading; readonly until?: Reading }[];
}

/** What the drugs of an arm occupy, and those of them that are given as doses. */
export interface Applied {
  readonly occupants: readonly Occupant[];
  readonly dosed: readonly DosedBody[];
  /** By drug: the parameter with a concentration that never changes. */
  readonly held: Readonly<Record<string, string>>;
}

const second = readQuantity('1 s');
const concentration = readQuantity('1 nM');

/**
 * Adds the parameters and events of every drug and returns what occupies which pocket, in the catalogue's order.
 * Doses of zero and drugs without a target in this model are noted as neutral. Throws `BadInput` for an unknown drug,
 * a dose given both ways or not at all, a nominal dose without a free fraction, and overlapping windows.
 */
export function applyDrugs(
  catalog: Catalog,
  draft: Draft,
  { drugs: exposures = [], hypothetical = false }: Pick<Composition, 'drugs' | 'hypothetical'>,
  ids: Identifiers,
): Applied {
  const byDrug = new Map<string, Exposure[]>();
  for (const exposure of exposures) {
    const id = resolveDrug(catalog, exposure.name);
    byDrug.set(id, [...(byDrug.get(id) ?? []), exposure]);
  }
  const dosed: DosedBody[] = [];
  const held: Record<string, string> = {};
  const occupants = Object.keys(catalog.drugs)
    .flatMap((id) => (byDrug.has(id) ? [[id, byDrug.get(id) ?? []] as const] : []))
    .flatMap(([id, given]) => {
      const drug = catalog.drugs[id];
      if (!given.some(({ dose }) => dose !== undefined)) return applyDrug(draft, id, drug, given, ids, held);
      const body = doseDrug(draft, id, drug, given, { catalog, ids, hypothetical, stream: drugStream(catalog, id) });
      if (body === undefined) return [];
      dosed.push(body);
      return body.read;
    });
  return { occupants, dosed, held };
}

function applyDrug(
  draft: Draft,
  id: string,
  drug: Drug,
  given: readonly Exposure[],
  ids: Identifiers,
  held: Record<string, string>,
): Occupant[] {
  const targets = drug.targets.filter(({ pocket }) => Object.hasOwn(draft.pockets, pocket));
  if (drug.targets.length === 0) {
    draft.neutral.push(`drug ${id}: binds nothing`);
    return [];
  }
  const treatment = readTreatment(id, drug, given);
  if (treatment.windows.every(({ dose }) => dose.value === 0)) {
    draft.neutral.push(`drug ${id}: dose 0`);
    return [];
  }
  if (targets.length === 0) {
    draft.neutral.push(
      `drug ${id}: none of its targets (${drug.targets.map((t) => t.pocket).join(', ')}) is in this model`,
    );
    return [];
  }
  for (const reference of drug.references ?? []) draft.references.add(reference);
  const parameter = addDose(draft, treatment, ids);
  const [{ from, until }] = treatment.windows;
  const always = treatment.windows.length === 1 && from.value === 0 && until === undefined;
  if (always && treatment.halfLife === undefined) held[id] = parameter;
  const dose = `${parameter}${decay(draft, treatment, ids)}`;
  let unbound = '';
  if (treatment.nominal) {
    const fraction = drug.free_fraction!.medium!;
    const name = ids.make('drug', id, 'unbound');
    draft.parameters[name] = {
      value: fraction.value,
      range: fraction.range,
      source: fraction.source,
      name: `share of ${drug.name} that is free in the medium`,
    };
    unbound = ` * ${name}`;
  }
  return targets.map((target) => {
    return {
      pocket: target.pocket,
      drug: id,
      term: bound(draft.parameters, id, drug, target, `${dose}${unbound}`, ids),
    };
  });
}

/** Adds the concentration as a parameter, and the events that change it; returns its identifier. */
function addDose(draft: Draft, treatment: Treatment, ids: Identifiers): string {
  const { id, drug, windows, nominal } = treatment;
  const dose = ids.make('drug', id, 'dose');
  const what = `${nominal ? 'nominal' : 'free'} concentration of ${drug.name}`;
  const source: Source = { assumed: 'chosen by the study' };
  const add = (name: string, value: Reading): Parameter =>
    (draft.parameters[name] = { value: asQuantity(value), source, name: what });
  const [first] = windows;
  const none = { ...first.dose, value: 0, number: 0 };
  const atStart = first.from.value === 0 ? first.dose : none;
  add(dose, atStart);
  windows.forEach((window, index) => {
    const level = ids.make('drug', id, 'dose', String(index + 1));
    if (window.from.value > 0) {
      add(level, window.dose);
      draft.events[ids.make('drug', id, 'from', String(index + 1))] = {
        at: asQuantity(window.from),
        set: { [dose]: level, ...(treatment.halfLife && { [ids.make('drug', id, 'since')]: 't' }) },
      };
    }
    const next = windows[index + 1];
    if (window.until && next?.from.value !== window.until.value)
      draft.events[ids.make('drug', id, 'until', String(index + 1))] = {
        at: asQuantity(window.until),
        set: { [dose]: 0 },
      };
    const span = `${window.from.value > 0 ? ` from ${writeReading(window.from)}` : ''}${window.until ? ` until ${writeReading(window.until)}` : ''}`;
    note(draft, dose, 'parameter', `drug ${id}${span}`, writeReading(none), writeReading(window.dose));
  });
  return dose;
}

/** The factor by which a concentration has fallen since its window began; nothing where it is held. */
function decay(draft: Draft, { id, drug, halfLife }: Treatment, ids: Identifiers): string {
  if (halfLife === undefined) return '';
  const source: Source = { assumed: 'chosen by the study' };
  const half = ids.make('drug', id, 'half_life');
  const since = ids.make('drug', id, 'since');
  draft.parameters[half] = { value: asQuantity(halfLife), source, name: `half-life of ${drug.name} around the cell` };
  draft.parameters[since] = { value: '0 s', source, name: `start of the present window of ${drug.name}` };
  return ` * exp(log(2) * (${since} - t) / ${half})`;
}

function readTreatment(id: string, drug: Drug, given: readonly Exposure[]): Treatment {
  const nominal = given[0].nominal !== undefined;
  const windows = given.map((exposure) => {
    refuseDoseKeys(exposure);
    const { free, nominal: total, from, until } = exposure;
    if ((free === undefined) === (total === undefined))
      throw new BadInput(`drug ${exposure.name}: give either \`free\` or \`nominal\``, { expected: 'free or nominal' });
    if ((total !== undefined) !== nominal)
      throw new BadInput(`drug ${exposure.name}: give all its windows as free, or all as nominal`);
    const what = `drug ${exposure.name}`;
    const dose = readLike((free ?? total)!, concentration, what);
    const window = {
      dose,
      from: readLike(from ?? '0 s', second, `${what}: from`),
      until: until === undefined ? undefined : readLike(until, second, `${what}: until`),
    };
    if (dose.value < 0)
      throw new BadInput(`${what}: a concentration cannot be negative`, { found: writeReading(dose) });
    if (window.from.value < 0)
      throw new BadInput(`${what}: \`from\` cannot be negative`, { found: writeReading(window.from) });
    if (window.until && window.until.value <= window.from.value)
      throw new BadInput(`${what}: \`until\` must be later than \`from\``, { found: writeReading(window.until) });
    return window;
  });
  windows.sort((a, b) => a.from.value - b.from.value);
  windows.forEach((window, index) => {
    const before = windows[index - 1];
    if (before && (before.until === undefined || before.until.value > window.from.value))
      throw new BadInput(`drug ${id} is given twice at one time: end the first with \`until\``, { found: id });
  });
  if (nominal && !drug.free_fraction?.medium)
    throw new BadInput(
      `drug ${id}: a nominal concentration needs its free fraction in medium, and the catalogue has none; give \`free\``,
      { found: 'nominal', expected: 'free' },
    );
  const halves = [...new Set(given.map(({ half_life }) => half_life))];
  if (halves.length > 1)
    throw new BadInput(`drug ${id}: all its windows have one half-life, or none`, { found: halves.join(' and ') });
  if (halves[0] === undefined) return { id, drug, nominal, windows };
  const halfLife = readLike(halves[0], second, `drug ${id}: half_life`);
  if (halfLife.value <= 0)
    throw new BadInput(`drug ${id}: a half-life is above zero`, {
      found: String(halves[0]),
      expected: 'half_life: 24 h',
    });
  return { id, drug, nominal, windows, halfLife };
}

/** How doses are given says nothing about a concentration that is held. */
function refuseDoseKeys(exposure: Exposure): void {
  const keys = ['route', 'every', 'doses', 'on', 'off', 'cycles', 'over', 'site', 'start', 'carrier', 'empty'] as const;
  const found = keys.find((key) => exposure[key] !== undefined);
  if (found !== undefined)
    throw new BadInput(`drug ${exposure.name}: \`${found}\` needs a dose`, { found, expected: 'dose: 100 mg' });
}
