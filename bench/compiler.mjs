import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Compiles C into a new temporary folder; says why where that is not possible. */
export function compile(name, files, libraries = []) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  const program = join(folder, name);
  const include = ['-I/usr/include/suitesparse'];
  try {
    execFileSync('gcc', ['-O3', '-march=native', ...include, `${name}.c`, '-o', program, ...libraries, '-lm'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } catch (error) {
    if (error.code === 'ENOENT') return { missing: 'no gcc here' };
    const text = String(error.stderr);
    if (/No such file|cannot find -l/.test(text)) return { missing: 'no libsundials-dev here' };
    throw new Error(`the C code of ${name} does not compile:\n${text}`);
  }
  return {
    folder,
    /** Runs it; it prints CPU seconds as its last word. */
    run: (...parameters) =>
      Number(execFileSync(program, parameters.map(String), { cwd: folder }).toString().trim().split(/\s+/).pop()),
    read: (file) => new Float64Array(Uint8Array.from(readFileSync(join(folder, file))).buffer),
    write: (file, values) =>
      writeFileSync(join(folder, file), Buffer.from(values.buffer, values.byteOffset, values.byteLength)),
  };
}
