import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BadInput, nearest } from '@invadolab/core';
import type { Catalog } from '@invadolab/model';
import {
  type Calibrated,
  type EvidencePaper,
  type NotExpressible,
  parseCalibrated,
  parseEvidence,
  parseNotExpressible,
  parsePriorExceptions,
} from '@invadolab/study';
import { readText, readYamlFiles, shippedFolder } from './library.js';

/** Names of the files in the folder of evidence that are no papers. */
const special = {
  notExpressible: 'not-expressible.yaml',
  prior: 'prior.yaml',
  calibration: 'calibration.yaml',
  fitted: 'fitted.yaml',
} as const;

/** Published rows to be run, and those that are only listed. */
export interface Evidence {
  readonly papers: readonly EvidencePaper[];
  readonly notExpressible: readonly NotExpressible[];
}

/** The rows of a person's own file, or all that ship with the program. Throws `BadInput`. */
export async function loadEvidence(catalog: Catalog, file?: string): Promise<Evidence> {
  if (file !== undefined) return { papers: [parseEvidence(await readText(file), file, catalog)], notExpressible: [] };
  const folder = shippedFolder('evidence');
  const names: readonly string[] = Object.values(special);
  const files = (await readYamlFiles(folder)).filter(({ name }) => !names.includes(name));
  const papers = files
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, text }) => parseEvidence(text, `evidence/${name}`, catalog));
  const listed = await readText(join(folder, special.notExpressible));
  return { papers, notExpressible: parseNotExpressible(listed, `evidence/${special.notExpressible}`) };
}

/** Parameters that draws of the prior leave alone. */
export async function loadPriorExceptions(catalog: Catalog): Promise<ReadonlySet<string>> {
  return parsePriorExceptions(
    await readText(join(shippedFolder('evidence'), special.prior)),
    `evidence/${special.prior}`,
    catalog,
  );
}

/** The parameters to fit: those of a file, or the shipped list. Throws `BadInput`. */
export async function loadCalibrated(catalog: Catalog, file?: string): Promise<readonly Calibrated[]> {
  const path = file ?? join(shippedFolder('evidence'), special.calibration);
  return parseCalibrated(await readText(path), file ?? `evidence/${special.calibration}`, catalog);
}

/** The calibrated sets that ship with the program, where there are any. */
export function shippedEnsemble(): string | undefined {
  return shipped('ensemble.json');
}

/** How the model stood against every published row, where it was scored in full. */
export function shippedScores(): string | undefined {
  return shipped('score-card.json');
}

function shipped(name: string): string | undefined {
  const file = join(shippedFolder('evidence'), name);
  return existsSync(file) ? file : undefined;
}

/** Only these rows; papers without any of them are left out. Throws `BadInput` for an id that no row has. */
export function chosenRows(evidence: Evidence, asked: readonly string[]): Evidence {
  const ids = asked.map((id) => id.trim());
  const known = evidence.papers.flatMap(({ rows }) => rows.map(({ id }) => id));
  for (const id of ids) {
    if (known.includes(id)) continue;
    const listed = evidence.notExpressible.find((row) => row.id === id);
    throw new BadInput('--rows', {
      found: id,
      expected: listed
        ? `a row that can be run; this one cannot: ${listed.reason}`
        : 'ids of rows, with commas between',
      nearest: listed ? undefined : nearest(id, known),
    });
  }
  const papers = evidence.papers.flatMap((paper) => {
    const rows = paper.rows.filter(({ id, role }) => ids.includes(id) || role === 'input');
    return rows.some(({ id }) => ids.includes(id)) ? [{ ...paper, rows }] : [];
  });
  return { papers, notExpressible: [] };
}
