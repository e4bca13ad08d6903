import { type Catalog, type CatalogFile, parseCatalog } from '@invadolab/model';

const assumed = 'source: {assumed: a test}';
const molecules = ['AAA', 'BBB', 'CCC', 'DDD', 'EEE', 'FFF']
  .map((id) => `${id}: {name: molecule ${id}, hgnc: ${id}1, role: tests, location: cytosol, sources: [made2020]}`)
  .join('\n');

const amount = (id: string, value: number) =>
  `      total_${id}: {value: ${value}, unit: uM, range: [0, 9], molecule: ${id}, ${assumed}}\n`;

const part = `part: all
places:
  cell:
    amounts:
${amount('AAA', 1)}${amount('BBB', 2)}${amount('CCC', 3)}${amount('DDD', 4)}${amount('EEE', 5)}${amount('FFF', 6)}`;

const cell = (id: string, amounts: string) =>
  `cell: ${id}\nname: ${id}\nspecies: human\nkind: tumour\namounts: {${amounts}}\n`;

const number = (value: number) => `{value: ${value}, ${assumed}}`;

/** AAA1 to FFF1 in the reference line; FFF1 stands for nothing there, EEE1 was measured by its proxy GGG1 alone. */
export const transcripts = `transcriptome: seen
name: made-up transcripts
unit: log2(TPM+1)
source: {measured: made2020}
reference: ref
rule: {detected: ${number(1)}, floor: ${number(0)}, share: ${number(0.5)}, least: ${number(0.05)}, most: ${number(4)}}
proxies: {EEE1: GGG1}
lines: [other, ref]
values:
  AAA1: [7, 5]
  BBB1: [1, 5]
  CCC1: [0.5, 0.4]
  DDD1: [null, 6]
  GGG1: [3, 3]
  FFF1: [9, 2]
`;

const files: readonly CatalogFile[] = [
  { name: 'references.yaml', text: 'made2020: {authors: Maker A, year: 2020, doi: 10.1000/made}\n' },
  { name: 'molecules/all.yaml', text: molecules },
  { name: 'parts/all.yaml', text: part },
  {
    name: 'cells/ref.yaml',
    text: cell('ref', `total_BBB: {relative: 0.5, ${assumed}}, total_FFF: {value: 0, unit: uM, ${assumed}}`),
  },
  {
    name: 'cells/other.yaml',
    text: cell('other', `total_AAA: {value: 0.25, unit: uM, range: [0.1, 1], ${assumed}}`),
  },
  { name: 'transcriptomes/seen.yaml', text: transcripts },
];

/** Six molecules of which every amount is known, two cells, and the transcripts of both. */
export function tinyCatalog(...more: readonly CatalogFile[]): Catalog {
  const names = new Set(more.map(({ name }) => name));
  return parseCatalog([...files.filter(({ name }) => !names.has(name)), ...more]);
}
