import type { Shipped } from '@invadolab/laboratory';
import { type Catalog, type CatalogFile, parseCatalog } from '@invadolab/model';

const catalogue = '../../../../catalog/';
const evidence = '../../../../evidence/';

/** The catalogue that ships with the program. Its text is a part of the worker: nothing is loaded later. */
export async function loadCatalog(): Promise<Catalog> {
  return parseCatalog(
    named(
      import.meta.glob<string>('../../../../catalog/**/*.yaml', { query: '?raw', import: 'default', eager: true }),
      catalogue,
    ),
  );
}

/** What ships besides it, loaded when it is asked for. */
export const shipped: Shipped = {
  evidence: async () => named((await import('./shipped-evidence.js')).papers, evidence),
  ensemble: async () => (await import('./shipped-evidence.js')).records[`${evidence}ensemble.json`],
  scores: async () => (await import('./shipped-evidence.js')).records[`${evidence}score-card.json`],
};

function named(files: Readonly<Record<string, string>>, folder: string): readonly CatalogFile[] {
  return Object.entries(files).map(([path, text]) => ({ name: path.slice(folder.length), text }));
}
