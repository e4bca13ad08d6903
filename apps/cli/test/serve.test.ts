import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import test from 'node:test';
import { zipSync } from 'fflate';
import { invadolab, shortStudy } from './command-line.js';
import { ask, askJson, owner, withServer } from './serve-client.js';

/** One cell under the microscope. */
const quickStudy = shortStudy
  .replace('experiments: 2', 'experiments: 1')
  .replace('10 min]', '2 min]')
  .replace(/^ {2}tks5-kd: .*\n/m, '');
const model = `format: 1
model: decay
parameters:
  k: {value: 0.1 1/s, source: {assumed: a test}}
  start: {value: 100 molecule, source: {assumed: a test}}
places:
  dish: {species: {A: {unit: molecule, initial: start}, B: {unit: molecule}}}
reactions:
  go: {in: dish, equation: A -> B, rate: k * A}
conserved: {matter: {A: 1, B: 1}}
`;
/** Many pieces of work that take no time. */
const piecewise = `format: 1
study: How fast?
assay: network
model: decay.yaml
timepoints: [1 s]
experiments: 4
cells: 1
arms: {slow: {}}
measure: [species.dish.A]
`;

function filesBelow(folder: string): Record<string, Uint8Array> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  const named = paths.map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path)] as const);
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const urlOf = (result: string, path: string) =>
  `/api/results/${encodeURIComponent(result)}/files/${path.split('/').map(encodeURIComponent).join('/')}`;

test('a run of the command line is listed, read in the same bytes, and taken back from a bundle', async () => {
  await withServer({ 'study.yaml': quickStudy }, async (server) => {
    const out = join(server.folder, 'results', 'first look');
    const ended = await invadolab(['run', join(server.folder, 'study.yaml'), '--out', out]);
    assert.equal(ended.code, 0, ended.err);
    const files = filesBelow(out);
    const total = Object.values(files).reduce((sum, bytes) => sum + bytes.length, 0);

    const [listed, ...others] = (await askJson(server, '/api/results')).json.results;
    assert.deepEqual(others, []);
    assert.deepEqual(listed, {
      name: 'first look',
      kind: 'run',
      status: 'done',
      study: 'Does dasatinib change anything in ten minutes?',
      assay: 'gelatin',
      date: statSync(join(out, 'manifest.json')).mtime.toISOString(),
      bytes: total,
    });

    const { json } = await askJson(server, '/api/results/first%20look/files');
    assert.deepEqual(json, {
      files: Object.entries(files).map(([path, bytes]) => ({ path, bytes: bytes.length })),
      more: false,
    });
    assert.ok(Object.keys(files).some((path) => path.startsWith('images/')));
    for (const [path, bytes] of Object.entries(files)) {
      const { status, body } = await ask(server, urlOf('first look', path));
      assert.equal(status, 200, path);
      assert.ok(body.equals(bytes), path);
    }

    const bundle = zipSync(files);
    const put = (name: string) =>
      askJson(server, `/api/results/${name}`, {
        method: 'PUT',
        headers: owner(server, 'application/zip'),
        body: bundle,
      });
    const taken = await put('second');
    assert.equal(taken.status, 201, JSON.stringify(taken.json));
    assert.deepEqual({ ...taken.json, date: '' }, { ...listed, name: 'second', date: '' });
    const again = join(server.folder, 'results', 'second');
    assert.deepEqual(filesBelow(again), files);
    const report = await invadolab(['report', again]);
    assert.equal(report.code, 0, report.err);
    for (const table of ['measures', 'series', 'events'])
      assert.ok(readFileSync(join(again, `${table}.parquet`)).equals(files[`${table}.parquet`]), table);

    const twice = await put('second');
    assert.equal(twice.status, 409);
    assert.match(twice.json.error.what, /taken/);
    const packedAsFolder = zipSync(
      Object.fromEntries(Object.entries(files).map(([path, each]) => [`x/${path}`, each])),
    );
    const third = { method: 'PUT', headers: owner(server, 'application/zip'), body: packedAsFolder };
    assert.equal((await ask(server, '/api/results/third', third)).status, 201);
    assert.deepEqual(filesBelow(join(server.folder, 'results', 'third')), files);
    assert.deepEqual(readdirSync(join(server.folder, 'results')).sort(), ['first look', 'second', 'third']);
    assert.deepEqual(server.unexpected, []);
  });
});

