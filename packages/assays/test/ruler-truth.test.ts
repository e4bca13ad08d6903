import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { biasImages, rulerBias } from '../src/ruler/bias.js';
import { compareWithTruth } from './ruler-against-truth.js';
import { head, images, judged, line, markdown, together, unusual, usual } from './ruler-range.js';

const page = readFileSync(new URL('../../../../docs/theory/ruler.md', import.meta.url), 'utf8');

test('at the noise of the assay, puncta are found and are there, and degraded area is right', () => {
  const tallies = usual.map(judged);
  for (const [i, { name }] of usual.entries()) {
    const { truth, found, matched, hole, cells, images } = tallies[i];
    assert.equal(cells, images, `${name}: the cell is found once in every image`);
    // Of so few puncta a share of 0.9 comes out this low once in forty times.
    const least = (of: number) => 0.9 - 2 * Math.sqrt((0.9 * 0.1) / of);
    assert.ok(matched / truth >= least(truth), `${name}: recall ${matched / truth}`);
    assert.ok(matched / found >= least(found), `${name}: precision ${matched / found}`);
    assert.ok(Math.abs(hole.image / hole.truth - 1) <= 0.05, `${name}: area ${hole.image} of ${hole.truth}`);
    const text = markdown(line(name, tallies[i]));
    assert.ok(page.includes(text), `docs/theory/ruler.md lacks, so run npm run ruler: ${text}`);
  }
  const all = together(tallies);
  assert.ok(all.matched / all.truth >= 0.9, `recall ${all.matched / all.truth}`);
  assert.ok(all.matched / all.found >= 0.9, `precision ${all.matched / all.found}`);
  const off = ({ image, truth }: { image: number; truth: number }) => Number((image / truth - 1).toFixed(3));
  assert.equal(all.images, biasImages);
  assert.deepEqual(rulerBias, {
    'invadopodia.count': off({ image: all.found, truth: all.state }),
    'invadopodia.diameter': off(all.diameter),
    'matrix.degraded_area': off(all.hole),
    'matrix.degraded_area.below_0.6': off(all.strict),
    'matrix.degraded_area.below_0.9': off(all.loose),
  });
  assert.ok(all.matureAgree / all.matched >= 0.9);
});

test('the page shows the bias over the whole range, of 200 images or more', () => {
  assert.ok(usual.length * images.usual + unusual.length * images.unusual >= 200);
  assert.ok(page.includes(markdown(head)));
  for (const { name } of unusual) assert.ok(page.includes(`\n| ${name} | ${images.unusual} | `), name);
});

test('a cell without sites has no puncta, and an intact film no holes', () => {
  const { found, hole, images: fields } = compareWithTruth({ name: 'nothing', sites: 0 }, 10, 5);
  // Noise makes about one punctum in ten cells (docs/theory/ruler.md); five in ten have a chance below 1 in 200.
  assert.ok(found < 5, `${found} puncta of noise in ${fields} cells`);
  assert.equal(hole.image, 0);
});
