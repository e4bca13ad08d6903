import { Grid3, SolubleField3 } from '../packages/tissue/dist/src/index.js';
import { alternately } from './measure.mjs';

export const id = 'w1';
export const title = 'diffusion and decay in a box';

const minute = 60;
/** Voxels per edge, substances, steps per measurement. */
const cases = [
  [100, 1, 10],
  [100, 5, 4],
  [200, 1, 3],
  [200, 5, 1],
];

/**
 * W1: implicit steps of 0.01 min with D = 1000 um2/min and decay 0.1 /min in closed boxes of 10 um voxels, f64, one thread. The limit is
 * copying the densities once: each is read and written, as by a step that did nothing. A step works
 * in place, so the memory of a field is the buffer that holds its densities and factors.
 */
export async function run() {
  const rows = [];
  for (const [side, substances, steps] of cases) rows.push(await measured(side, substances, steps));
  return rows;
}

async function measured(side, substances, steps) {
  const grid = new Grid3({ nx: side, ny: side, nz: side, voxel: 10 });
  const fields = Array.from({ length: substances }, () => filled(grid));
  const bytes = fields.reduce((sum, { density }) => sum + density.buffer.byteLength, 0);
  const copy = new Float64Array(grid.size);
  const step = () => {
    for (let i = 0; i < steps; i += 1) for (const field of fields) field.step(0.01 * minute);
  };
  const stream = () => {
    for (let i = 0; i < steps; i += 1) for (const field of fields) copy.set(field.density);
  };
  const [ours, limit] = (await alternately([step, stream])).map((seconds) => (1e3 * seconds) / steps);
  const error = Math.max(...fields.map((field) => field.ledger.error(field.amount())));
  const memory = bytes / (8 * grid.size * substances);
  return {
    workload: `W1 box of ${side}^3, ${substances} substance${substances === 1 ? '' : 's'}, f64`,
    ours: `${ours.toFixed(2)} ms/step (closes to ${error.toExponential(0)}, memory ${memory.toFixed(2)}x)`,
    limit: `${limit.toFixed(2)} ms to copy the fields`,
    ratio: `${(ours / limit).toFixed(1)}x`,
    floor: '<= 12x, memory <= 2x',
    goal: side === 100 && substances === 1 ? '<= 1.9 ms' : '',
  };
}

function filled(grid) {
  const field = new SolubleField3(grid, { diffusivity: 1000 / minute, decay: 0.1 / minute });
  for (let v = 0; v < grid.size; v += 1) field.density[v] = (v * 7919) % 101;
  field.restart();
  return field;
}
