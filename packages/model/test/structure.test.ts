import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBadInput } from '@invadolab/core';
import { type CompiledModel, compileModel, evaluateNode, type Node, parseModel } from '../src/index.js';
import { example } from './example.js';

const uM = 602.214076;
const file = parseModel(example, 'm.yaml');
const model = compileModel(file);
const place = (kind: string): number => model.places.findIndex((entry) => entry.kind === kind);

/** Value at the declared parameters and amounts; every state is 600, every field 500. */
function value(node: Node | undefined, kind: string, of: CompiledModel = model): number {
  assert.ok(node);
  const chain = [place(kind)];
  while (of.places[chain[chain.length - 1]].parent >= 0) chain.push(of.places[chain[chain.length - 1]].parent);
  return evaluateNode(node, (slot) => {
    switch (slot.at) {
      case 'parameter':
        return of.parameters[slot.index].value;
      case 'constant':
        return of.places[chain[slot.up]].constants[slot.index].value;
      case 'state':
        return 600;
      case 'field':
        return 500;
      default:
        return 1;
    }
  });
}

const near = (a: number, b: number): void => assert.ok(Math.abs(a - b) <= 1e-12 * Math.abs(b), `${a} for ${b}`);

test('places come parents first, founded ones start with none', () => {
  assert.deepEqual(
    model.places.map(({ kind, parent, count, solver }) => [kind, parent, count, solver]),
    [
      ['dish', -1, 1, 'ode'],
      ['cell', 0, 1, 'ode'],
      ['site', 1, 0, 'tau'],
    ],
  );
  assert.deepEqual(model.numerics, { tick: 2, tolerance: 1e-7, substeps: 4, coupling: 'strang', method: 'rodas4' });
  const [, cell, site] = model.places;
  assert.deepEqual([cell.extent?.shape, site.extent?.shape], ['disc', 'gaussian']);
  assert.equal(cell.constants[0].cv, 0.5);
  near(value(cell.motion?.speed, 'cell'), 0.005);
  near(value(cell.motion?.persistence, 'cell'), 100);
});

test('events set stored values: molecules for concentrations, base units for the rest', () => {
  const [dose, full] = model.events;
  assert.deepEqual([dose.id, dose.at, dose.every, dose.place], ['dose', 600, 3600, 0]);
  near(value(dose.set[0].value, 'dish'), 0.1 * uM * 10);
  assert.deepEqual(dose.set[0].slot, { at: 'state', up: 0, index: 0 });
  // B > K crosses where B - K does, and B is 600 molecules in 10 um3.
  near(value(full.when, 'cell'), 60 - 0.1 * uM);
  assert.deepEqual(
    full.set.map(({ slot }) => slot),
    [
      { at: 'parameter', index: model.parameters.findIndex(({ id }) => id === 'k_off') },
      { at: 'constant', up: 0, index: 0 },
    ],
  );
  near(value(full.set[1].value, 'cell'), 250);
});

test('foundings give and take molecules, also where the file says a concentration', () => {
  const [nucleate] = model.foundings;
  assert.deepEqual([nucleate.place, nucleate.parent], [2, 1]);
  near(value(nucleate.contents[0].value, 'cell'), 20);
  near(value(nucleate.accept, 'cell'), 0.5);
  near(value(nucleate.apart, 'cell'), 0.5);
  const found = {
    nucleate: {
      ...file.found?.nucleate,
      place: 'site',
      in: 'cell',
      hazard: 'birth',
      takes: { A: 'start' },
      contents: { F: 'start * cell.volume' },
    },
  };
  const concentrated = compileModel({ ...file, found });
  near(value(concentrated.foundings[0].takes[0].value, 'cell', concentrated), 3 * uM * 10);
  const site = { ...file.places.site, species: { F: { unit: 'uM', returns: 'A' } }, volume: 'size' };
  const inside = {
    nucleate: { place: 'site', in: 'cell', hazard: 'birth', takes: { A: 'start' }, contents: { F: 'start' } },
  };
  const { degrade: _degrade, ...reactions } = file.reactions ?? {};
  const changed = { ...file, reactions, dissolve: {}, found: inside };
  const both = compileModel({ ...changed, places: { ...file.places, site } });
  near(value(both.foundings[0].contents[0].value, 'cell', both), 3 * uM * 10);
  const own = { ...site, amounts: { own: { value: '3 um3', source: { assumed: 'a test' } } }, volume: 'own' };
  assert.throws(
    () => compileModel({ ...changed, places: { ...file.places, site: own } }),
    (error) => isBadInput(error) && error.message.includes('depends on its own amounts'),
  );
});

test('fields come with whole voxels and densities', () => {
  const [film, medium] = model.fields;
  assert.deepEqual([film.id, film.kind, film.side, film.voxel, film.height], ['film', 'matrix', 80, 0.25, 0]);
  assert.deepEqual([medium.id, medium.kind, medium.side, medium.height], ['medium', 'soluble', 10, 10]);
  near(value(film.species.find(({ id }) => id === 'gelatin')?.initial, 'dish'), 1000);
  assert.equal(medium.species[0].exchange?.index, 0);
  near(value(medium.species[0].exchange?.rate, 'dish'), 0.01);
  assert.deepEqual(
    film.reactions.map(({ id }) => id),
    ['settle'],
  );
  near(value(film.reactions[0].rate, 'dish'), 0.01 * 500);
});

test('reactions over a field are rates per area; others that touch one move molecules', () => {
  const degrade = model.places[2].reactions.find(({ id }) => id === 'degrade');
  assert.equal(degrade?.over, 0);
  near(value(degrade?.rate, 'site'), 0.001 * 600 * 500);
  assert.deepEqual(
    degrade?.changes.map(({ at, field, amount }) => [at, field, amount]),
    [
      ['field', 0, -1],
      ['field', 0, 1],
    ],
  );
  const emit = model.places[1].reactions.find(({ id }) => id === 'emit');
  assert.equal(emit?.over, -1);
  near(value(emit?.rate, 'cell'), 0.01 * 600);
  assert.deepEqual(
    emit?.changes.map(({ at, field, amount }) => [at, field, amount]),
    [
      ['state', -1, -1],
      ['field', 1, 1],
    ],
  );
  const bring = model.places[2].reactions.find(({ id }) => id === 'bring');
  near(value(bring?.rate, 'site'), 0.5 * 600 * 0.5);
});
