import { readFileSync } from 'node:fs';
import { Stream } from '@invadolab/core';
import { compileModel, parseModel } from '@invadolab/model';
import { ensemble } from './ensemble.mjs';
import { medianSeconds } from './measure.mjs';
import { loadNetwork, network } from './network.mjs';

const tolerance = 1e-6;
const source = { assumed: 'drawn for the benchmark' };

/** W8: the network of W3 grown to 150 species and 300 reactions; time per reaction against W3's. */
export function run({ sets }) {
  const some = Math.ceil(sets / 4);
  const small = loadNetwork('w3.model.yaml');
  const file = parseModel(readFileSync(new URL('w3.model.yaml', import.meta.url), 'utf8'), 'w3.model.yaml');
  const wide = network(compileModel(widened(file)));
  const cost = (which) => {
    const { run: simulate } = ensemble(which);
    const out = new Float64Array(some * which.start.length);
    const steps = simulate(some, tolerance, out);
    const seconds = medianSeconds(() => simulate(some, tolerance, out)) / some;
    const reactions = which.place.reactions.length;
    return { reactions, species: which.start.length, steps, perReaction: seconds / reactions };
  };
  const [a, b] = [cost(small), cost(wide)];
  const show = (one) =>
    `${(1e6 * one.perReaction).toFixed(1)} us/reaction (${one.species} species, ${one.reactions} reactions, ${one.steps.toFixed(0)} steps)`;
  return [
    {
      workload: `W8 wide network, ${some} sets`,
      ours: show(b),
      limit: `${show(a)} W3`,
      ratio: `${(b.perReaction / a.perReaction).toFixed(2)}x`,
      floor: '<= 2x',
      goal: '<= 2x',
    },
  ];
}

/**
 * Adds 47 proteins that exist in two states, switched by species drawn from all before them, and one more that is made
 * and lost; laws as in W3.
 */
function widened(file) {
  const stream = new Stream(8, 'bench').at(0, 0, 0);
  const pick = (list) => list[stream.integer(list.length)];
  const species = { ...file.places.cell.species };
  const amounts = { ...file.places.cell.amounts };
  const parameters = { ...file.parameters };
  const reactions = { ...file.reactions };
  const switched = [];
  let count = Object.keys(reactions).length;
  const add = (equation, law, ...values) => {
    count += 1;
    for (const [id, value] of values) parameters[`${id}${count}`] = { value, source };
    reactions[`r${count}`] = { in: 'cell', equation, rate: law(count) };
  };
  const convert = (from, to, by) =>
    add(
      `${from} -> ${to}`,
      (n) => `k${n} * ${by} * ${from} / (K${n} + ${from})`,
      ['k', `${(0.05 + 0.4 * stream.uniform()).toFixed(3)} 1/s`],
      ['K', `${(50 + 300 * stream.uniform()).toFixed(0)} nM`],
    );
  const enzymes = ['PTP', 'PP2A', 'Csk', 'SSH'];
  for (let i = 1; i <= 47; i += 1) {
    const [low, high] = [`X${i}`, `pX${i}`];
    const before = Object.keys(species);
    amounts[`${low}_start`] = { value: `${(50 + 200 * stream.uniform()).toFixed(0)} nM`, source };
    species[low] = { unit: 'nM', initial: `${low}_start` };
    species[high] = { unit: 'nM' };
    convert(low, high, pick(before));
    convert(low, high, pick(before));
    convert(high, low, pick(enzymes));
    add(`${high} -> ${low}`, (n) => `mass_action(k${n})`, ['k', `${(0.001 + 0.01 * stream.uniform()).toFixed(4)} 1/s`]);
    switched.push(i);
  }
  species.Z = { unit: 'nM' };
  add(' -> Z', (n) => `k${n} * pX1`, ['k', '0.0004 1/s']);
  add('Z -> ', (n) => `mass_action(k${n})`, ['k', '0.0002 1/s']);
  for (let i = 0; i < 27; i += 1) {
    const target = pick(switched);
    convert(`X${target}`, `pX${target}`, `pX${pick(switched.filter((other) => other !== target))}`);
  }
  return { ...file, parameters, reactions, places: { cell: { ...file.places.cell, species, amounts } } };
}
