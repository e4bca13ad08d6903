import assert from 'node:assert/strict';
import test from 'node:test';
import { wilson } from '@invadolab/assays';
import { renderReport } from '../src/index.js';
import type { ReportInput } from '../src/input.js';

import { madeManifest } from './fixture.js';

test('the interval of a share is that of Wilson', () => {
  // 0, 5 and 10 in 10, and 81 in 263: Newcombe RG, Stat Med 17:857 (1998), table I, has the last as 0.2553 to 0.3662.
  const rounded = (found: number, n: number) => {
    const { value, low, high } = wilson(found, n);
    return [value, low, high].map((each) => Number(each.toFixed(4)));
  };
  assert.deepEqual(rounded(0, 10), [0, 0, 0.2775]);
  assert.deepEqual(rounded(5, 10), [0.5, 0.2366, 0.7634]);
  assert.deepEqual(rounded(10, 10), [1, 0.7225, 1]);
  assert.deepEqual(rounded(81, 263), [0.308, 0.2553, 0.3662]);
});

const day = 86_400;

/** Four individuals per arm, in two of whom, or in one, a metastasis is found on some day. */
function bodies(): ReportInput {
  const found: Readonly<Record<string, readonly (number | undefined)[]>> = {
    watched: [300, 700, undefined, undefined],
    treated: [undefined, 700, undefined, undefined],
  };
  const measures = Object.entries(found).flatMap(([arm, days]) =>
    days.flatMap((first, experiment) => {
      const row = { arm, experiment, cell: 0, time: 1000 * day, unit: '1' };
      const count = first === undefined ? 0 : 3;
      return [
        { ...row, measure: 'simulated.metastasis_free', value: first === undefined ? 1 : 0 },
        { ...row, measure: 'metastases.count', value: count },
        { ...row, measure: 'metastases.count.spleen', value: count },
        { ...row, measure: 'metastases.growing', value: 5 },
        { ...row, measure: 'shed.count', value: 1e6 },
        { ...row, measure: 'shed.lost_outside', value: 0.9 },
        { ...row, measure: 'shed.lost_arrested', value: 0.1 },
        ...(first === undefined ? [] : [{ ...row, measure: 'metastasis.first', value: first, unit: 'day' }]),
      ];
    }),
  );
  const manifest = madeManifest();
  const arms = Object.keys(found).map((id) => ({ id, title: id }));
  const plan = { arms: Object.keys(found), experiments: 4, cells: 1, timepoints: [1000 * day] };
  return {
    manifest: { ...manifest, study: 'Who stays free?', assay: 'metastasis', plan, thresholds: {}, warnings: [] },
    facts: { control: 'watched', arms, measure: [] },
    measures,
    series: [],
    events: [],
    images: [],
    parameters: [],
    references: {},
    names: {},
  };
}

test('a report on bodies counts individuals and says that they are not patients', () => {
  const page = renderReport(bodies());
  assert.match(page, /at the end: watched 50 %, treated 75 %/);
  assert.match(page, /Simulated individuals, not patients/);
  assert.match(page, /Where cells are lost/);
  assert.match(page, /lost while arrested 10 %, lost after extravasation 90 %/);
  // Five grow of a million shed.
  assert.match(page, /per thousand million shed<\/th><td>5000<\/td>/);
  assert.match(page, /Detectable metastases per individual, treated: spleen 0\.75/);
  assert.match(page, /4 simulated individuals/);
  assert.doesNotMatch(page, /one dot per cell|Cells to see it|[Cc]heapest experiment/);
});
