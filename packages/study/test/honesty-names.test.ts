import assert from 'node:assert/strict';
import test from 'node:test';
import { Stream, sha256Hex } from '@invadolab/core';
import { referenceEngine, SerialPool } from '@invadolab/engine';
import { type Catalog, parseCatalog } from '@invadolab/model';
import { MemoryStore } from '@invadolab/results';
import { parseStudy, performer, planStudy, runPlan } from '../src/index.js';
import { idsOf, renamedChange, renamedFiles } from './honesty-words.js';
import { realCatalog } from './laws/laboratory.js';

const catalog = realCatalog();
const ids = idsOf(catalog);
const declared = new Set(ids);

type Word = (id: string) => string;

/** Letters at random with a number that is the word's own; `rank` is that of the id among the sorted ids. */
const vocabularies: Readonly<Record<string, (letters: string, rank: number, last: number) => string>> = {
  'in no order': (letters, rank) => `${letters}${rank}`,
  'in the reverse order of the ids': (letters, rank, last) => `Q${padded(last - rank)}${letters.toUpperCase()}`,
};

const padded = (number: number) => String(number).padStart(4, '0');

function wordsOf(vocabulary: string, seed: number): Word {
  const chance = new Stream(seed, 'words');
  const words = new Map(
    ids.map((id, rank) => {
      chance.at(0, rank, 0);
      const letters = Array.from({ length: 6 }, () => String.fromCharCode(97 + chance.integer(26))).join('');
      return [id, vocabularies[vocabulary](letters, rank, ids.length - 1)];
    }),
  );
  assert.equal(new Set(words.values()).size, ids.length);
  return (id) => words.get(id) ?? id;
}

function renamed(word: Word): Catalog {
  return parseCatalog(renamedFiles(catalog, word, declared));
}

/** Every kind of perturbation at once: two drugs share pockets, one of them comes late. */
const arms = {
  control: null,
  perturbed: {
    knockdown: { TKS5: '30 %' },
    knockout: ['RAB40B'],
    overexpress: { CTTN: 2 },
    mutate: { SRC: 'Y527F' },
    drugs: [
      { name: 'saracatinib', free: '20 nM' },
      { name: 'dasatinib', free: '1 nM', from: '10 min' },
    ],
    radiation: { dose: '4 Gy' },
    environment: { oxygen: 0.05 },
    matrix: { thickness: '60 nm' },
    hypotheses: { 'p53.net': 'towards' },
  },
  other: { cell: 'MTLn3' },
};

/** What a study leaves behind, with the words it was run in turned back into ids. */
async function results(from: Catalog, word: Word, study: object) {
  const { study: parsed, place } = parseStudy(JSON.stringify(study), 'study.yaml', from);
  const plan = planStudy(parsed, place, { catalog: from, engine: 'reference' });
  const pool = new SerialPool({ perform: performer(() => referenceEngine) });
  const { images, measures, series, events, failures } = await runPlan(plan, { pool, store: new MemoryStore() });
  const back = new Map(ids.map((id) => [word(id), id]));
  const made = (name: string) => name.split('_').map((piece) => back.get(piece) ?? piece);
  const idsIn = (text: string) => text.replace(/[A-Za-z0-9_-]+/g, (name) => back.get(name) ?? made(name).join('_'));
  assert.deepEqual(failures, []);
  return {
    measures: measures.map((row) => ({ ...row, measure: idsIn(row.measure) })),
    series: series.map((row) => ({ ...row, series: idsIn(row.series) })),
    events: events.map((row) => ({ ...row, by: idsIn(row.by), kind: idsIn(row.kind) })),
    images: images.flatMap(({ channels }) => channels.map(({ data }) => sha256Hex(new Uint8Array(data.buffer)))),
  };
}

function gelatinStudy(word: Word): object {
  const change = renamedChange(word);
  return {
    format: 1,
    study: 'Do names matter?',
    assay: 'gelatin',
    cell: word('MDA-MB-231'),
    matrix: { kind: word('gelatin'), [word('crosslinked_lysines')]: 0.3 },
    timepoints: ['40 min'],
    experiments: 2,
    cells: 1,
    seed: 5,
    controls: false,
    settings: { pixel: '0.4 um' },
    arms: Object.fromEntries(Object.entries(arms).map(([id, arm]) => [id, arm && change(arm)])),
  };
}

function networkStudy(word: Word): object {
  const parts = catalog.protocols.network.parts.map((id) => catalog.parts[id]);
  const slots = ['medium', 'cell'].flatMap((kind) =>
    parts.flatMap(({ places }) => Object.keys(places?.[kind]?.species ?? {}).map((id) => `${word(kind)}.${word(id)}`)),
  );
  return {
    format: 1,
    study: 'Do names matter to the network?',
    assay: 'network',
    cell: word('macrophage'),
    timepoints: ['30 min'],
    experiments: 1,
    cells: 2,
    hypothetical: true,
    arms: {
      control: null,
      treated: { drugs: [{ name: word('dasatinib'), nominal: '8.6 nM' }] },
      carried: { drugs: [{ name: word('dasatinib'), dose: '50 mg', carrier: word('MMP-opened-liposome') }] },
    },
    measure: slots,
    settings: { points: 5 },
  };
}

function metastasisStudy(word: Word): object {
  return {
    format: 1,
    study: 'Do names matter to metastases?',
    assay: 'metastasis',
    cell: word('HCT-116'),
    host: word('mouse'),
    timepoints: ['12 weeks'],
    experiments: 2,
    arms: { control: null, removed: { set: { [word('resection_time')]: '4 weeks' } } },
    settings: { detectable: 10 },
  };
}

const usual: Word = (id) => id;

for (const [assay, studyIn] of Object.entries({
  gelatin: gelatinStudy,
  network: networkStudy,
  metastasis: metastasisStudy,
})) {
  let expected: ReturnType<typeof results> | undefined;
  for (const vocabulary of Object.keys(vocabularies))
    test(`every id of the catalogue by a random word ${vocabulary}: the ${assay} assay gives the same bits`, async (t) => {
      const word = wordsOf(vocabulary, 5);
      const other = renamed(word);
      for (const id of Object.keys(other.molecules)) assert.ok(!declared.has(id), id);
      expected ??= results(catalog, usual, studyIn(usual));
      const [mine, theirs] = [await results(other, word, studyIn(word)), await expected];
      t.diagnostic(`${ids.length} ids, such as SRC, now ${word('SRC')}; ${theirs.events.length} events`);
      assert.ok(theirs.measures.length > 0 && (theirs.series.length > 0 || assay === 'metastasis'));
      assert.deepEqual(mine, theirs);
    });
}
