import { BadInput, nearest, pow } from '@invadolab/core';
import type { Catalog, CellProfile, Transcriptome } from '@invadolab/model';
import { printable } from '../shape.js';
import {
  arithmetic,
  derive,
  genesFor,
  genesOfNetwork,
  type LackedGene,
  scaledEntry,
  type UsedGene,
} from './amounts.js';
import { geneColumn, namedColumn, valueColumns } from './columns.js';
import { readNumbers } from './numbers.js';
import { findGenes } from './symbols.js';
import { readTextTable, type TextTable } from './text-table.js';
import { type ExpressionUnit, expressionUnits, logarithms, unitIn } from './units.js';

/** What a study says about a table of expression: `cell: {expression: my-table.csv}`. */
export interface TableOfCell {
  /** File beside the study. */
  readonly expression: string;
  /** Column of values; several are replicates, of which the mean of the logarithms is taken. */
  readonly column?: string | readonly string[];
  /** Where the header does not say it. */
  readonly unit?: string;
  /** Column of the reference line in the same table, instead of the catalogue's values. */
  readonly reference?: string;
  /** Profile that everything else is taken from (default: the reference line). */
  readonly like?: string;
  /** Whose symbols the table has (default: human). */
  readonly species?: CellProfile['species'];
}

/** A profile made of a table, and which gene gave what. */
export interface CellFromTable {
  /** How the study calls it: the name of the file. */
  readonly id: string;
  readonly profile: CellProfile;
  readonly origin: CellOrigin;
}

/** What a reader must know about a cell that was made of a table. */
export interface CellOrigin {
  readonly file: string;
  readonly columns: readonly string[];
  readonly unit: ExpressionUnit;
  /** Line that amounts are relative to, and where its values come from. */
  readonly reference: string;
  readonly referenceFrom: string;
  /** Profile that all else was taken from. */
  readonly like: string;
  readonly used: readonly UsedGene[];
  readonly lacked: readonly LackedGene[];
  /** Rows of genes that nothing in this network reads. */
  readonly unread: number;
  readonly notes: readonly string[];
}

/**
 * Makes a cell profile of a text with genes and values. Throws `BadInput` with file and line for everything that cannot be
 * read for certain.
 */
