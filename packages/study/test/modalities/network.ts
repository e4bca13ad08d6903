import { referenceEngine } from '@invadolab/engine';
import { compileModel, compose, type DrugUse } from '@invadolab/model';
import { advance, realCatalog } from '../laws/laboratory.js';

export const catalog = realCatalog();

/** The network of one cell with these drugs. */
export function composed(drugs: readonly DrugUse[]) {
  const { parts } = catalog.protocols.network;
  return compose(catalog, { title: 'a test', cell: 'MDA-MB-231', parts, drugs, hypothetical: true });
}

/** Values of slots of one cell at these times (h), and the numbers of its model by id. */
export async function follow(drugs: readonly DrugUse[], hours: readonly number[], slots: readonly string[]) {
  const { model: file } = composed(drugs);
  const model = compileModel({ ...file, numerics: { ...file.numerics, tick: '60 s' } });
  const session = await referenceEngine.start(model, { members: [0], seed: 1 });
  const rows: Record<string, number>[] = [];
  try {
    for (const hour of hours) {
      await advance(session, hour * 3600);
      const row: Record<string, number> = {};
      for (const slot of slots) row[slot] = (await session.read(slot)).values[0];
      rows.push(row);
    }
  } finally {
    session.dispose();
  }
  return rows;
}

/** What all pools of Tks5 hold together. */
export const sumOf = (row: Readonly<Record<string, number>>, slots: readonly string[]) =>
  slots.reduce((sum, slot) => sum + row[slot], 0);
