import assert from 'node:assert/strict';
import { test } from 'node:test';
import { known } from '../src/conformance/closed-forms.js';
import { blowUp, forcedOscillator, michaelisMenten, robertson } from '../src/conformance/zoo.js';
import { generateOde } from '../src/generate/ode.js';
import { Integrator } from '../src/solvers/integrator.js';
import { odeMethods } from '../src/solvers/methods.js';
import type { OdeMethod } from '../src/solvers/ode.js';
import { rodas4 } from '../src/solvers/rodas4.js';
import { placeOf } from './kernels.js';

function prepared(file: Parameters<typeof placeOf>[0], method: OdeMethod, tolerance = 1e-6, absolute?: number) {
  const { place, start, frame } = placeOf(file);
  const species = place.species.map((one) => ({ ...one, tolerance: absolute ?? one.tolerance }));
  const kernel = generateOde({ ...place, species }, tolerance, []);
  kernel.prepare(frame);
  return { kernel, integrator: new Integrator(method, kernel), start, place };
}

/** Slope of log error against log step, from the last two of a halving sequence. */
function order(errorAt: (steps: number) => number, steps: number): number {
  return Math.log2(errorAt(steps) / errorAt(2 * steps));
}

for (const method of odeMethods) {
  for (const { model, reference, end } of [
    { model: forcedOscillator, reference: 1e-13, end: 12 },
    { model: michaelisMenten, reference: 1e-13, end: 45 },
  ]) {
    test(`${method.id} has its declared order on ${model.model}`, () => {
      const { integrator, start } = prepared(model, method);
      const exact = prepared(model, rodas4, reference, 1e-13);
      const truth = start.slice();
      assert.ok(exact.integrator.advance(truth, 0, end, 0) > 0);
      const errorAt = (steps: number) => {
        const y = start.slice();
        for (let i = 0; i < steps; i += 1) integrator.fixedStep(y, (i * end) / steps, end / steps);
        return Math.max(...y.map((value, i) => Math.abs(value - truth[i])));
      };
      const measured = order(errorAt, method.order > 4 ? 40 : 80);
      assert.ok(Math.abs(measured - method.order) < 0.2, `order ${measured}, declared ${method.order}`);
    });
  }

  test(`${method.id} has its declared order inside a step`, () => {
    const { integrator, start } = prepared(forcedOscillator, method);
    const exact = prepared(forcedOscillator, rodas4, 1e-13, 1e-13);
    // From a generic point, so that no leading error term vanishes by chance.
    exact.integrator.advance(start, 0, 3, 0);
    const errorAt = (steps: number) => {
      const h = 1 / steps;
      const inside = start.slice();
      integrator.denseStep(start.slice(), 3, h, 0.37, inside);
      const truth = start.slice();
      exact.integrator.advance(truth, 3, 3 + 0.37 * h, 0);
      return Math.hypot(...inside.map((value, i) => value - truth[i]));
    };
    const measured = order(errorAt, 32) - 1;
    assert.ok(Math.abs(measured - method.denseOrder) < 0.2, `order ${measured}, declared ${method.denseOrder}`);
  });

  test(`${method.id} error control follows the tolerance`, () => {
    for (const { name, model, time, species, error } of known) {
      if (!method.stiff && /fast|Robertson/.test(name)) continue;
      const { integrator, start, place } = prepared(model, method, 1e-8, model === robertson ? 1e-14 : 1e-8);
      assert.ok(integrator.advance(start, 0, time, 0) > 0, integrator.failure);
      const values = species.map((id) => start[place.species.findIndex((one) => one.id === id)]);
      assert.ok(error(values) < 3e-6, `${name}: ${error(values)}`);
    }
  });

  test(`${method.id} finds where the solution crosses, in the direction asked`, () => {
    const { integrator, start } = prepared(forcedOscillator, method, 1e-10, 1e-10);
    const y = start.slice();
    const crossings = [{ value: (_: number, state: Float64Array) => state[0], direction: 'falling' as const }];
    const end = integrator.run(y, 0, 30, { crossings });
    assert.equal(end.state, 'crossing');
    assert.ok(Math.abs(y[0]) < 1e-9, `x is ${y[0]}`);
    const again = start.slice();
    integrator.advance(again, 0, end.t, 0);
    assert.ok(Math.abs(again[0]) < 1e-7 && Math.abs(again[1] - y[1]) < 1e-7);
    assert.ok(again[1] < 0, 'x falls there');
    const rising = integrator.run(y, end.t, 60, { crossings: [{ ...crossings[0], direction: 'rising' }] });
    assert.ok(rising.t > end.t + 1 && y[1] > 0);
  });

  test(`${method.id} gives up on growth without bound, with a reason`, () => {
    const { integrator, start } = prepared(blowUp, method);
    assert.ok(Number.isNaN(integrator.advance(start, 0, 20, 0)));
    assert.match(integrator.failure ?? '', /without bound near t = (9\.9|10)/);
  });

  test(`${method.id} gives up on a rate that is not a number`, () => {
    const { integrator, start, kernel } = prepared(blowUp, method);
    kernel.inflow[0] = Number.NaN;
    assert.ok(Number.isNaN(integrator.advance(start, 0, 20, 0)));
    assert.match(integrator.failure ?? '', /not a number/);
  });
}

test('Robertson reaches the published solution at t = 1e11', () => {
  const { integrator, start, place } = prepared(robertson, rodas4, 1e-9, 1e-20);
  assert.ok(integrator.advance(start, 0, 1e11, 0) > 0);
  const at = (id: string) => start[place.species.findIndex((one) => one.id === id)];
  // Hairer & Wanner, test set, problem ROBER.
  assert.ok(Math.abs(at('y1') / 0.2083340149701255e-7 - 1) < 1e-6, `${at('y1')}`);
  assert.ok(Math.abs(at('y2') / 0.8333360770334713e-13 - 1) < 1e-6, `${at('y2')}`);
  assert.ok(integrator.steps < 6000, `${integrator.steps} steps`);
});

test('the generated factors solve the system that finite differences describe', () => {
  for (const model of [robertson, michaelisMenten, forcedOscillator]) {
    const { kernel, start } = prepared(model, rodas4);
    const n = kernel.size;
    const y = start.map((value, i) => value + 0.3 + 0.1 * i);
    const b = Float64Array.from({ length: n }, (_, i) => 1 + i);
    const x = b.slice();
    kernel.factor(2, y, 7);
    kernel.solve(x);
    const [up, down] = [new Float64Array(n), new Float64Array(n)];
    const back = b.map((_, i) => 7 * x[i]);
    for (let j = 0; j < n; j += 1) {
      const h = 1e-6;
      const moved = y.slice();
      moved[j] = y[j] + h;
      kernel.rhs(2, moved, up);
      moved[j] = y[j] - h;
      kernel.rhs(2, moved, down);
      for (let i = 0; i < n; i += 1) back[i] -= ((up[i] - down[i]) / (2 * h)) * x[j];
    }
    for (let i = 0; i < n; i += 1) assert.ok(Math.abs(back[i] - b[i]) < 2e-4, `${model.model} ${i}: ${back[i]}`);
  }
});

test('a constant inflow adds to the equations', () => {
  const { kernel, integrator, start } = prepared(michaelisMenten, rodas4);
  kernel.inflow.set(start.map((_, i) => 0.5 * i));
  const before = start.reduce((sum, value) => sum + value, 0);
  integrator.advance(start, 0, 10, 0);
  const after = start.reduce((sum, value) => sum + value, 0);
  assert.ok(Math.abs(after - before - 5) < 1e-9 * before);
});
