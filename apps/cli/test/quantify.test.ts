import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { type MicroscopeImage, rulerTables, writeOmeTiff } from '@invadolab/assays';
import { decodeTable, type TableLayout } from '@invadolab/results';
import { decode, encode } from 'fast-png';
import { shippedFolder } from '../src/library.js';
import { invadolab, withFiles } from './command-line.js';
import { drawn, side } from './drawn-field.js';

const field = writeOmeTiff(drawn());

test('quantify writes tables, a picture and its thresholds, and the numbers are those of the drawing', async () => {
  await withFiles({ 'field.ome.tif': field }, async (folder) => {
    const out = join(folder, 'out');
    const { code, out: text, err } = await invadolab(['quantify', join(folder, 'field.ome.tif'), '--out', out]);
    assert.equal(code, 0, err);
    assert.match(text, /Research use only/);
    const files = ['cells', 'fields', 'holes', 'puncta'].flatMap((name) => [`${name}.csv`, `${name}.parquet`]);
    assert.deepEqual(readdirSync(out).sort(), [...files, 'field-overlay.png', 'thresholds.json'].sort());
    const rows = <Row>(name: string, layout: TableLayout<Row>) =>
      decodeTable(new Uint8Array(readFileSync(join(out, `${name}.parquet`))), layout, name);
    const measures = Object.fromEntries(
      (await rows('fields', rulerTables.fields)).map(({ measure, value }) => [measure, value]),
    );
    assert.equal(measures['cells.counted'], 1);
    assert.equal(measures['invadopodia.count'], 2);
    assert.equal(measures['invadopodia.mature'], 1);
    // A disc of 1.5 um; a step of 85 % crosses 0.75 within a tenth of a um of its edge.
    assert.ok(Math.abs(measures['matrix.degraded_area'] - Math.PI * 1.5 ** 2) < 2 * Math.PI * 1.5 * 0.1);
    const [cell] = await rows('cells', rulerTables.cells);
    // The edge is where the stain is half-way, seen in squares of 0.2 um: half a square at most.
    assert.ok(Math.abs(Math.sqrt(cell.footprint_um2 / Math.PI) - 15) < 0.1);
    const puncta = await rows('puncta', rulerTables.puncta);
    assert.deepEqual(puncta.map(({ x_um, y_um }) => [Math.round(x_um), Math.round(y_um)]).sort(), [
      [12, 20],
      [28, 20],
    ]);
    assert.equal(readFileSync(join(out, 'puncta.csv'), 'utf8').trim().split('\r\n').length, 3);
    const overlay = decode(readFileSync(join(out, 'field-overlay.png')));
    assert.deepEqual([overlay.width, overlay.height, overlay.channels], [2 * side + 8, side, 3]);
    const used = JSON.parse(readFileSync(join(out, 'thresholds.json'), 'utf8'));
    assert.equal(used.thresholds.hole.value, 0.75);
    assert.deepEqual(used.images.field.channels, { actin: 0, marker: 1, film: 2, nuclei: 3 });
  });
});

test('the same numbers come from PNG channels of 8 bits with options, and flags say what is missing', async () => {
  const { channels } = drawn();
  const rgb = new Uint8Array(3 * side * side);
  for (const [c, { data }] of channels.slice(0, 3).entries()) {
    for (let i = 0; i < data.length; i++) rgb[3 * i + c] = Math.min(255, data[i] / 8);
  }
  const png = encode({ width: side, height: side, data: rgb, depth: 8, channels: 3 });
  await withFiles({ 'field.png': png }, async (folder) => {
    const file = join(folder, 'field.png');
    const options = ['--pixel-size', '100 nm', '--channels', 'actin=0,cortactin=1,film=2', '--json'];
    const ended = await invadolab(['quantify', file, '--out', join(folder, 'out'), ...options]);
    assert.equal(ended.code, 0, ended.err);
    const [image] = JSON.parse(ended.out).images;
    const value = (id: string) => image.measures.find(({ measure }: { measure: string }) => measure === id)?.value;
    assert.equal(value('invadopodia.count'), 2);
    assert.equal(value('invadopodia.mature'), 1);
    assert.deepEqual(
      image.flags.map(({ flag }: { flag: string }) => flag),
      ['no-nuclei'],
    );
  });
});

