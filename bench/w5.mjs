import { SolubleField } from '../packages/engine/dist/src/fields/soluble.js';
import { referenceEngine } from '../packages/engine/dist/src/index.js';
import { compileModel } from '../packages/model/dist/src/index.js';
import { alternately } from './measure.mjs';

export const id = 'w5';
export const title = 'matrix assay';

const side = 1024;
const steps = 10;
/** s between two steps of the engine's fields. W5 has steps of 1 s: all its rates are divided by this. */
const stretched = 30;

/**
 * W5: 1024 x 1024 voxels of 0.1 um, soluble protease D = 1 um2/s, decay 0.01 /s, 200 sources, matrix loss 0.01 M E, steps
 * of 1 s, through the interface that a study uses. The limit is reading and writing the two fields once.
 */
export async function run() {
  const session = await referenceEngine.start(assay(), { members: [0], seed: 1 });
  let until = 0;
  const step = async () => {
    until += steps * stretched;
    const status = await session.advance(until);
    if (status.state !== 'done') throw new Error(status.message);
  };
  const [fluid, film] = [new Float64Array(side * side), new Float64Array(side * side)];
  const stream = () => {
    for (let i = 0; i < steps; i += 1) copyBoth(fluid, film);
  };
  const [ours, limit] = (await alternately([step, stream])).map((seconds) => (1e3 * seconds) / steps);
  session.dispose();
  return [
    {
      workload: 'W5 matrix assay, f64',
      ours: `${ours.toFixed(1)} ms/step (time error ${(100 * errorOfStep()).toFixed(2)} %)`,
      limit: `${limit.toFixed(1)} ms to read and write its data`,
      ratio: `${(ours / limit).toFixed(1)}x`,
      floor: '<= 8x',
      goal: '<= 3.6 ms',
    },
  ];
}

function assay() {
  const source = { assumed: 'the definition of W5' };
  const value = (text) => ({ value: text, source });
  return compileModel({
    format: 1,
    model: 'w5',
    parameters: {
      diffusivity: value(`${1 / stretched} um2/s`),
      decay: value(`${0.01 / stretched} 1/s`),
      loss: value(`${0.01 / stretched} um3/molecule/s`),
      // One voxel's volume of it per step: its density there grows by 1 molecule/um3.
      secretion: value(`${0.01 / stretched} molecule/s`),
      start: value('1 molecule/um2'),
    },
    places: {
      dish: {},
      source: {
        in: 'dish',
        count: 200,
        solver: 'explicit',
        // Smaller than a voxel: a source lies in one.
        extent: { shape: 'disc', area: 'source_area' },
        species: { made: { unit: 'molecule' } },
        amounts: { source_area: { value: '0.0001 um2', source } },
      },
    },
    fields: {
      film: {
        kind: 'matrix',
        in: 'dish',
        voxel: '0.1 um',
        side: '102.4 um',
        species: { E: { unit: 'molecule/um2', initial: 'start' } },
      },
      fluid: {
        kind: 'soluble',
        in: 'dish',
        voxel: '0.1 um',
        side: '102.4 um',
        height: '1 um',
        species: { M: { unit: 'molecule/um3', diffusivity: 'diffusivity', decay: 'decay' } },
      },
    },
    reactions: {
      secrete: { in: 'source', equation: '-> fluid.M + made', rate: 'secretion' },
      cut: { in: 'film', equation: 'film.E ->', rate: 'loss * fluid.M * film.E' },
    },
    numerics: { tick: `${stretched} s` },
  });
}

function copyBoth(a, b) {
  for (let i = 0; i < a.length; i += 1) a[i] = a[i] * 1.0000001;
  for (let i = 0; i < b.length; i += 1) b[i] = b[i] * 1.0000001;
}

/** Share of the enzyme that lies elsewhere after 60 s with steps of 1 s than with steps of 1/8 s, on a smaller square. */
function errorOfStep() {
  const species = { id: 'M', unit: '1', factor: 1, initial: { op: 'number', value: 0 } };
  const small = { id: 'fluid', kind: 'soluble', place: 0, voxel: 0.1, side: 128, height: 1 };
  const [coarse, fine] = [1, 8].map((parts) => {
    const fluid = new SolubleField({ ...small, species: [species], reactions: [] });
    for (let i = 0; i < 60 * parts; i += 1) {
      fluid.put(0, 64 * 128 + 64, fluid.capacity / parts);
      fluid.step(0, 1 / parts, { diffusivity: 1, decay: 0.01 });
    }
    return fluid.density[0];
  });
  const sum = (all) => all.reduce((a, b) => a + b, 0);
  return sum(coarse.map((value, v) => Math.abs(value - fine[v]))) / 2 / sum(fine);
}
