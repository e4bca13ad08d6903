import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fibreHindrance, freeDiffusivity, layerPermeability, poreHindrance, unhindered } from '../src/index.js';

const near = (found: number, truth: number, relative: number) =>
  assert.ok(Math.abs(found / truth - 1) <= relative, `${found} for ${truth}`);

test('a sphere of 10 nm in water at 37 degrees has the diffusivity of Stokes and Einstein', () => {
  // k T = 4.282e-21 J over 6 pi x 6.913e-4 Pa s x 1e-8 m = 1.3031e-10 Ns/m: 3.286e-11 m2/s.
  near(freeDiffusivity(0.01), 32.86, 1e-3);
  near(freeDiffusivity(0.02) / freeDiffusivity(0.01), 0.5, 1e-15);
  near(freeDiffusivity(0.01, 300, 1e-3) / freeDiffusivity(0.01, 300, 2e-3), 2, 1e-15);
});

test('pores pass what the older formula passes, to its accuracy, and nothing as wide as themselves', () => {
  for (const x of [0.01, 0.05, 0.1, 0.2, 0.3, 0.4]) {
    const { entry, spreading } = poreHindrance(3 * x, 3);
    // Renkin 1954, for spheres on the axis of the pore.
    const renkin = (1 - x) ** 2 * (1 - 2.104 * x + 2.09 * x ** 3 - 0.95 * x ** 5);
    near(entry, (1 - x) ** 2, 1e-15);
    near(entry * spreading, renkin, 0.1);
  }
  assert.deepEqual(poreHindrance(0, 3), unhindered);
  for (const radius of [3, 4]) assert.deepEqual(poreHindrance(radius, 3), { entry: 0, spreading: 0 });
  // The published sum of all coefficients is nought: what passes ends with the pore.
  assert.ok(poreHindrance(2.999, 3).entry * poreHindrance(2.999, 3).spreading < 1e-5);
  let last = 1;
  for (let x = 0.01; x < 0.96; x += 0.01) {
    const { entry, spreading } = poreHindrance(x, 1);
    assert.ok(entry * spreading < last && spreading > 0);
    last = entry * spreading;
  }
});

test('fibres leave points their own volume and hold up larger spheres more', () => {
  near(fibreHindrance(0, 0.04, 0.01).entry, Math.exp(-0.01), 1e-15);
  // Poisson lines: no fibre axis lies within radius + fibre of the centre.
  near(fibreHindrance(0.08, 0.04, 0.01).entry, Math.exp(-0.09), 1e-14);
  assert.deepEqual(fibreHindrance(1, 0.04, 0), unhindered);
  const f = 0.02 * 36;
  const truth = Math.exp(-0.84 * f ** 1.09) * Math.exp(-Math.PI * 0.02 ** (0.174 * Math.log(59.6 / 5)));
  near(fibreHindrance(5, 1, 0.02).spreading, truth, 1e-13);
  for (const [a, b] of [
    [fibreHindrance(1, 1, 0.02), fibreHindrance(2, 1, 0.02)],
    [fibreHindrance(1, 1, 0.02), fibreHindrance(1, 1, 0.04)],
  ])
    assert.ok(a.entry > b.entry && a.spreading > b.spreading);
});

test('a layer lets through diffusivity over thickness, less what its pores hold up', () => {
  near(layerPermeability(50, unhindered, 0.2), 250, 1e-15);
  const pores = poreHindrance(0.01, 0.05);
  near(layerPermeability(50, pores, 0.2, 0.1), 25 * pores.entry * pores.spreading, 1e-15);
});