test('an unfinished run is listed with how far it is', async () => {
  await withServer({ 'study.yaml': piecewise, 'decay.yaml': model }, async (server) => {
    const out = join(server.folder, 'results', 'long');
    const shards = join(`${out}.running`, 'shards');
    const stop = new AbortController();
    // The command asks for the time after each piece of work.
    const now = () => {
      if (countIn(shards) > 0) stop.abort();
      return 0;
    };
    const begun = ['run', join(server.folder, 'study.yaml'), '--out', out];
    const ended = await invadolab(begun, { now, interrupted: stop.signal });
    assert.equal(ended.code, 1, ended.out);
    const before = countIn(shards);
    const [{ date, progress, ...listed }] = (await askJson(server, '/api/results')).json.results;
    assert.ok(Date.now() - Date.parse(date) < 60_000, date);
    // A piece that was under way may end after the command.
    assert.ok(progress.done >= before && progress.done <= countIn(shards), `${progress.done}`);
    assert.equal(progress.total, 4);
    const expected = { name: 'long.running', status: 'unfinished', bytes: null, kind: 'run', study: 'How fast?' };
    assert.deepEqual(listed, { ...expected, assay: 'network' });
    const resumed = await invadolab(['resume', out], { now: () => 0 });
    assert.equal(resumed.code, 0, resumed.err);
    // What was listed is what the command counts itself.
    assert.match(resumed.err, /^4 of 4 pieces of work/m);
    const [whole] = (await askJson(server, '/api/results')).json.results;
    assert.deepEqual([whole.name, whole.status], ['long', 'done']);
  });
});

function countIn(folder: string): number {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.shard')).length;
  } catch {
    return 0;
  }
}

test('other results are told apart by what they left', async () => {
  const files = {
    'results/a/fit.json': '{"kind": "invadolab fit", "study": "How fast?", "assay": "network"}',
    'results/b/screen.json': '{"kind": "invadolab screen", "screen": "Which drug?", "assay": "gelatin"}',
    'results/c/sensitivity.json': '{"study": "What matters?", "assay": "gelatin"}',
    'results/d/score-card.json': '{"kind": "invadolab score card"}',
    'results/e/manifest.json': '{"kind": "something else"}',
    'results/f/notes.txt': 'no result',
    'results/g.running/screen-state.json': '{}',
    'results/g.running/pieces/1.json': '{}',
  };
  await withServer(files, async (server) => {
    const { json } = await askJson(server, '/api/results');
    const short = (json.results as readonly Record<string, unknown>[]).map(
      ({ name, kind, status, study, progress }) => [
        name,
        kind,
        status,
        study,
        ...(progress === undefined ? [] : [progress]),
      ],
    );
    assert.deepEqual(short.sort(), [
      ['a', 'fit', 'done', 'How fast?'],
      ['b', 'screen', 'done', 'Which drug?'],
      ['c', 'sensitivity', 'done', 'What matters?'],
      ['d', 'score card', 'done', null],
      ['e', 'run', 'damaged', null],
      ['g.running', 'screen', 'unfinished', null, { done: 1, total: null }],
    ]);
  });
});

test('a file comes in part where a part is asked for, and not again where it is known', async () => {
  const bytes = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 7) % 251);
  await withServer({ 'results/a/measures.parquet': bytes, 'results/a/manifest.json': '{}' }, async (server) => {
    const path = urlOf('a', 'measures.parquet');
    const whole = await ask(server, path, { method: 'HEAD' });
    assert.deepEqual([whole.status, whole.headers['content-length'], whole.body.length], [200, '200000', 0]);
    const ranges: readonly (readonly [string, number, number, number])[] = [
      ['bytes=0-0', 206, 0, 1],
      ['bytes=199000-', 206, 199_000, 200_000],
      ['bytes=-8', 206, 199_992, 200_000],
      ['bytes=199990-999999', 206, 199_990, 200_000],
      ['bytes=0-1,5-6', 200, 0, 200_000],
      ['lines=1-2', 200, 0, 200_000],
    ];
    for (const [range, status, start, end] of ranges) {
      const part = await ask(server, path, { headers: { range } });
      assert.equal(part.status, status, range);
      assert.ok(part.body.equals(bytes.subarray(start, end)), range);
      if (status === 206) assert.equal(part.headers['content-range'], `bytes ${start}-${end - 1}/200000`);
    }
    assert.equal((await ask(server, path, { headers: { range: 'bytes=200000-' } })).status, 416);
    const etag = String(whole.headers.etag);
    assert.equal((await ask(server, path, { headers: { 'if-none-match': etag } })).status, 304);
    const other = await ask(server, path, { headers: { range: 'bytes=0-0', 'if-range': '"other"' } });
    assert.equal(other.body.length, 200_000);
  });
});

