import { BadInput, log, log1p, pow } from '@invadolab/core';

/** Units of expression that are understood. */
export const expressionUnits = ['TPM', 'log2(TPM+1)', 'FPKM', 'log2(FPKM+1)', 'CPM', 'counts'] as const;
export type ExpressionUnit = (typeof expressionUnits)[number];

const ln2 = log(2);
/** Transcripts per million add up to this; a table without the genes that make no protein has somewhat less. */
const million = 1e6;
const leastSum = 0.3e6;
const mostSum = 1.5e6;
/** From this many genes on a column is taken for a whole transcriptome, whose sum means something. */
export const wholeTranscriptome = 8000;

/** The unit that a text such as `MyLine log2(TPM + 1)` names; undefined where it names none. */
export function unitIn(text: string): ExpressionUnit | undefined {
  const plain = text.toLowerCase().replace(/[\s_.]+/g, '');
  const logarithm = /log2?\(?(tpm|fpkm|rpkm)/.exec(plain) ?? /(tpm|fpkm|rpkm)\)?log2/.exec(plain);
  if (logarithm) return logarithm[1] === 'tpm' ? 'log2(TPM+1)' : 'log2(FPKM+1)';
  if (plain.includes('tpm')) return 'TPM';
  if (plain.includes('fpkm') || plain.includes('rpkm')) return 'FPKM';
  if (plain.includes('cpm')) return 'CPM';
  return plain.includes('count') ? 'counts' : undefined;
}

/** What a column says about its values. */
export interface Column {
  readonly name: string;
  readonly file: string;
  /** Of the header. */
  readonly line: number;
  readonly unit: ExpressionUnit;
  /** Undefined where the table has nothing. */
  readonly values: readonly (number | undefined)[];
}

/**
 * Every value as log2(x+1). `comparable`: with a table of log2(TPM+1) of another origin, so FPKM become TPM by the sum of the
 * column; otherwise only with a column of the same table. Throws `BadInput` where the sum or the size of the values contradicts
 * the unit, and for units that cannot be compared.
 */
export function logarithms(
  column: Column,
  comparable: 'with TPM' | 'within the table',
): readonly (number | undefined)[] {
  const { unit, values } = column;
  const logged = unit.startsWith('log2');
  const present = values.filter((value) => value !== undefined);
  const most = present.reduce((high, value) => Math.max(high, value), 0);
  if (logged && most > 20)
    throw contradiction(
      column,
      `a value of ${most}`,
      'at most 20, the logarithm of a million: is the unit without log2?',
    );
  const linear = logged ? present.map((value) => pow(2, value) - 1) : present;
  const sum = linear.reduce((total, value) => total + value, 0);
  const whole = present.length >= wholeTranscriptome;
  if (whole && /TPM|CPM/.test(unit) && (sum < leastSum || sum > mostSum))
    throw contradiction(
      column,
      `a sum of ${sum.toPrecision(3)}`,
      'a sum of about a million over all genes: is it this unit?',
    );
  const factor = perMillion(column, comparable, whole) ? million / sum : 1;
  if (!Number.isFinite(factor)) throw contradiction(column, 'zeros only', 'values above zero');
  return values.map((value) => {
    if (value === undefined) return undefined;
    if (logged && factor === 1) return value;
    return log1p((logged ? pow(2, value) - 1 : value) * factor) / ln2;
  });
}

/** Whether values have to be divided by their sum. */
function perMillion(column: Column, comparable: 'with TPM' | 'within the table', whole: boolean): boolean {
  const { unit } = column;
  if (/TPM/.test(unit)) return false;
  if (comparable === 'within the table') {
    if (unit !== 'counts') return false;
    if (whole) return true;
    throw contradiction(
      column,
      'counts of a few genes',
      `counts of all genes (at least ${wholeTranscriptome}), or TPM`,
    );
  }
  if (!/FPKM/.test(unit))
    throw contradiction(
      column,
      unit,
      'TPM or log2(TPM+1), because counts depend on depth and the length of the gene; or reference: another column of this table, of the reference line',
    );
  if (whole) return true;
  throw contradiction(
    column,
    `${unit} of a few genes`,
    `${unit} of all genes (at least ${wholeTranscriptome}), from which TPM follow, or TPM`,
  );
}

function contradiction({ file, line, name, unit }: Column, found: string, expected: string): BadInput {
  return new BadInput(`column ${name}, in ${unit}`, { file, line, found, expected });
}
