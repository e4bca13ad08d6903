import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBadInput } from '@invadolab/core';
import { referenceEngine, SerialPool } from '@invadolab/engine';
import { MemoryStore } from '@invadolab/results';
import { parseStudy, performer, planStudy, runPlan } from '../../src/index.js';
import { realCatalog } from '../laws/laboratory.js';

const catalog = realCatalog();

const text = (arms: string, { cell = 'MDA-MB-231', host = 'human', more = '' } = {}) => `format: 1
study: Who stays free?
assay: metastasis
cell: ${cell}
host: ${host}
timepoints: [10 weeks, 20 weeks]
experiments: 3
settings: {detectable: 10, step: 1 week}
${more}arms:
${arms}`;

function planned(written: string) {
  const { study, place } = parseStudy(written, 'study.yaml', catalog);
  return planStudy(study, place, { catalog, engine: 'reference' });
}

function refusal(written: string): string {
  try {
    planned(written);
  } catch (error) {
    if (isBadInput(error)) return error.message;
    throw error;
  }
  assert.fail('nothing was refused');
}

const refused: Readonly<Record<string, readonly [string, RegExp]>> = {
  'a cancer of the brain': [text('  a: {}\n', { cell: 'U-251-MG' }), /study\.yaml:4:7: .*glioblastoma.*slice of brain/],
  'a cancer of the brain in an arm': [
    text('  a: {}\n  b: {cell: U-251-MG}\n'),
    /:11:3: .*glioblastoma.*slice of brain/,
  ],
  'an unknown host': [text('  a: {}\n', { host: 'mous' }), /:5:7: .*nearest is "mouse"/],
  'a matrix': [text('  a: {}\n', { more: 'matrix: {kind: gelatin}\n' }), /:9:1: .*whole bodies/],
  'a drug, which acts on cells': [
    text('  a: {}\n  b: {drugs: [{name: dasatinib, free: 1 nM}]}\n'),
    /:11:3: .*drugs.*set/,
  ],
  'a knock-down': [text('  a: {}\n  b: {knockdown: {TKS5: 90 %}}\n'), /knockdown.*set/],
  'cells beside the cell': [text('  a: {}\n  b: {partners: {cell: macrophage}}\n'), /partners.*set/],
  'a wrong rate': [text('  a: {}\n  b: {set: {intravasatio: 1 1/day}}\n'), /nearest is "intravasation"/],
  'a wrong unit': [text('  a: {}\n  b: {set: {intravasation: 1 um}}\n'), /intravasation: wrong dimension/],
  'a host of cells': [
    'format: 1\nstudy: x\nassay: gelatin\ncell: MCF-7\nhost: mouse\ntimepoints: [1 h]\narms: {a: {}}\n',
    /:5:7: .*gelatin looks at cells/,
  ],
};

for (const [what, [written, said]] of Object.entries(refused))
  test(`a study of bodies refuses ${what}`, () => {
    assert.match(refusal(written), said);
  });

async function run(written: string) {
  const pool = new SerialPool({ perform: performer(() => referenceEngine) });
  return runPlan(planned(written), { pool, store: new MemoryStore() });
}

test('individuals differ, and each is the same in every arm', async () => {
  const { measures, failures } = await run(text('  a: {}\n  b: {set: {first_pass: 0.5}}\n'));
  assert.deepEqual(failures, []);
  const primaries = (arm: string) =>
    measures
      .filter((row) => row.arm === arm && row.measure === 'primary.cells' && row.time > 1e7)
      .map(({ value }) => value);
  assert.equal(new Set(primaries('a')).size, 3);
  for (const [person, value] of primaries('b').entries())
    assert.ok(Math.abs(value / primaries('a')[person] - 1) < 1e-5, `individual ${person}`);
});

test('what is shed is counted once, and metastases by organ and by the first examination that sees one', async () => {
  const { measures } = await run(text('  a: {set: {vascularised: 0.001}}\n'));
  const at = (person: number, measure: string, time = 20 * 604_800) =>
    measures.find((row) => row.experiment === person && row.measure === measure && row.time === time)?.value ?? 0;
  for (const person of [0, 1, 2]) {
    const shares = measures.filter(
      (row) => row.experiment === person && row.time > 1e7 && row.measure.startsWith('shed.'),
    );
    const sum = shares.filter(({ measure }) => measure !== 'shed.count').reduce((total, { value }) => total + value, 0);
    // One in a thousand micrometastases, two in a hundred of what was shed, has left the count.
    assert.ok(Math.abs(sum - 1) < 1e-4, `${sum}`);
    const organs = Object.keys(catalog.organs).map((organ) => at(person, `metastases.count.${organ}`));
    assert.equal(
      organs.reduce((total, each) => total + each, 0),
      at(person, 'metastases.count'),
    );
    assert.ok(at(person, 'metastases.growing') >= at(person, 'metastases.count') && organs[0] >= 0);
    assert.equal(at(person, 'simulated.metastasis_free'), at(person, 'metastasis.first') > 0 ? 0 : 1);
  }
  assert.ok([0, 1, 2].some((person) => at(person, 'metastases.count') > 0));
});

test('a cancer that drains to the portal vein has its metastases in the liver', async () => {
  const of = async (cell: string) => {
    const { measures } = await run(text('  a: {set: {vascularised: 0.001}}\n', { cell }));
    const sum = (organ: string) =>
      measures
        .filter((row) => row.measure === `metastases.count.${organ}`)
        .reduce((total, { value }) => total + value, 0);
    return { liver: sum('liver'), lung: sum('lung') };
  };
  const [colon, breast] = [await of('HCT-116'), await of('MDA-MB-231')];
  assert.ok(colon.liver > 5 * colon.lung, `${colon.liver} in the liver, ${colon.lung} in the lung`);
  assert.ok(breast.lung > 5 * breast.liver, `${breast.lung} in the lung, ${breast.liver} in the liver`);
});
