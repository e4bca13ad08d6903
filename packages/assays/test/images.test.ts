import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { decode } from 'fast-png';
import { fromArrayBuffer } from 'geotiff';
import type { MicroscopeImage } from '../src/assay.js';
import { sharedRange } from '../src/images/composite.js';
import { writeChannelPng, writeCompositePng } from '../src/images/png.js';
import { readOmeTiff } from '../src/images/read-tiff.js';
import { writeOmeTiff } from '../src/images/tiff.js';

const width = 37;
const height = 21;
const channel = (scale: number) => Uint16Array.from({ length: width * height }, (_, i) => (i * scale) % 65536);
const image: MicroscopeImage = {
  name: 'a <hostile> "name" é',
  arm: 'a',
  experiment: 0,
  cell: 0,
  time: 3600,
  width,
  height,
  pixel: 0.1,
  dark: 100,
  channels: [
    { name: 'actin', data: channel(97) },
    { name: 'marker', data: channel(3) },
    { name: 'film', data: channel(211) },
  ],
};

test('another reader finds every count, page and the description in the TIFF', async () => {
  const bytes = writeOmeTiff(image);
  const tiff = await fromArrayBuffer(bytes.slice().buffer);
  assert.equal(await tiff.getImageCount(), 3);
  for (const [i, { data }] of image.channels.entries()) {
    const page = await tiff.getImage(i);
    assert.deepEqual([page.getWidth(), page.getHeight()], [width, height]);
    const read = await page.readRasters({ interleave: true });
    assert.deepEqual([...read], [...data]);
  }
});

test('tifffile takes it for an OME-TIFF with axes, names and pixel size', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'ome-'));
  const file = join(folder, 'image.ome.tif');
  writeFileSync(file, writeOmeTiff(image));
  const script = [
    'import sys, json, tifffile',
    'with tifffile.TiffFile(sys.argv[1]) as t:',
    '    s = t.series[0]; a = s.asarray()',
    '    print(json.dumps({"ome": t.is_ome, "axes": s.axes, "shape": list(a.shape), "sums": [int(c.sum()) for c in a],',
    '      "name": tifffile.xml2dict(t.ome_metadata)["OME"]["Image"]["Name"],',
    '      "pixel": tifffile.xml2dict(t.ome_metadata)["OME"]["Image"]["Pixels"]["PhysicalSizeX"]}))',
  ].join('\n');
  const run = spawnSync(process.env.PYTHON ?? 'python3', ['-c', script, file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  if (run.status !== 0) {
    if (process.env.REQUIRE_ALL === '1') assert.fail(run.stderr);
    context.skip('Python tifffile is not installed');
    return;
  }
  assert.deepEqual(JSON.parse(run.stdout), {
    ome: true,
    axes: 'CYX',
    shape: [3, height, width],
    sums: image.channels.map(({ data }) => data.reduce((sum, count) => sum + count, 0)),
    name: image.name,
    pixel: 0.1,
  });
});

test('PNG channels keep 16-bit counts; the composite has three bytes per pixel', () => {
  const grey = decode(writeChannelPng(image, 'film'));
  assert.deepEqual([grey.width, grey.height, grey.depth, grey.channels], [width, height, 16, 1]);
  assert.deepEqual([...grey.data], [...image.channels[2].data]);
  const ranges = { film: sharedRange([image], 'film'), actin: sharedRange([image], 'actin') };
  const colour = decode(writeCompositePng(image, ranges));
  assert.deepEqual([colour.depth, colour.channels, colour.data.length], [8, 3, 3 * width * height]);
  assert.throws(() => writeChannelPng(image, 'nucleus'), /no channel nucleus/);
});

test('an image comes back from its file, and other files are refused by name', async () => {
  const back = await readOmeTiff(writeOmeTiff(image), 'a.tiff');
  assert.deepEqual(back, image);
  await assert.rejects(readOmeTiff(new Uint8Array([1, 2, 3]), 'a.tiff'), /a\.tiff.*no image of a run/);
});

test('the same image gives the same bytes', () => {
  assert.deepEqual(writeOmeTiff(image), writeOmeTiff(image));
  assert.deepEqual(writeChannelPng(image, 'actin'), writeChannelPng(image, 'actin'));
});

test('the shared range leaves out what is rare', () => {
  const data = new Uint16Array(10000).fill(500);
  data[0] = 60000;
  data.fill(200, 1, 2000);
  const square = (name: string) => ({ ...image, width: 100, height: 100, channels: [{ name, data }] });
  assert.deepEqual(sharedRange([square('film')], 'film'), { dark: 200, bright: 500 });
  data.fill(450, 1, 2000);
  assert.deepEqual(sharedRange([square('film')], 'film'), { dark: 200, bright: 500 }, 'noise is not stretched');
  data.fill(200, 1, 2000);
  const { dark, bright } = sharedRange([square('actin')], 'actin');
  assert.ok(dark > 400 && dark < 500 && bright === 950, 'a stain is shown from just below the ventral face');
});