/** Columns and rows of the drawing, from (left, top). */
function crop(left: number, top: number, width: number, height: number): MicroscopeImage {
  const image = drawn();
  const cut = (data: Uint16Array) =>
    Uint16Array.from({ length: width * height }, (_, i) => {
      const column = i % width;
      return data[(top + (i - column) / width) * side + left + column];
    });
  const channels = image.channels.map(({ name, data }) => ({ name, data: cut(data) }));
  return { ...image, width, height, channels };
}

async function measured(image: MicroscopeImage, options: readonly string[]) {
  return withFiles({ 'crop.tif': writeOmeTiff(image) }, async (folder) => {
    const given = ['--channels', 'actin=0,cortactin=1', ...options, '--json', '--out', join(folder, 'out')];
    const { code, out, err } = await invadolab(['quantify', join(folder, 'crop.tif'), ...given]);
    assert.equal(code, 0, err);
    const [{ measures, flags }] = JSON.parse(out).images;
    const value = (id: string) => measures.find(({ measure }: { measure: string }) => measure === id)?.value;
    return {
      counted: value('cells.counted'),
      puncta: value('invadopodia.count'),
      flags: flags.map(({ flag }: { flag: string }) => flag),
    };
  });
}

test('a crop from inside a cell is measured as a whole if one says so', async () => {
  // 8 um about the punctum at (12, 20): too small to show a cell, and no outline in it.
  const found = await measured(crop(80, 160, 80, 80), ['--inside']);
  assert.deepEqual([found.counted, found.puncta], [1, 1]);
  assert.ok(found.flags.includes('inside') && !found.flags.includes('no-cells'));
});

test('a cell at the edge of the image counts if it touches no more of it than one says', async () => {
  // The cell, a disc of 15 um about the middle, loses 0.5 um on its left: a chord of 2 sqrt(15^2 - 14.5^2) = 7.7 um,
  // seen in squares of 0.2 um with one more at either end, and wider by what smoothing does at an edge.
  const image = crop(55, 0, side - 55, side);
  assert.equal((await measured(image, [])).counted, 0);
  assert.equal((await measured(image, ['--set', 'touching=7'])).counted, 0);
  assert.deepEqual(await measured(image, ['--set', 'touching=10']), { counted: 1, puncta: 2, flags: ['no-nuclei'] });
});

const flat = (value: number) => ({
  ...drawn(),
  channels: drawn().channels.map((channel) => ({ ...channel, data: channel.data.slice().fill(value) })),
});
const changed = (change: (image: MicroscopeImage) => Partial<MicroscopeImage>) => {
  const image = drawn();
  return writeOmeTiff({ ...image, ...change(image) });
};
const withChannel = (name: string, data: (image: MicroscopeImage) => Uint16Array) =>
  changed((image) => ({
    channels: image.channels.map((channel) => (channel.name === name ? { name, data: data(image) } : channel)),
  }));

