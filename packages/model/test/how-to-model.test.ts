import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkModel, compileModel, evaluateNode, parseYaml, readModel } from '../src/index.js';

const page = readFileSync(new URL('../../../../docs/how-to-add-a-model.md', import.meta.url), 'utf8');
const blocks = new Map([...page.matchAll(/^```yaml\n# (.*)\n([\s\S]*?)^```$/gm)].map(([, name, text]) => [name, text]));

test('the model of the page is read without a warning', () => {
  const { file, warnings } = readModel(blocks.get('receptor.model.yaml') ?? '', 'receptor.model.yaml');
  assert.deepEqual(warnings, []);
  const { places, parameters } = compileModel(file);
  const [cell, pit] = places;
  const takeIn = pit.reactions.find(({ id }) => id === 'take_in');
  assert.ok(takeIn);
  // 20 a firing: 1000 bound molecules at 0.001 /s make one molecule per second, which is one firing in 20 s.
  const rate = evaluateNode(takeIn.rate, (slot) => {
    if (slot.at === 'parameter') return parameters[slot.index].value;
    if (slot.at === 'constant') return (slot.up === 0 ? pit : cell).constants[slot.index].value;
    return 1000;
  });
  assert.ok(Math.abs(rate - 0.05) < 1e-12, String(rate));
  assert.deepEqual(
    takeIn.changes.map(({ up, amount }) => [up, amount]),
    [
      [1, -20],
      [0, 20],
    ],
  );
});

test('forgetting what returns is found, as the page says', () => {
  const text = (blocks.get('receptor.model.yaml') ?? '').replace(', returns: Free', '');
  assert.throws(() => readModel(text, 'm.yaml'), /dissolving changes the conserved sum receptor/);
});

test('the study of the page names measures and parameters of the model', () => {
  const { file } = readModel(blocks.get('receptor.model.yaml') ?? '', 'receptor.model.yaml');
  const study = parseYaml(blocks.get('receptor.yaml') ?? '', 'receptor.yaml').value as {
    readonly measure: readonly string[];
    readonly arms: Readonly<Record<string, { readonly set?: object }>>;
  };
  const { model } = checkModel(file);
  const slots = model.places.flatMap(({ kind, species, definitions }) =>
    [...species, ...definitions].map(({ id }) => `${kind}.${id}`),
  );
  for (const measure of study.measure) assert.ok(slots.includes(measure), measure);
  const set = Object.values(study.arms).flatMap((arm) => Object.keys(arm.set ?? {}));
  for (const name of set)
    assert.ok(
      model.parameters.some(({ id }) => id === name),
      name,
    );
});
