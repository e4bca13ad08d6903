import { canonicalJson } from '@invadolab/core';
import type { Catalog } from '@invadolab/model';
import type { DirectEvidenceRow } from '@invadolab/results';
import type { EvidencePaper, EvidenceRow } from '../evidence/evidence.js';
import { manipulationOf } from '../evidence/manipulation.js';
import { referenceOf } from '../reference.js';
import type { Arm, Study } from '../study.js';

/** Roles of rows that say what was seen; inputs and unread ones say nothing by themselves. */
const telling = ['check', 'calibrate', 'law'];

/**
 * Published rows in which the same molecule, or a target of the same drug, was taken away or added as in this arm: found by what
 * the arms of the rows change, not by their words. `agrees`: whether the model passed a row, where that is known.
 */
export function directEvidence(
  study: Study,
  arm: Arm,
  papers: readonly EvidencePaper[],
  catalog: Catalog,
  passed: ReadonlyMap<string, boolean>,
): readonly DirectEvidenceRow[] {
  const control = study.arms.find(({ id }) => id === referenceOf(study, arm.id)) ?? arm;
  const targets = targetsOf(arm, control, catalog);
  const sense = manipulationOf(arm, control, study);
  const isDirect = (row: EvidenceRow) =>
    (row.test?.expectations ?? []).some((part) => {
      const same = sense === undefined || part.manipulation === sense;
      return same && targetsOf(part.arm, part.control, catalog).some((id) => targets.includes(id));
    });
  return papers
    .flatMap(({ rows }) => rows)
    .filter((row) => telling.includes(row.role) && isDirect(row))
    .map(({ id, paper, cited, source, role, family, quantity }) => {
      const agrees = passed.get(id);
      return { id, paper, cited, source, role, family, quantity, ...(agrees !== undefined && { agrees }) };
    });
}

/** Molecules that an arm changes and its control does not, or not alike: by themselves, or as targets of a drug. */
export function targetsOf(arm: Arm, control: Arm, catalog: Catalog): readonly string[] {
  const theirs = changesOf(control);
  const own = [...changesOf(arm)].filter(([key, value]) => theirs.get(key)?.value !== value.value);
  return [
    ...new Set(own.flatMap(([, { molecule, drug }]) => (drug ? targetsOfDrug(drug, catalog) : (molecule ?? [])))),
  ];
}

interface Change {
  readonly molecule?: string;
  readonly drug?: string;
  readonly value: string;
}

function changesOf({ change }: Arm): ReadonlyMap<string, Change> {
  const tables = ['knockdown', 'overexpress', 'mutate'] as const;
  const found = new Map<string, Change>();
  for (const table of tables)
    for (const [molecule, value] of Object.entries(change[table] ?? {}))
      found.set(`${table} ${molecule}`, { molecule, value: String(value) });
  for (const molecule of change.knockout ?? []) found.set(`knockout ${molecule}`, { molecule, value: '' });
  for (const drug of change.drugs ?? [])
    found.set(`drug ${drug.name}`, { drug: drug.name, value: canonicalJson({ ...drug }) });
  return found;
}

/** Molecules whose pockets a drug binds. */
function targetsOfDrug(drug: string, { drugs, parts }: Catalog): readonly string[] {
  const pockets = Object.assign({}, ...Object.values(parts).map((part) => part.pockets ?? {}));
  const known = Object.hasOwn(drugs, drug) ? drugs[drug].targets : [];
  return known.map(({ pocket }) => pockets[pocket]?.molecule ?? pocket.split('.')[0]);
}
