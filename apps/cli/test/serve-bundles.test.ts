import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import test from 'node:test';
import { encodeManifest, type Manifest } from '@invadolab/results';
import { type Zippable, zipSync } from 'fflate';
import { ask, askJson, head, owner, raw, statusOf, type TestServer, withServer } from './serve-client.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const table = (text: string) => ({ rows: 1, sha256: hash(text) });

const manifest: Manifest = {
  kind: 'invadolab result',
  format: 1,
  versions: { invadolab: '0.1.0' },
  study: 'How fast?',
  assay: 'network',
  seed: 1,
  engine: { id: 'reference', exactness: 'bitwise' },
  hashes: { study: hash('s'), catalog: hash('c'), models: { slow: hash('m') } },
  plan: { arms: ['slow'], experiments: 1, cells: 1, timepoints: [1] },
  thresholds: {},
  status: 'done',
  warnings: [],
  shards: [],
  tables: { measures: table('m'), series: table('s'), events: table('e') },
};
/** The least that is a run. */
const run: Zippable = {
  'manifest.json': encodeManifest(manifest),
  'study.yaml': bytes('format: 1\nstudy: How fast?\n'),
  'resolved-model.json': bytes('{}'),
  'measures.parquet': bytes('m'),
  'series.parquet': bytes('s'),
  'events.parquet': bytes('e'),
};
const without = (...names: readonly string[]) =>
  Object.fromEntries(Object.entries(run).filter(([name]) => !names.includes(name)));

const put = (server: TestServer, body: Uint8Array, name = 'new', more: Record<string, string> = {}) =>
  askJson(server, `/api/results/${name}`, {
    method: 'PUT',
    headers: { ...owner(server, 'application/zip'), ...more },
    body,
  });

/** Nothing of what was refused is there, and a good bundle is still taken in. */
async function stillWell(server: TestServer): Promise<void> {
  const results = join(server.folder, 'results');
  if (existsSync(results)) assert.deepEqual(readdirSync(results), []);
  assert.deepEqual(readdirSync(join(server.folder, '..')).sort(), ['app', 'data']);
  const { status, json } = await put(server, zipSync(run), 'good');
  assert.equal(status, 201, JSON.stringify(json));
  assert.deepEqual(readdirSync(results), ['good']);
  assert.deepEqual(readdirSync(join(results, 'good')).sort(), Object.keys(run).sort());
  assert.deepEqual(server.unexpected, []);
}

/** An archive whose local head and directory say what they like about the first file. */
function tampered(archive: Uint8Array, change: (head: DataView, directory: DataView) => void): Uint8Array {
  const changed = archive.slice();
  const view = new DataView(changed.buffer);
  const directory = view.getUint32(changed.length - 6, true);
  change(new DataView(changed.buffer, 0), new DataView(changed.buffer, directory));
  return changed;
}

test('what is no bundle of a finished run is refused, and nothing of it is left', async () => {
  const whole = zipSync(run);
  const running = { ...manifest, status: 'running' as const, tables: undefined };
  const wrong: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ['nothing', new Uint8Array(0), /not a whole zip/],
    ['text', bytes('hello'), /not a whole zip/],
    ['text that begins as a zip does', bytes('PK but nothing more'), /not a whole zip/],
    [
      'noise behind the mark',
      Uint8Array.from([0x50, 0x4b, 3, 4, ...Array.from({ length: 500 }, (_, i) => (i * 89) % 256)]),
      /./,
    ],
    ['half of an archive', whole.subarray(0, whole.length / 3), /not a whole zip|missing|no result folder/],
    ['an archive with a hole', Uint8Array.from(whole, (byte, i) => (i > 40 && i < 90 ? 0xff : byte)), /./],
    ['an empty archive', zipSync({}), /not a whole zip/],
    ['another archive', zipSync({ 'notes.txt': bytes('hello') }), /no result folder/],
    ['a manifest of something else', zipSync({ ...run, 'manifest.json': bytes('{"kind": "other"}') }), /no manifest/],
    ['a manifest that is no JSON', zipSync({ ...run, 'manifest.json': bytes('{') }), /not JSON/],
    ['a run that goes on', zipSync({ ...run, 'manifest.json': encodeManifest(running) }), /not finished/],
    ['no model', zipSync(without('resolved-model.json')), /missing/],
    ['no table', zipSync(without('series.parquet')), /missing/],
    ['a table of another run', zipSync({ ...run, 'measures.parquet': bytes('x') }), /not the one its run wrote/],
    ['a file twice', zipSync({ ...run, 'Study.yaml': bytes('x') }), /twice/],
    ['another packing', tampered(whole, (local) => local.setUint16(8, 99, true)), /packed in a way/],
  ];
  await withServer({}, async (server) => {
    for (const [what, body, message] of wrong) {
      const { status, json } = await put(server, body);
      assert.equal(status, 400, `${what}: ${JSON.stringify(json)}`);
      assert.match(json.error.what, message, what);
    }
    for (const name of ['new.running', '%2e%2e', 'a%20b', 'con', 'a%2Fb', '.hidden', 'x'.repeat(300)])
      assert.ok([400, 404].includes((await put(server, whole, name)).status), name);
    await stillWell(server);
    assert.equal((await put(server, whole, 'good')).status, 409);
  });
});

