import { readFileSync } from 'node:fs';
import { assembleProgram } from '../packages/engine/dist/src/generate/assemble.js';
import { framePrologue } from '../packages/engine/dist/src/generate/slots.js';
import { cEquations } from './c-code.mjs';
import { compile } from './compiler.mjs';
import { ensemble } from './ensemble.mjs';
import { median, medianSeconds, quantile } from './measure.mjs';
import { loadNetwork, parameterSet } from './network.mjs';

const libraries = ['cvode', 'nvecserial', 'sunlinsolklu', 'sunlinsoldense', 'sunmatrixsparse', 'sunmatrixdense'];
const nM = 0.602214076;
const tolerances = [1e-4, 3e-5, 2e-5, 1e-5, 3e-6, 1e-6];

/** W3: stiff ensemble, 55 species, 83 reactions, 24 h; ours at the loosest tolerance whose error is not above the peer's. */
export function run({ sets }) {
  const network = loadNetwork('w3.model.yaml');
  const { place } = network;
  const size = place.species.length;
  const ours = ensemble(network);
  const reference = new Float64Array(sets * size);
  ours.run(sets, 1e-9, reference);
  const out = new Float64Array(sets * size);
  const errorOf = (values) => {
    const errors = Array.from(
      values,
      (value, i) => Math.abs(value - reference[i]) / (1e-3 * nM + Math.abs(reference[i])),
    );
    return { median: median(errors), p99: quantile(errors, 0.99) };
  };
  const peer = cvode(network, sets, errorOf);
  const measured = tolerances.map((tolerance) => {
    ours.run(sets, tolerance, out);
    return { tolerance, error: errorOf(out) };
  });
  const rate = (tolerance) => sets / medianSeconds(() => ours.run(sets, tolerance, out));
  if (peer.missing)
    return [{ workload: 'W3 stiff ensemble', ours: `${rate(1e-6).toFixed(0)} sims/s at 1e-6`, limit: peer.missing }];
  const matched = (error) =>
    measured.find((one) => one.error.median <= error.median && one.error.p99 <= error.p99) ?? measured.at(-1);
  return [
    { ...peer.klu, name: 'CVODE + KLU', floor: '>= 2x', goal: '>= 8x' },
    { ...peer.dense, name: 'CVODE dense', floor: '', goal: '>= 20x' },
  ].map(({ name, error, speed, floor, goal }) => {
    const { tolerance, error: own } = matched(error);
    const ourSpeed = rate(tolerance);
    return {
      workload: `W3 stiff ensemble, ${sets} sets`,
      ours: `${ourSpeed.toFixed(0)} sims/s (tol ${tolerance}, error ${show(own)})`,
      limit: `${speed.toFixed(1)} sims/s ${name} (tol 1e-6, error ${show(error)})`,
      ratio: `${(ourSpeed / speed).toFixed(1)}x`,
      floor,
      goal,
    };
  });
}

function show(error) {
  return `${error.median.toExponential(1)}, p99 ${error.p99.toExponential(1)}`;
}

function cvode({ model, place, start, frame }, sets, errorOf) {
  const { text, frozen } = cEquations(place);
  const program = compile(
    'cvode',
    { 'cvode.c': readFileSync(new URL('peers/cvode.c', import.meta.url), 'utf8'), 'network.h': text },
    libraries.map((name) => `-lsundials_${name}`),
  );
  if (program.missing) return program;
  const k = new Float64Array(frozen.size);
  const all = new Float64Array(sets * frozen.size);
  const freeze = assembleProgram(['F'], frozen.program, { k }, { prologue: framePrologue });
  for (let set = 0; set < sets; set += 1) {
    parameterSet(model, set, frame.p);
    freeze(frame);
    all.set(k, set * k.length);
  }
  program.write('k', all);
  program.write('y0', start);
  const measure = (kind, times) => {
    const seconds = median(Array.from({ length: times }, () => program.run(kind, sets, 1e-6, 1e-6 * nM)));
    return { speed: sets / seconds, error: errorOf(program.read('out')) };
  };
  return { klu: measure('klu', 5), dense: measure('dense', 3) };
}
