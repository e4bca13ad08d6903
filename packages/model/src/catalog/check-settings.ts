import { nearest } from '@invadolab/core';
import type { EnvironmentFactor, Hypothesis } from '../catalog.js';
import type { Path } from '../check/report.js';
import { readLike, readQuantity, sameReading, writeReading } from '../compose/quantity.js';
import { resolveCell, resolveDrug, resolveMolecule } from './names.js';
import { Declared } from './parameters.js';
import type { Checking } from './places.js';
import type { TableName } from './tables.js';

/** Matrices, environments, radiations, hypotheses and protocols name parts, parameters and perturbations that exist. */
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
  for (const table of ['cells', 'drugs', 'environments'] as const)
    for (const [id, { parts }] of Object.entries(tables[table])) checkPartNames(checking, table, id, parts ?? []);
  for (const [id, factor] of Object.entries(tables.environments)) checkFactor(checking, declared, id, factor);
  for (const [id, { parts, parameter, duration }] of Object.entries(tables.radiations)) {
    checkPartNames(checking, 'radiations', id, parts);
    declared.setting('radiations', id, ['parameter'], parameter, '0 Gy/s');
    checking.places.inside('radiations', id, ['duration', 'value'], () => readLike(duration.value, second, 'duration'));
  }
  for (const [id, hypothesis] of Object.entries(tables.hypotheses)) checkHypothesis(checking, declared, id, hypothesis);
  for (const [id, protocol] of Object.entries(tables.protocols)) {
    checkPartNames(checking, 'protocols', id, protocol.parts);
    for (const [name, { change }] of Object.entries(protocol.controls ?? {}))
      checkControl(checking, id, ['controls', name, 'change'], change);
    for (const name of Object.keys(protocol.days ?? {})) declared.either('protocols', id, ['days', name], name);
  }
}

const second = readQuantity('1 s');

function checkFactor(checking: Checking, declared: Declared, id: string, factor: EnvironmentFactor): void {
  const { parameter, range, parts, neutral } = factor;
  declared.range('environments', id, [], parameter, range);
  if (neutral !== undefined) declared.setting('environments', id, ['neutral'], parameter, neutral);
  else if (parts)
    throw checking.places.bad('environments', id, ['parts'], 'a factor with parts needs the value that means nothing', {
      expected: 'neutral: and that value',
    });
}

function checkHypothesis(checking: Checking, declared: Declared, id: string, hypothesis: Hypothesis): void {
  const { places } = checking;
  const sides = Object.keys(hypothesis.sides);
  if (!sides.includes(hypothesis.default))
    throw places.bad('hypotheses', id, ['default'], 'no such side', {
      found: hypothesis.default,
      expected: sides.join(', '),
      nearest: nearest(hypothesis.default, sides),
    });
  for (const [side, { set, parts = [] }] of Object.entries(hypothesis.sides)) {
    checkPartNames(checking, 'hypotheses', id, parts, ['sides', side, 'parts']);
    if (side === hypothesis.default && parts.length > 0)
      throw places.bad('hypotheses', id, ['sides', side, 'parts'], "the default side is the catalogue's own", {
        found: parts.join(', '),
        expected: 'no parts',
      });
    for (const [parameter, value] of Object.entries(set)) {
      const path = ['sides', side, 'set', parameter];
      const own = declared.parameter('hypotheses', id, path, parameter);
      const given = declared.setting('hypotheses', id, path, parameter, value);
      if (side === hypothesis.default && !sameReading(own, given))
        throw places.bad('hypotheses', id, path, 'the default side differs from the part', {
          found: String(value),
          expected: `${writeReading(own)}, the value of the part`,
        });
    }
  }
}

function checkPartNames(
  { tables, places }: Checking,
  table: TableName,
  id: string,
  parts: readonly string[],
  path: Path = ['parts'],
): void {
  parts.forEach((part, index) => {
    if (!Object.hasOwn(tables.parts, part))
      throw places.bad(table, id, [...path, index], 'unknown part', {
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
