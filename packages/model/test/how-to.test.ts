import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { overlayCatalog, parseCatalog } from '../src/catalog/parse.js';
import type { CatalogFile } from '../src/catalog/tables.js';
import type { Perturbations } from '../src/catalog.js';
import { compileModel } from '../src/compile/compile.js';
import { compose } from '../src/compose/compose.js';
import { parseYaml } from '../src/yaml/read.js';

/** The YAML blocks of a page; the comment on the first line names the file, or says that it is an arm. */
function blocks(page: string): CatalogFile[] {
  const text = readFileSync(new URL(`../../../../docs/${page}`, import.meta.url), 'utf8');
  return [...text.matchAll(/^```yaml\n# (.*)\n([\s\S]*?)^```$/gm)].map(([, name, content]) => ({
    name,
    text: content,
  }));
}

const files = (page: string) => blocks(page).filter(({ name }) => name !== 'arm');
const arms = (page: string) =>
  blocks(page)
    .filter(({ name }) => name === 'arm')
    .map(({ name, text }) => parseYaml(text, name).value as Perturbations);

const cell = { name: 'cells/any.yaml', text: 'cell: any\nname: any\nspecies: human\nkind: healthy\namounts: {}\n' };
const base = overlayCatalog(parseCatalog([cell]), files('how-to-add-a-molecule.md'));

test('how to add a molecule', () => {
  assert.equal(files('how-to-add-a-molecule.md').length, 3);
  const [change] = arms('how-to-add-a-molecule.md');
  const { model } = compose(base, { title: 'page', cell: 'any', parts: ['kinx'], ...change });
  assert.equal(model.places.cell.amounts?.total_KINX.value, '0.02 uM');
  assert.equal(model.places.cell.amounts?.total_SUBX.value, '1.5 uM');
  assert.equal(model.parameters?.kinx_rate.value, '0 1/s');
  assert.equal(compileModel(model).places[0].reactions.length, 2);
});

test('how to add a drug', () => {
  const catalog = overlayCatalog(base, files('how-to-add-a-drug.md'));
  const [timed, dosed, held] = arms('how-to-add-a-drug.md').map(
    (change) => compose(catalog, { title: 'page', cell: 'any', parts: ['kinx'], ...change }).model,
  );
  const dosing = compileModel(dosed);
  assert.equal(dosed.parameters?.drug_stopinib_partition.value, 0.1);
  assert.deepEqual(
    dosing.events.map(({ id }) => id),
    ['drug_stopinib_give_1', 'drug_stopinib_end_1'],
  );
  assert.match(JSON.stringify(dosed.places.cell.definitions?.free_KINX), /drug_stopinib_free/);
  assert.equal(compileModel(timed).events.length, 2);
  assert.equal(timed.parameters?.drug_stopinib_unbound.value, '60 %');
  assert.equal(held.parameters?.drug_stopinib_shift_KINX_kinase.value, 20);
  assert.equal(compileModel(held).events.length, 0);
});

test('how to add a carrier', () => {
  const catalog = overlayCatalog(overlayCatalog(base, files('how-to-add-a-drug.md')), files('how-to-add-a-carrier.md'));
  const [full, empty] = arms('how-to-add-a-carrier.md').map(
    (change) => compose(catalog, { title: 'page', cell: 'any', parts: ['kinx'], ...change }).model,
  );
  const rate = 'drug_stopinib_carrier_cut_1 * drug_stopinib_near * (total_KINX) * free_KINX';
  assert.equal(full.reactions?.drug_stopinib_cut_1_near.rate, rate);
  assert.ok(Object.hasOwn(full.parameters ?? {}, 'drug_stopinib_carrier_entry'));
  assert.ok(compileModel(full).places[0].reactions.length > 10);
  assert.equal(
    compileModel(empty).hash,
    compileModel(compose(catalog, { title: 'page', cell: 'any', parts: ['kinx'] }).model).hash,
  );
});
