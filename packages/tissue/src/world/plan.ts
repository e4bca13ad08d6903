import { Cursor, closure, type Evaluate, type ReducedPlan, reducedPlanOf, supportsReduced } from '@invadolab/engine';
import type { CompiledModel, CompiledRegion, CompiledTissue, Node, TissueCells } from '@invadolab/model';

/** A tissue with its expressions ready to be evaluated; shared by all members. */
export interface TissuePlan {
  readonly model: CompiledModel;
  readonly tissue: CompiledTissue;
  readonly reduced: ReducedPlan;
  readonly box: readonly [Evaluate, Evaluate, Evaluate];
  readonly voxel: Evaluate;
  readonly coarse: Evaluate;
  readonly start: { readonly cells: Evaluate; readonly from: Evaluate; readonly to: Evaluate };
  readonly cells: Readonly<Record<keyof TissueCells, Evaluate>>;
  readonly regions: readonly RegionPlan[];
  readonly gels: readonly GelPlan[];
  readonly passages: readonly { readonly where: RegionPlan; readonly pore: Evaluate }[];
  readonly spread: readonly SpreadPlan[];
  /** Radius of the vessel. */
  readonly vessel?: Evaluate;
  /** Positions among the local values of a frame. */
  readonly at: Locals;
}

/** A region whose lengths are still to be evaluated. */
export interface RegionPlan {
  readonly shape: CompiledRegion['shape'];
  readonly from: Evaluate;
  readonly to: Evaluate;
  readonly radius: Evaluate;
  readonly spacing: Evaluate;
}

export interface GelPlan {
  readonly where: RegionPlan;
  readonly thickness?: Evaluate;
  readonly density: Evaluate;
  readonly pore: Evaluate;
  /** Absent where nothing is ever cleared or lost. */
  readonly cleared?: Evaluate;
  readonly lost?: Evaluate;
}

export interface SpreadPlan {
  readonly initial: Evaluate;
  readonly diffusivity: Evaluate;
  readonly decay: Evaluate;
  readonly outside?: Evaluate;
  readonly secretion?: Evaluate;
  readonly uptake?: Evaluate;
  readonly vessel?: { readonly plasma: Evaluate; readonly loss: Evaluate; readonly permeability: Evaluate };
  readonly becomes?: { readonly into: number; readonly rate?: Evaluate; readonly cells?: Evaluate };
  /** What the cell's own network takes it for. */
  readonly sets?: Evaluate;
}

/** Where local values stand behind the parameters. */
export interface Locals {
  readonly rises: number;
  readonly gels: number;
  readonly spread: number;
  readonly pore: number;
  readonly contacts: number;
  readonly age: number;
  readonly here: number;
  readonly length: number;
}

/** Why a model cannot be run as a tissue, in words; undefined if it can. */
export function missingForTissue(model: CompiledModel): string | undefined {
  const { tissue } = model;
  if (tissue === undefined) return 'a tissue';
  const reduced = supportsReduced(model);
  if (reduced !== true) return reduced.missing;
  if (model.foundings[0].parent !== tissue.of) return `sites in ${model.places[tissue.of].kind}`;
  return undefined;
}

/** Throws `BadInput` for a model that is not supported. */
export function tissuePlanOf(model: CompiledModel): TissuePlan {
  const { tissue } = model;
  if (tissue === undefined) throw new Error('the model has no tissue');
  const [x, y, z] = tissue.box;
  const { start, cells, regions, gels, passages, spread } = tissue;
  let reduced: ReducedPlan | undefined;
  return {
    model,
    tissue,
    // Generates code, which is not allowed everywhere that a tissue is only planned.
    get reduced() {
      reduced ??= reducedPlanOf(model);
      return reduced;
    },
    box: [closure(x), closure(y), closure(z)],
    voxel: closure(tissue.voxel),
    coarse: closure(tissue.coarse),
    start: { cells: closure(start.cells), from: closure(start.from), to: closure(start.to) },
    cells: Object.fromEntries(Object.entries(cells).map(([id, node]) => [id, closure(node)])) as TissuePlan['cells'],
    regions: regions.map(regionPlan),
    gels: gels.map(({ where, thickness, density, pore, cleared, lost }) => ({
      where: regionPlan(where),
      ...(thickness && { thickness: closure(thickness) }),
      density: closure(density),
      pore: closure(pore),
      ...unless0('cleared', cleared),
      ...unless0('lost', lost),
    })),
    passages: passages.map(({ where, pore }) => ({ where: regionPlan(where), pore: closure(pore) })),
    spread: spread.map(({ initial, diffusivity, decay, outside, secretion, uptake, vessel, becomes, sets }) => ({
      initial: closure(initial),
      diffusivity: closure(diffusivity),
      decay: closure(decay),
      ...(outside && { outside: closure(outside) }),
      ...unless0('secretion', secretion),
      ...unless0('uptake', uptake),
      ...(vessel && {
        vessel: {
          plasma: closure(vessel.plasma),
          loss: closure(vessel.loss),
          permeability: closure(vessel.permeability),
        },
      }),
      ...(becomes && {
        becomes: { into: becomes.into, ...unless0('rate', becomes.rate), ...unless0('cells', becomes.cells) },
      }),
      ...(sets && { sets: closure(sets.value) }),
    })),
    ...(tissue.vessel && { vessel: closure(tissue.vessel) }),
    at: localsOf(tissue, model.parameters.length),
  };
}

function regionPlan({ shape, from, to, radius, spacing }: CompiledRegion): RegionPlan {
  return { shape, from: closure(from), to: closure(to), radius: closure(radius), spacing: closure(spacing) };
}

function unless0<K extends string>(key: K, node: Node): { readonly [key in K]?: Evaluate } {
  if (node.op === 'number' && node.value === 0) return {};
  return { [key]: closure(node) } as { [key in K]: Evaluate };
}

function localsOf({ rises, gels, spread }: CompiledTissue, first: number): Locals {
  const afterRises = first + rises.length;
  const afterGels = afterRises + gels.length;
  const pore = afterGels + spread.length;
  return {
    rises: first,
    gels: afterRises,
    spread: afterGels,
    pore,
    contacts: pore + 1,
    age: pore + 2,
    here: pore + 3,
    length: pore + 4,
  };
}

/** A frame of parameters and local values alone. */
export function tissueFrame(numbers: Float64Array): Cursor {
  const frame = new Cursor();
  frame.p = numbers;
  return frame;
}
