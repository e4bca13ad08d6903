import { pow } from '@invadolab/core';
import type { Amount, Catalog, CellProfile, Transcriptome } from '@invadolab/model';

type Profiled = CellProfile['amounts'][string];
type Source = Amount['source'];

/** An amount of the network and the gene whose transcript speaks for it. */
export interface AmountOfGene {
  readonly amount: string;
  readonly gene: string;
}

/** An amount that follows from a transcript. */
export interface UsedGene extends AmountOfGene {
  /** Logarithms, in the unit of the table of the reference line. */
  readonly value: number;
  readonly reference: number;
  /** Times the amount of the reference line. */
  readonly ratio: number;
  /** The ratio was larger or smaller than the rule allows. */
  readonly bounded: boolean;
}

/** An amount that does not, and why; it is taken from the profile that the cell is like. */
export interface LackedGene {
  readonly amount: string;
  /** Empty where the amount is of no single gene. */
  readonly gene: string;
  readonly why: string;
}

/** What follows from the transcripts of one cell. */
export interface Derived {
  readonly used: readonly UsedGene[];
  readonly lacked: readonly LackedGene[];
}

/** Every amount of the catalogue's parts with its gene, in the catalogue's order; gene is empty where there is none. */
export function genesOfNetwork(catalog: Catalog): readonly AmountOfGene[] {
  return Object.values(catalog.parts).flatMap((part) =>
    Object.values(part.places ?? {}).flatMap((place) =>
      Object.entries(place.amounts ?? {}).flatMap(([amount, { molecule = amount }]) =>
        Object.hasOwn(catalog.molecules, molecule) ? [{ amount, gene: catalog.molecules[molecule].hgnc ?? '' }] : [],
      ),
    ),
  );
}

/** The gene, and the one that stands for it where it was not measured. */
export function genesFor(table: Transcriptome, gene: string): readonly string[] {
  const proxy = table.proxies?.[gene];
  return proxy === undefined ? [gene] : [gene, proxy];
}

/** The logarithm of a gene's transcripts in a line, directly or by the gene that stands for it. */
export function transcript(
  table: Transcriptome,
  line: string,
  gene: string,
): { readonly by: string; readonly value: number } | undefined {
  const column = table.lines.indexOf(line);
  for (const by of genesFor(table, gene)) {
    const value = table.values[by]?.[column] ?? null;
    if (value !== null) return { by, value };
  }
  return undefined;
}

/**
 * Amounts relative to those of the reference line: two to a part of the difference of the logarithms, within bounds, where at
 * least one of the two lines has the transcript. `value` gives a gene's logarithm in the cell, or undefined;
 * `referenceOf` that of the reference line (default: the table's).
 */
export function derive(
  catalog: Catalog,
  table: Transcriptome,
  value: (gene: string) => number | undefined,
  referenceOf = (gene: string) => transcript(table, table.reference, gene),
): Derived {
  const used: UsedGene[] = [];
  const lacked: LackedGene[] = [];
  const { detected, floor, share, least, most } = table.rule;
  for (const { amount, gene } of genesOfNetwork(catalog)) {
    const reference = gene === '' ? undefined : referenceOf(gene);
    const own = reference && value(reference.by);
    const why = reasonAgainst(catalog, table, { amount, gene }, { reference: reference?.value, own });
    if (why !== undefined) lacked.push({ amount, gene, why });
    else if (reference !== undefined && own !== undefined) {
      if (Math.max(own, reference.value) < detected.value) {
        lacked.push({ amount, gene: reference.by, why: 'seen neither here nor in the reference line' });
        continue;
      }
      const difference = Math.max(own, floor.value) - Math.max(reference.value, floor.value);
      const free = pow(2, share.value * difference);
      const ratio = rounded(Math.min(most.value, Math.max(least.value, free)));
      const bounded = free < least.value || free > most.value;
      used.push({ amount, gene: reference.by, value: own, reference: reference.value, ratio, bounded });
    }
  }
  return { used, lacked };
}

function reasonAgainst(
  catalog: Catalog,
  table: Transcriptome,
  { amount, gene }: AmountOfGene,
  { reference, own }: { readonly reference: number | undefined; readonly own: number | undefined },
): string | undefined {
  if (gene === '') return 'of no single gene';
  if (isNothing(amountOf(catalog, catalog.cells[table.reference], amount)))
    return 'none in the reference line to scale';
  if (reference === undefined) return 'not measured in the reference line';
  if (own === undefined) return 'not in the table';
  return undefined;
}

const isNothing = (entry: Amounted) => entry.times === 0 || entry.value === 0;

interface Amounted {
  /** Times the part's own value. */
  readonly times: number;
  /** The part's own value, as a number. */
  readonly value: number;
  readonly absolute?: Amount;
}

function amountOf(catalog: Catalog, profile: CellProfile, id: string): Amounted {
  const entry = Object.hasOwn(profile.amounts, id) ? profile.amounts[id] : undefined;
  const own = declared(catalog, id);
  if (entry === undefined) return { times: 1, value: own };
  if ('relative' in entry) return { times: entry.relative, value: own };
  return { times: 1, value: numberOf(entry.value), absolute: entry };
}

function declared(catalog: Catalog, id: string): number {
  for (const part of Object.values(catalog.parts))
    for (const place of Object.values(part.places ?? {}))
      if (Object.hasOwn(place.amounts ?? {}, id)) return numberOf(place.amounts![id].value);
  return 0;
}

const numberOf = (quantity: string | number) => Number.parseFloat(String(quantity));

/** A profile's entry: the reference line's amount times the ratio. */
export function scaledEntry(catalog: Catalog, table: Transcriptome, used: UsedGene, source: Source): Profiled {
  const { times, absolute } = amountOf(catalog, catalog.cells[table.reference], used.amount);
  if (absolute === undefined) return { relative: rounded(times * used.ratio), source };
  const scaled = (quantity: string | number) =>
    typeof quantity === 'number'
      ? rounded(quantity * used.ratio)
      : quantity.replace(/^\s*[-+.\deE]+/, (number) => String(rounded(Number(number) * used.ratio)));
  const { range } = absolute;
  return {
    ...absolute,
    value: scaled(absolute.value),
    ...(range && { range: [scaled(range[0]), scaled(range[1])] as const }),
    source,
  };
}

/** "ABC1 log2(TPM+1) 6.09 against 7.56 in REFERENCE, 0.5 of the difference": the arithmetic of an entry. */
export function arithmetic(table: Transcriptome, used: UsedGene, reference: string): string {
  const bounded = used.bounded ? `, at the bound of ${used.ratio}` : '';
  return `${used.gene} ${table.unit} ${used.value.toFixed(2)} against ${used.reference.toFixed(2)} in ${reference}, ${table.rule.share.value} of the difference${bounded}`;
}

const rounded = (number: number) => Number(number.toPrecision(3));
