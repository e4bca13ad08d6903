import { readFileSync } from 'node:fs';
import { Stream } from '@invadolab/core';
import { compileModel, evaluateNode, parseModel } from '@invadolab/model';

/** Reads a model of one kind of place and prepares its frame: start values and parameters as the engine holds them. */
export function loadNetwork(file, change = (model) => model) {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  return network(compileModel(change(parseModel(text, file))));
}

export function network(model) {
  const place = model.places[0];
  const parameters = Float64Array.from(model.parameters, (one) => one.value);
  const constants = Float64Array.from(place.constants, (one) => one.value);
  const nothing = new Float64Array(1);
  const read = (slot) => (slot.at === 'parameter' ? parameters[slot.index] : constants[slot.index]);
  constants[constants.length - 1] = evaluateNode(place.volume, read);
  const start = Float64Array.from(place.species, (one) => evaluateNode(one.initial, read));
  const frame = { y: start, yo: 0, c: constants, co: 0, p: parameters, po: 0, t: 0, covered: 0, f: nothing, fo: 0 };
  for (const level of [1, 2, 3])
    Object.assign(frame, { [`y${level}`]: nothing, [`y${level}o`]: 0, [`c${level}`]: nothing, [`c${level}o`]: 0 });
  return { model, place, start, frame };
}

/** Parameter set `set`: each parameter but the volume times 2^U(-1, 1); set 0 is the model's own. */
export function parameterSet(model, set, target) {
  const stream = new Stream(3, 'bench').at(set, 0, 0);
  for (const [i, one] of model.parameters.entries()) {
    const factor = 2 ** (2 * stream.uniform() - 1);
    target[i] = set === 0 || one.id === 'cell_volume' ? one.value : one.value * factor;
  }
}
