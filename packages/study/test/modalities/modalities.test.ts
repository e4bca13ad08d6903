import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileModel, type DrugUse } from '@invadolab/model';
import { catalog, composed, follow, sumOf } from './network.js';

const { exp, sqrt } = Math;
const pools = ['cell.TKS5', 'cell.TKS5_p'];
const filled = ['cell.TKS5_filled', 'cell.TKS5_p_filled'];
/** 1/h: what is made and lost of the protein. */
const turnover = 2.8e-5 * 3600;
/** The network's tolerance is 1e-5 per step, with some hundred steps of which errors are forgotten within a turnover. */
const close = (found: number, wanted: number, what: string, tolerance = 1e-3) =>
  assert.ok(Math.abs(found / wanted - 1) <= tolerance, `${what}: ${found}, not ${wanted}`);
const free = (name: string, level: string, more: Partial<DrugUse> = {}): DrugUse => ({ name, free: level, ...more });

const [early, usual] = await follow([], [6, 24], [...pools, 'cell.MT1_surface', 'medium.MMP2']);
const whole = sumOf(usual, pools);

test('a cut message: the protein falls with its own turnover to the uncut share', async () => {
  const hours = [3, 12, 48];
  const rows = await follow([free('siRNA-TKS5', '0.5 nM')], hours, pools);
  for (const [i, hour] of hours.entries())
    close(sumOf(rows[i], pools), whole * (0.5 + 0.5 * exp(-turnover * hour)), `at ${hour} h`);
});

test('guides that are diluted: a knock-down that comes and goes, against an integration of its own', async () => {
  const [level, half, constant] = [5, 24, 0.5];
  const made = (hour: number) => 1 / (1 + (level / constant) * 2 ** (-hour / half));
  const fall = (hour: number, protein: number) => turnover * (whole * made(hour) - protein);
  let protein = whole;
  const hours = [12, 24, 72, 168];
  const rows = await follow([free('siRNA-TKS5', '5 nM', { half_life: '24 h' })], hours, pools);
  const step = 0.05;
  for (let i = 1; i * step <= 168 + 1e-9; i++) {
    const hour = (i - 1) * step;
    const [a, d] = [fall(hour, protein), step / 2];
    const b = fall(hour + d, protein + d * a);
    const c = fall(hour + d, protein + d * b);
    protein += (step / 6) * (a + 2 * b + 2 * c + fall(hour + step, protein + step * c));
    const at = hours.findIndex((wanted) => Math.abs(wanted - i * step) < 1e-9);
    if (at >= 0) close(sumOf(rows[at], pools), protein, `at ${hours[at]} h`);
  }
  // Cells that double in a day were back within a week (Bartlett 2006); nine tenths here, at ten times what halves the message.
  assert.ok(sumOf(rows[3], pools) > 0.85 * whole && sumOf(rows[1], pools) < 0.3 * whole);
});

test('a guide lowers another message too, by what its constant says', async () => {
  const [row] = await follow([free('siRNA-TKS5', '5 nM')], [1], ['cell.free_TKS5_message', 'cell.free_CTTN_message']);
  close(row['cell.free_TKS5_message'], 1 / 11, 'its message', 1e-9);
  close(row['cell.free_CTTN_message'], 1 / 1.2, 'the other', 1e-9);
});

/** Share of a target in the ternary complex by the law of mass action, at a free level of the bivalent molecule and all in uM. */
function ternary(level: number, target: number): number {
  const [bait, hand, joined, ligase] = [0.3, 3, 0.2, ligaseTotal];
  let low = 0;
  let high = ligase;
  for (let i = 0; i < 200; i++) {
    const empty = (low + high) / 2;
    const open = target / (1 + level / bait + ((level / bait) * empty) / joined);
    const all = empty * (1 + level / hand) + ((open * level) / bait) * (empty / joined);
    if (all > ligase) high = empty;
    else low = empty;
  }
  const weight = ((level / bait) * low) / joined;
  return weight / (1 + level / bait + weight);
}
const ligaseTotal = 0.2;

test('a degrader: the bell of the ternary complex, its peak and its symmetry', async () => {
  const tagged = async (level: number) => {
    const use = free('Tks5-degrader', `${level} uM`);
    const [row] = await follow([use], [0.02], ['cell.tks5_tagged', 'cell.total_CRBN']);
    return { share: row['cell.tks5_tagged'], ligase: row['cell.total_CRBN'] };
  };
  const peak = sqrt(0.3 * 3);
  const { share: top, ligase } = await tagged(peak);
  for (const level of [0.03, 0.3, 9, 90]) {
    const { share } = await tagged(level);
    // Ligase differs between cells; what is in the ternary complex of a trace of target is weight over one plus weight.
    const odds = (found: number, all: number) => found / (1 - found) / all;
    close(odds(share, ligase), odds(ternary(level, 1e-9), ligaseTotal), `at ${level} uM`, 1e-6);
    assert.ok(share < top, `${share} at ${level} uM, ${top} at the peak`);
    close((await tagged((peak * peak) / level)).share, share, `mirror of ${level} uM`, 1e-6);
  }
  // The approximation: as much ligase as there is. With that which binds taken off, the share at the peak is a tenth smaller at most.
  const taken = ternary(peak, 0.048) / ternary(peak, 1e-9);
  assert.ok(taken > 0.9 && taken < 1, `${taken}`);
});

