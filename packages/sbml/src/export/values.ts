import { type CompiledModel, evaluateNode, type Node } from '@invadolab/model';
import { above } from './network.js';

/** Value at the start of a tree over constants and parameters, in base units. */
export function valueAtStart(model: CompiledModel, node: Node, place: number): number {
  return evaluateNode(node, (slot) => {
    if (slot.at === 'parameter') return model.parameters[slot.index].value;
    if (slot.at === 'constant') return model.places[above(model, place, slot.up)].constants[slot.index].value;
    return Number.NaN;
  });
}
