import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('../../../cli/bin/invadolab.js', import.meta.url));

/** What the command line prints for these words, in a process of its own. Rejects where it fails. */
export async function invadolab(words: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...words], { maxBuffer: 1e8 });
  return stdout;
}