export function cellFromTable(asked: TableOfCell, text: string, file: string, catalog: Catalog): CellFromTable {
  const table = readTextTable(text, file);
  const genes = geneColumn(table);
  const columns = valueColumns(table, genes, typeof asked.column === 'string' ? [asked.column] : asked.column);
  const unit = unitOf(asked.unit, table, columns);
  const transcriptome = referenceTable(catalog, file);
  const like = asked.like ?? transcriptome.reference;
  const wanted = new Set(wantedGenes(catalog, transcriptome));
  const own = asked.reference === undefined ? undefined : namedColumn(table, asked.reference);
  const comparable = own === undefined ? 'with TPM' : 'within the table';
  const logs = (column: number) => {
    const name = table.header[column] || `${column + 1}`;
    const cells = table.rows.map(({ cells: row, line }) => ({ text: row[column], line }));
    const values = readNumbers(cells, { file, column: name });
    return logarithms({ name, file, line: table.headerLine, unit, values }, comparable);
  };
  const replicates = columns.map(logs);
  const mean = (row: number) => {
    const values = replicates.flatMap((column) => column[row] ?? []);
    return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const species = asked.species ?? 'human';
  const found = findGenes(table, genes, wanted, { species, different: (row, other) => mean(row) !== mean(other) });
  const at = <Value>(gene: string, value: (row: number) => Value | undefined) => {
    const row = found.rows.get(gene);
    return row === undefined ? undefined : value(row);
  };
  const references = own === undefined ? undefined : logs(own);
  const derived =
    references === undefined
      ? derive(catalog, transcriptome, (gene) => at(gene, mean))
      : derive(
          catalog,
          transcriptome,
          (gene) => at(gene, mean),
          (gene) => {
            for (const by of genesFor(transcriptome, gene)) {
              const value = at(by, (row) => references[row]);
              if (value !== undefined) return { by, value };
            }
            return undefined;
          },
        );
  const origin: CellOrigin = {
    file,
    columns: columns.map((column) => table.header[column]),
    unit,
    reference: transcriptome.reference,
    referenceFrom: asked.reference === undefined ? transcriptome.name : `column ${asked.reference} of the same table`,
    like,
    ...derived,
    unread: found.unread,
    notes: [
      ...found.notes,
      ...shiftNote(derived.used, transcriptome.reference),
      ...(species === 'human' ? [] : [`Symbols of ${species} were read as the human ones in capitals.`]),
    ],
  };
  return { id: idOf(file, catalog), profile: profileOf(catalog, transcriptome, origin, species), origin };
}

/** From this many genes on, their middle says something about the library. */
const genesThatTell = 10;
/** Logarithm of the shift that is worth a word: a factor of 1.5. */
const shiftWorthAWord = 0.585;

/** Where most genes are lower or higher than in the reference line, the library may be at work rather than the cell. */
function shiftNote(used: readonly UsedGene[], reference: string): readonly string[] {
  if (used.length < genesThatTell) return [];
  const differences = used.map((each) => each.value - each.reference).sort((a, b) => a - b);
  const middle = differences[Math.floor(differences.length / 2)];
  if (Math.abs(middle) < shiftWorthAWord) return [];
  return [
    `The middle one of these genes has ${pow(2, middle).toPrecision(2)} times the transcripts of ${reference}: part of that may be how the libraries were made, which a column of ${reference} in the same table (reference:) would take out.`,
  ];
}

function profileOf(
  catalog: Catalog,
  table: Transcriptome,
  origin: CellOrigin,
  species: CellProfile['species'],
): CellProfile {
  const base = catalog.cells[origin.like];
  const cited = 'measured' in table.source && origin.referenceFrom === table.name ? [table.source.measured] : undefined;
  const amounts = origin.used.map((used) => {
    const derived = `${arithmetic(table, used, origin.reference)}; ${origin.file}`;
    return [used.amount, scaledEntry(catalog, table, used, { derived, ...(cited && { from: cited }) })] as const;
  });
  return {
    ...base,
    name: idOf(origin.file, catalog),
    notes: `Made of ${origin.file}: amounts that its transcripts speak for, all else as in ${origin.like}.`,
    species,
    amounts: { ...base.amounts, ...Object.fromEntries(amounts) },
  };
}

/** A sentence for those who read no tables. */
export function originSentence({ file, columns, unit, reference, like, used, lacked }: CellOrigin): string {
  const all = used.length + lacked.length;
  return `The cell is made of ${file} (${columns.join(', ')}, ${unit}): ${used.length} of ${all} amounts follow from its transcripts, relative to ${reference}; ${lacked.length} are assumed as in ${like}, with genotype and shape.`;
}

function unitOf(asked: string | undefined, table: TextTable, columns: readonly number[]): ExpressionUnit {
  const { file, header, headerLine: line } = table;
  if (asked !== undefined) {
    const known = expressionUnits.find((each) => each.toLowerCase() === asked.toLowerCase().replace(/\s+/g, ''));
    if (known !== undefined) return known;
    throw new BadInput('not a unit of expression', {
      file,
      found: printable(asked),
      expected: expressionUnits.join(', '),
      nearest: nearest(asked, expressionUnits),
    });
  }
  const said = new Set(columns.map((column) => unitIn(header[column])));
  const [unit] = said;
  if (said.size === 1 && unit !== undefined) return unit;
  throw new BadInput(said.size > 1 ? 'columns in different units' : 'no unit', {
    file,
    line,
    found: columns.map((column) => printable(header[column]) || '(no name)').join(', '),
    expected: `a header such as TPM, or unit: one of ${expressionUnits.join(', ')}, beside the table in the study`,
  });
}

/** The catalogue's table in the unit that others can be brought to; of several the one with most genes. */
function referenceTable(catalog: Catalog, file: string): Transcriptome {
  const size = (table: Transcriptome) => Object.keys(table.values).length;
  const [table] = Object.values(catalog.transcriptomes)
    .filter(({ unit }) => unit === 'log2(TPM+1)')
    .sort((a, b) => size(b) - size(a));
  if (table !== undefined) return table;
  throw new BadInput('the catalogue has no transcripts of a reference line', {
    file,
    expected: 'transcriptomes/*.yaml with the unit log2(TPM+1)',
  });
}

function wantedGenes(catalog: Catalog, table: Transcriptome): readonly string[] {
  return genesOfNetwork(catalog).flatMap(({ gene }) => (gene === '' ? [] : genesFor(table, gene)));
}

/** `my table.csv` as an id that no profile has: `my-table`. */
function idOf(file: string, catalog: Catalog): string {
  const name = file.split(/[/\\]/).at(-1) ?? file;
  const plain = name
    .replace(/\.[^.]*$/, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
  const id = plain === '' ? 'table' : plain.slice(0, 50);
  const taken = Object.entries(catalog.cells).flatMap(([each, { name: called }]) => [each, called].map(folded));
  return taken.includes(folded(id)) ? `${id}-table` : id;
}

const folded = (name: string) => name.toLowerCase().replace(/[\s_-]+/g, '');
