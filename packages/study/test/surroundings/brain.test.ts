import assert from 'node:assert/strict';
import test from 'node:test';
import { reducedPlanOf, runReduced } from '@invadolab/engine';
import { compileModel } from '@invadolab/model';
import { parseStudy, planStudy } from '../../src/index.js';
import { modelOf, realCatalog, type Setting } from '../laws/laboratory.js';

const catalog = realCatalog();
const kinds = ['brevican', 'hyaluronan', 'tenascin'] as const;

/** Area-weighted loss of each molecule of the layer under the structures of one cell, um2, and how many there are. */
function lost(change: Setting): Record<(typeof kinds)[number] | 'sites', number> {
  const model = modelOf(catalog, {
    cell: 'U-87-MG',
    matrixKind: 'brain',
    matrix: { vessel: '40000 molecule/um2' },
    ...change,
  });
  const plan = reducedPlanOf(compileModel(model));
  const times = [2 * 3600, 4 * 3600];
  const scenes = runReduced(plan, { member: 3, seed: 1, times, slots: ['site.FACTIN'] });
  const [, last] = scenes;
  const of = (kind: string): number =>
    last.marks.reduce((sum, { left, found, ring, weight }) => {
      const own = left[`film.${kind}`];
      return sum + weight * ring * own.reduce((all, share) => all + found[`film.${kind}`] - share, 0);
    }, 0);
  const sites = scenes.reduce((sum, scene) => sum + scene.sites.reduce((all, { weight }) => all + weight, 0), 0);
  return { sites, brevican: of('brevican'), hyaluronan: of('hyaluronan'), tenascin: of('tenascin') };
}

test('every molecule of the brain goes by its own protease', () => {
  const whole = lost({});
  assert.ok(whole.sites > 0.5, `${whole.sites} structures`);
  for (const kind of kinds) assert.ok(whole[kind] > 0.05, `${kind}: ${whole[kind]} um2`);
  const cut = {
    brevican: lost({ knockout: ['ADAMTS4', 'ADAMTS5'] }),
    hyaluronan: lost({ knockout: ['HYAL2'] }),
    tenascin: lost({ knockout: ['CTSB'] }),
  };
  for (const kind of kinds) {
    assert.ok(cut[kind][kind] < 0.9 * whole[kind], `${kind}: ${whole[kind]}, then ${cut[kind][kind]} um2`);
    for (const other of kinds.filter((each) => each !== kind))
      assert.ok(cut[kind][other] > 0.7 * whole[other], `${other} without the protease of ${kind}: ${cut[kind][other]}`);
  }
  assert.equal(cut.hyaluronan.hyaluronan, 0);
});

test('an assay looks at what the matrix calls its own', () => {
  const text =
    'format: 1\nstudy: x\nassay: gelatin\ncell: U-87-MG\nmatrix: {kind: brain}\ntimepoints: [1 h]\ncontrols: false\narms: {a: {}}\n';
  const { study, place } = parseStudy(text, 'x.yaml', catalog);
  assert.equal(planStudy(study, place, { catalog, engine: 'reference' }).setup.protocol.film, 'film.brevican');
});
