import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildWeb } from './build-web.mjs';

/** Installs what package-lock.json names, if it is not there yet, compiles, and builds the web laboratory. Node's own modules only: nothing is installed before. */
export function setUp(root) {
  const reason = missingPackages(root);
  if (reason) {
    console.error(`Installing packages (${reason}) ...`);
    npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], root);
  }
  console.error('Compiling ...');
  runNode([join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b'], root);
  buildWeb(root);
}

/** Why `npm ci` is needed, or undefined. Compares npm's own record of node_modules with the lock file, package by package. */
export function missingPackages(root) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return 'none installed yet';
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  for (const [path, { version, link, optional }] of Object.entries(wanted)) {
    if (!path.startsWith('node_modules/') || link || optional) continue;
    if (installed[path]?.version !== version) return `${path.slice('node_modules/'.length)} ${version} is missing`;
  }
  return undefined;
}

/** Runs Node on a script with the terminal attached; a failure ends this process with the same exit code. */
export function runNode(args, root) {
  finish(spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }), args[0]);
}

function npm(args, root) {
  const own = process.env.npm_execpath;
  if (own && basename(own) === 'npm-cli.js') return runNode([own, ...args], root);
  // npm.cmd starts through a shell only.
  const windows = process.platform === 'win32';
  finish(spawnSync(windows ? 'npm.cmd' : 'npm', args, { cwd: root, stdio: 'inherit', shell: windows }), 'npm');
}

function finish({ status, signal, error }, what) {
  if (status === 0) return;
  if (error) console.error(`${what} could not be started: ${error.message}`);
  else if (signal) console.error(`${what} was ended by ${signal}`);
  process.exit(status ?? 1);
}
