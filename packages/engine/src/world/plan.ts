import { parseUnit } from '@invadolab/core';
import type { CompiledEvent, CompiledModel, CompiledPlace, CompiledReaction, Node } from '@invadolab/model';
import { type Exposure, exposuresOf } from '../fields/exposure.js';
import { type OverPlan, overPlans } from '../fields/over-plan.js';
import { GeneratedCode } from '../generate/generated-code.js';
import { generateOde, type OdeKernel } from '../generate/ode.js';
import { fieldOffsets } from '../generate/slots.js';
import { Integrator } from '../solvers/integrator.js';
import { odeMethods } from '../solvers/methods.js';
import { type Changes, changesOf } from './changes.js';
import { type ClosedKind, closedKind } from './closed-kind.js';
import { closure, type Evaluate, eachSlot } from './expressions.js';
import { type ExtentPlan, extentsOf } from './extents.js';
import { type Fire, generateFire } from './fire.js';
import { generateRates, type RateKernel } from './rates.js';
import type { Widths } from './table.js';

/** A hazard that rows of a kind carry: to dissolve, or to found something inside. */
export interface HazardPlan {
  readonly what: 'found' | 'dissolve';
  readonly id: string;
  /** Addresses its random numbers. */
  readonly stream: number;
  /** Index into the model's foundings or dissolutions. */
  readonly index: number;
}

/** What the scheduler knows of one kind of place before any individual exists. */
export interface KindPlan {
  readonly index: number;
  readonly kind: string;
  readonly place: CompiledPlace;
  readonly species: number;
  readonly widths: Widths;
  readonly volume: Evaluate;
  readonly initial: readonly Evaluate[];
  /** Species counted in molecules; the others are continuous and never drawn. */
  readonly counted: readonly boolean[];
  /** Reactions that act in the place itself, and those that act at every voxel under it. */
  readonly reactions: readonly CompiledReaction[];
  readonly over: readonly OverPlan[];
  readonly changes: Changes;
  readonly fire: Fire;
  readonly ode?: OdeKernel;
  readonly integrator?: Integrator;
  /** State of the individual that is being advanced. */
  readonly work: Float64Array;
  /** Which of `reactions` each crossing of the kernel is. */
  readonly crossings: readonly number[];
  /** Events that a condition triggers. */
  readonly conditions: readonly { readonly event: CompiledEvent; readonly value: Evaluate }[];
  readonly rates?: RateKernel;
  readonly hazards: readonly HazardPlan[];
  readonly hazardRates?: RateKernel;
  /** Set where events concern nothing but the place itself. */
  readonly closed?: ClosedKind;
  /** Whether any of its expressions reads fields under it, or whether it is covered. */
  readonly sampled: boolean;
  readonly usesCovered: boolean;
  /** Reactions whose firings are drawn, and those that change something not counted in molecules. */
  readonly drawn: Int32Array;
  readonly continuous: Int32Array;
  /** Work space: the drawn reactions that are frequent now. */
  readonly often: Int32Array;
}

export interface Plan {
  readonly model: CompiledModel;
  readonly kinds: readonly KindPlan[];
  /** First sample of each field, and how many there are. */
  readonly offsets: readonly number[];
  readonly samples: number;
  /** um; 0 without fields. */
  readonly side: number;
  readonly extents: readonly (ExtentPlan | undefined)[];
  readonly exposures: readonly Exposure[];
}

/** `code` remembers what was generated for other models of the same structure. */
export function planOf(model: CompiledModel, code: GeneratedCode = new GeneratedCode()): Plan {
  const offsets = fieldOffsets(model.fields);
  const samples = model.fields.reduce((sum, field) => sum + field.species.length, 0);
  const side = model.fields.length > 0 ? model.fields[0].side * model.fields[0].voxel : 0;
  const kinds = model.places.map((_, index) => kindPlan(model, index, offsets, samples, code));
  return {
    model,
    kinds,
    offsets,
    samples,
    side,
    extents: extentsOf(model, offsets),
    exposures: exposuresOf(model.fields, offsets),
  };
}

