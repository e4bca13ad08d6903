import { scene as assay } from './assay.js';
import { scene as evidence } from './evidence.js';
import { scene as home } from './home.js';
import { scene as metastasis } from './metastasis.js';
import { scene as model } from './model.js';
import { scene as quantify } from './quantify.js';
import { scene as runs } from './runs.js';
import type { Scene } from './scene.js';
import { scene as screen } from './screen.js';
import { scene as tissue } from './tissue.js';
import { scene as treatment } from './treatment.js';

/** Every room once, in the order of the menu. */
export const scenes: readonly Scene[] = [
  home,
  assay,
  tissue,
  metastasis,
  treatment,
  screen,
  quantify,
  evidence,
  model,
  runs,
];
