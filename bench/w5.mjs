import { MatrixField } from '../packages/engine/dist/src/fields/matrix.js';
import { SolubleField } from '../packages/engine/dist/src/fields/soluble.js';
import { medianSeconds } from './measure.mjs';

export const id = 'w5';
export const title = 'matrix assay';

const side = 1024;
const voxel = 0.1;
const sources = 200;
const steps = 10;
const species = { id: 'P', unit: '1', factor: 1, initial: { op: 'number', value: 0 } };
const field = { id: 'fluid', place: 0, voxel, side, height: 1, species: [species], reactions: [] };

/**
 * W5: 1024 x 1024 voxels of 0.1 um, soluble protease D = 1 um2/s, decay 0.01 /s, 200 sources, matrix loss 0.01 M E, steps
 * of 1 s. The limit is reading and writing the two fields once.
 */
export function run() {
  const fluid = new SolubleField({ ...field, kind: 'soluble' });
  const use = { at: 'field', up: 0, field: 1, index: 0, amount: -1 };
  const cut = { id: 'cut', rate: species.initial, propensity: species.initial, changes: [use], over: -1 };
  // One block per voxel: the enzyme is as fine as the matrix here, so every voxel of both is touched in every step.
  const film = new MatrixField({ ...field, kind: 'matrix', reactions: [cut] }, side);
  film.fill(0, 1);
  const at = Array.from({ length: sources }, (_, i) => (i * 2654435761) % (side * side));
  const step = () => {
    for (const v of at) fluid.put(0, v, fluid.capacity);
    fluid.step(0, 1, { diffusivity: 1, decay: 0.01 });
    for (let v = 0; v < side * side; v += 1) film.exponents[v] = 0.01 * fluid.density[0][v];
    film.turn(0, film.exponents, -1, 0);
  };
  const ours = perStep(step);
  const stream = perStep(() => copyBoth(fluid.density[0], film.factor[0]));
  const timeError = errorOfStep();
  return [
    {
      workload: 'W5 matrix assay, f64',
      ours: `${(1e3 * ours).toFixed(1)} ms/step (time error ${(100 * timeError).toFixed(2)} %)`,
      limit: `${(1e3 * stream).toFixed(1)} ms to read and write its data`,
      ratio: `${(ours / stream).toFixed(1)}x`,
      floor: '<= 8x',
      goal: '<= 3.6 ms',
    },
  ];
}

function perStep(act) {
  for (let i = 0; i < 3; i += 1) act();
  return (
    medianSeconds(() => {
      for (let i = 0; i < steps; i += 1) act();
    }) / steps
  );
}

function copyBoth(a, b) {
  for (let i = 0; i < a.length; i += 1) a[i] = a[i] * 1.0000001;
  for (let i = 0; i < b.length; i += 1) b[i] = b[i] * 1.0000001;
}

/** Share of the enzyme that lies elsewhere after 60 s with steps of 1 s than with steps of 1/8 s, on a smaller square. */
function errorOfStep() {
  const small = { ...field, kind: 'soluble', side: 128 };
  const [coarse, fine] = [1, 8].map((parts) => {
    const fluid = new SolubleField(small);
    for (let i = 0; i < 60 * parts; i += 1) {
      fluid.put(0, 64 * 128 + 64, fluid.capacity / parts);
      fluid.step(0, 1 / parts, { diffusivity: 1, decay: 0.01 });
    }
    return fluid.density[0];
  });
  const sum = (all) => all.reduce((a, b) => a + b, 0);
  return sum(coarse.map((value, v) => Math.abs(value - fine[v]))) / 2 / sum(fine);
}
