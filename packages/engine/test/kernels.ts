import { compileModel, evaluateNode, type ModelFile } from '@invadolab/model';
import type { Frame } from '../src/frame.js';

/** The one place of a test network, its start values, and the frame its generated code reads. */
export function placeOf(file: ModelFile) {
  const model = compileModel(file);
  const place = model.places[0];
  const p = Float64Array.from(model.parameters, (one) => one.value);
  const c = Float64Array.from(place.constants, (one) => one.value);
  const read = (slot: { at: string; index?: number }) => (slot.at === 'parameter' ? p : c)[slot.index!];
  c[c.length - 1] = evaluateNode(place.volume, read);
  const start = Float64Array.from(place.species, (one) => evaluateNode(one.initial, read));
  const none = new Float64Array(1);
  const frame: Frame = {
    ...{ y: start, yo: 0, c, co: 0, p, po: 0, f: none, fo: 0, covered: 0, t: 0 },
    ...{ y1: none, y1o: 0, c1: none, c1o: 0, y2: none, y2o: 0, c2: none, c2o: 0, y3: none, y3o: 0, c3: none, c3o: 0 },
  };
  return { model, place, start, frame };
}
