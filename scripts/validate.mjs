import { copyFileSync, existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNode, setUp } from './setup.mjs';

// npm run validate    scores the shipped ensemble (or goes on) in results/validation and keeps the card in short in evidence/

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'results', 'validation');

setUp(root);
if (existsSync(folder)) {
  console.error(`${relative('.', folder)} is there already: move it away`);
  process.exit(2);
}
const given = process.argv.slice(2);
runNode([join(root, 'apps', 'cli', 'bin', 'invadolab.js'), 'validate', ...given, '--out', folder], root);
if (given.length === 0) copyFileSync(join(folder, 'score-summary.json'), join(root, 'evidence', 'score-card.json'));
