import { nearest } from '@invadolab/core';
import type { Path } from '../check/report.js';
import { resolveCell, resolveDrug, resolveMolecule } from './names.js';
import { Declared } from './parameters.js';
import type { Checking } from './places.js';
import type { TableName } from './tables.js';

/** Matrices, environments and protocols name parts, parameters and perturbations that exist. */
export function checkSettings(checking: Checking): void {
  const { tables } = checking;
  const declared = new Declared(checking);
  for (const [id, matrix] of Object.entries(tables.matrices)) {
    checkPartNames(checking, 'matrices', id, matrix.parts);
    for (const [name, { parameter, range }] of Object.entries(matrix.settings))
      declared.range('matrices', id, ['settings', name], parameter, range);
    for (const [parameter, { value }] of Object.entries(matrix.set ?? {}))
      declared.setting('matrices', id, ['set', parameter], parameter, value);
  }
  for (const [id, { parameter, range }] of Object.entries(tables.environments))
    declared.range('environments', id, [], parameter, range);
  for (const [id, protocol] of Object.entries(tables.protocols)) {
    checkPartNames(checking, 'protocols', id, protocol.parts);
    for (const [name, { change }] of Object.entries(protocol.controls ?? {}))
      checkControl(checking, id, ['controls', name, 'change'], change);
    for (const name of Object.keys(protocol.days ?? {})) declared.either('protocols', id, ['days', name], name);
  }
}

function checkPartNames({ tables, places }: Checking, table: TableName, id: string, parts: readonly string[]): void {
  parts.forEach((part, index) => {
    if (!Object.hasOwn(tables.parts, part))
      throw places.bad(table, id, ['parts', index], 'unknown part', {
        found: part,
        nearest: nearest(part, Object.keys(tables.parts)),
      });
  });
}

type Control = NonNullable<Checking['tables']['protocols'][string]['controls']>[string]['change'];

function checkControl({ tables, places }: Checking, id: string, path: Path, change: Control): void {
  const inside = (at: Path, work: () => unknown) => places.inside('protocols', id, [...path, ...at], work);
  for (const key of ['knockdown', 'overexpress', 'mutate'] as const)
    for (const name of Object.keys(change[key] ?? {})) inside([key, name], () => resolveMolecule(tables, name));
  change.knockout?.forEach((name, index) => {
    inside(['knockout', index], () => resolveMolecule(tables, name));
  });
  change.drugs?.forEach(({ name }, index) => {
    inside(['drugs', index, 'name'], () => resolveDrug(tables, name));
  });
  const { cell } = change;
  if (cell !== undefined) inside(['cell'], () => resolveCell(tables, cell));
}
