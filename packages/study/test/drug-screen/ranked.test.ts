import assert from 'node:assert/strict';
import test from 'node:test';
import { planIn } from '../../src/drug-screen/arms.js';
import { parseDrugScreen } from '../../src/drug-screen/parse.js';
import { contextsOf } from '../../src/drug-screen/screen.js';
import { readFile, realCatalog } from '../laws/laboratory.js';

const catalog = realCatalog();
const parsed = (name: string, drugs = 'all') =>
  parseDrugScreen(readFile(`studies/screen/${name}.yaml`).replace(/^drugs: .*$/m, `drugs: ${drugs}`), name, catalog);

test('the screen of glioblastoma ranks forty drugs or more behind the barrier, and says why it ranks no others', () => {
  const { drugs, listed } = parsed('glioblastoma').screen;
  assert.ok(drugs.length >= 40, `${drugs.length} drugs`);
  const all = Object.keys(catalog.drugs).filter((id) => !catalog.drugs[id].vehicle);
  assert.equal(drugs.length + listed.length, all.length);
  // The how-to says so.
  const [, known, ranked] =
    readFile('docs/how-to-screen.md').match(/Of the (\d+) drugs of the catalogue (\d+) are/) ?? [];
  assert.deepEqual([Number(ranked), Number(known)], [drugs.length, all.length]);
  assert.equal(parsed('example').screen.drugs.length, drugs.length);
  for (const { drug, reason } of listed) assert.match(reason, /^(no|dosed in animals)/, drug);
});

test('each drug that is ranked is held by something in the model, and what nothing reads is not ranked', () => {
  const { screen, place } = parsed('example');
  const [context] = contextsOf(screen);
  const arms = screen.drugs.map(({ id }) => ({ id, drugs: [{ name: id, free: 1 }] }));
  const plan = planIn(screen, context, arms, { catalog, place, engine: 'reference', form: 'reduced' });
  const [control] = plan.models;
  for (const { id } of screen.drugs) assert.ok(!control.arms.some((arm) => arm.id === id), `${id} changes nothing`);
  const reason = (id: string) => parsed('example', `[dasatinib, ${id}]`).screen.listed.at(0)?.reason;
  // In the records for its selectivity; the network has no pocket that it fills.
  assert.equal(reason('dinaciclib'), 'no target in this network');
  assert.equal(reason('everolimus'), 'no target in this network');
  assert.equal(reason('PF-562271'), 'no free clinical exposure in the catalogue');
  assert.equal(reason('DX-2400'), 'dosed in animals only');
});
