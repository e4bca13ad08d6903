import type { CompiledModel } from '@invadolab/model';
import { type Deviates, dayValues, independent, logNormal } from '../draws.js';
import type { PredictionTask } from './predict.js';
import { stratified } from './stratified.js';

/** What a cell differs in: a slot, the model's value of it, and the factor on that. */
export interface OwnValue {
  readonly slot: string;
  readonly usual: number;
  readonly factor: number;
}

/** By cell: day effects and, unless the engine draws them as in the full form, every amount that varies between cells. */
export function ownValues(
  model: CompiledModel,
  task: Pick<PredictionTask, 'days' | 'seed' | 'cells' | 'cellsOfFullForm'>,
): readonly (readonly OwnValue[])[] {
  const { days, seed, cells, cellsOfFullForm = false } = task;
  const numbers = Array.from({ length: cells }, (_, cell) => cell);
  if (cellsOfFullForm) return numbers.map((cell) => dayOf(model, task, cell, independent(seed)));
  const spread = stratified(seed, cells);
  const varying = model.places
    .filter(({ count }) => count === 1)
    .flatMap(({ kind, constants }) =>
      constants.slice(0, -1).flatMap(({ id, cv = 0, value, factor, stream }) => {
        const slot = `${kind}.${id}`;
        return cv === 0 || Object.hasOwn(days, slot) ? [] : [{ slot, usual: value / factor, cv, stream }];
      }),
    );
  return numbers.map((cell) => {
    const deviates: Deviates = (purpose) => spread(purpose, cell);
    const amounts = varying.map(({ slot, usual, cv, stream }) => {
      return { slot, usual, factor: logNormal(cv, () => deviates(`amount ${stream}`, cell)) };
    });
    return [...amounts, ...dayOf(model, task, cell, deviates)];
  });
}

/** Each cell of a prediction is the first of an experiment of its own. */
function dayOf(
  model: CompiledModel,
  { days }: Pick<PredictionTask, 'days'>,
  experiment: number,
  deviates: Deviates,
): readonly OwnValue[] {
  return dayValues(model, { experiment, cells: [0] }, days, deviates).map(({ slot, values: [value] }) => {
    const usual = declared(model, slot);
    return { slot, usual, factor: usual === 0 ? 1 : value / usual };
  });
}

function declared(model: CompiledModel, slot: string): number {
  const [kind, id] = slot.split('.');
  const constants = kind === 'parameter' ? model.parameters : model.places.find((one) => one.kind === kind)?.constants;
  const found = constants?.find((one) => one.id === id);
  return found === undefined ? 0 : found.value / found.factor;
}
