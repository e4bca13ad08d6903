import type { CompiledPlace, CompiledReaction, Node } from '@invadolab/model';
import type { Frame } from '../frame.js';
import type { StiffProblem } from '../solvers/ode.js';
import { assembleProgram } from './assemble.js';
import { dependencies, derivatives } from './derivative.js';
import { FrozenPart, Lowering } from './lower.js';
import type { Program, Value } from './program.js';
import { frameParameter, framePrologue, frameSource } from './slots.js';
import { eliminate, markowitzOrder, substitute } from './sparse-lu.js';

/** The equations of one kind of place, as generated code: shared by all its individuals, one at a time. */
export interface OdeKernel extends StiffProblem {
  /**
   * Takes in everything that stays constant while one individual is advanced: parameters, constants, the places
   * around it and the fields. Call it before every advance of another individual or tick. Sets `absolute`.
   */
  prepare(frame: Frame): void;
  /** Constant fluxes into the place, state units per second, added to its equations; zero until written. */
  readonly inflow: Float64Array;
  /**
   * Positions of the reactions that also change another place or a field. Entry `species + index` of the state is how often such a
   * reaction has fired since the caller set it to 0: what it takes there must leave here.
   */
  readonly crossings: readonly number[];
  /** Entries of the factors, for those who count work. */
  readonly factorEntries: number;
}

/**
 * Generates the equations of a place. `offsets` is where each field's species start among the field samples;
 * `reactions` defaults to all that act in the place itself.
 */
export function generateOde(
  place: CompiledPlace,
  relative: number,
  offsets: readonly number[],
  reactions: readonly CompiledReaction[] = place.reactions.filter((reaction) => reaction.over < 0),
): OdeKernel {
  const crossings = [...reactions.keys()].filter((r) =>
    reactions[r].changes.some((change) => change.at === 'field' || change.up > 0),
  );
  const species = place.species.length;
  const size = species + crossings.length;
  const stoichiometry = reactions.map((reaction, r) => {
    const own = new Map<number, number>();
    for (const change of reaction.changes)
      if (change.at === 'state' && change.up === 0) own.set(change.index, (own.get(change.index) ?? 0) + change.amount);
    const crossing = crossings.indexOf(r);
    if (crossing >= 0) own.set(species + crossing, 1);
    return own;
  });
  const rates = reactions.map((reaction) => reaction.rate);
  const frozen = new FrozenPart();
  const lowering = () => odeLowering(frozen, offsets);
  const equations = lowering();
  const jacobian = lowering();
  const byTime = lowering();
  const solution = lowering();
  writeRates(equations, rates, stoichiometry, size);
  const factors = writeFactors(jacobian, rates, stoichiometry, size);
  const timeDependent = writeTimeDerivative(byTime, rates, stoichiometry, size);
  substitute(solution.live, factors, (entry) => `l[${entry}]`);

  const k = new Float64Array(Math.max(8, frozen.size));
  const l = new Float64Array(Math.max(8, factors.entries));
  const inflow = new Float64Array(Math.max(8, size)).subarray(0, size);
  const freeze = assembleProgram<[Frame]>([frameParameter], frozen.program, { k }, { prologue: framePrologue });
  const rhs = assembleProgram<[number, Float64Array, Float64Array]>(['t', 'y', 'dy'], equations.live, { k, inflow });
  const factor = assembleProgram<[number, Float64Array, number]>(['t', 'y', 'g'], jacobian.live, { k, l });
  const solve = assembleProgram<[Float64Array]>(['b'], solution.live, { l });
  const timeDerivative = timeDependent
    ? assembleProgram<[number, Float64Array, Float64Array]>(['t', 'y', 'dt'], byTime.live, { k })
    : undefined;
  const tolerances = place.species.map((one) => ({ value: one.tolerance * one.factor, perVolume: one.perVolume }));
  const absolute = new Float64Array(size);
  const volumeIndex = place.constants.length - 1;
  return {
    size,
    absolute,
    relative,
    inflow,
    crossings,
    factorEntries: factors.entries,
    rhs,
    factor,
    solve,
    ...(timeDerivative ? { timeDerivative } : {}),
    prepare(frame) {
      freeze(frame);
      const volume = frame.c[frame.co + volumeIndex];
      let largest = 1e-6;
      for (let i = 0; i < species; i += 1) {
        const tolerance = tolerances[i];
        absolute[i] = tolerance.perVolume ? tolerance.value * volume : tolerance.value;
        largest = Math.max(largest, absolute[i]);
      }
      absolute.fill(largest, species);
    },
  };
}

function odeLowering(frozen: FrozenPart, offsets: readonly number[]): Lowering {
  return new Lowering(
    frozen,
    (slot) => {
      if (slot.at === 'state' && slot.up === 0) return `y[${slot.index}]`;
      return slot.at === 'time' ? 't' : undefined;
    },
    (slot) => frameSource(slot, offsets),
  );
}

type Stoichiometry = readonly ReadonlyMap<number, number>[];

function writeRates(which: Lowering, rates: readonly Node[], stoichiometry: Stoichiometry, size: number): void {
  const program = which.live;
  const sums = new Array<Value>(size).fill(program.zero);
  for (const [reaction, rate] of rates.entries()) {
    const value = which.lower(rate);
    for (const [index, amount] of stoichiometry[reaction]) sums[index] = addScaled(program, sums[index], value, amount);
  }
  for (let i = 0; i < size; i += 1) program.output(`dy[${i}]`, program.add(sums[i], program.input(`inflow[${i}]`)));
}

function writeFactors(which: Lowering, rates: readonly Node[], stoichiometry: Stoichiometry, size: number) {
  const program = which.live;
  const values = rates.map((rate) => which.lower(rate));
  const inputs = Array.from({ length: size }, (_, index) => program.input(`y[${index}]`));
  const columns = new Map(inputs.map((input, index) => [input, index]));
  const dependsOn = dependencies(program, inputs);
  const by = inputs.map((input) => derivatives(program, input));
  const matrix: Map<number, Value>[] = inputs.map((_, index) => new Map([[index, program.input('g')]]));
  for (const [reaction, value] of values.entries())
    for (const input of dependsOn(value)) {
      const column = columns.get(input)!;
      const slope = by[column](value);
      if (slope === program.zero) continue;
      for (const [row, amount] of stoichiometry[reaction])
        matrix[row].set(column, addScaled(program, matrix[row].get(column) ?? program.zero, slope, -amount));
    }
  const order = markowitzOrder(matrix.map((row) => new Set(row.keys())));
  return eliminate(program, matrix, order, (entry) => `l[${entry}]`);
}

function writeTimeDerivative(
  which: Lowering,
  rates: readonly Node[],
  stoichiometry: Stoichiometry,
  size: number,
): boolean {
  const program = which.live;
  const by = derivatives(program, program.input('t'));
  const sums = new Array<Value>(size).fill(program.zero);
  for (const [reaction, rate] of rates.entries()) {
    const slope = by(which.lower(rate));
    for (const [index, amount] of stoichiometry[reaction]) sums[index] = addScaled(program, sums[index], slope, amount);
  }
  for (let i = 0; i < size; i += 1) program.output(`dt[${i}]`, sums[i]);
  return sums.some((sum) => sum !== program.zero);
}

function addScaled(program: Program, sum: Value, value: Value, amount: number): Value {
  return amount < 0 ? program.sub(sum, program.scale(value, -amount)) : program.add(sum, program.scale(value, amount));
}
