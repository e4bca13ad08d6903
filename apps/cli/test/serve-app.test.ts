import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import test from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Validator } from '@seriousme/openapi-schema-validator';
import { shippedFolder } from '../src/library.js';
import { invadolab, withFiles } from './command-line.js';
import { ask, askJson, tinyApp, withServer, writeAll } from './serve-client.js';

const files = { 'results/a/report.html': '<p>one</p>', 'results/a/evil.js': 'alert(1)', 'results/a/fit.json': '{}' };

test('the application is sent with its types, compressed, and again only where it changed', async () => {
  await withServer({}, async (server) => {
    const types = {
      '/': 'text/html; charset=utf-8',
      '/index.html': 'text/html; charset=utf-8',
      '/assets/index-B1c2D3e4.js': 'text/javascript; charset=utf-8',
      '/assets/latin-B1c2D3e4.woff2': 'font/woff2',
      '/engine.wasm': 'application/wasm',
    };
    for (const [path, type] of Object.entries(types)) {
      const { status, headers, body } = await ask(server, path);
      assert.deepEqual([status, headers['content-type']], [200, type], path);
      assert.equal(body.toString('utf8'), tinyApp[path.slice(1) || 'index.html'], path);
      const hashed = path.startsWith('/assets/');
      assert.equal(headers['cache-control'], hashed ? 'public, max-age=31536000, immutable' : 'no-cache', path);
      const again = await ask(server, path, { headers: { 'if-none-match': String(headers.etag) } });
      assert.deepEqual([again.status, again.body.length], [304, 0], path);
      const head = await ask(server, path, { method: 'HEAD' });
      assert.deepEqual([head.status, head.body.length, head.headers.etag], [200, 0, headers.etag], path);
    }
    const script = '/assets/index-B1c2D3e4.js';
    for (const [accepts, encoding, unpack] of [
      ['gzip, deflate, br', 'br', brotliDecompressSync],
      ['gzip', 'gzip', gunzipSync],
      ['br;q=0, gzip', 'gzip', gunzipSync],
    ] as const) {
      const { headers, body } = await ask(server, script, { headers: { 'accept-encoding': accepts } });
      assert.equal(headers['content-encoding'], encoding);
      assert.ok(body.length < 500);
      assert.equal(unpack(body).toString('utf8'), tinyApp['assets/index-B1c2D3e4.js']);
    }
    // What the build has compressed itself is taken as it is.
    writeAll(server.app, { 'data.json': ' '.repeat(2000), 'data.json.br': 'packed by the build', 'index.html': 'x' });
    await ask(server, '/');
    const built = await ask(server, '/data.json', { headers: { 'accept-encoding': 'br' } });
    assert.equal(built.body.toString('utf8'), 'packed by the build');
    for (const path of ['/assets', '/assets/', '/none.js', '/api', '/api/none'])
      assert.ok([400, 404].includes((await ask(server, path)).status), path);
    writeAll(server.app, { 'index.html': '<!doctype html><title>New</title>\n', 'assets/new-B1c2D3e4.js': '1;\n' });
    assert.match((await ask(server, '/')).body.toString('utf8'), /New/);
    assert.equal((await ask(server, '/assets/new-B1c2D3e4.js')).status, 200);
  });
});

test('every response says what a page may do, and only the engine worker may generate code', async () => {
  await withServer(files, async (server) => {
    const paths = [
      '/',
      '/assets/index-B1c2D3e4.js',
      '/none',
      '/api/info',
      '/api/results',
      '/api/none',
      '/..',
      '/api/events',
    ];
    for (const path of paths) {
      const { headers } = await ask(server, path, { method: 'HEAD' });
      const policy = String(headers['content-security-policy']);
      assert.match(policy, /(^|; )script-src 'self' 'wasm-unsafe-eval'(;|$)/, path);
      for (const rule of [
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "worker-src 'self'",
      ])
        assert.ok(policy.includes(rule), `${path}: ${rule}`);
      assert.deepEqual(
        ['opener-policy', 'embedder-policy', 'resource-policy'].map((name) => headers[`cross-origin-${name}`]),
        ['same-origin', 'require-corp', 'same-origin'],
        path,
      );
      assert.deepEqual(
        [headers['x-content-type-options'], headers['referrer-policy']],
        ['nosniff', 'no-referrer'],
        path,
      );
      assert.match(String(headers['permissions-policy']), /camera=\(\)/);
    }
    const worker = await ask(server, '/assets/engine-worker-B1c2D3e4.js');
    assert.match(
      String(worker.headers['content-security-policy']),
      /script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval'/,
    );
    // A result may come from anywhere: nothing in it runs, and it is no script to a page.
    const report = await ask(server, '/api/results/a/files/report.html');
    assert.match(String(report.headers['content-security-policy']), /^default-src 'none'.*; sandbox$/);
    const evil = await ask(server, '/api/results/a/files/evil.js');
    assert.equal(evil.headers['content-type'], 'application/octet-stream');
  });
});

