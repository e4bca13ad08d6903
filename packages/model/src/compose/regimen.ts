import { BadInput, dimensionless, nearest, sameDimension } from '@invadolab/core';
import { type Drug, type Route, routes } from '../catalog/drug.js';
import type { DrugUse } from '../catalog.js';
import { surface, weight } from './conventional-adult.js';
import { type Reading, readLike, readQuantity, writeReading } from './quantity.js';

/** Doses of one kind: the first, how often, how many. Times in seconds. */
export interface Regimen {
  readonly dose: Reading;
  /** What the dose has to be multiplied by to be a mass or an amount. */
  readonly per: 'body' | 'surface' | 'weight';
  /** Whether it is given as an amount, so that no molar mass is needed. */
  readonly molar: boolean;
  readonly route: Route;
  readonly from: number;
  /** Infinite for a single dose. */
  readonly every: number;
  readonly doses: number;
  /** Absent where doses go on without pause. */
  readonly cycle?: { readonly on: number; readonly off: number; readonly cycles: number };
  /** Of one infusion, else 0. */
  readonly over: number;
  /** Doses before time 0, each `every` apart; infinite for a steady state. */
  readonly before: number;
  /** In words: `100 mg by mouth every 24 h, 5 doses`. */
  readonly text: string;
}

const second = readQuantity('1 s');
const units = { body: readQuantity('1 mg'), surface: readQuantity('1 mg/m2'), molar: readQuantity('1 umol') };
const mostDoses = 10_000;
const adult = { surface: readQuantity(surface.value).value, weight: readQuantity(weight.value).value };

/** Reads how an arm doses a drug. Throws `BadInput` that begins with the drug and says what would be right. */
export function readRegimen(drug: Drug, use: DrugUse, hypothetical: boolean): Regimen {
  const what = `drug ${use.name}`;
  const { dosing } = drug;
  const usual = use.dose === 'usual';
  if (usual && dosing === undefined)
    throw new BadInput(`${what}: the catalogue knows no usual dose`, { found: 'usual', expected: 'dose: 100 mg' });
  const like = <Key extends 'every' | 'over'>(key: Key) => use[key] ?? (usual ? dosing?.[key] : undefined);
  const { dose, per, molar } = readDose(usual ? dosing!.dose : (use.dose ?? 0), what);
  const route = readRoute(drug, use.route ?? dosing?.route, what);
  const from = time(use.from, `${what}: from`, 0, 0);
  const given = like('every');
  const every = time(given, `${what}: every`, Number.POSITIVE_INFINITY, Number.MIN_VALUE);
  const cycle = readCycle(use, every, what);
  const doses = use.doses ?? (cycle ? cycle.cycles * Math.ceil(cycle.on / every - 1e-9) : 1);
  if (cycle && use.doses !== undefined)
    throw new BadInput(`${what}: \`doses\` follows from on, off and cycles`, { found: String(use.doses) });
  if (!Number.isInteger(doses) || doses < 1 || doses > mostDoses)
    throw new BadInput(`${what}: doses`, { found: String(doses), expected: `a whole number from 1 to ${mostDoses}` });
  if (doses > 1 && given === undefined)
    throw new BadInput(`${what}: several doses need their interval`, { expected: 'every: 24 h' });
  const over = readLength(like('over') ?? (route === 'infusion' ? dosing?.over : undefined), route, every, what);
  checkHighest(drug, { dose, per, molar }, hypothetical, what);
  const before = readStart(use.start, what);
  if (before > 0 && (given === undefined || cycle || from > 0))
    throw new BadInput(`${what}: a start within a course needs doses at an even interval from time 0`, {
      found: String(use.start),
      expected: '`every`, without `from`, `on` and `off`',
    });
  const text = said({
    dose,
    route,
    given,
    doses,
    cycle,
    use,
    over: over > 0 ? (like('over') ?? dosing?.over) : undefined,
  });
  return { dose, per, molar, route, from, every, doses, cycle, over, before, text };
}

function readDose(quantity: string | number, what: string): Pick<Regimen, 'dose' | 'per' | 'molar'> {
  let dose: Reading;
  try {
    dose = readQuantity(quantity);
  } catch {
    throw new BadInput(`${what}: dose`, {
      found: String(quantity),
      expected: 'a dose such as 100 mg, 75 mg/m2 or usual',
    });
  }
  if (dose.value < 0) throw new BadInput(`${what}: a dose cannot be negative`, { found: writeReading(dose) });
  const is = (like: Reading) => sameDimension(dose.dimension, like.dimension);
  if (is(units.body)) return { dose, per: 'body', molar: false };
  if (is(units.surface)) return { dose, per: 'surface', molar: false };
  if (is(units.molar)) return { dose, per: 'body', molar: true };
  if (dose.unit !== '' && sameDimension(dose.dimension, dimensionless)) return { dose, per: 'weight', molar: false };
  throw new BadInput(`${what}: this is no dose`, {
    found: String(quantity),
    expected: 'a mass such as 100 mg, 75 mg/m2 or 5 mg/kg, or an amount such as 200 umol',
  });
}

