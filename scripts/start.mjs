import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNode, setUp } from './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const given = process.argv.slice(2);
const study = ['run', join('studies', 'flagship.yaml'), '--budget', '5min'];

setUp(root);
runNode([join(root, 'apps', 'cli', 'bin', 'invadolab.js'), ...(given.length > 0 ? given : study)], root);
