import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { shippedFolder } from '../src/library.js';
import { invadolab, withFiles } from './command-line.js';

const folder = join(shippedFolder('studies'), 'fit');
const files = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

const page = readFileSync(join(folder, '..', '..', 'docs', 'how-to-fit.md'), 'utf8');
const [, written] = /^npx invadolab sensitivity studies\/fit\/receptor.yaml (.*) --out depends$/m.exec(page) ?? [];

test('sensitivity says what the answer rests on, and goes on after a stop to the same bytes', async () => {
  await withFiles(files, async (place) => {
    const args = (out: string) => [
      'sensitivity',
      join(place, 'receptor.yaml'),
      ...written.split(' '),
      '--samples',
      '32',
      '--out',
      join(place, out),
    ];
    const { code, out: text, err } = await invadolab(args('whole'));
    assert.equal(code, 0, err);
    assert.match(text, /cell\.surface in recycling blocked over untreated at 2 h is 0\.333/);
    assert.match(text, /The answer becomes "about the same" if k_back \(assumed\) is/);
    assert.deepEqual(readdirSync(join(place, 'whole')).sort(), ['report.html', 'sensitivity.json']);
    assert.match(readFileSync(join(place, 'whole', 'report.html'), 'utf8'), /Research use only/);
    const stop = new AbortController();
    let looks = 0;
    const now = () => {
      if (++looks === 8) stop.abort();
      return looks;
    };
    assert.equal((await invadolab(args('broken'), { interrupted: stop.signal, now })).code, 1);
    assert.ok(existsSync(join(place, 'broken.running', 'sensitivity-state.json')));
    assert.equal((await invadolab(args('broken'))).code, 0);
    for (const name of ['sensitivity.json', 'report.html'])
      assert.deepEqual(readFileSync(join(place, 'broken', name)), readFileSync(join(place, 'whole', name)), name);
  });
});

test('a quantity that the study does not have is refused', async () => {
  await withFiles(files, async (place) => {
    const study = join(place, 'receptor.yaml');
    for (const [args, message] of [
      [['--measure', 'cell.surfac'], /--measure; found "cell\.surfac".*nearest is "cell\.surface"/],
      [['--arm', 'untreated'], /--arm; found "untreated"; expected an arm other than the control/],
      [['--parameters', 'k_on'], /unknown parameter; found "k_on".*nearest is "k_in"/],
      [['--method', 'both'], /Allowed choices are morris, sobol/],
    ] as const) {
      const { code, err } = await invadolab(['sensitivity', study, ...args]);
      assert.equal(code, 2);
      assert.match(err, message);
    }
  });
});