function readRoute(drug: Drug, route: string | undefined, what: string): Route {
  const found = routes.find((each) => each === route);
  if (found === undefined)
    throw new BadInput(`${what}: route`, {
      found: route ?? 'none',
      expected: routes.join(', '),
      nearest: nearest(route ?? '', routes),
    });
  if (found === 'oral' && !drug.pharmacokinetics?.absorption)
    throw new BadInput(`${what}: the catalogue has no absorption of it`, {
      found: 'oral',
      expected: 'bolus or infusion',
    });
  return found;
}

function readCycle({ on, off, cycles }: DrugUse, every: number, what: string): Regimen['cycle'] {
  if (on === undefined && off === undefined && cycles === undefined) return undefined;
  if (on === undefined || off === undefined || cycles === undefined)
    throw new BadInput(`${what}: a course with pauses needs on, off and cycles`, {
      expected: 'on: 5 days, off: 2 days, cycles: 4',
    });
  const length = { on: time(on, `${what}: on`, 0, 1), off: time(off, `${what}: off`, 0, 1) };
  const period = (length.on + length.off) / every;
  if (!(Math.abs(period - Math.round(period)) < 1e-6 && period >= 1))
    throw new BadInput(`${what}: on and off together are no whole number of intervals`, {
      found: `${on} and ${off}`,
      expected: 'a multiple of `every`',
    });
  if (!Number.isInteger(cycles) || cycles < 1 || cycles > 1000)
    throw new BadInput(`${what}: cycles`, { found: String(cycles), expected: 'a whole number from 1 to 1000' });
  return { ...length, cycles };
}

function readLength(over: string | number | undefined, route: Route, every: number, what: string): number {
  if (route !== 'infusion') return 0;
  if (over === undefined) throw new BadInput(`${what}: an infusion needs its length`, { expected: 'over: 3 h' });
  const length = time(over, `${what}: over`, 0, 1);
  if (length > every)
    throw new BadInput(`${what}: one infusion is not over when the next begins`, { found: String(over) });
  return length;
}

type Amount = Pick<Regimen, 'dose' | 'per' | 'molar'>;

function checkHighest(drug: Drug, asked: Amount, hypothetical: boolean, what: string) {
  if (drug.dosing === undefined || hypothetical) return;
  const highest = readDose(drug.dosing.highest, what);
  if (massOf(drug, asked) <= massOf(drug, highest) * (1 + 1e-9)) return;
  throw new BadInput(`${what}: more than people have been given (${drug.dosing.basis})`, {
    found: writeReading(asked.dose),
    expected: `at most ${drug.dosing.highest}, or \`hypothetical: true\` in the study (--hypothetical)`,
  });
}

/** For comparison alone: the mass in the conventional adult. */
function massOf({ molar_mass }: Drug, { dose, per, molar }: Amount): number {
  if (molar) return molar_mass === undefined ? 0 : dose.value * readQuantity(molar_mass.value).value;
  return dose.value * (per === 'surface' ? adult.surface : per === 'weight' ? adult.weight : 1);
}

function readStart(start: string | undefined, what: string): number {
  if (start === undefined || start === 'first dose') return 0;
  if (start === 'steady state') return Number.POSITIVE_INFINITY;
  const number = Number(/^dose (\d{1,5})$/.exec(start)?.[1]);
  if (number >= 1) return number - 1;
  throw new BadInput(`${what}: start`, { found: start, expected: 'first dose, dose 5 or steady state' });
}

function time(quantity: string | number | undefined, what: string, usual: number, least: number): number {
  if (quantity === undefined) return usual;
  const { value } = readLike(quantity, second, what);
  if (!(value >= least)) throw new BadInput(`${what}: too short`, { found: String(quantity) });
  return value;
}

const words: Readonly<Record<Route, string>> = { oral: 'by mouth', bolus: 'as a bolus', infusion: 'infused' };

function said(regimen: {
  dose: Reading;
  route: Route;
  given?: string | number;
  doses: number;
  cycle: Regimen['cycle'];
  use: DrugUse;
  over?: string | number;
}): string {
  const { dose, route, given, doses, cycle, use, over } = regimen;
  const length = over === undefined ? '' : ` over ${over}`;
  const often = given === undefined || doses === 1 ? '' : ` every ${given}`;
  const count = cycle
    ? `, ${use.on} on and ${use.off} off, ${cycle.cycles} cycles`
    : doses > 1
      ? `, ${doses} doses`
      : '';
  const start = use.start === undefined || use.start === 'first dose' ? '' : `, from ${use.start}`;
  return `${writeReading(dose)} ${words[route]}${length}${often}${count}${start}`;
}
