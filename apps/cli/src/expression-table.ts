import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BadInput } from '@invadolab/core';
import type { Catalog } from '@invadolab/model';
import { type CellFromTable, cellFromTable, expressionTable } from '@invadolab/study';
import { z } from 'zod';

/** What a run keeps of a cell that was made of a table: the profile and which gene gave what. */
export const madeCellName = 'cell-from-table.json';

/** 60 000 genes of 100 lines. */
const largestTable = 100_000_000;

/** The cell that a study wants made of a table beside it; undefined where it names none. Throws `BadInput`. */
export async function madeCell(text: string, path: string, catalog: Catalog): Promise<CellFromTable | undefined> {
  const asked = expressionTable(text, path, catalog);
  if (asked === undefined) return undefined;
  const table = await readTable(join(dirname(path), asked.expression));
  return cellFromTable(asked, table, asked.expression, catalog);
}

/** Formats that are not text, by their first bytes. */
const formats = [
  { bytes: [0x50, 0x4b], found: 'a workbook or an archive', expected: 'a text: save the sheet as CSV' },
  { bytes: [0xd0, 0xcf], found: 'a workbook', expected: 'a text: save the sheet as CSV' },
  { bytes: [0x1f, 0x8b], found: 'a compressed file', expected: 'a text: unpack it' },
  { bytes: [0xff, 0xfe], found: 'text in UTF-16', expected: 'UTF-8: save it as CSV UTF-8' },
  { bytes: [0xfe, 0xff], found: 'text in UTF-16', expected: 'UTF-8: save it as CSV UTF-8' },
  { bytes: [0x50, 0x41, 0x52, 0x31], found: 'a Parquet file', expected: 'a text: save it as CSV' },
] as const;

async function readTable(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new BadInput('no such file', { file: path });
  if (!found.isFile()) throw new BadInput('not a file', { file: path, expected: 'a table of genes and values' });
  if (found.size > largestTable)
    throw new BadInput('a table too large', {
      file: path,
      found: `${found.size} bytes`,
      expected: `at most ${largestTable}: keep the genes and the columns you need`,
    });
  const bytes = await readFile(path);
  const known = formats.find(({ bytes: first }) => first.every((byte, index) => bytes[index] === byte));
  if (known) throw new BadInput('not text', { file: path, found: known.found, expected: known.expected });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadInput('not text', {
      file: path,
      found: 'bytes that are no UTF-8',
      expected: 'a text: save it as CSV UTF-8',
    });
  }
}

/** As the bytes of its file. */
export function writeMadeCell(made: CellFromTable): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(made, null, 2)}\n`);
}

const schema = z.custom<CellFromTable>(
  (value) =>
    z.looseObject({ id: z.string(), profile: z.looseObject({}), origin: z.looseObject({}) }).safeParse(value).success,
);

/** Reads it again; undefined where the run has none. `file` names it in the `BadInput` that anything else gives. */
export function readMadeCell(bytes: Uint8Array | undefined, file: string): CellFromTable | undefined {
  if (bytes === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    throw new BadInput('not a cell made of a table', { file, expected: 'what invadolab run wrote there' });
  }
}