test('a degrader is used again: it takes many times its own number, and too much of it takes less', async () => {
  const slots = [...pools, 'cell.tks5_tagged'];
  const left = async (level: string) => (await follow([free('Tks5-degrader', level)], [24], slots))[0];
  const little = await left('1 nM');
  // At rest: synthesis over the sum of both losses.
  const loss = 2e-3 * 3600 * little['cell.tks5_tagged'];
  close(sumOf(little, pools), (whole * turnover) / (turnover + loss), 'at 1 nM', 0.02);
  const destroyed = loss * sumOf(little, pools) * 24;
  assert.ok(destroyed > 10 * 0.001, `${destroyed} uM in a day by 0.001 uM`);
  const [much, tooMuch] = [await left('1 uM'), await left('300 uM')];
  assert.ok(sumOf(much, pools) < 0.1 * sumOf(tooMuch, pools));
});

test('a decoy: the empty share is that of the pocket, in both states, and none is lost', async () => {
  const [row] = await follow([free('Tks5-SH3-decoy', '60 uM')], [24], [...pools, ...filled]);
  close(sumOf(row, pools) / sumOf(row, [...pools, ...filled]), 1 / (1 + 60 / 20), 'empty share');
  close(sumOf(row, [...pools, ...filled]), whole, 'all of it');
  // What is newly made is empty and not phosphorylated: turnover over exchange, some tenths of a per cent.
  const states = row['cell.TKS5_p_filled'] / row['cell.TKS5_filled'];
  close(row['cell.TKS5_p'] / row['cell.TKS5'], states, 'phosphorylation', 5e-3);
});

test('an antibody with two arms blocks as its fragment does and takes what it holds away', async () => {
  const slots = ['cell.MT1_surface', 'cell.free_MT1MMP'];
  const [fab] = await follow([free('anti-MT1-MMP-Fab', '20 nM')], [24], slots);
  const [igg] = await follow([free('anti-MT1-MMP-IgG', '20 nM')], [24], slots);
  close(igg['cell.free_MT1MMP'], fab['cell.free_MT1MMP'], 'block', 1e-9);
  assert.ok(igg['cell.MT1_surface'] < 0.8 * fab['cell.MT1_surface']);
});

const all: Readonly<Record<string, string>> = {
  'siRNA-TKS5': 'nM',
  'siRNA-MMP14': 'nM',
  'Tks5-degrader': 'nM',
  'Tks5-SH3-decoy': 'uM',
  'anti-MT1-MMP-IgG': 'nM',
};
for (const [name, unit] of Object.entries(all))
  test(`${name}: nothing of it is the control, and next to nothing moves nothing`, async () => {
    const hash = (drugs: readonly DrugUse[]) => compileModel(composed(drugs).model).hash;
    assert.equal(hash([free(name, `0 ${unit}`)]), hash([]));
    const constant = Number.parseFloat(String(catalog.drugs[name].targets[0].K)) * 1e-9;
    const use = free(name, `${constant} ${unit}`);
    assert.notEqual(hash([use]), hash([]));
    const [row] = await follow([use], [6], [...pools, 'cell.MT1_surface', 'medium.MMP2']);
    for (const [slot, value] of Object.entries(row)) close(value, early[slot], slot, 2e-4);
  });

test('a concentration falls from the start of each of its windows', async () => {
  const windows = [
    free('siRNA-TKS5', '5 nM', { from: '1 h', until: '3 h' }),
    free('siRNA-TKS5', '2 nM', { from: '4 h' }),
  ];
  const uses = windows.map((use) => ({ ...use, half_life: '1 h' }));
  const rows = await follow(uses, [0.5, 2, 3.5, 6], ['cell.free_TKS5_message']);
  const shares = rows.map((row) => row['cell.free_TKS5_message']);
  for (const [i, level] of [0, 2.5, 0, 0.5].entries()) close(shares[i], 1 / (1 + level / 0.5), `look ${i}`, 1e-9);
});

for (const [uses, wanted] of [
  [[free('siRNA-TKS5', '5 nM', { half_life: '0 h' })], /a half-life is above zero.*0 h/],
  [[free('siRNA-TKS5', '5 nM', { half_life: '3 nM' })], /half_life: wrong dimension.*3 nM/],
  [
    [free('siRNA-TKS5', '5 nM', { half_life: '3 h', until: '1 h' }), free('siRNA-TKS5', '5 nM', { from: '1 h' })],
    /one half-life/,
  ],
  [
    [{ name: 'siRNA-TKS5', dose: '1 mg', route: 'bolus', half_life: '3 h' }],
    /dose beside free, nominal, until or half_life/,
  ],
] as const)
  test(`refused: ${wanted.source}`, () => assert.throws(() => composed(uses), wanted));
