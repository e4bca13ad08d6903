import { generateOde } from '../packages/engine/dist/src/generate/ode.js';
import { Integrator } from '../packages/engine/dist/src/solvers/integrator.js';
import { rodas4 } from '../packages/engine/dist/src/solvers/rodas4.js';
import { parameterSet } from './network.mjs';

/** 24 h of one network by Rodas4, for many parameter sets. */
export function ensemble({ model, place, start, frame }) {
  const kernels = new Map();
  return {
    /** Fills `out` (set by set) and returns steps per simulation, rejected ones included. */
    run(sets, tolerance, out) {
      if (!kernels.has(tolerance)) {
        const tolerant = { ...place, species: place.species.map((one) => ({ ...one, tolerance })) };
        const kernel = generateOde(tolerant, tolerance, []);
        kernels.set(tolerance, { kernel, integrator: new Integrator(rodas4, kernel) });
      }
      const { kernel, integrator } = kernels.get(tolerance);
      const before = integrator.steps + integrator.rejected;
      const y = new Float64Array(start.length);
      for (let set = 0; set < sets; set += 1) {
        parameterSet(model, set, frame.p);
        kernel.prepare(frame);
        y.set(start);
        if (Number.isNaN(integrator.advance(y, 0, 86400, 0))) throw new Error(integrator.failure);
        out.set(y, set * y.length);
      }
      return (integrator.steps + integrator.rejected - before) / sets;
    },
  };
}
