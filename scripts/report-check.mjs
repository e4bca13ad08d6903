import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Top of this repository. */
export const repository = dirname(dirname(fileURLToPath(import.meta.url)));

/** When the module is the script that was started: runs its check, prints problems and notes, and sets the exit code. */
export async function runAsScript(module, title, check) {
  if (module !== pathToFileURL(process.argv[1] ?? '').href) return;
  const { problems, notes } = await check(repository);
  for (const line of [...notes, ...problems]) console.log(line);
  console.log(problems.length === 0 ? `${title}: good` : `${title}: ${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
