import { BadInput, nearest, parseQuantity } from '@invadolab/core';
import type { Composed, ModelFile, Parameter, Perturbations, TraceEntry } from '@invadolab/model';

/** A model of the user's own with the parameters an arm sets. Other perturbations need the catalogue and are refused. */
export function changedParameters(model: ModelFile, change: Perturbations): Composed {
  const other = Object.keys(change).find(
    (key) => key !== 'set' && Object.keys(change[key as keyof Perturbations] ?? {}).length > 0,
  );
  if (other) throw new BadInput('an arm of a model file', { found: other, expected: 'set: a parameter of the model' });
  const parameters: Record<string, Parameter> = { ...model.parameters };
  const trace: TraceEntry[] = [];
  const neutral: string[] = [];
  for (const [id, value] of Object.entries(change.set ?? {})) {
    if (!Object.hasOwn(parameters, id)) {
      throw new BadInput('unknown parameter', {
        found: id,
        expected: 'a parameter of the model',
        nearest: nearest(id, Object.keys(parameters)),
      });
    }
    const { unit, range: _range, ...parameter } = parameters[id];
    const from = withUnit(parameter.value, unit);
    const like = parseQuantity(from).unit;
    const to = typeof value === 'number' && unit !== undefined ? withUnit(value, unit) : value;
    if (parseQuantity(to, like).value === parseQuantity(from).value) {
      neutral.push(id);
      continue;
    }
    parameters[id] = { ...parameter, value: to, source: { assumed: 'set by an arm of the study' } };
    trace.push({ target: id, kind: 'parameter', by: 'set', from, to });
  }
  return { model: trace.length === 0 ? model : { ...model, parameters }, trace, neutral, held: {} };
}

function withUnit(value: string | number, unit: string | undefined): string | number {
  return typeof value === 'number' && unit !== undefined ? `${value} ${unit}` : value;
}
