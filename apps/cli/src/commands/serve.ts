import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { parseWhole } from '../durations.js';
import type { Environment } from '../environment.js';
import { type ExitCode, reportFailure } from '../failure.js';
import { shippedFolder } from '../library.js';
import { notice } from '../terminal.js';

interface ServeCommandOptions {
  readonly port?: string;
  readonly open?: boolean;
  readonly app?: string;
  readonly json?: boolean;
}

/** `serve [FOLDER]`: the web laboratory, until the person stops it. */
export function addServe(program: Command, environment: Environment, finish: (code: ExitCode) => void): void {
  program
    .command('serve')
    .argument('[folder]', 'where results/ and studies/ are, or will be', '.')
    .description('Opens the web laboratory: the same engine in your browser, on this machine alone.')
    .option('--port <n>', 'port, 0 for any (default: 4117, or the next that is free)')
    .option('--open', 'open the browser')
    .option('--json', 'print the address and the token as one line of JSON')
    .addOption(new Option('--app <folder>', 'another build of the web application').hideHelp())
    .addHelpText('after', '\nExample:\n  $ invadolab serve --open')
    .action(async (given: string, options: ServeCommandOptions) => {
      const { terminal, interrupted, version, threads, openLink } = environment;
      // The other commands need not wait for it.
      const { startServer } = await import('../serve/server.js');
      const server = await startServer({
        folder: resolve(given),
        app: options.app ?? shippedFolder('web'),
        port: options.port === undefined ? undefined : parseWhole(options.port, '--port', 0, 65_535),
        version,
        notice,
        threads,
        unexpected: (error) => void reportFailure(error, terminal, true),
      });
      const url = `http://127.0.0.1:${server.port}/`;
      // After the #, no server and no other page gets to see it.
      const link = `${url}#token=${server.token}`;
      const line = JSON.stringify({ format: 1, command: 'serve', notice, url, token: server.token });
      terminal.out(options.json ? `${line}\n` : `The laboratory is open: ${link}\nCtrl-C ends it.\n\n${notice}\n`);
      try {
        if (options.open)
          await openLink?.(link).catch(() => terminal.err(`No browser could be opened. Open ${link}\n`));
        await new Promise<void>((ended) => {
          if (interrupted.aborted) ended();
          interrupted.addEventListener('abort', () => ended(), { once: true });
        });
      } finally {
        await server.close();
      }
      finish(0);
    });
}
