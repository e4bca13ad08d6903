import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalQuantile, Stream } from '@invadolab/core';
import { studentQuantile, tTest } from '../src/compare/student.js';
import { cellsNeeded, effects, meanOfMeans, type Sample } from '../src/index.js';

test('power of the t test is that of scipy 1.17 (nct)', () => {
  const known = [
    [3, 2, 4.302652729749462, 0.47074943127843494],
    [3, 5, 4.302652729749462, 0.9754622687331689],
    [5, 1.5, 2.7764451051977934, 0.7107026739256758],
    [10, 1, 2.262157162798205, 0.8030968566327219],
    [34, 0.5, 2.0345152974493383, 0.8077775012792738],
    [5, 0.2, 2.7764451051977934, 0.06426957404800925],
  ];
  for (const [n, effect, critical, power] of known) {
    assert.ok(Math.abs(studentQuantile(0.975, n - 1) - critical) < 1e-5, `t of ${n}`);
    assert.ok(Math.abs(tTest(n)(effect) - power) < 1e-6, `${n}, ${effect}: ${tTest(n)(effect)}`);
  }
});

interface Truth {
  readonly ratio: number;
  /** Standard deviations: of the arm's effect between days, of a cell. */
  readonly days: number;
  readonly cell: number;
}

/** Cells around 10; the arm's cells are strangers to the control's, as in a dish. */
function dish(chance: Stream, { ratio, days, cell }: Truth, experiments: number, cells: number) {
  const normal = () => normalQuantile(chance.uniform());
  const draw = (mean: (day: number) => number): Sample<number> =>
    new Map(
      Array.from({ length: experiments }, (_, day) => {
        const middle = mean(day);
        return [day, new Map(Array.from({ length: cells }, (_, at) => [at, middle + cell * normal()]))] as const;
      }),
    );
  const control = draw(() => 10);
  return { control, arm: draw(() => 10 * ratio + days * normal()) };
}

/** Share of repeated experiments of this size in which a paired t test finds the effect. */
function found(truth: Truth, experiments: number, cells: number, trials: number): number {
  const chance = new Stream(5, 'trials').at(0, 0, 0);
  const critical = studentQuantile(0.975, experiments - 1);
  let count = 0;
  for (let trial = 0; trial < trials; trial++) {
    const { arm, control } = dish(chance, truth, experiments, cells);
    const mean = (values: Iterable<number>) => {
      const all = [...values];
      return all.reduce((sum, value) => sum + value, 0) / all.length;
    };
    const differences = [...arm].map(([day, each]) => mean(each.values()) - mean(control.get(day)!.values()));
    const middle = mean(differences);
    const variance = differences.reduce((sum, d) => sum + (d - middle) * (d - middle), 0) / (experiments - 1);
    if (Math.abs(middle) > critical * Math.sqrt(variance / experiments)) count++;
  }
  return count / trials;
}

const compared = (arm: Sample<number>, control: Sample<number>) =>
  effects([arm], control, meanOfMeans, { seed: 1, purpose: 'test' })[0];

test('an experiment of the size that is called needed finds the effect four times out of five', () => {
  const truth = { ratio: 0.7, days: 0.4, cell: 6 };
  const pilot = dish(new Stream(3, 'pilot').at(0, 0, 0), truth, 5, 4000);
  // What the days add is not known well from five of them; here it is what is to be tested that counts.
  const needed = cellsNeeded(pilot.arm, pilot.control, compared(pilot.arm, pilot.control));
  assert.ok(needed !== undefined && needed.experiments === 5);
  const trials = 4000;
  const power = found({ ...truth, days: pilotDays(pilot), ratio: needed.ratio }, 5, needed.cells, trials);
  // Three standard errors of a share of 0.8, and what rounding up to a whole cell adds.
  const rounding = 0.8 / needed.cells;
  assert.ok(
    power > 0.8 - 3 * Math.sqrt(0.16 / trials) && power < 0.8 + rounding + 3 * Math.sqrt(0.16 / trials),
    `${power}`,
  );
});

/** Standard deviation between days as the pilot shows it; with 4000 cells the cells add nothing to speak of. */
function pilotDays({ arm, control }: { arm: Sample<number>; control: Sample<number> }): number {
  const mean = (cells: ReadonlyMap<number, number>) => [...cells.values()].reduce((a, b) => a + b, 0) / cells.size;
  const d = [...arm].map(([day, cells]) => mean(cells) - mean(control.get(day)!));
  const middle = d.reduce((a, b) => a + b, 0) / d.length;
  return Math.sqrt(d.reduce((sum, x) => sum + (x - middle) * (x - middle), 0) / (d.length - 1) - (2 * 36) / 4000);
}

test('where cells cannot help, more experiments are asked for; where nothing is to be seen, a fifth', () => {
  const chance = new Stream(4, 'pilot').at(0, 0, 0);
  const wild = dish(chance, { ratio: 0.7, days: 3, cell: 1 }, 5, 20);
  const more = cellsNeeded(wild.arm, wild.control, compared(wild.arm, wild.control));
  assert.ok(more === undefined || more.experiments > 5, JSON.stringify(more));
  const same = dish(chance, { ratio: 1, days: 0, cell: 4 }, 5, 400);
  const none = cellsNeeded(same.arm, same.control, compared(same.arm, same.control));
  assert.ok(none !== undefined && (none.ratio === 0.8 || none.ratio === 1.25), JSON.stringify(none));
});

test('one experiment, one cell or a control of zero: nothing is said', () => {
  const of = (...days: number[][]): Sample<number> =>
    new Map(days.map((cells, day) => [day, new Map(cells.entries())]));
  const say = (arm: Sample<number>, control: Sample<number>) => cellsNeeded(arm, control, compared(arm, control));
  assert.equal(say(of([1, 2]), of([3, 4])), undefined);
  assert.equal(say(of([1], [2]), of([3], [4])), undefined);
  assert.equal(say(of([1, 2], [2, 3]), of([0, 0], [0, 0])), undefined);
});
