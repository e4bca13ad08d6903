import assert from 'node:assert/strict';
import test from 'node:test';
import { realCatalog, runLaw } from './laboratory.js';
import { mean, pairedRatio, ratioOfSamples, shown } from './statistics.js';

const catalog = realCatalog();
const shares = [0, 0.2, 0.39, 0.6, 0.8, 1];
const mass = 'matrix.degraded_mass.true';

test('law 6: degradation is highest at an intermediate share of cross-linked lysines', async (t) => {
  const read = await runLaw(catalog, 'cross-linking');
  const arm = (share: number, set = 'links') => (set === 'links' && share === 0.39 ? '0.39' : `${set} ${share}`);
  const lost = (share: number, set?: string) => read(arm(share, set), mass);
  for (const share of shares) t.diagnostic(`${share}: ${mean(lost(share)).toPrecision(3)} um2`);
  // The best of the shares inside is better than either end by more than the sampling of cells.
  for (const end of [0, 1]) {
    const ratio = pairedRatio(lost(end), lost(0.39));
    t.diagnostic(`${end} against 0.39: ${shown(ratio)}`);
    assert.ok(ratio.high < 0.8, `${end} against 0.39: ${shown(ratio)}`);
  }
  const best = shares.reduce((a, b) => (mean(lost(b)) > mean(lost(a)) ? b : a));
  assert.ok(best > 0.1 && best < 0.8, `best at ${best}`);
  // Without the need for firmness only the hindrance is left, without hindrance only the need.
  const softest = pairedRatio(lost(0.39, 'clutch free'), lost(0, 'clutch free'));
  const stiffest = pairedRatio(lost(0.39, 'links free'), lost(1, 'links free'));
  t.diagnostic(`clutch free, 0.39 against 0: ${shown(softest)}; links free, 0.39 against 1: ${shown(stiffest)}`);
  assert.ok(softest.high < 1, shown(softest));
  assert.ok(stiffest.high < 1, shown(stiffest));
});

test('law 6: a denser film is degraded more and its structures stand closer', async (t) => {
  const read = await runLaw(catalog, 'density');
  // Share lost times density: what is lost in molecules, relative to the usual film.
  const lost = (arm: string, density: number) => read(arm, mass).map((share) => share * density);
  const more = [pairedRatio(lost('usual', 1), lost('thin', 0.3)), pairedRatio(lost('dense', 4), lost('usual', 1))];
  t.diagnostic(`mass, usual to thin ${shown(more[0])}, dense to usual ${shown(more[1])}`);
  for (const ratio of more) assert.ok(ratio.low > 1.25, shown(ratio));
  // Cells with two puncta are not the same cells in both arms, so these are two samples.
  const spacing = (arm: string) => read(arm, 'invadopodia.spacing.true');
  const closer = ratioOfSamples(spacing('dense'), spacing('usual'));
  t.diagnostic(`spacing, dense to usual: ${shown(closer)} of ${mean(spacing('usual'))} um`);
  assert.ok(closer.high < 1, shown(closer));
  // Where ligand is always enough, density changes no spacing.
  const deaf = ratioOfSamples(spacing('dense deaf'), spacing('thin deaf'));
  t.diagnostic(`deaf to density: ${shown(deaf)}`);
  assert.ok(deaf.high > 1 && deaf.low > closer.value, shown(deaf));
});
