import type { Source } from '@invadolab/core';
import type { ModelFile } from '@invadolab/model';
import type { EvidencePaper, EvidenceRow } from './evidence.js';

/**
 * Why a row is an input of the models that are to be held against it, found by walking the sources of all their numbers: a
 * number is fitted to the row or to the same observation under another id, or the row is a number of a paper from which one of
 * them was taken. Undefined where it is not. What a calibration was given to fit stays `calibrate`.
 */
export function inputReason(row: EvidenceRow, paper: EvidencePaper, models: readonly ModelFile[]): string | undefined {
  const ids = [row.id, ...row.sameAs];
  const twin = paper.rows.find(({ id, role }) => role === 'input' && row.sameAs.includes(id));
  if (twin && row.role !== 'calibrate') return `the observation of ${twin.id}`;
  const numeric = row.test?.expectations.some(({ expected }) => 'number' in expected) ?? false;
  for (const { target, source } of models.flatMap(sourcesOf)) {
    if ('fitted' in source && row.role !== 'calibrate') {
      const id = ids.find((each) => source.fitted.includes(each));
      if (id) return `${target} is set by ${id}`;
    }
    if (!numeric || paper.reference === undefined) continue;
    const from = 'measured' in source ? [source.measured] : 'derived' in source ? (source.from ?? []) : [];
    if (from.includes(paper.reference)) return `${target} is taken from this paper`;
  }
  return undefined;
}

function sourcesOf({ parameters, places }: ModelFile): { target: string; source: Source }[] {
  const amounts = Object.entries(places).flatMap(([kind, place]) =>
    Object.entries(place.amounts ?? {}).map(([id, { source }]) => ({ target: `${kind}.${id}`, source })),
  );
  return [...Object.entries(parameters ?? {}).map(([target, { source }]) => ({ target, source })), ...amounts];
}
