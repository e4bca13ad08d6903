import assert from 'node:assert/strict';
import test from 'node:test';
import type { Change } from './bench.js';
import { insist, insistBroken, measured, named, said, seeds } from './judging.js';
import { cortactin, fewCells, phases } from './law-cortactin.js';

const first = seeds.slice(0, 1);
const cells = 24;
/** The full form of cells with many sites is dear. */
const fewer = 8;

test('law 7: three times the cortactin raise degradation more than puncta', async (t) => {
  insist(t, cortactin.judge, await measured(cortactin.measure, { cells: fewer }));
});

test('law 7 breaks where cortactin helps no vesicle', async (t) => {
  const change: Change = (file) => withDefinition(file, 'cortactin_help', '1');
  const over = async (change?: Change) => {
    const { all } = await measured(cortactin.measure, { of: first, cells: fewer, change });
    return named(cortactin.judge(all), 'more cortactin: mass over puncta');
  };
  // Without help the quotient lies at 1 and chance puts it on either side, so it is held against that with help.
  const [whole, helpless] = [await over(), await over(change)];
  t.diagnostic(`${said(whole)}; without help ${said(helpless)}`);
  assert.ok(helpless.estimate.high < whole.estimate.low, `${said(helpless)}, against ${said(whole)}`);
  assert.ok(helpless.estimate.low <= 1, said(helpless));
});

test('law 7: only some cells carry invadopodia at once, more of them in G1', async (t) => {
  // As many as decision 0070 asks for: with half of them the interval touches the bound.
  const [few, phase] = [await measured(fewCells.measure, { cells }), await measured(phases.measure)];
  insist(t, fewCells.judge, few);
  insist(t, phases.judge, phase);
});

test('law 7 breaks where cells are alike and of one age, and where synthesis is level over the cycle', async (t) => {
  const alike: Change = (file) => {
    const cell = file.places.cell;
    const amounts = Object.fromEntries(Object.entries(cell.amounts!).map(([id, amount]) => [id, { ...amount, cv: 0 }]));
    const changed = withParameter(
      { ...file, places: { ...file.places, cell: { ...cell, amounts } } },
      'cycle_spread',
      0,
    );
    return withParameter(changed, 'cycle_start', 0.25);
  };
  const against = async (change?: Change) => {
    const { all } = await measured(fewCells.measure, { of: first, cells, change });
    return named(fewCells.judge(all), 'cells with mature structures against chance');
  };
  const [whole, level] = [await against(), await against(alike)];
  t.diagnostic(`${said(whole)}; with cells alike ${said(level)}`);
  assert.ok(level.estimate.low > whole.estimate.high, `${said(level)}, against ${said(whole)}`);
  const even = await measured(phases.measure, {
    of: first,
    change: (file) => withParameter(file, 'cycle_expression', 0),
  });
  insistBroken(t, phases.judge(even.all)[0]);
});

function withParameter(file: Parameters<Change>[0], id: string, value: number) {
  return { ...file, parameters: { ...file.parameters, [id]: { ...file.parameters![id], value } } };
}

function withDefinition(file: Parameters<Change>[0], id: string, value: string) {
  const { cell } = file.places;
  return { ...file, places: { ...file.places, cell: { ...cell, definitions: { ...cell.definitions, [id]: value } } } };
}
