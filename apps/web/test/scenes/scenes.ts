import { scene as assay } from './assay.js';
import { scene as home } from './home.js';
import type { Scene } from './scene.js';
import { scene as tissue } from './tissue.js';

/** Every room once, in the order of the menu. */
export const scenes: readonly Scene[] = [home, assay, tissue];
