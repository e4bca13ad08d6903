import assert from 'node:assert/strict';
import test from 'node:test';
import { shareOf } from '../src/metastasis/individuals.js';

test('the interval of a share is that of Wilson', () => {
  // 0, 5 and 10 in 10, and 81 in 263: Newcombe RG, Stat Med 17:857 (1998), table I, has the last as 0.2553 to 0.3662.
  const rounded = (found: number, n: number) => {
    const { value, low, high } = shareOf(found, n);
    return [value, low, high].map((each) => Number(each.toFixed(4)));
  };
  assert.deepEqual(rounded(0, 10), [0, 0, 0.2775]);
  assert.deepEqual(rounded(5, 10), [0.5, 0.2366, 0.7634]);
  assert.deepEqual(rounded(10, 10), [1, 0.7225, 1]);
  assert.deepEqual(rounded(81, 263), [0.308, 0.2553, 0.3662]);
});
