import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test, { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { BrowserLaboratory, noBrowser } from './browser.js';
import { hasChineseFont, photograph } from './photographs.js';
import { scenes } from './scenes/scenes.js';

const kept = fileURLToPath(new URL('../../../../docs/pictures/web/', import.meta.url));
const skip = noBrowser() ?? (hasChineseFont() ? undefined : 'no Chinese font, as in fonts-noto-cjk of Debian');

/** Share of the pixels that may differ. */
const tolerance = 0.005;

let laboratory: BrowserLaboratory;
before(async () => {
  if (!skip) laboratory = await BrowserLaboratory.open();
});
after(() => laboratory?.close());

for (const scene of scenes) {
  test(`${scene.room} looks as in docs/pictures/web, in both languages, light and dark, wide and narrow`, {
    skip,
  }, async () => {
    for (const { name, png, overflows } of await photograph(laboratory, scene)) {
      assert.ok(!overflows, `${name}: something reaches beyond the page`);
      assert.ok(existsSync(kept + name), `${name} is missing: npm run pictures`);
      assert.ok(
        difference(readFileSync(kept + name), png) <= tolerance,
        `${name} has changed: look, then npm run pictures`,
      );
    }
    assert.deepEqual(laboratory.complaints, []);
  });
}

/** Share of pixels that differ; 1 where the sizes do. */
function difference(before: Uint8Array, now: Uint8Array): number {
  const [a, b] = [PNG.sync.read(Buffer.from(before)), PNG.sync.read(Buffer.from(now))];
  if (a.width !== b.width || a.height !== b.height) return 1;
  return pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold: 0.1 }) / (a.width * a.height);
}

test('two pictures that differ in more than a two-hundredth of their pixels are told apart', () => {
  const picture = (dark: number) => {
    const png = new PNG({ width: 100, height: 100 });
    png.data.fill(255);
    for (let i = 0; i < dark; i++) png.data.set([0, 0, 0, 255], 4 * i);
    return PNG.sync.write(png);
  };
  assert.equal(difference(picture(0), picture(40)), 0.004);
  assert.ok(difference(picture(0), picture(60)) > tolerance);
});
