import { BadInput } from '@invadolab/core';
import type { CompiledFounding, CompiledModel, CompiledReaction } from '@invadolab/model';
import { GeneratedCode } from '../generate/generated-code.js';
import { generateOde, type OdeKernel } from '../generate/ode.js';
import { Integrator } from '../solvers/integrator.js';
import { rodas4 } from '../solvers/rodas4.js';
import { closure, type Evaluate } from '../world/expressions.js';
import type { ExtentPlan } from '../world/extents.js';
import { type Plan, planOf } from '../world/plan.js';
import { generateLeap, type Leap } from './leap.js';
import { type Merged, mergedPlace } from './merged.js';
import { generateMiddle, type Middle } from './middle.js';
import { type Rings, ringsOf } from './rings.js';
import { generateSiteRates, type SiteRates } from './site-rates.js';

/** What the reduced form of a model needs before any cell exists. */
export interface ReducedPlan {
  readonly plan: Plan;
  /** The kind whose places come and go, and the kind around it. */
  readonly site: number;
  readonly cell: number;
  readonly merged: Merged;
  readonly ode: OdeKernel;
  readonly integrator: Integrator;
  /** Merged states that sites take from; their losses stand in this order behind the parameters. */
  readonly loaded: readonly number[];
  /** Firings of the site's reactions, then its hazards to dissolve. */
  readonly rates: SiteRates;
  readonly reactions: number;
  readonly hazards: number;
  readonly leap: Leap;
  readonly middle: Middle;
  readonly foundings: readonly FoundingPlan[];
  /** By species of the site: merged state that gets its content, or -1. */
  readonly returns: readonly number[];
  readonly extent: ExtentPlan;
  readonly rings: Rings;
  /** First entry of field species among the pools outside: behind the merged states. */
  readonly pools: number;
}

export interface FoundingPlan {
  readonly founding: CompiledFounding;
  readonly hazard: Evaluate;
  readonly accept?: Evaluate;
  readonly apart?: Evaluate;
  readonly contents: readonly { readonly index: number; readonly value: Evaluate; readonly whole: boolean }[];
  /** Merged states. */
  readonly takes: readonly { readonly index: number; readonly value: Evaluate }[];
}

/** Of a step of the network: well below the sampling error of the moments, and half as many steps as with 1e-3. */
const tolerance = 1e-2;

/** True, or what the model has that the reduced form cannot treat. */
export function supportsReduced(model: CompiledModel): true | { readonly missing: string } {
  const founded = [...new Set(model.foundings.map(({ place }) => place))];
  if (founded.length !== 1) return { missing: `one kind of place that is founded; this model has ${founded.length}` };
  const [site] = founded;
  const chain = ancestors(model, site);
  if (chain.length + 1 !== model.places.length) return { missing: 'no places besides the sites and those around them' };
  if (model.places[site].count > 0) return { missing: 'no sites before the first is founded' };
  if (model.places[site].extent === undefined) return { missing: `an extent for ${model.places[site].kind}` };
  for (const kind of chain)
    if (model.places[kind].count > 1) return { missing: `one ${model.places[kind].kind} per run` };
  if (model.foundings.some(({ parent }) => parent !== chain[0]))
    return { missing: `foundings in ${model.places[chain[0]].kind} only` };
  const event = model.events.find((one) => one.when !== undefined);
  if (event) return { missing: `events at fixed times only; "${event.id}" waits for a condition` };
  return true;
}

/** Places around a kind, the nearest first. */
function ancestors(model: CompiledModel, kind: number): readonly number[] {
  const chain: number[] = [];
  for (let at = model.places[kind].parent; at >= 0; at = model.places[at].parent) chain.push(at);
  return chain;
}

/** Arms and draws differ in numbers only, so code is generated once for all of them; a drug adds six kernels of its own. */
const remembered = new GeneratedCode(512);

/** Throws `BadInput` for a model that is not supported. `code` remembers what was generated for models of the same structure. */
export function reducedPlanOf(model: CompiledModel, code: GeneratedCode = remembered): ReducedPlan {
  const supported = supportsReduced(model);
  if (supported !== true) throw new BadInput('the reduced form cannot run this model', { expected: supported.missing });

  const plan = planOf(model, code);
  const site = model.foundings[0].place;
  const cell = model.places[site].parent;
  const { offsets } = plan;
  const around = mergedPlace(model, cell, []);
  const { stateAt } = around;
  const level = stateAt.length;
  const pools = around.states;
  const outside = ({ at, up, field, index }: CompiledReaction['changes'][number]): number =>
    at === 'field' ? pools + offsets[field] + index : stateAt[level - up] + index;
  const place = model.places[site];
  const reactions = place.reactions.filter(({ over }) => over < 0);
  const foundings = model.foundings.map((founding) => foundingPlan(plan, founding, stateAt));
  const taken = new Set(foundings.flatMap(({ takes }) => takes.map(({ index }) => index)));
  for (const { changes } of place.reactions)
    for (const change of changes)
      if (change.at === 'state' && change.up > 0 && change.amount < 0) taken.add(outside(change));
  const loaded = [...taken].sort((a, b) => a - b);
  const merged = mergedPlace(model, cell, loaded);
  const hazards = model.dissolutions.filter((one) => one.place === site).map(({ hazard }) => hazard);
  const nodes = [...reactions.map(({ propensity }) => propensity), ...hazards];
  const { counted } = plan.kinds[site];
  const kernel = (): { ode: OdeKernel; integrator: Integrator } => {
    const ode = generateOde(merged.place, tolerance, offsets);
    return { ode, integrator: new Integrator(rodas4, ode) };
  };
  const laws = merged.place.reactions.map(({ rate, changes }) => [rate, changes]);
  const extent = plan.extents[site]!;
  return {
    plan,
    site,
    cell,
    merged,
    ...code.once(
      ['merged', laws, merged.place.species.map((one) => [one.tolerance, one.factor, one.perVolume])],
      kernel,
    ),
    loaded,
    rates: code.once(['reduced rates', nodes, reactions.map(({ changes }) => changes), counted.length, offsets], () =>
      generateSiteRates(nodes, reactions, counted.length, offsets),
    ),
    reactions: reactions.length,
    hazards: hazards.length,
    leap: code.once(['leap', reactions.map(({ changes }) => changes), counted, stateAt, pools], () =>
      generateLeap(reactions, counted, outside),
    ),
    middle: code.once(['middle', reactions.map(({ changes }) => changes), counted.length], () =>
      generateMiddle(reactions, counted.length),
    ),
    foundings,
    returns: place.species.map(({ returns }) => (returns < 0 ? -1 : stateAt[level - 1] + returns)),
    extent,
    rings: ringsOf(extent.shape),
    pools,
  };
}

function foundingPlan(plan: Plan, founding: CompiledFounding, stateAt: readonly number[]): FoundingPlan {
  const of = (node: CompiledFounding['hazard']): Evaluate => closure(node, plan.offsets);
  const { counted, place } = plan.kinds[founding.place];
  const whole = place.solver === 'tau' || place.solver === 'ssa';
  return {
    founding,
    hazard: of(founding.hazard),
    ...(founding.accept && { accept: of(founding.accept) }),
    ...(founding.apart && { apart: of(founding.apart) }),
    contents: founding.contents.map(({ index, value }) => ({
      index,
      value: of(value),
      whole: whole && counted[index],
    })),
    takes: founding.takes.map(({ index, value }) => ({ index: stateAt[stateAt.length - 1] + index, value: of(value) })),
  };
}