test('the description is valid OpenAPI 3.1 and names every request the server answers', async () => {
  await withServer(files, async (server) => {
    const { status, json } = await askJson(server, '/api/openapi.json');
    assert.equal(status, 200);
    const { valid, errors } = await new Validator().validate(json);
    assert.ok(valid, JSON.stringify(errors));
    const described = Object.entries(json.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    assert.deepEqual(described.sort(), [
      'get /api/events',
      'get /api/info',
      'get /api/results',
      'get /api/results/{name}/files',
      'get /api/results/{name}/files/{path}',
      'get /api/studies',
      'get /api/studies/{path}',
      'put /api/results/{name}',
      'put /api/studies/{path}',
    ]);
    const info = await askJson(server, '/api/info');
    assert.deepEqual(Object.keys(info.json), json.components.schemas.Info.required);
    assert.equal(info.json.version, '0.0.0-test');
  });
});

test('serve prints the link with the token behind the #, opens it where asked, and ends with Ctrl-C', async () => {
  await withFiles({ 'app/index.html': '<!doctype html>', 'data/study.yaml': '' }, async (folder) => {
    const app = join(folder, 'app');
    const stop = new AbortController();
    const opened: string[] = [];
    const said: string[] = [];
    let told = () => {};
    const ready = new Promise<void>((resolve) => {
      told = resolve;
    });
    const ended = invadolab(['serve', join(folder, 'data'), '--app', app, '--port', '0', '--json', '--open'], {
      interrupted: stop.signal,
      terminal: { out: (text) => said.push(text), err: () => {}, live: false },
      openLink: async (link) => {
        opened.push(link);
        told();
      },
    });
    await ready;
    assert.match(said.join(''), /^[^\n]+\n$/);
    const { url, token, command, notice } = JSON.parse(said.join(''));
    assert.equal(command, 'serve');
    assert.match(notice, /^Research use only/);
    assert.match(token, /^[\w-]{43}$/);
    assert.deepEqual(opened, [`${url}#token=${token}`]);
    assert.equal((await fetch(url)).status, 200);
    const taken = await invadolab(['serve', folder, '--app', app, '--port', new URL(url).port]);
    assert.deepEqual([taken.code, taken.err.includes('this port is taken')], [2, true]);
    stop.abort();
    assert.equal((await ended).code, 0);
    await assert.rejects(fetch(url));

    const printed = await invadolab(['serve', folder, '--app', app], { interrupted: AbortSignal.abort() });
    assert.equal(printed.code, 0, printed.err);
    assert.match(printed.out, /http:\/\/127\.0\.0\.1:41\d\d\/#token=[\w-]{43}\n/);
    assert.match(printed.out, /Research use only/);
    for (const [args, message] of [
      [['serve', join(folder, 'none'), '--app', app], /no such folder/],
      [['serve', folder, '--app', join(folder, 'data')], /no web application is there/],
      [['serve', folder, '--app', app, '--port', '70000'], /--port/],
    ] as const) {
      const refused = await invadolab([...args]);
      assert.equal(refused.code, 2);
      assert.match(refused.err, message);
    }
  });
});

test('without a port the next that is free is taken', async () => {
  await withFiles({ 'app/index.html': '<!doctype html>' }, async (folder) => {
    const other = createServer();
    const port = await new Promise<number | undefined>((resolve) => {
      other.once('error', () => resolve(undefined));
      other.listen(4117, '127.0.0.1', () => resolve((other.address() as AddressInfo).port));
    });
    try {
      const args = ['serve', folder, '--app', join(folder, 'app'), '--json'];
      const { out, code } = await invadolab(args, { interrupted: AbortSignal.abort() });
      assert.equal(code, 0);
      assert.notEqual(new URL(JSON.parse(out).url).port, '4117');
    } finally {
      if (port !== undefined) other.close();
    }
  });
});

test('what the page on serving says works', async () => {
  const page = readFileSync(join(shippedFolder('studies'), '..', 'docs', 'how-to-serve.md'), 'utf8');
  const blocks = [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)];
  const commands = blocks.filter(([, language]) => language === 'sh').flatMap(([, , text]) => text.trim().split('\n'));
  const scripts = blocks.filter(([, language]) => language === 'js').map(([, , text]) => text);
  assert.equal(commands.length + scripts.length, blocks.length);
  await withServer(files, async (server) => {
    for (const command of commands) {
      const args = command.replace(/^npx invadolab /, '').split(' ');
      const ended = await invadolab([...args, '--app', server.app], { interrupted: AbortSignal.abort() });
      assert.deepEqual([ended.code, ended.err], [0, ''], command);
    }
    const printed: unknown[][] = [];
    // The blocks build on one another, as a reader would try them.
    const script = new Function('url', 'token', 'console', `return (async () => { ${scripts.join('\n')} })();`);
    await script(`http://127.0.0.1:${server.port}/`, server.token, { log: (...line: unknown[]) => printed.push(line) });
    assert.deepEqual(printed, [
      ['a', 'fit', 'done', null, 20],
      [3, 206, 'bytes 0-7/8'],
      [201, 200],
    ]);
  });
});