test('studies are listed, read, saved and replaced only by who knows what is there', async () => {
  const files = {
    'study.yaml': quickStudy,
    'studies/doses.yaml': quickStudy.replace(
      /^ {2}tks5.*$/m,
      '  two: {drugs: [{name: dasatinib, nominal: [1, 3] nM}]}',
    ),
    'broken.yaml': 'format: 1\nstudy: half\narms: {a: [}\n',
    'compose.yaml': 'services: {}\n',
    'screen.yaml': 'format: 1\nscreen: Which?\n',
    'notes.txt': quickStudy,
  };
  await withServer(files, async (server) => {
    const { studies } = (await askJson(server, '/api/studies')).json;
    assert.deepEqual(
      studies.map(({ name, study }: { name: string; study: string | null }) => [name, study]),
      [
        ['broken.yaml', null],
        ['studies/doses.yaml', 'Does dasatinib change anything in ten minutes?'],
        ['study.yaml', 'Does dasatinib change anything in ten minutes?'],
      ],
    );
    assert.match(studies[0].problem, /broken\.yaml:3:\d+: not valid YAML/);
    const read = await ask(server, '/api/studies/studies/doses.yaml');
    assert.equal(read.body.toString('utf8'), files['studies/doses.yaml']);
    for (const hidden of ['compose.yaml', 'notes.txt', 'studies', 'none.yaml'])
      assert.equal((await ask(server, `/api/studies/${hidden}`)).status, 404, hidden);

    const put = (name: string, body: string | Uint8Array, more: Record<string, string> = {}) =>
      askJson(server, `/api/studies/${name}`, {
        method: 'PUT',
        headers: { ...owner(server, 'application/yaml'), ...more },
        body,
      });
    const text = (name: string) => readFileSync(join(server.folder, name), 'utf8');
    const saved = await put('studies/new%20one.yaml', quickStudy);
    assert.equal(saved.status, 400, 'a name with a space');
    const made = await put('studies/new.yaml', `${quickStudy}# mine\n`);
    assert.equal(made.status, 201);
    assert.equal(text('studies/new.yaml'), `${quickStudy}# mine\n`);
    assert.equal((await put('studies/new.yaml', quickStudy)).status, 409);
    assert.equal((await put('studies/new.yaml', quickStudy, { 'if-match': '"other"' })).status, 412);
    const replaced = await put('studies/new.yaml', quickStudy, { 'if-match': made.json.etag });
    assert.equal(replaced.status, 200);
    assert.equal(text('studies/new.yaml'), quickStudy);
    const now = await ask(server, '/api/studies/studies/new.yaml');
    assert.equal(now.headers.etag, replaced.json.etag);
    const before = text('compose.yaml');
    for (const [name, body, status] of [
      ['compose.yaml', quickStudy, 409],
      ['new.txt', quickStudy, 400],
      ['results/new.yaml', quickStudy, 400],
      ['a.yaml', 'format: 1\nstudy: [', 400],
      ['a.yaml', 'a: 1\n', 400],
      ['a.yaml', Uint8Array.of(255, 254, 0), 400],
      ['a.yaml', '', 400],
    ] as const) {
      const refused = await put(name, body);
      assert.equal(refused.status, status, name);
      assert.ok(refused.json.error.what.length > 0);
    }
    assert.equal(text('compose.yaml'), before);
    assert.deepEqual(
      readdirSync(server.folder).sort(),
      [...new Set(Object.keys(files).map((each) => each.split('/')[0]))].sort(),
    );
  });
});

test('a page that listens is told when the results change, and how far a run is', { timeout: 20_000 }, async () => {
  const files = { 'results/a/fit.json': '{"study": "How fast?"}' };
  await withServer(
    files,
    async (server) => {
      const controller = new AbortController();
      const answer = await fetch(`http://127.0.0.1:${server.port}/api/events`, { signal: controller.signal });
      assert.equal(answer.headers.get('content-type'), 'text/event-stream');
      const events = eventsOf(answer);
      const names = async () => (await events.next()).value?.map(({ name }) => name);
      assert.deepEqual(await names(), ['a']);
      mkdirSync(join(server.folder, 'results', 'b.running', 'pieces'), { recursive: true });
      assert.deepEqual((await names())?.sort(), ['a', 'b.running']);
      writeFileSync(join(server.folder, 'results', 'b.running', 'pieces', '1.json'), '{}');
      let done = 0;
      while (done === 0) done = (await events.next()).value?.find(({ progress }) => progress)?.progress?.done ?? 0;
      assert.equal(done, 1);
      controller.abort();
    },
    { lookEvery: 20 },
  );
});

interface Told {
  readonly name: string;
  readonly progress?: { readonly done: number };
}

async function* eventsOf(answer: Response): AsyncGenerator<readonly Told[], undefined> {
  let text = '';
  for await (const chunk of answer.body ?? []) {
    text += Buffer.from(chunk).toString('utf8');
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts)
      if (part.startsWith('event: results\n')) yield JSON.parse(part.split('\ndata: ')[1]).results;
  }
  return undefined;
}
