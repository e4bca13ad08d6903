import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBadInput } from '@invadolab/core';
import fc from 'fast-check';
import {
  type CompiledModel,
  compileModel,
  evaluateNode,
  labelSpecies,
  type ModelFile,
  parseModel,
} from '../src/index.js';

const text = `format: 1
model: A pool that circulates
parameters:
  k: {value: 2 1/uM/s, source: {assumed: a test}}
  r: {value: 0.5 1/s, source: {assumed: a test}}
  make: {value: 3 uM/s, source: {assumed: a test}}
  size: {value: 7 um3, source: {assumed: a test}}
  start: {value: 3 uM, source: {assumed: a test}}
  batch: {value: 20 molecule, source: {assumed: a test}}
places:
  cell:
    volume: size
    species:
      Surface: {unit: uM, initial: start}
      Inside: {unit: uM, initial: start}
      Pair: {unit: uM}
      Partner: {unit: uM, initial: start}
      Product: {unit: uM}
  site:
    in: cell
    solver: tau
    species:
      Here: {unit: molecule, returns: Surface}
reactions:
  enter: {in: cell, equation: Surface -> Inside, rate: mass_action(r)}
  leave: {in: cell, equation: 20 Inside -> 20 Surface, rate: 'r * Inside * saturate(Surface, start)'}
  bind: {in: cell, equation: Surface + Partner -> Pair, rate: mass_action(k)}
  cut: {in: cell, equation: Surface + Partner -> Surface + Product, rate: mass_action(k)}
  make: {in: cell, equation: -> Inside, rate: make}
  lose: {in: cell, equation: 2 Inside ->, rate: mass_action(k)}
  swap: {in: cell, equation: Surface + Inside -> Inside + Pair, rate: k * Surface * Inside}
  bring: {in: site, equation: 20 cell.Inside -> 20 Here, rate: r * cell.Inside * size}
  drift: {in: site, equation: Here -> Surface, rate: mass_action(r)}
found:
  start: {place: site, in: cell, hazard: r, contents: {Here: batch}, takes: {Surface: batch}}
dissolve:
  end: {place: site, hazard: r}
events:
  refill: {at: 1 h, set: {Surface: start}}
`;
const file = parseModel(text, 'pool.yaml');
const pools = { cell: ['Surface', 'Inside', 'Pair'], site: ['Here'] };

/** Rate of change (or, with propensities, mean change) of every stored state of both kinds, by `kind.species`. */
function changes(
  model: CompiledModel,
  state: Readonly<Record<string, number>>,
  kind: 'rate' | 'propensity',
  from = 0,
): Map<string, number> {
  const totals = new Map<string, number>();
  const parameters = model.parameters.map((entry) => entry.value);
  model.places.forEach((place, index) => {
    if (index < from) return;
    const chain = [index, place.parent].filter((at) => at >= 0).map((at) => model.places[at]);
    for (const reaction of place.reactions) {
      const value = evaluateNode(reaction[kind], (slot) => {
        if (slot.at === 'parameter') return parameters[slot.index];
        if (slot.at === 'constant') return chain[slot.up].constants[slot.index].value;
        if (slot.at === 'state') return state[`${chain[slot.up].kind}.${chain[slot.up].species[slot.index].id}`] ?? 0;
        throw new Error(slot.at);
      });
      for (const { up, index: species, amount } of reaction.changes) {
        const name = `${chain[up].kind}.${chain[up].species[species].id}`;
        totals.set(name, (totals.get(name) ?? 0) + amount * value);
      }
    }
  });
  return totals;
}

