import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBadInput } from '@invadolab/core';
import fc from 'fast-check';
import { type CompiledModel, compileModel, type ModelFile, modelJsonSchema } from '../src/index.js';
import { modelSchema } from '../src/schema/model.js';

const source = { assumed: 'a test' };

/** The same small model with its five names chosen freely. */
function named([place, a, b, k, share]: readonly string[]): ModelFile {
  return {
    format: 1,
    model: 'names',
    parameters: { [k]: { value: '0.5 1/s', source } },
    places: {
      [place]: {
        species: { [a]: { unit: 'uM' }, [b]: { unit: 'uM' } },
        definitions: { [share]: `${a} / (${a} + ${b})` },
      },
    },
    reactions: { first: { in: place, equation: `${a} -> ${b}`, rate: `${k} * ${place}.${a} * ${share} ^ 2` } },
  };
}

/** All that code is ever generated from. */
function trees({ places, parameters }: CompiledModel): string {
  const [{ reactions, species, constants, volume, definitions }] = places;
  const nameless = (list: readonly { readonly id: string }[]) => list.map(({ id: _, ...rest }) => rest);
  return JSON.stringify([
    reactions,
    nameless(species),
    nameless(constants),
    volume,
    nameless(definitions),
    nameless(parameters),
  ]);
}

/** Sorted names, so that slots keep their numbers. */
const truth = trees(compileModel(named(['aaaa', 'bbbb', 'cccc', 'dddd', 'eeee'])));

test('no name of a model reaches the trees that code is generated from, whatever it is', () => {
  const words = [
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'eval',
    'process',
    'globalThis',
    'return',
    'v',
    'o',
    'Math',
    'valueOf',
    'then',
    'length',
  ];
  const id = fc.oneof(fc.constantFrom(...words), fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,20}$/));
  fc.assert(
    fc.property(fc.uniqueArray(id, { minLength: 5, maxLength: 5 }), (names) => {
      let model: CompiledModel;
      try {
        model = compileModel(named([...names].sort()));
      } catch (error) {
        assert.ok(isBadInput(error) && /reserved|cannot be read|does not end/.test(error.message), String(error));
        return;
      }
      assert.equal(trees(model), truth);
    }),
    { numRuns: 500, seed: 2 },
  );
});

test('a name that is no identifier is refused also where no file was parsed', () => {
  const hostile = ['__proto__', '"];alert(1);//', 'a b', 'a\nb', '', 'é', 'a'.repeat(65), '`1`', '1a', 'a-b', '_a'];
  for (const name of hostile) {
    const file = named(['p', 'a', 'b', 'k', 's']);
    const species = Object.fromEntries([...Object.entries(file.places.p.species ?? {}), [name, { unit: 'uM' }]]);
    const places = { p: { ...file.places.p, species } };
    assert.throws(
      () => compileModel({ ...file, places }),
      (error) => isBadInput(error),
      name,
    );
  }
});

test('the published JSON Schema says what a model file may hold', () => {
  const schema = modelJsonSchema();
  assert.equal(schema.type, 'object');
  assert.deepEqual(schema.required, ['format', 'model', 'places']);
  assert.equal(schema.additionalProperties, false);
  assert.deepEqual(Object.keys(schema.properties as object).sort(), Object.keys(modelSchema.shape).sort());
  assert.deepEqual(JSON.parse(JSON.stringify(schema)), schema);
});
