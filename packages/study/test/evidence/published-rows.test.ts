import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import test from 'node:test';
import { signRule } from '../../src/evidence/baselines.js';
import { parseEvidence, parseNotExpressible, parsePriorExceptions } from '../../src/index.js';
import { readFile, realCatalog } from '../laws/laboratory.js';

const catalog = realCatalog();
const special = ['not-expressible.yaml', 'prior.yaml', 'calibration.yaml', 'fitted.yaml'];
const files = readdirSync(new URL('../../../../../evidence/', import.meta.url)).filter(
  (name) => name.endsWith('.yaml') && !special.includes(name),
);
const papers = files.map((name) => parseEvidence(readFile(`evidence/${name}`), name, catalog));
const listed = parseNotExpressible(readFile('evidence/not-expressible.yaml'), 'not-expressible.yaml');

test('every published row stands once: run, or listed with the reason', () => {
  const ids = [...papers.flatMap(({ rows }) => rows.map(({ id }) => id)), ...listed.map(({ id }) => id)];
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(new Set(papers.map(({ paper }) => paper)).size, papers.length);
  // 115 rows to calibrate, check or behind laws in the seven systems that this laboratory is about, 9 found since in
  // abstracts: KI11.gain, KI12.active, CIP4, RHOG, SGEF, CAPN2, PTP1B, PTEN.INPP4B and PAK1, and second halves of two rows
  // that one study could not hold: KI11.inhibitor and EC045.addition. Twelve more were found in abstracts, or are the other half of
  // a row: SRC.OCL and its life, DC.ITGB2, EC.SRC, EC.RHOA, PO12.turnover, MT1.HIGH in two lines, MT1.HT1080, COFILIN and its area,
  // and EGFR.BLOCK.
  const systems = [
    'composition',
    'assembly',
    'degradation',
    'podosome',
    'scaffold_targeting',
    'kinase_targeting',
    'protease_delivery_targeting',
  ];
  const scored = (row: { role: string; system: string }) => row.role !== 'input' && systems.includes(row.system);
  const rows = [...papers.flatMap((paper) => paper.rows), ...listed];
  assert.equal(rows.filter(scored).length, 138);
});

test('at least twenty scored rows are nulls, or have the sign that the sign rule gets wrong', () => {
  const surprising = papers
    .flatMap(({ rows }) => rows)
    .filter(({ seen, test: run }) =>
      (seen === undefined ? (run?.expectations ?? []) : []).some(({ expected, manipulation }) => {
        if (!('direction' in expected)) return false;
        const direction = expected.direction === 'abolished' ? 'down' : expected.direction;
        return direction === 'none' || direction !== signRule(manipulation);
      }),
    );
  assert.ok(surprising.length >= 20, surprising.map(({ id }) => id).join(', '));
});

test('rows of one paper are not both fitted and checked, whether run or listed', () => {
  const roles = new Map<string, Set<string>>();
  for (const { paper, role } of [...papers.flatMap(({ rows }) => rows), ...listed]) {
    if (role === 'calibrate' || role === 'check') roles.set(paper, (roles.get(paper) ?? new Set()).add(role));
  }
  for (const [paper, own] of roles) assert.equal(own.size, 1, paper);
});

test('the same observation under two ids points both ways, where both are run', () => {
  const rows = papers.flatMap((paper) => paper.rows);
  for (const row of rows) {
    for (const id of row.sameAs) {
      const twin = rows.find((each) => each.id === id);
      assert.ok(twin, `${row.id} is the same as ${id}, which is not there`);
      if (twin.role !== 'input') assert.ok(twin.sameAs.includes(row.id), `${id} does not point back to ${row.id}`);
    }
  }
});

test('the parameters that the prior leaves alone are in the catalogue', () => {
  assert.equal(parsePriorExceptions(readFile('evidence/prior.yaml'), 'prior.yaml', catalog).size, 5);
});
