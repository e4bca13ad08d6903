import assert from 'node:assert/strict';
import test from 'node:test';
import { isBadInput } from '@invadolab/core';
import { parseStudy, readData } from '../../src/index.js';
import { smallCatalog, smallStudy } from '../small-catalog.js';

const text = smallStudy
  .replace('timepoints: [10 min, 30 min]', 'timepoints: [30 min]')
  .replace(', timepoints: [10 min]}', '}');
const { study } = parseStudy(text, 'study.yaml', smallCatalog());
const head = 'image,frame,time,measure,value,unit\r\n';
const line = (image: string, measure: string, value: string) => `${image},1,,${measure},${value},1\r\n`;

test('a table of measured images: arms by the names of images, images as replicates, other measures left out', () => {
  const table =
    head +
    line('vehicle-1.tif', 'invadopodia.count', '2') +
    line('vehicle-2.tif', 'invadopodia.count', '4') +
    line('kd_1', 'invadopodia.count', '0') +
    line('kd_2', 'invadopodia.count', '1') +
    line('kd_2', 'cells.counted', '9') +
    line('kd_2', 'matrix.degraded_mass', '');
  const { data, notes } = readData(table, 'fields.csv', study);
  assert.deepEqual(
    data.map(({ arm, time, measure, value, sd, n }) => [arm, time, measure, value, sd, n]),
    [
      ['vehicle', 1800, 'invadopodia.count.true', 3, Math.SQRT2, 2],
      ['kd', 1800, 'invadopodia.count.true', 0.5, Math.SQRT1_2, 2],
    ],
  );
  assert.equal(notes.length, 2);
  assert.match(notes[0], /the true state, answers for invadopodia\.count/);
  assert.match(notes[1], /column experiment/);
});

test('images of one experiment are one replicate; an arm and a time of their own count', () => {
  const rows = [
    'a,1,600,invadopodia.count,1,1,vehicle,first',
    'b,1,600,invadopodia.count,3,1,vehicle,first',
    'c,1,600,invadopodia.count,6,1,vehicle,second',
    'd,1,600,invadopodia.count,1,1,kd,first',
  ];
  const { data } = readData(`image,frame,time,measure,value,unit,arm,experiment\n${rows.join('\n')}`, 'f.csv', study);
  assert.deepEqual(
    data.map(({ arm, time, value, sd, n }) => [arm, time, value, sd, n]),
    [
      ['vehicle', 600, 4, Math.sqrt(8), 2],
      ['kd', 600, 1, undefined, 1],
    ],
  );
});

test('what is wrong is said once, with its place', () => {
  const count = (image: string, value = '1') => head + line(image, 'invadopodia.count', value);
  const cases = [
    [count('vehicles-1'), /f\.csv:2:1: an image of no arm; found "vehicles-1".*begins with an arm: vehicle/],
    [count('kd-1', 'many'), /f\.csv:2:\d+: not a number; found "many"/],
    [count('kd-1', '0'), /f\.csv:2:\d+: invadopodia\.count\.true of kd is 0 in every image/],
    [head + line('kd-1', 'cells.counted', '3'), /none of the measures of the study is in the table/],
    [`${head.trim()},colour\nkd,1,,invadopodia.count,1,1,red`, /f\.csv:1:\d+: unknown column; found "colour"/],
    [`${head}kd,1,,invadopodia.count,1`, /a row of another length; found "5 cells"/],
    [`${head}kd,1,soon,invadopodia.count,1,1`, /time; found "soon"; expected a time in s/],
  ] as const;
  for (const [table, says] of cases)
    assert.throws(
      () => readData(table, 'f.csv', study),
      (error) => isBadInput(error) && says.test(error.message),
      String(says),
    );
});