function kindPlan(
  model: CompiledModel,
  index: number,
  offsets: readonly number[],
  samples: number,
  code: GeneratedCode,
): KindPlan {
  const place = model.places[index];
  const reactions = place.reactions.filter((reaction) => reaction.over < 0);
  const over = place.reactions.filter((reaction) => reaction.over >= 0);
  const hazards: HazardPlan[] = [];
  const hazardNodes: Node[] = [];
  model.dissolutions.forEach((one, i) => {
    if (one.place !== index) return;
    hazards.push({ what: 'dissolve', id: one.id, stream: one.stream, index: i });
    hazardNodes.push(one.hazard);
  });
  model.foundings.forEach((one, i) => {
    if (one.parent !== index) return;
    hazards.push({ what: 'found', id: one.id, stream: one.stream, index: i });
    hazardNodes.push(one.hazard);
  });
  const conditions = model.events.flatMap((event) =>
    event.place === index && event.when !== undefined ? [{ event, value: closure(event.when, offsets) }] : [],
  );
  const { tolerance, coupling, method } = model.numerics;
  const laws = place.reactions.map(({ rate, propensity, changes: moved, over: at }) => [rate, propensity, moved, at]);
  const scales = place.species.map(({ tolerance: one, factor, perVolume }) => [one, factor, perVolume]);
  const structure = [place.solver, laws, scales, place.constants.length, offsets, tolerance];
  const solver =
    place.solver === 'ode'
      ? code.once(['ode', method, structure], () => odeSolver(place, method, tolerance, offsets))
      : undefined;
  const ode = solver?.kernel;
  const propensities = reactions.map((reaction) => (place.solver === 'explicit' ? reaction.rate : reaction.propensity));
  const counted = place.species.map((one) => one.perVolume || isAmount(one.unit));
  const nodes = nodesOf(model, index);
  const all = [...reactions.keys()];
  const changes = changesOf(reactions);
  return {
    index,
    kind: place.kind,
    place,
    species: place.species.length,
    widths: widthsOf(place, ode?.size ?? place.species.length, hazards.length, samples, conditions.length),
    volume: closure(place.volume, offsets),
    initial: place.species.map((one) => closure(one.initial, offsets)),
    counted,
    reactions,
    over: overPlans(over, model.fields, offsets),
    changes,
    fire: generateFire(changes),
    ode,
    integrator: solver?.integrator,
    work: new Float64Array(Math.max(8, ode?.size ?? 0)).subarray(0, ode?.size ?? 0),
    crossings: ode?.crossings ?? [],
    conditions,
    rates:
      place.solver === 'ode'
        ? undefined
        : code.once(['rates', propensities, offsets, coupling], () => generateRates(propensities, offsets, coupling)),
    closed: code.once(['closed', structure, counted], () => closedKind(model, index, offsets, counted)),
    hazards,
    hazardRates:
      hazards.length === 0
        ? undefined
        : code.once(['hazards', hazardNodes, offsets], () => generateRates(hazardNodes, offsets, 'lie')),
    sampled: nodes.some((node) => reads(node, 'field')),
    usesCovered: [...nodes, ...place.definitions.map((one) => one.value)].some((node) => reads(node, 'covered')),
    drawn: Int32Array.from(all.filter((r) => !isContinuous(reactions[r], counted))),
    continuous: Int32Array.from(all.filter((r) => isContinuous(reactions[r], counted))),
    often: new Int32Array(reactions.length),
  };
}

function odeSolver(place: CompiledPlace, id: string, tolerance: number, offsets: readonly number[]) {
  const kernel = generateOde(place, tolerance, offsets);
  return { kernel, integrator: new Integrator(odeMethods.find((method) => method.id === id)!, kernel) };
}

/** Every expression that is evaluated for individuals of a kind while time goes on. */
function nodesOf(model: CompiledModel, kind: number): readonly Node[] {
  const { reactions, motion } = model.places[kind];
  const foundings = model.foundings.filter((one) => one.parent === kind);
  const events = model.events.filter((one) => one.place === kind);
  return [
    ...reactions.map((one) => one.rate),
    ...foundings.flatMap((one) => [one.hazard, ...[...one.contents, ...one.takes].map(({ value }) => value)]),
    ...foundings.flatMap((one) => one.apart ?? []),
    ...model.dissolutions.filter((one) => one.place === kind).map((one) => one.hazard),
    ...events.flatMap((one) => [...(one.when ? [one.when] : []), ...one.set.map(({ value }) => value)]),
    ...(motion ? [motion.speed, motion.persistence] : []),
  ];
}

function widthsOf(place: CompiledPlace, states: number, hazards: number, samples: number, conditions: number): Widths {
  return {
    ids: 1,
    parents: 1,
    y: states,
    c: place.constants.length,
    x: 1,
    y0: 1,
    angle: 1,
    heading: 1,
    birth: 1,
    ordinals: 1,
    left: hazards,
    hazard: hazards,
    drawn: hazards,
    pending: place.species.length,
    samples,
    covered: 1,
    memory: 1,
    conditions,
  };
}

function isContinuous({ changes }: CompiledReaction, counted: readonly boolean[]): boolean {
  return changes.some((change) => change.at === 'state' && change.up === 0 && !counted[change.index]);
}

function isAmount(unit: string): boolean {
  const [length, time, mass, amount, temperature] = parseUnit(unit).dimension;
  return amount === 1 && length === 0 && time === 0 && mass === 0 && temperature === 0;
}

export function reads(node: Node, at: 'field' | 'covered'): boolean {
  let found = false;
  eachSlot(node, (slot) => {
    if (slot.at === at) found = true;
  });
  return found;
}
