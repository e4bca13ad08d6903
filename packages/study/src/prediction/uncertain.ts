import { BadInput, nearest, parseQuantity } from '@invadolab/core';
import { checkPrior, type Prior } from '@invadolab/inference';
import { type Amount, type CompiledConstant, compileModel, type Parameter } from '@invadolab/model';
import type { Plan } from '../plan.js';

/** A number of a study's control model that may be fitted or varied. */
export interface Uncertain {
  /** `k_cat`, or `cell.total_A` for an amount of a place. */
  readonly id: string;
  /** What it is, where the model says so. */
  readonly name: string;
  /** In the model's unit, as are the ends of the prior. */
  readonly value: number;
  readonly unit: string;
  /** Kind of source: `measured`, `fitted`, `derived` or `assumed`. */
  readonly source: string;
  /** Absent where the model gives no plausible range. */
  readonly prior?: Prior;
}

/**
 * Every parameter and amount of the control's model, sorted by id. The prior follows from the plausible range: log-normal
 * about a measured value, else log-uniform; uniform where the range reaches 0 or below.
 */
export function uncertainNumbers(plan: Plan): readonly Uncertain[] {
  const { file } = plan.models[0];
  const compiled = compileModel(file);
  const parameters = compiled.parameters.map((constant) =>
    uncertain(constant.id, constant, file.parameters?.[constant.id]),
  );
  const amounts = compiled.places.flatMap(({ kind, constants }) =>
    constants
      .slice(0, -1)
      .map((constant) => uncertain(`${kind}.${constant.id}`, constant, file.places[kind].amounts?.[constant.id])),
  );
  return [...parameters, ...amounts];
}

function uncertain(id: string, constant: CompiledConstant, declared: Parameter | Amount | undefined): Uncertain {
  const { value: base, unit, factor } = constant;
  const value = base / factor;
  const source = Object.keys(declared?.source ?? {}).find((key) => key !== 'note' && key !== 'from') ?? 'assumed';
  const ends = declared?.range?.map((end) => {
    const text = typeof end === 'number' && declared.unit !== undefined ? `${end} ${declared.unit}` : end;
    return parseQuantity(text).value / factor;
  });
  const prior = ends && ends[0] < ends[1] ? { prior: priorOf(id, ends[0], ends[1], value, source) } : {};
  return { id, name: declared?.name ?? id, value, unit, source, ...prior };
}

function priorOf(id: string, low: number, high: number, value: number, source: string): Prior {
  if (!(low > 0)) return { id, kind: 'uniform', low, high };
  if (source === 'measured' && value >= low && value <= high)
    return { id, kind: 'log-normal', low, high, median: value };
  return { id, kind: 'log-uniform', low, high };
}

/**
 * The numbers a person names, such as `k_cat` or `k_cat=0.1..10 1/s` (a range instead of the model's; log-uniform where
 * both ends are above 0). Throws `BadInput` for an unknown name, one without a range, one given twice, and a bad range.
 */
export function chosenNumbers(all: readonly Uncertain[], named: readonly string[]): readonly Required<Uncertain>[] {
  const seen = new Set<string>();
  return named.map((text) => {
    const [, id, range] = /^([^=]*?)\s*(?:=(.*))?$/s.exec(text.trim()) ?? [text, text];
    const found = all.find((each) => each.id === id);
    if (found === undefined)
      throw new BadInput('unknown parameter', {
        found: id,
        expected: 'a parameter of the control model, or an amount such as cell.total_A',
        nearest: nearest(
          id,
          all.map((each) => each.id),
        ),
      });
    if (seen.has(id)) throw new BadInput('a parameter is named twice', { found: id, expected: 'each parameter once' });
    seen.add(id);
    const prior = range === undefined ? found.prior : writtenPrior(found, range);
    if (prior === undefined)
      throw new BadInput(`${id} has no plausible range`, {
        found: id,
        expected: `a range in the model, or one here: ${id}=LOW..HIGH ${found.unit === '1' ? '' : found.unit}`.trim(),
      });
    return { ...found, prior };
  });
}

function writtenPrior({ id, unit }: Uncertain, text: string): Prior {
  const example = `two ends in ascending order, such as ${id}=0.1..10 ${unit === '1' ? '' : unit}`.trim();
  const [, first, second, rest = ''] = /^\s*([^.\s][^\s]*?)\s*\.\.\s*(\S+)\s*(.*)$/s.exec(text) ?? [];
  if (first === undefined || second === undefined)
    throw new BadInput(`the range of ${id}`, { found: text, expected: example });
  const scale = parseQuantity(`1 ${unit === '' ? '1' : unit}`);
  const [low, high] = [first, second].map((end) => {
    const { value } = parseQuantity(`${end} ${rest === '' ? (unit === '1' ? '' : unit) : rest}`.trim(), scale.unit);
    return value / scale.value;
  });
  if (!(low < high)) throw new BadInput(`the range of ${id}`, { found: text, expected: example });
  const prior: Prior = { id, kind: low > 0 ? 'log-uniform' : 'uniform', low, high };
  checkPrior(prior);
  return prior;
}
