import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNode, setUp } from './setup.mjs';

// npm run calibrate                       calibrates (or goes on) in results/calibration and takes the result over
// npm run calibrate -- --sets 3000 ...    the same with options of `invadolab calibrate`
// npm run calibrate -- --adopt FOLDER     only takes over what a calibration left in a folder

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const given = process.argv.slice(2);
const adopted = given.indexOf('--adopt');

setUp(root);
// Imported only now, because it needs what setting up installs.
const { adopt } = await import('./adopt-calibration.mjs');
const folder = adopted < 0 ? join(root, 'results', 'calibration') : given[adopted + 1];
if (adopted < 0) {
  if (existsSync(folder)) {
    console.error(`${relative('.', folder)} is there already: take it over with --adopt, or move it away`);
    process.exit(2);
  }
  runNode([join(root, 'apps', 'cli', 'bin', 'invadolab.js'), 'calibrate', ...given, '--out', folder], root);
}
for (const line of await adopt(root, folder)) console.log(line);
