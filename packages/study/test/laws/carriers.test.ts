import test from 'node:test';
import type { Change } from './bench.js';
import { cellsPerSeed, insist, insistBroken, measured, named, seeds } from './judging.js';
import { order, passenger } from './law-carriers.js';

/** Four cells of each seed, since the criteria are far from their bounds; LAW_CELLS asks for more. */
const cells = process.env.LAW_CELLS === undefined ? 4 : cellsPerSeed;

/** No enzyme cuts: the rates of both, of whatever the carrier holds. */
const uncut: Change = (file) => {
  const parameters = { ...file.parameters };
  for (const id of Object.keys(parameters))
    if (/_carrier_cut_\d+$/.test(id)) parameters[id] = { ...parameters[id], value: '0 1/nM/h', range: undefined };
  return { ...file, parameters };
};

test('law 15: the share at the site and what is free at the cell put a carrier with an inhibitor and one without in opposite orders', async (t) => {
  const found = await measured(order.measure, { cells });
  insist(t, order.judge, found);
  insist(t, passenger.judge, found);
});

test('law 15 breaks where nothing cuts the carrier', async (t) => {
  const { all } = await measured(order.measure, { of: seeds.slice(0, 1), cells: 2, change: uncut });
  insistBroken(t, named(order.judge(all), 'share at the site'));
  insistBroken(t, named(passenger.judge(all), 'free at the cell with the inhibitor'));
});
