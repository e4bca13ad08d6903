import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileModel, evaluateNode, type ModelFile, type SlotReference } from '../src/index.js';

const assumed = { assumed: 'a test' };

const model: ModelFile = {
  format: 1,
  model: 'two places',
  parameters: {
    k: { value: '2 1/uM/s', source: assumed },
    off: { value: '0.5 1/s', source: assumed },
    size: { value: '10 um3', source: assumed },
    start: { value: '3 uM', source: assumed },
  },
  places: {
    cell: {
      volume: 'size',
      amounts: { total: { value: '100 molecule', source: assumed } },
      species: { A: { unit: 'uM', initial: 'start' }, D: { unit: 'nM' } },
      definitions: { share: 'A / (A + start)' },
    },
    site: {
      in: 'cell',
      species: { F: { unit: 'molecule', returns: 'A' } },
      solver: 'ssa',
    },
  },
  reactions: {
    dimerise: { in: 'cell', equation: '2 A -> D', rate: 'mass_action(k)' },
    split: { in: 'cell', equation: 'D -> 2 A', rate: 'mass_action(off)' },
    bind: { in: 'site', equation: 'A -> F', rate: 'off * total * share' },
    pair: { in: 'site', equation: '2 F -> 2 A', rate: 'off * F * F / total' },
  },
  conserved: { matter: { A: 1, D: 2, F: 1 } },
};

const uM = 602.214076;

function values(state: number[][], constants: number[][], parameters: number[]): (slot: SlotReference) => number {
  return (slot) => {
    if (slot.at === 'state') return state[slot.up][slot.index];
    if (slot.at === 'constant') return constants[slot.up][slot.index];
    if (slot.at === 'parameter') return parameters[slot.index];
    throw new Error(slot.at);
  };
}

test('a small model compiles to amounts, base units and sorted ids', () => {
  const compiled = compileModel(model);
  assert.deepEqual(
    compiled.places.map((place) => place.kind),
    ['cell', 'site'],
  );
  assert.deepEqual(
    compiled.parameters.map((entry) => entry.id),
    ['k', 'off', 'size', 'start'],
  );
  const [cell, site] = compiled.places;
  assert.deepEqual(
    cell.constants.map((entry) => entry.id),
    ['total', 'volume'],
  );
  assert.equal(cell.constants[1].value, 10);
  assert.ok(cell.species[0].perVolume);
  assert.equal(site.species[0].returns, 0);
  const parameters = compiled.parameters.map((entry) => entry.value);
  const constants = [cell.constants.map((entry) => entry.value)];
  const lookup = values([[100, 7]], constants, parameters);
  const initial = evaluateNode(cell.species[0].initial, lookup);
  assert.ok(Math.abs(initial - 3 * uM * 10) < 1e-9 * initial);
  const dimerise = cell.reactions.find((reaction) => reaction.id === 'dimerise');
  assert.ok(dimerise);
  const k = 2 / uM;
  const rate = evaluateNode(dimerise.rate, lookup);
  assert.ok(Math.abs(rate - (k * 100 * 100) / 10) < 1e-12 * rate);
  const propensity = evaluateNode(dimerise.propensity, lookup);
  assert.ok(Math.abs(propensity - (k / 10) * 100 * 99) < 1e-12 * propensity);
  assert.deepEqual(
    dimerise.changes.map(({ index, amount }) => [index, amount]),
    [
      [0, -2],
      [1, 1],
    ],
  );
  const bind = site.reactions.find((reaction) => reaction.id === 'bind');
  assert.ok(bind);
  const fromSite = values([[5], [100, 7]], [[1], constants[0]], parameters);
  const expected = (0.5 * 100 * 10) / (10 + 3 * uM);
  assert.ok(Math.abs(evaluateNode(bind.rate, fromSite) - expected) < 1e-12 * expected);
  assert.deepEqual(
    bind.changes.map(({ up, amount }) => [up, amount]),
    [
      [1, -1],
      [0, 1],
    ],
  );
});

test('the hash follows the content and the order of declaration, not the title or the order inside an entry', () => {
  const { hash } = compileModel(model);
  assert.equal(compileModel({ ...model, model: 'another title' }).hash, hash);
  const turned = <Table extends object>(table: Table | undefined) =>
    Object.fromEntries(Object.entries(table ?? {}).reverse()) as Table;
  assert.notEqual(compileModel({ ...model, parameters: turned(model.parameters) }).hash, hash);
  assert.notEqual(compileModel({ ...model, reactions: turned(model.reactions) }).hash, hash);
  const inside = Object.fromEntries(Object.entries(model.parameters ?? {}).map(([id, entry]) => [id, turned(entry)]));
  assert.equal(compileModel({ ...model, parameters: inside }).hash, hash);
  const parameters = { ...model.parameters, off: { value: '0.6 1/s', source: assumed } };
  assert.notEqual(compileModel({ ...model, parameters }).hash, hash);
});
