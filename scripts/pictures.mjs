import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import UPNG from 'upng-js';
import { repository } from './report-check.mjs';
import { setUp } from './setup.mjs';

// npm run pictures              photographs every room of the web laboratory into docs/pictures/web
// npm run pictures -- assay     only the rooms that are named

setUp(repository);
const { BrowserLaboratory } = await import('../apps/web/dist/test/browser.js');
const { overflows, photograph, pictureName, visit } = await import('../apps/web/dist/test/photographs.js');
const { scenes } = await import('../apps/web/dist/test/scenes/scenes.js');

const asked = process.argv.slice(2);
const folder = join(repository, 'docs', 'pictures', 'web');
mkdirSync(folder, { recursive: true });
const laboratory = await BrowserLaboratory.open();
const names = new Set();
try {
  for (const scene of scenes) {
    if (asked.length > 0 && !asked.includes(scene.room)) continue;
    await visit(laboratory, scene, async (page, aspect) => {
      const name = pictureName(scene.room, aspect);
      const beyond = await overflows(page);
      writeFileSync(join(folder, name), inFewColours(await photograph(page)));
      names.add(name);
      console.log(`${name}${beyond ? ': something reaches beyond the page' : ''}`);
    });
  }
  // What no room is called any more goes, when all were taken.
  if (asked.length === 0) for (const name of readdirSync(folder)) if (!names.has(name)) rmSync(join(folder, name));
  for (const complaint of laboratory.complaints) console.log(complaint);
} finally {
  await laboratory.close();
}

/** The same picture in 256 colours of its own: a third of the size, and nobody sees the difference. */
function inFewColours(png) {
  const { data, width, height } = PNG.sync.read(Buffer.from(png));
  return Buffer.from(UPNG.encode([Uint8Array.from(data).buffer], width, height, 256));
}
