import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import test from 'node:test';
import { ask, askJson, head, owner, raw, statusOf, type TestServer, withServer } from './serve-client.js';

const study = 'format: 1\nstudy: How fast?\n';
const files = {
  'study.yaml': study,
  'results/a/fit.json': '{"study": "How fast?"}',
  'results/a/images/one.csv': 'a,b\n1,2\n',
  'secret.txt': 'classified',
};

/** After anything hostile the server still answers as it should, and nothing unexpected happened in it. */
async function stillWell(server: TestServer): Promise<void> {
  const { status, json } = await askJson(server, '/api/results');
  assert.deepEqual([status, json.results.length], [200, 1]);
  assert.equal((await ask(server, '/')).status, 200);
  assert.deepEqual(server.unexpected, []);
}

test('no path leads out of what is served', async () => {
  await withServer(files, async (server) => {
    writeFileSync(join(server.folder, '..', 'outside.txt'), 'classified');
    const places = [
      '/',
      '/assets/',
      '/api/results/',
      '/api/results/a/files/',
      '/api/results/a/files/images/',
      '/api/studies/',
    ];
    const ways = [
      '../secret.txt',
      '../../outside.txt',
      '../../../../../../../../etc/passwd',
      '..%2f..%2foutside.txt',
      '%2e%2e/%2e%2e/outside.txt',
      '%252e%252e%252foutside.txt',
      '..\\..\\outside.txt',
      '..%5c..%5coutside.txt',
      '%c0%ae%c0%ae/outside.txt',
      '....//outside.txt',
      './study.yaml',
      '/etc/passwd',
      '%2fetc%2fpasswd',
      'C:%5cWindows%5cwin.ini',
      'one.csv%00.png',
      'one.csv::$DATA',
      'con',
      'nul.csv',
      'fit.json.',
      'fit.json%20',
      '.incoming-0/x',
      '%',
      '%zz',
      'a'.repeat(300),
      'a/'.repeat(1500),
    ];
    for (const place of places) {
      for (const way of ways) {
        for (const method of ['GET', 'HEAD', 'PUT']) {
          const more =
            method === 'PUT'
              ? [`Authorization: Bearer ${server.token}`, 'Content-Type: application/yaml', 'Content-Length: 0']
              : [];
          const answer = await raw(server, head(server, `${method} ${place}${way}`, more));
          assert.ok(
            [400, 403, 404, 405, 415].includes(statusOf(answer)),
            `${method} ${place}${way}: ${answer.slice(0, 200)}`,
          );
          assert.doesNotMatch(answer, /classified|root:|\bat .*\.js:\d/);
        }
      }
    }
    for (const target of [
      '*',
      'http://evil.example/',
      `http://127.0.0.1:${server.port}/api/results`,
      'evil.example:80',
    ])
      assert.equal(statusOf(await raw(server, head(server, `GET ${target}`))), 400, target);
    await stillWell(server);
  });
});

test('links that lead out of the folder are not followed, for reading or writing', async (t) => {
  await withServer(files, async (server) => {
    const outside = join(server.folder, '..', 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'fit.json'), '{"study": "secret"}');
    writeFileSync(join(outside, 'study.yaml'), study);
    try {
      symlinkSync(outside, join(server.folder, 'results', 'linked'), 'dir');
      symlinkSync(join(outside, 'fit.json'), join(server.folder, 'results', 'a', 'linked.json'));
      symlinkSync(outside, join(server.folder, 'studies'), 'dir');
    } catch {
      return t.skip('links cannot be made here');
    }
    const names = (await askJson(server, '/api/results')).json.results.map(({ name }: { name: string }) => name);
    assert.deepEqual(names, ['a']);
    const listed = (await askJson(server, '/api/results/a/files')).json.files.map(({ path }: { path: string }) => path);
    assert.deepEqual(listed, ['fit.json', 'images/one.csv']);
    for (const path of [
      'results/linked/files',
      'results/linked/files/fit.json',
      'results/a/files/linked.json',
      'studies/studies/study.yaml',
    ])
      assert.equal((await ask(server, `/api/${path}`)).status, 403, path);
    const put = { method: 'PUT', headers: owner(server, 'application/yaml'), body: study };
    assert.equal((await ask(server, '/api/studies/studies/mine.yaml', put)).status, 403);
    assert.deepEqual(readdirSync(outside).sort(), ['fit.json', 'study.yaml']);
    return undefined;
  });
});

