import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assays } from '../src/registry.js';
import { column, filmWith, protocol, snapshot } from './film.js';

const { film: _film, length: _length, marker: _marker, ...imaged } = protocol;
const roles = { ...imaged, bright: protocol.marker, dark: 'site.dark', species: 'X' };
const bleach = 100;
const tau = 60;
const depth = 0.9;

/** Three sites of which one dissolves halfway; a tenth of their light is left at the bleach, and it comes back in 60 s. */
function filmed(measures: readonly string[], photons: number) {
  const settings = { depth, record: 400, smallest_cell: 20, smallest_nucleus: 2, marker_photons: photons };
  const setup = { protocol: roles, timepoints: [bleach], settings, measures };
  const observer = assays.frap.observer(setup, { arm: 'a', experiment: 0, cell: 1, seed: 5 });
  for (const time of assays.frap.sampling(setup).reads[0].times) {
    const share = time <= bleach ? 1 : 1 - depth * Math.exp(-(time - bleach) / tau);
    const sites = [
      { id: 1, x: 3.5, y: 5 },
      { id: 2, x: 6.5, y: 5.5 },
      { id: 3, x: 5, y: 3.5 },
    ].filter(({ id }) => id !== 3 || time < 300);
    const { columns } = snapshot(time, sites, filmWith([]));
    const light = sites.map(() => Math.round(1000 * share));
    const ids = sites.map(({ id }) => id);
    observer.sample({ time, columns: new Map([...columns, [roles.bright, column('molecule', light, ids)]]) });
  }
  const { measures: rows, series } = observer.finish();
  return { value: (id: string) => rows.find(({ measure }) => measure === `frap.X.${id}`)?.value, series };
}

test('a recovery read off rendered frames is the one that was planted, without what dissolves', () => {
  const { value, series } = filmed(['frap.X.tau'], 1);
  assert.equal(value('components.true'), 1);
  assert.ok(Math.abs((value('tau.true') ?? 0) - tau) < 0.1);
  assert.ok(Math.abs((value('mobile_fraction.true') ?? 0) - 1) < 0.001);
  // Two spots of 1000 photons on 79 pixels of 40: each frame is known to about 4 %. The curve of a 60 s recovery over 80
  // frames then gives its time to a few per cent (its mean sensitivity is about a fifth): four standard errors are 10 s.
  assert.equal(value('components'), 1);
  assert.ok(Math.abs((value('tau') ?? 0) - tau) < 10, `${value('tau')}`);
  assert.ok(Math.abs((value('mobile_fraction') ?? 0) - 1) < 0.1, `${value('mobile_fraction')}`);
  assert.deepEqual([...new Set(series.map((row) => row.series))].sort(), ['frap.X', 'frap.X.true']);
});

test('what is too faint for a frame is not found in it, and no frame is rendered where the true state is asked', () => {
  assert.equal(filmed(['frap.X.tau'], 0.001).value('tau'), undefined);
  assert.equal(filmed(['frap.X.tau.true'], 1).value('tau'), undefined);
  assert.ok(filmed(['frap.X.tau.true'], 1).value('tau.true') !== undefined);
});
