import assert from 'node:assert/strict';
import test from 'node:test';
import { advance, modelOf, realCatalog, runLaw, start } from './laboratory.js';
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

test('law 6: a denser film is degraded more', async (t) => {
  const read = await runLaw(catalog, 'density');
  // Share lost times density: what is lost in molecules, relative to the usual film.
  const lost = (arm: string, density: number) => read(arm, mass).map((share) => share * density);
  const more = [pairedRatio(lost('usual', 1), lost('thin', 0.3)), pairedRatio(lost('dense', 4), lost('usual', 1))];
  t.diagnostic(`mass, usual to thin ${shown(more[0])}, dense to usual ${shown(more[1])}`);
  for (const ratio of more) assert.ok(ratio.low > 1.25, shown(ratio));
});

/** Distance from each structure to the nearest other of its cell, um; looks every 20 minutes over two hours. */
async function spacings(density: string, set: Record<string, string>): Promise<number[]> {
  const { session } = await start(modelOf(catalog, { matrix: { density }, set }), 8);
  const side = 64;
  const apart = (a: number, b: number) => a - b - side * Math.round((a - b) / side);
  const cells: number[][] = Array.from({ length: 8 }, () => []);
  for (let time = 1200; time <= 7200; time += 1200) {
    await advance(session, time);
    const [x, y] = [await session.read('site.x'), await session.read('site.y')];
    for (const [i, member] of x.members.entries()) {
      const others = [...x.members.keys()].filter((j) => j !== i && x.members[j] === member);
      const distances = others.map((j) => Math.hypot(apart(x.values[i], x.values[j]), apart(y.values[i], y.values[j])));
      if (distances.length > 0) cells[member].push(Math.min(...distances));
    }
  }
  session.dispose();
  // One value per cell: structures of one cell are no independent sample.
  return cells.filter(({ length }) => length > 0).map(mean);
}

test('law 6: on a denser film structures stand closer, unless the cell feels no ligand', async (t) => {
  const closer = ratioOfSamples(await spacings('4000 uM', {}), await spacings('1000 uM', {}));
  t.diagnostic(`spacing, dense to usual: ${shown(closer)}`);
  assert.ok(closer.high < 1, shown(closer));
  // Where ligand is always enough, density changes no spacing.
  const set = { ligand_K: '1 molecule/um2', nucleation_ligand_K: '1 molecule/um2' };
  const deaf = ratioOfSamples(await spacings('4000 uM', set), await spacings('1000 uM', set));
  t.diagnostic(`deaf to density: ${shown(deaf)}`);
  assert.ok(deaf.high > 1 && deaf.value > closer.high, shown(deaf));
});
