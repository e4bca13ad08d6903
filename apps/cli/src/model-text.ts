import { basename } from 'node:path';
import { type ModelFile, parseModel } from '@invadolab/model';
import { importSbml } from '@invadolab/sbml';

/** A model and what is odd about how it was read. */
export interface LoadedModel {
  readonly file: ModelFile;
  readonly warnings: readonly string[];
}

/** Whether a text is XML rather than YAML or JSON. */
export function isXml(text: string): boolean {
  return /^\uFEFF?\s*</.test(text);
}

/** A model file in the language or in SBML. `tick` is for SBML, which has none. */
export function readModelText(text: string, path: string, tick?: string): LoadedModel {
  if (!isXml(text)) return { file: parseModel(text, path), warnings: [] };
  const { file, warnings } = importSbml(text, basename(path), { tick });
  return { file, warnings };
}
