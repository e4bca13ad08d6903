import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BadInput, nearest } from '@invadolab/core';
import {
  calibratedOf,
  type Evidence,
  evidenceOf,
  onlyRows,
  priorExceptionsOf,
  type Shipped,
} from '@invadolab/laboratory';
import type { Catalog } from '@invadolab/model';
import { type Calibrated, parseCalibrated, parseEvidence } from '@invadolab/study';
import { readText, readYamlFiles, shippedFolder } from './library.js';

/** What ships with the program besides the catalogue. */
export const shipped: Shipped = {
  evidence: () => readYamlFiles(shippedFolder('evidence')),
  ensemble: () => textOf('ensemble.json'),
  scores: () => textOf('score-card.json'),
};

async function textOf(name: string): Promise<string | undefined> {
  const file = join(shippedFolder('evidence'), name);
  return existsSync(file) ? readText(file) : undefined;
}

/** The calibrated sets that ship with the program, where there are any. */
export function shippedEnsemble(): string | undefined {
  const file = join(shippedFolder('evidence'), 'ensemble.json');
  return existsSync(file) ? file : undefined;
}

/** The rows of a person's own file, or all that ship with the program. Throws `BadInput`. */
export async function loadEvidence(catalog: Catalog, file?: string): Promise<Evidence> {
  if (file !== undefined) return { papers: [parseEvidence(await readText(file), file, catalog)], notExpressible: [] };
  return evidenceOf(await shipped.evidence(), catalog);
}

/** Parameters that draws of the prior leave alone. */
export async function loadPriorExceptions(catalog: Catalog): Promise<ReadonlySet<string>> {
  return priorExceptionsOf(await shipped.evidence(), catalog);
}

/** The parameters to fit: those of a file, or the shipped list. Throws `BadInput`. */
export async function loadCalibrated(catalog: Catalog, file?: string): Promise<readonly Calibrated[]> {
  if (file === undefined) return calibratedOf(await shipped.evidence(), catalog);
  return parseCalibrated(await readText(file), file, catalog);
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
  return onlyRows(evidence, ids);
}
