import type { Catalog, CatalogFile } from '@invadolab/model';
import {
  type Calibrated,
  type EvidencePaper,
  type NotExpressible,
  parseCalibrated,
  parseEvidence,
  parseNotExpressible,
  parsePriorExceptions,
} from '@invadolab/study';

/** Names of the files among the evidence that are no papers. */
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

/** All rows that ship with the program, papers by name of their file. Throws `BadInput`. */
export function evidenceOf(files: readonly CatalogFile[], catalog: Catalog): Evidence {
  const names: readonly string[] = Object.values(special);
  const papers = files
    .filter(({ name }) => !names.includes(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, text }) => parseEvidence(text, `evidence/${name}`, catalog));
  const listed = named(files, special.notExpressible);
  return { papers, notExpressible: parseNotExpressible(listed.text, listed.file) };
}

/** Only these rows, with what their papers give the model; papers without any of them are left out. */
export function onlyRows({ papers }: Evidence, ids: readonly string[]): Evidence {
  const chosen = papers.flatMap((paper) => {
    const rows = paper.rows.filter(({ id, role }) => ids.includes(id) || role === 'input');
    return rows.some(({ id }) => ids.includes(id)) ? [{ ...paper, rows }] : [];
  });
  return { papers: chosen, notExpressible: [] };
}

/** Parameters that draws of the prior leave alone. Throws `BadInput`. */
export function priorExceptionsOf(files: readonly CatalogFile[], catalog: Catalog): ReadonlySet<string> {
  const { text, file } = named(files, special.prior);
  return parsePriorExceptions(text, file, catalog);
}

/** The parameters that the shipped calibration fits. Throws `BadInput`. */
export function calibratedOf(files: readonly CatalogFile[], catalog: Catalog): readonly Calibrated[] {
  const { text, file } = named(files, special.calibration);
  return parseCalibrated(text, file, catalog);
}

function named(files: readonly CatalogFile[], name: string): { readonly text: string; readonly file: string } {
  const found = files.find((file) => file.name === name);
  if (found === undefined) throw new Error(`evidence/${name} is missing; install invadolab again`);
  return { text: found.text, file: `evidence/${name}` };
}
