import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Stream } from '@invadolab/core';
import {
  type CompiledModel,
  compileModel,
  evaluateNode,
  type ModelFile,
  type Node,
  parseModel,
} from '@invadolab/model';
import { namesOf } from '../src/export/names.js';
import { above, networkOf } from '../src/export/network.js';
import { exportSbml, importSbml } from '../src/index.js';
import { everything } from './everything.js';

const published = ['mmp2-activation', 'oscillating-invadopodium', 'ternary-complex'].map(
  (name): [string, ModelFile] => {
    const file = `${name}.model.yaml`;
    const text = readFileSync(new URL(`../../../../studies/published/${file}`, import.meta.url), 'utf8');
    return [name, parseModel(text, file)];
  },
);

interface Pair {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  /** What rounding errors are proportional to. */
  readonly size: number;
}

/** Both models' values of what has one name, at one random state. */
function compared(original: ModelFile, seed: number): Pair[] {
  const before = compileModel(original);
  const network = networkOf(before);
  const names = namesOf(network);
  const { file, warnings } = importSbml(exportSbml(original).xml, 'exported.xml');
  assert.deepEqual(warnings, []);
  const after = compileModel(file);
  const draws = new Stream(seed, 'round trip');
  const states = new Map<string, number>();
  for (const place of network.places) {
    before.places[place].species.forEach((_, index) => {
      states.set(names.species(place, index), 1000 * draws.uniform());
    });
  }
  const t = 100 * draws.uniform();
  const old = (node: Node, place: number): number =>
    evaluateNode(node, (slot) => {
      if (slot.at === 'parameter') return before.parameters[slot.index].value;
      if (slot.at === 'time') return t;
      if (slot.at !== 'state' && slot.at !== 'constant') return Number.NaN;
      const owner = above(before, place, slot.up);
      if (slot.at === 'constant') return before.places[owner].constants[slot.index].value;
      return states.get(names.species(owner, slot.index))!;
    });
  const fresh = (node: Node): number => readImported(after, node, states, t);
  const pairs = network.definitions.map(({ place, id, value }) => {
    const name = names.definition(place, id);
    const found = after.places[0].definitions.find((each) => each.id === name);
    assert.ok(found, name);
    return { name, before: old(value, place), after: fresh(found.value), size: Math.abs(old(value, place)) };
  });
  const oldSpeeds = speeds(
    network.reactions.map(({ place, reaction }) => ({
      rate: old(reaction.rate, place),
      changes: reaction.changes.map((each) => [names.species(above(before, place, each.up), each.index), each.amount]),
    })),
  );
  const newSpeeds = speeds(
    after.places[0].reactions.map(({ rate, changes }) => ({
      rate: fresh(rate),
      changes: changes.map(({ index, amount }) => [after.places[0].species[index].id, amount]),
    })),
  );
  assert.deepEqual([...newSpeeds.keys()].sort(), [...oldSpeeds.keys()].sort());
  const changing = [...oldSpeeds].map(([name, { sum, size }]) => {
    return { name: `d${name}/dt`, before: sum, after: newSpeeds.get(name)!.sum, size };
  });
  return [...pairs, ...changing];
}

/** What the reactions together do to each state, and the size of the largest part of it. */
function speeds(
  reactions: readonly { readonly rate: number; readonly changes: readonly (readonly [string, number])[] }[],
): Map<string, { sum: number; size: number }> {
  const found = new Map<string, { sum: number; size: number }>();
  for (const { rate, changes } of reactions) {
    for (const [name, amount] of changes) {
      const { sum, size } = found.get(name) ?? { sum: 0, size: 0 };
      found.set(name, { sum: sum + amount * rate, size: Math.max(size, Math.abs(amount * rate)) });
    }
  }
  return found;
}

function readImported(model: CompiledModel, node: Node, states: ReadonlyMap<string, number>, t: number): number {
  return evaluateNode(node, (slot) => {
    if (slot.at === 'parameter') {
      const { id, value } = model.parameters[slot.index];
      return states.get(id) ?? value;
    }
    if (slot.at === 'state') return states.get(model.places[0].species[slot.index].id)!;
    if (slot.at === 'constant') return model.places[0].constants[slot.index].value;
    return slot.at === 'time' ? t : Number.NaN;
  });
}

for (const [name, model] of [...published, ['everything', everything] as const]) {
  test(`${name}: written and read again, its rates are the same`, () => {
    let count = 0;
    for (let seed = 1; seed <= 5; seed++) {
      for (const pair of compared(model, seed)) {
        count++;
        const off = Math.abs(pair.after - pair.before);
        assert.ok(off <= 1e-12 * pair.size, `${pair.name}: ${pair.before} became ${pair.after}`);
      }
    }
    assert.ok(count >= 20, `only ${count} values were compared`);
  });
}
