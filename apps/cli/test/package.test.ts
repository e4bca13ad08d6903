import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { shortStudy, withFiles } from './command-line.js';

const cli = fileURLToPath(new URL('../..', import.meta.url));

test('packed, and installed without a network into an empty folder, it shows help, checks and runs a quick study', async () => {
  await withFiles(
    { 'study.yaml': `${shortStudy}quick: {experiments: 1, cells: 1, timepoints: [5 min]}\n` },
    async (folder) => {
      // A shell finds npm under its name on every system.
      const sh = (command: string, cwd: string) =>
        execFileSync(command, { cwd, shell: true, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
      sh(`npm pack --silent --pack-destination "${folder}"`, cli);
      const home = join(folder, 'empty');
      mkdirSync(home);
      writeFileSync(join(home, 'package.json'), '{"private": true}\n');
      sh('npm install --offline --no-audit --no-fund --silent ../invadolab-0.1.0.tgz', home);
      assert.match(sh('npx --no-install invadolab --help', home), /Research use only/);
      assert.match(
        sh('npx --no-install invadolab check ../study.yaml --quick --no-cost', home),
        /The study is in order/,
      );
      sh('npx --no-install invadolab run ../study.yaml --quick --threads 2 --out result', home);
      assert.ok(existsSync(join(home, 'result', 'report.html')));
      for (const inside of ['catalog/references.yaml', 'studies/flagship.yaml']) {
        assert.ok(existsSync(join(home, 'node_modules', 'invadolab', 'bundle', inside)), inside);
      }
      await serves(join(home, 'node_modules', 'invadolab', 'bin', 'invadolab.js'), home);
    },
  );
});

/** Starts the web laboratory of an installed package and asks for its first page and everything that page names. */
async function serves(program: string, home: string): Promise<void> {
  const server = spawn(process.execPath, [program, 'serve', '--json', '--port', '0'], { cwd: home });
  const ended = once(server, 'exit');
  try {
    const [line] = await once(server.stdout, 'data');
    const { url } = JSON.parse(String(line));
    const page = await fetch(url);
    assert.equal(page.status, 200);
    const named = [...(await page.text()).matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, name]) => name);
    assert.ok(named.some((name) => name.endsWith('.js')) && named.some((name) => name.endsWith('.css')));
    for (const name of named) assert.equal((await fetch(url + name)).status, 200, name);
  } finally {
    server.kill();
    await ended;
  }
}