test('foreign names, foreign pages and those without the token are refused in one sentence', async () => {
  await withServer(files, async (server) => {
    const own = `127.0.0.1:${server.port}`;
    const get = async (headers: readonly string[], host?: string, path = '/api/results') => {
      const answer = await raw(server, head(server, `GET ${path}`, headers, host));
      if (statusOf(answer) !== 200) {
        const { error } = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4));
        assert.ok(error.what.length > 0 && error.expected.length > 0);
      }
      return statusOf(answer);
    };
    for (const host of [
      'evil.example',
      `evil.example:${server.port}`,
      '127.0.0.1',
      '127.0.0.1:1',
      `127.0.0.1.evil.example:${server.port}`,
      `[::1]:${server.port}`,
      `0.0.0.0:${server.port}`,
      '',
    ])
      for (const path of ['/api/results', '/', '/none']) assert.equal(await get([], host, path), 403, host);
    assert.equal(await get([`Host: evil.example`]), 403, 'two hosts');
    assert.equal(statusOf(await raw(server, 'GET /api/results HTTP/1.1\r\n\r\n')), 400, 'no host');
    for (const origin of [
      'http://evil.example',
      'null',
      `http://localhost:${server.port}`,
      `https://${own}`,
      `http://${own}.evil.example`,
      'http://127.0.0.1:1',
    ])
      assert.equal(await get([`Origin: ${origin}`]), 403, origin);
    for (const site of ['cross-site', 'same-site', 'other'])
      assert.equal(await get([`Sec-Fetch-Site: ${site}`]), 403, site);
    assert.equal(await get([`Origin: http://${own}`, 'Sec-Fetch-Site: same-origin']), 200);
    assert.equal(await get([`Origin: http://localhost:${server.port}`], `localhost:${server.port}`), 200);
    // Somebody follows a link to the page itself.
    assert.equal(await get(['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate'], undefined, '/index.html'), 200);

    const put = (headers: Record<string, string>) =>
      ask(server, '/api/studies/new.yaml', {
        method: 'PUT',
        headers: { 'content-type': 'application/yaml', ...headers },
        body: study,
      });
    const wrong = [...server.token].reverse().join('');
    for (const authorization of [
      '',
      'Bearer',
      'Bearer ',
      `Bearer ${wrong}`,
      `Bearer ${server.token}x`,
      `Bearer ${server.token.slice(1)}`,
      `Basic ${server.token}`,
      server.token,
    ])
      assert.equal((await put({ authorization })).status, 403, authorization);
    assert.equal((await put({ cookie: `token=${server.token}` })).status, 403);
    assert.equal((await put({ ...owner(server, 'application/yaml'), origin: 'http://evil.example' })).status, 403);
    assert.equal((await put({ ...owner(server, 'application/yaml'), 'sec-fetch-site': 'cross-site' })).status, 403);
    assert.ok(!existsSync(join(server.folder, 'new.yaml')));
    assert.equal((await put(owner(server, 'application/yaml'))).status, 201);
    await stillWell(server);
  });
});

