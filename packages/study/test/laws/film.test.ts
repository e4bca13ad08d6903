import assert from 'node:assert/strict';
import test from 'node:test';
import { realCatalog, runLaw, seeds } from './laboratory.js';
import { down, mean, pairedRatio, ratioOfSamples, shown, up } from './statistics.js';

const catalog = realCatalog();
const shares = [0, 0.2, 0.39, 0.6, 0.8, 1];
const mass = 'matrix.degraded_mass.true';
const spacing = 'invadopodia.spacing.true';
const first = seeds.slice(0, 1);

test('law 6: degradation is highest at an intermediate share of cross-linked lysines', async (t) => {
  const lost = new Map<number, number[]>(shares.map((share) => [share, []]));
  for (const seed of seeds) {
    const read = await runLaw(catalog, 'cross-linking', [seed]);
    const arm = (share: number) => (share === 0.39 ? '0.39' : `links ${share}`);
    for (const share of shares) lost.get(share)!.push(...read(arm(share), mass));
    t.diagnostic(`seed ${seed}: ${shares.map((share) => mean(read(arm(share), mass)).toPrecision(3)).join(', ')} um2`);
  }
  for (const end of [0, 1]) {
    const ratio = pairedRatio(lost.get(end)!, lost.get(0.39)!);
    t.diagnostic(`${end} against 0.39: ${shown(ratio)}`);
    assert.ok(down(ratio), `${end} against 0.39: ${shown(ratio)}`);
  }
  const best = shares.reduce((a, b) => (mean(lost.get(b)!) > mean(lost.get(a)!) ? b : a));
  t.diagnostic(`best at ${best}`);
  assert.ok(best > 0 && best < 1, `best at ${best}`);
});

test('law 6 breaks where cross-links do not help, or do not hinder', async (t) => {
  const read = await runLaw(catalog, 'cross-linking-unfelt', first);
  const softest = pairedRatio(read('clutch free 0', mass), read('clutch free 0.39', mass));
  const stiffest = pairedRatio(read('links free 1', mass), read('links free 0.39', mass));
  t.diagnostic(`clutch free, 0 against 0.39: ${shown(softest)}; links free, 1 against 0.39: ${shown(stiffest)}`);
  assert.ok(softest.value > 0.8, shown(softest));
  assert.ok(stiffest.value > 0.8, shown(stiffest));
});

test('law 6: a denser film is degraded more, and structures stand closer on it', async (t) => {
  const lost = new Map<string, number[]>();
  const apart = new Map<string, number[]>();
  const density = { thin: 0.3, usual: 1, dense: 4 } as const;
  for (const seed of seeds) {
    // Many: cells without two puncta say nothing about spacing, and the effect is small (decision 0070).
    const read = await runLaw(catalog, 'density', [seed], 60);
    for (const [arm, factor] of Object.entries(density)) {
      // Share lost times density: what is lost in molecules, relative to the usual film.
      const here = read(arm, mass, 9000).map((share) => share * factor);
      lost.set(arm, [...(lost.get(arm) ?? []), ...here]);
      apart.set(arm, [...(apart.get(arm) ?? []), ...read(arm, spacing)]);
      t.diagnostic(
        `seed ${seed}, ${arm}: lost ${mean(here).toPrecision(3)}, spacing ${mean(read(arm, spacing)).toPrecision(3)} um`,
      );
    }
  }
  const more = [
    pairedRatio(lost.get('usual')!, lost.get('thin')!),
    pairedRatio(lost.get('dense')!, lost.get('usual')!),
  ];
  const closer = ratioOfSamples(apart.get('dense')!, apart.get('usual')!);
  t.diagnostic(`mass, usual to thin ${shown(more[0])}, dense to usual ${shown(more[1])}; spacing ${shown(closer)}`);
  for (const ratio of more) assert.ok(up(ratio), shown(ratio));
  assert.ok(closer.high < 1, shown(closer));
});

test('law 6 breaks where the cell feels no ligand: density changes no spacing', async (t) => {
  const read = await runLaw(catalog, 'density-unfelt', first);
  const ratio = ratioOfSamples(read('dense', spacing), read('usual', spacing));
  t.diagnostic(`spacing, dense to usual: ${shown(ratio)}`);
  assert.ok(ratio.high >= 1, shown(ratio));
});