const refused: readonly [string, Uint8Array | undefined, readonly string[], RegExp][] = [
  ['a file that is not there', undefined, [], /cannot be opened.*ENOENT/],
  ['a text', new TextEncoder().encode('not an image'), [], /no image that can be read.*TIFF/],
  ['half a TIFF', field.slice(0, field.length / 2), [], /cannot be read/],
  ['a broken PNG', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 0]), [], /cannot be read/],
  [
    'no pixel size',
    encode({ width: 80, height: 80, data: new Uint8Array(6400), channels: 1 }),
    ['--channels', 'film=0'],
    /how large a pixel is.*--pixel-size/,
  ],
  [
    'no channels',
    encode({ width: 80, height: 80, data: new Uint8Array(6400), channels: 1 }),
    ['--pixel-size', '0.2 um'],
    /which channel shows what.*--channels/,
  ],
  ['an empty image', writeOmeTiff(flat(7)), [], /the actin channel is empty|same picture/],
  ['the same channel twice', field, ['--channels', 'actin=0,cortactin=0,film=2'], /same picture/],
  [
    'a saturated film',
    withChannel('film', ({ channels }) => channels[2].data.map((v) => (v > 1000 ? 65535 : v))),
    [],
    /film channel is saturated/,
  ],
  ['a stain in place of the film', field, ['--channels', 'nuclei=3,actin=0,film=1'], /film channel shows the cells/],
  [
    'a stain of cells in place of nuclei',
    field,
    ['--channels', 'nuclei=1,actin=0,film=2'],
    /no nuclei are found|nuclei fill/,
  ],
  ['large pixels', field, ['--pixel-size', '0.6 um'], /pixels are too large/],
  ['a small image', field, ['--pixel-size', '20 nm'], /too small to show a cell/],
  ['a pixel size without a unit', field, ['--pixel-size', '0.1'], /--pixel-size.*a length/],
  ['a misspelt channel', field, ['--channels', 'actn=0'], /--channels.*nearest is "actin"/],
  ['a channel that is not there', field, ['--channels', 'actin=9'], /a channel from 0 to 3/],
  ['an unknown threshold', field, ['--set', 'holes=0.7'], /--set.*nearest is "hole"/],
  [
    'another flat field',
    field,
    ['--flat-field', 'small.png', '--channels', 'actin=0,film=2'],
    /another size|cannot be opened/,
  ],
];

for (const [what, bytes, options, message] of refused) {
  test(`refused with one message: ${what}`, async () => {
    await withFiles(bytes === undefined ? {} : { 'field.tif': bytes }, async (folder) => {
      const out = join(folder, 'out');
      const { code, err } = await invadolab(['quantify', join(folder, 'field.tif'), '--out', out, ...options]);
      assert.equal(code, 2, err);
      const last = err.trim().split('\n').at(-1) ?? '';
      assert.match(last, message);
      assert.ok(last.startsWith('invadolab: ') && last.length < 600);
      assert.deepEqual(readdirSync(folder), bytes === undefined ? [] : ['field.tif'], 'nothing is half-written');
    });
  });
}

test('with --keep-going a refused image is left out by name', async () => {
  await withFiles({ 'a.tif': field, 'b.tif': new Uint8Array([1, 2, 3]) }, async (folder) => {
    const out = join(folder, 'out');
    const files = ['a.tif', 'b.tif'].map((name) => join(folder, name));
    const { code, out: text } = await invadolab(['quantify', ...files, '--out', out, '--keep-going']);
    assert.equal(code, 0);
    assert.match(text, /left out: .*b\.tif/);
    assert.ok(existsSync(join(out, 'cells.csv')));
    assert.equal((await invadolab(['quantify', ...files, '--out', out])).code, 2, 'the folder is taken');
  });
});

test('the command of the page on quantifying runs as it stands there', async () => {
  const page = readFileSync(join(shippedFolder('studies'), '..', 'docs', 'how-to-quantify.md'), 'utf8');
  const [, line] = /^npx invadolab (quantify .*)$/m.exec(page) ?? [];
  const [actin, marker, film, nuclei] = drawn().channels;
  const bytes = writeOmeTiff({ ...drawn(), channels: [nuclei, actin, marker, film] });
  await withFiles({ 'field-1.tif': bytes, 'field-2.tif': bytes }, async (folder) => {
    const words = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
    const args = words.map((word) => (word.startsWith('field-') ? join(folder, word) : word));
    const { code, out, err } = await invadolab([...args, '--out', join(folder, 'out')]);
    assert.equal(code, 0, err);
    assert.match(out, /^field-2 +1 +2 +1 /m);
  });
});