test('no name in an archive leads out of its folder', async () => {
  const names = [
    '../out.txt',
    '../../data/out.txt',
    'a/../../out.txt',
    '/tmp/out.txt',
    '..\\out.txt',
    'a\\..\\..\\out.txt',
    'C:\\out.txt',
    'C:out.txt',
    'a:stream',
    './out.txt',
    'a//out.txt',
    'con',
    'images/nul.png',
    '.hidden',
    'dot.',
    'line\nbreak',
    'nul\0byte',
    '',
    'ü.txt',
    `${'a'.repeat(250)}`,
  ];
  await withServer({}, async (server) => {
    for (const name of names) {
      const { status, json } = await put(server, zipSync({ [name]: bytes('out'), ...run }));
      assert.equal(status, 400, `${JSON.stringify(name)}: ${JSON.stringify(json)}`);
    }
    // A name that is a file and a folder.
    assert.equal((await put(server, zipSync({ ...run, 'study.yaml/out.txt': bytes('x') }))).status, 400);
    await stillWell(server);
  });
});

test('bombs are refused while they are unpacked, and large bodies while they come', async () => {
  const limits = { bundle: 200_000, unpacked: 2_000_000, entries: 50, study: 10_000 };
  await withServer(
    {},
    async (server) => {
      const zeros = zipSync({ ...run, 'zeros.bin': new Uint8Array(60_000_000) });
      assert.ok(zeros.length < limits.bundle);
      // One that says that it is small.
      const liar = tampered(zipSync({ 'zeros.bin': new Uint8Array(60_000_000), ...run }), (local, directory) => {
        local.setUint32(22, 10, true);
        directory.setUint32(24, 10, true);
      });
      const many = zipSync({
        ...run,
        ...Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${i}.txt`, bytes('x')])),
      });
      const large = new Uint8Array(limits.bundle + 1).map((_, index) => (index === 0 ? 0x50 : 0x4b));
      for (const [what, body] of Object.entries({ zeros, liar, many, large })) {
        const { status, json } = await put(server, body);
        assert.equal(status, 413, `${what}: ${JSON.stringify(json)}`);
      }
      const known = [`Authorization: Bearer ${server.token}`, 'Content-Type: application/zip'];
      // It says how much comes, and nothing of that is waited for.
      const said = await raw(server, head(server, 'PUT /api/results/new', [...known, 'Content-Length: 99999999999']));
      assert.equal(statusOf(said), 413);
      // It does not say, and goes on sending.
      const endless = await sendEndlessly(
        server,
        head(server, 'PUT /api/results/new', [...known, 'Transfer-Encoding: chunked']),
      );
      assert.ok(endless < 20_000_000, `${endless} bytes were taken`);
      const study = {
        method: 'PUT',
        headers: owner(server, 'application/yaml'),
        body: `format: 1\n${'#'.repeat(20_000)}`,
      };
      assert.equal((await ask(server, '/api/studies/a.yaml', study)).status, 413);
      await stillWell(server);
    },
    limits,
  );
});

/** Sends chunks until the other side has enough; gives how much went out. */
function sendEndlessly({ port }: TestServer, first: string): Promise<number> {
  return new Promise((resolve) => {
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 'PK'), Buffer.from('\r\n')]);
    const socket = connect(port, '127.0.0.1', () => socket.write(first, more));
    const timer = setTimeout(() => socket.destroy(), 20_000);
    const more = (error?: Error | null) => {
      if (!error && socket.writable) socket.write(chunk, more);
    };
    socket.resume();
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(socket.bytesWritten);
    });
  });
}

test('while a bundle comes, its name is taken, and no more than a few come at once', async () => {
  await withServer({}, async (server) => {
    const results = join(server.folder, 'results');
    const whole = zipSync(run);
    const arriving = () =>
      existsSync(results) ? readdirSync(results).filter((name) => name.startsWith('.incoming')) : [];
    const begin = async (name: string) => {
      const before = arriving().length;
      const known = [`Authorization: Bearer ${server.token}`, 'Content-Type: application/zip'];
      const socket = connect(server.port, '127.0.0.1', () => {
        socket.write(head(server, `PUT /api/results/${name}`, [...known, `Content-Length: ${whole.length}`]));
        socket.write(whole.subarray(0, 100));
      });
      while (arriving().length === before) await new Promise((resolve) => setTimeout(resolve, 5));
      return socket;
    };
    const end = (socket: Socket) =>
      new Promise<number>((resolve) => {
        socket.once('data', (answer) => resolve(statusOf(answer.toString('latin1'))));
        socket.write(whole.subarray(100));
      });
    const first = await begin('same');
    assert.equal((await put(server, whole, 'same')).status, 409);
    assert.equal((await put(server, whole, 'Same')).status, 409);
    const second = await begin('other');
    assert.equal((await put(server, whole, 'third')).status, 503);
    assert.deepEqual((await askJson(server, '/api/results')).json.results, []);
    assert.deepEqual([await end(first), await end(second)], [201, 201]);
    assert.deepEqual(readdirSync(results).sort(), ['other', 'same']);
  });
});