test('the sum of the copies obeys the original equations, as rates and as propensities', () => {
  const original = compileModel(file);
  const labelled = compileModel(labelSpecies(file, pools));
  const count = fc.integer({ min: 1, max: 5000 });
  fc.assert(
    fc.property(
      fc.array(count, { minLength: 6, maxLength: 6 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
      (counts, shares) => {
        const names = ['cell.Surface', 'cell.Inside', 'cell.Pair', 'site.Here', 'cell.Partner', 'cell.Product'];
        const state = Object.fromEntries(names.map((name, i) => [name, counts[i]]));
        const split = Object.fromEntries(
          names.flatMap((name, i) =>
            i < 4
              ? [
                  [`${name}_bright`, counts[i] * shares[i]],
                  [`${name}_dark`, counts[i] - counts[i] * shares[i]],
                ]
              : [[name, counts[i]]],
          ),
        );
        for (const kind of ['rate', 'propensity'] as const) {
          // Only the site is counted one by one; in the cell the copies of `2 Inside ->` are continuous.
          const counted = kind === 'propensity' ? 1 : 0;
          const before = changes(original, state, kind, counted);
          const after = changes(labelled, split, kind, counted);
          for (const name of names) {
            const sum = (after.get(`${name}_bright`) ?? 0) + (after.get(`${name}_dark`) ?? 0) + (after.get(name) ?? 0);
            const truth = before.get(name) ?? 0;
            assert.ok(Math.abs(sum - truth) <= 1e-9 * (1 + Math.abs(truth)), `${name}: ${sum} for ${truth}`);
          }
        }
      },
    ),
    { numRuns: 200, seed: 3 },
  );
});

test('bright molecules carry their label along; new ones are bright', () => {
  const labelled = compileModel(labelSpecies(file, pools));
  const none = { 'cell.Surface_dark': 100, 'cell.Inside_dark': 300, 'site.Here_dark': 20, 'cell.Partner': 50 };
  const rates = changes(labelled, none, 'rate');
  const bright = [...rates].filter(([name, rate]) => name.endsWith('_bright') && rate !== 0).map(([name]) => name);
  assert.deepEqual(bright, ['cell.Inside_bright']);
  const [cell, site] = labelled.places;
  assert.equal(
    cell.species[site.species.find((entry) => entry.id === 'Here_bright')?.returns ?? -1].id,
    'Surface_bright',
  );
  assert.equal(cell.species[site.species.find((entry) => entry.id === 'Here_dark')?.returns ?? -1].id, 'Surface_dark');
  assert.ok(cell.definitions.some((entry) => entry.id === 'Surface' && entry.unit === 'uM'));
});

test('where two labelled species merge, brightness is kept in the mean', () => {
  const all = { cell: ['Surface', 'Inside', 'Pair', 'Partner'] };
  const reactions = { bind: file.reactions?.bind ?? assert.fail() };
  const labelled = compileModel(labelSpecies({ ...file, reactions, found: {}, dissolve: {} }, all));
  const state = {
    'cell.Surface_bright': 30,
    'cell.Surface_dark': 70,
    'cell.Partner_bright': 40,
    'cell.Partner_dark': 10,
  };
  const rates = changes(labelled, state, 'rate');
  const made = (rates.get('cell.Pair_bright') ?? 0) + (rates.get('cell.Pair_dark') ?? 0);
  const share = (rates.get('cell.Pair_bright') ?? 0) / made;
  assert.ok(Math.abs(share - (0.3 + 0.8) / 2) < 1e-12, String(share));
  assert.ok(Math.abs((rates.get('cell.Surface_bright') ?? 0) + 0.3 * made) < 1e-9 * made);
  assert.ok(Math.abs((rates.get('cell.Partner_dark') ?? 0) + 0.2 * made) < 1e-9 * made);
});

test('what cannot be labelled is refused', () => {
  const refuses = (model: ModelFile, species: Record<string, string[]>, says: string): void => {
    assert.throws(
      () => labelSpecies(model, species),
      (error) => isBadInput(error) && error.message.includes(says),
    );
  };
  refuses(file, { cell: ['Surfce'] }, 'nearest is "Surface"');
  refuses(file, { cel: ['Surface'] }, 'nearest is "cell"');
  const crowd = {
    ...file.reactions,
    merge: { in: 'cell', equation: 'Surface + Inside + Pair + Partner ->', rate: 'make' },
  };
  refuses({ ...file, reactions: crowd }, { cell: ['Surface', 'Inside', 'Pair', 'Partner'] }, 'too many labelled');
  const taken = { ...file, parameters: { ...file.parameters, Surface_dark: { value: 1, source: { assumed: 'x' } } } };
  refuses(taken, { cell: ['Surface'] }, 'taken');
});
