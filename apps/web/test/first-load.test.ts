import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { gzipSync } from 'node:zlib';
import { BrowserLaboratory, noBrowser } from './browser.js';

const skip = noBrowser();
/** kB after gzip until the first card can be used. */
const most = 400;

let laboratory: BrowserLaboratory;
before(async () => {
  if (!skip) laboratory = await BrowserLaboratory.open();
});
after(() => laboratory?.close());

test(`at most ${most} kB until the first question can be chosen`, { skip }, async (t) => {
  const page = await laboratory.page('icon.svg');
  const bodies: Promise<{ readonly name: string; readonly bytes: Buffer }>[] = [];
  page.on('response', (response) => {
    if (response.ok()) bodies.push(response.body().then((bytes) => ({ name: response.url(), bytes })));
  });
  const start = performance.now();
  await page.goto(laboratory.url);
  await page.locator('a.card').first().waitFor();
  const seconds = (performance.now() - start) / 1000;
  const loaded = await Promise.all([...bodies]);
  const kilobytes = loaded.reduce((sum, { name, bytes }) => sum + sizeOnTheWire(name, bytes), 0) / 1000;
  t.diagnostic(`${kilobytes.toFixed(0)} kB in ${loaded.length} files; first card after ${seconds.toFixed(2)} s`);
  assert.ok(loaded.length > 2);
  assert.ok(kilobytes <= most, `${kilobytes.toFixed(0)} kB`);
});

/** Fonts are compressed already. */
function sizeOnTheWire(name: string, bytes: Buffer): number {
  return name.endsWith('.woff2') ? bytes.length : gzipSync(bytes).length;
}
