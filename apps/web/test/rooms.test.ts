import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test, { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { barriers } from './barriers.js';
import { BrowserLaboratory, noBrowser } from './browser.js';
import { hasChineseFont, overflows, photograph, pictureName, visit } from './photographs.js';
import { scenes } from './scenes/scenes.js';

const kept = fileURLToPath(new URL('../../../../docs/pictures/web/', import.meta.url));
const skip = noBrowser() ?? (hasChineseFont() ? undefined : 'no Chinese font, as in fonts-noto-cjk of Debian');

/** Share of the pixels that may differ from the picture in docs/pictures/web. */
const tolerance = 0.005;

let laboratory: BrowserLaboratory;
before(async () => {
  if (!skip) laboratory = await BrowserLaboratory.open();
});
after(() => laboratory?.close());

for (const scene of scenes) {
  test(`${scene.room} looks as in its pictures and keeps nobody out, in every aspect`, { skip }, async () => {
    const problems: string[] = [];
    await visit(laboratory, scene, async (page, aspect) => {
      const name = pictureName(scene.room, aspect);
      if (await overflows(page)) problems.push(`${name}: something reaches beyond the page`);
      const share = difference(name, await photograph(page));
      if (share > tolerance)
        problems.push(`${name}: ${(100 * share).toFixed(2)} % differ; look, then npm run pictures`);
      for (const barrier of await barriers(page)) problems.push(`${name}: ${barrier}`);
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(laboratory.complaints, []);
  });
}

/** Share of pixels that differ from the kept picture; all where there is none or it has another size. */
function difference(name: string, now: Uint8Array): number {
  return existsSync(kept + name) ? shareApart(readFileSync(kept + name), now) : 1;
}

function shareApart(before: Uint8Array, now: Uint8Array): number {
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
  assert.equal(shareApart(picture(0), picture(40)), 0.004);
  assert.ok(shareApart(picture(0), picture(60)) > tolerance);
});