test('other methods, types and heads than those known are refused', async () => {
  await withServer(files, async (server) => {
    for (const method of ['POST', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE']) {
      const answer = await raw(server, head(server, `${method} /api/results`));
      assert.equal(statusOf(answer), 405, method);
      assert.match(answer, /^allow: /im);
    }
    const headers = owner(server, 'application/yaml');
    const wrong = await ask(server, '/api/results', { method: 'PUT', headers, body: study });
    assert.deepEqual([wrong.status, wrong.headers.allow], [405, 'GET, HEAD']);
    assert.equal((await ask(server, '/api/results/b', { headers: {} })).status, 405);
    for (const type of ['text/html', 'multipart/form-data', 'application/json', ''])
      assert.equal(
        (await ask(server, '/api/studies/b.yaml', { method: 'PUT', headers: owner(server, type), body: study })).status,
        415,
        type,
      );
    const packed = { ...headers, 'content-encoding': 'gzip' };
    assert.equal(
      (await ask(server, '/api/studies/b.yaml', { method: 'PUT', headers: packed, body: study })).status,
      415,
    );
    for (const bytes of [
      '\0\0\0',
      'GET\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      `\x16\x03\x01\x02\0`,
      `GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n`,
    ])
      assert.match(
        await raw(server, bytes),
        /^HTTP\/1\.1 400 .*\r\nContent-Security-Policy: .*"error":/s,
        JSON.stringify(bytes),
      );
    const smuggled = head(server, 'PUT /api/studies/b.yaml', ['Content-Length: 5', 'Transfer-Encoding: chunked']);
    assert.equal(statusOf(await raw(server, `${smuggled}0\r\n\r\n`)), 400);
    assert.equal(statusOf(await raw(server, head(server, 'GET /', [`X-Long: ${'a'.repeat(40_000)}`]))), 431);
    assert.ok(!existsSync(join(server.folder, 'b.yaml')));
    await stillWell(server);
  });
});

test('slow clients are let go, and those who leave half-way leave nothing behind', async () => {
  const limits = { headTime: 300, requestTime: 600, idleTime: 900 };
  await withServer(
    files,
    async (server) => {
      const slowly = async (first: string, next: string) => {
        const begun = Date.now();
        const socket = connect(server.port, '127.0.0.1', () => socket.write(first));
        const drip = setInterval(() => socket.writable && socket.write(next), 50);
        socket.on('error', () => undefined);
        socket.resume();
        await new Promise((resolve) => socket.on('close', resolve));
        clearInterval(drip);
        return Date.now() - begun;
      };
      const put = head(server, 'PUT /api/results/slow', [
        `Authorization: Bearer ${server.token}`,
        'Content-Type: application/zip',
        'Content-Length: 100000',
      ]);
      const times = await Promise.all([
        slowly(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nX-Slow: `, 'a'),
        slowly('G', ''),
        slowly(put, 'P'),
        slowly('', ''),
        ...Array.from({ length: 30 }, () => slowly('GET / HTTP/1.1\r\nX-Slow: ', 'a')),
      ]);
      for (const time of times) assert.ok(time < 5000, `${time} ms`);
      const left = connect(server.port, '127.0.0.1', () => left.write(`${put}PK\x03\x04`, () => left.destroy()));
      await new Promise((resolve) => left.on('close', resolve));
      await stillWell(server);
      assert.deepEqual(await settled(() => readdirSync(join(server.folder, 'results'))), ['a']);
    },
    limits,
  );
});

/** As many requests that are not whole yet; gives what ends them. */
async function occupy(server: TestServer, count: number): Promise<() => Promise<void>> {
  const headers = [`Authorization: Bearer ${server.token}`, 'Content-Type: application/yaml', 'Content-Length: 1'];
  const sockets = Array.from({ length: count }, (_, number) => {
    const socket = connect(server.port, '127.0.0.1', () =>
      // The server says when it has the head.
      socket.write(head(server, `PUT /api/studies/${number}.yaml`, [...headers, 'Expect: 100-continue'])),
    );
    return socket;
  });
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('data', resolve))));
  return async () => {
    const answers = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const socket of sockets) socket.resume().end('#');
    await Promise.all(answers);
  };
}

/** What a folder has once uploads that were given up are cleared away. */
async function settled(look: () => readonly string[]): Promise<readonly string[]> {
  for (let tries = 0; tries < 50 && look().some((name) => name.startsWith('.incoming')); tries++)
    await new Promise((resolve) => setTimeout(resolve, 20));
  return look();
}

test('200 requests in parallel are answered or told to come back, and pages that listen are counted', async () => {
  await withServer(
    files,
    async (server) => {
      const path = '/api/results/a/files/images/one.csv';
      const many = await Promise.all(Array.from({ length: 200 }, () => ask(server, path)));
      for (const { status, headers, body } of many) {
        if (status === 200) assert.equal(body.toString('utf8'), files['results/a/images/one.csv']);
        else assert.deepEqual([status, headers['retry-after']], [503, '1']);
      }
      assert.ok(many.some(({ status }) => status === 200));
      const release = await occupy(server, 10);
      const busy = await askJson(server, '/api/results');
      assert.deepEqual([busy.status, busy.json.error.what], [503, 'the server is busy']);
      await release();
      const controller = new AbortController();
      const url = `http://127.0.0.1:${server.port}/api/events`;
      const pages = await Promise.all(Array.from({ length: 6 }, () => fetch(url, { signal: controller.signal })));
      assert.deepEqual(pages.map(({ status }) => status).sort(), [200, 200, 200, 200, 429, 429]);
      await stillWell(server);
      controller.abort();
      for (let tries = 0; tries < 50; tries++) {
        const again = await fetch(url);
        await again.body?.cancel();
        if (again.status === 200) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      assert.fail('who has left is still counted');
    },
    { requests: 10, listeners: 4 },
  );
});

test('connections that do nothing are counted, and more are closed at once', async () => {
  await withServer(
    files,
    async (server) => {
      let closed = 0;
      const sockets = Array.from({ length: 30 }, () => connect(server.port, '127.0.0.1'));
      for (const socket of sockets) {
        socket.on('error', () => undefined);
        socket.on('close', () => closed++);
        socket.resume();
      }
      while (closed < 20) await new Promise((resolve) => setTimeout(resolve, 10));
      assert.equal(closed, 20);
      for (const socket of sockets) socket.destroy();
      while (closed < 30) await new Promise((resolve) => setTimeout(resolve, 10));
      for (let tries = 0; tries < 50; tries++) {
        const answer = await raw(server, head(server, 'GET /api/info'));
        if (statusOf(answer) === 200) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      assert.fail('nobody is answered after they left');
    },
    { connections: 10 },
  );
});
