import { BadInput, type Source } from '@invadolab/core';
import type { Drug } from '../catalog/drug.js';
import type { DosedDrug, Exposure } from '../catalog.js';
import type { ModelFile, Parameter, PlaceKind } from '../language.js';
import type { DrivenStep } from './carried.js';
import { surface, weight } from './conventional-adult.js';
import { type Disposition, filled } from './history.js';
import { asQuantity } from './quantity.js';
import type { Regimen } from './regimen.js';

/** What the doses of one drug add to the model of a body: all of it stands in one place. */
export interface Body {
  readonly parameters: Record<string, Parameter>;
  readonly species: Record<string, NonNullable<PlaceKind['species']>[string]>;
  readonly definitions: Record<string, NonNullable<PlaceKind['definitions']>[string]>;
  readonly reactions: Record<string, NonNullable<ModelFile['reactions']>[string]>;
  readonly events: Record<string, NonNullable<ModelFile['events']>[string]>;
  readonly conserved: Record<string, Readonly<Record<string, number>>>;
  readonly individuals: Record<string, Exposure['individuals'][string]>;
  /** Name of the definition that is the free concentration at the cell. */
  readonly free: string;
  /** Steps of a carrier that the cell and its surroundings drive. */
  readonly steps: readonly DrivenStep[];
  readonly dosed: Omit<DosedDrug, 'targets'>;
  readonly allZero: boolean;
}

const chosen: Source = { assumed: 'chosen by the study' };
/** Makes an identifier of this drug. */
export type Name = (...words: string[]) => string;
/** One regimen of a drug, and the amount of one dose as an expression. */
export interface Course {
  readonly ids: Name;
  readonly place: string;
  readonly index: number;
  readonly regimen: Regimen;
  readonly given: string;
}

/** Parameters of one dose; returns the expression of its amount. */
export function dose(drug: Drug, body: Body, regimen: Regimen, name: Name, index: number): string {
  const level = name('dose', String(index + 1));
  body.parameters[level] = { value: asQuantity(regimen.dose), source: chosen, name: `dose of ${drug.name}` };
  let amount = level;
  if (regimen.per === 'surface') {
    body.parameters.body_surface = surface;
    amount = `${amount} * body_surface`;
  }
  if (regimen.per === 'weight') {
    body.parameters.body_weight = weight;
    amount = `${amount} * body_weight`;
  }
  if (regimen.molar) return amount;
  if (!drug.molar_mass)
    throw new BadInput(`drug ${drug.name}: a dose in mass needs its molar mass, and the catalogue has none`, {
      found: regimen.text,
      expected: 'a dose in umol',
    });
  const mass = name('molar_mass');
  body.parameters[mass] = { ...drug.molar_mass, name: `molar mass of ${drug.name}` };
  return `${amount} / ${mass}`;
}

/** Doses at their times: the first and every further one, the last, and the pauses, each as an event. */
export function course(
  body: Body,
  { ids, place, index, regimen }: Course,
  at: number,
  set: Record<string, string>,
): void {
  const { every, doses, cycle } = regimen;
  const event = (word: string, entry: Omit<NonNullable<ModelFile['events']>[string], 'in'>) => {
    body.events[ids(word, String(index + 1))] = { in: place, ...entry };
  };
  const repeated = doses > 1 ? { every: `${every} s` } : {};
  event('give', { at: `${at} s`, ...repeated, set });
  const level = ids('dose', String(index + 1));
  const half = every / 2;
  if (cycle) {
    const kept = ids('course', String(index + 1));
    body.parameters[kept] = { ...body.parameters[level] };
    const whole = cycle.on + cycle.off;
    const rounds = { every: `${whole} s` };
    const last = Math.ceil(cycle.on / every - 1e-9) * every;
    event('pause', { at: `${at + last - half} s`, ...rounds, set: { [level]: 0 } });
    event('resume', { at: `${at + whole - half} s`, ...rounds, set: { [level]: kept } });
    event('end', { at: `${at + (cycle.cycles - 1) * whole + last - half} s`, set: { [level]: 0, [kept]: 0 } });
  } else if (doses > 1) event('end', { at: `${at + doses * every - half} s`, set: { [level]: 0 } });
}

/** A bag that runs into the body at an even rate and is empty when it is taken off. */
export function infuse(
  drug: Drug,
  body: Body,
  central: string,
  pool: (word: string, title: string) => string,
  rest: Course,
): string {
  const { ids, place, index, regimen, given } = rest;
  const number = String(index + 1);
  const bag = pool(`bag_${number}`, 'not yet infused');
  const flow = ids('flow', number);
  const over = ids('over', number);
  body.parameters[over] = {
    value: `${regimen.over} s`,
    source: chosen,
    name: `length of one infusion of ${drug.name}`,
  };
  body.parameters[flow] = {
    value: '0 umol/h',
    source: { assumed: 'nothing runs before the first infusion' },
    name: `rate of the infusion of ${drug.name}`,
  };
  body.reactions[ids('infused', number)] = {
    in: place,
    equation: `${bag} -> ${central}`,
    rate: flow,
    name: `${drug.name}: infusion`,
  };
  // Before the next one begins, should it begin at that very moment.
  body.events[ids('stop', number)] = {
    in: place,
    at: `${regimen.from + regimen.over} s`,
    ...(regimen.doses > 1 && { every: `${regimen.every} s` }),
    set: { [flow]: 0, [central]: `${central} + ${bag}`, [bag]: 0 },
  };
  course(body, rest, regimen.from, { [bag]: `${bag} + ${given}`, [flow]: `${given} / ${over}` });
  return bag;
}

/** The state at time 0 after doses that were given before. */
export function fill(
  drug: Drug,
  body: Body,
  regimen: Regimen,
  disposition: Disposition,
  name: Name,
  pools: { readonly central: string; readonly peripheral?: string; readonly gut?: string },
): void {
  const time = (word: string, value: number, title: string) => {
    const parameter = name(word);
    body.parameters[parameter] = { value: `${value} s`, source: chosen, name: `${title} of ${drug.name}` };
    return parameter;
  };
  const past = {
    route: regimen.route,
    every: time('interval', regimen.every, 'interval between doses'),
    ...(Number.isFinite(regimen.before) && {
      since: time('since', regimen.every * regimen.before, 'length of earlier doses'),
    }),
    ...(regimen.over > 0 && { over: name('over', '1') }),
  };
  let fast = '';
  let slow = '';
  const { exchange, out } = disposition;
  if (exchange) {
    fast = name('fast');
    slow = name('slow');
    const sum = `(${out} + ${exchange.to} + ${exchange.from})`;
    const root = `sqrt(${sum} ^ 2 - 4 * ${out} * ${exchange.from})`;
    body.definitions[fast] = { value: `(${sum} + ${root}) / 2`, unit: '1/h', name: `fast rate of ${drug.name}` };
    body.definitions[slow] = { value: `(${sum} - ${root}) / 2`, unit: '1/h', name: `slow rate of ${drug.name}` };
  }
  const state = filled(disposition, past, fast, slow);
  const start = (species: string | undefined, initial: string | undefined) => {
    if (species === undefined || initial === undefined) return;
    body.species[species] = { ...body.species[species], initial };
  };
  start(pools.gut, state.gut);
  start(pools.central, state.central);
  start(pools.peripheral, state.peripheral);
}
