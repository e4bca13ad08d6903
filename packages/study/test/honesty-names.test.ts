import assert from 'node:assert/strict';
import test from 'node:test';
import { Stream } from '@invadolab/core';
import { type Catalog, type ModelFile, parseCatalog } from '@invadolab/model';
import { idsOf, renamedFiles } from './honesty-words.js';
import { advance, livesOf, modelOf, realCatalog, type Setting, start } from './laws/laboratory.js';
import { ratioOfSamples, shown } from './laws/statistics.js';

const catalog = realCatalog();
const ids = idsOf(catalog);
const declared = new Set(ids);

/** Letters at random, told apart by a number; words keep the order of the ids if `sorted`. */
function words(sorted: boolean, kept: ReadonlySet<string> = new Set()): Map<string, string> {
  const chance = new Stream(5, 'words');
  const letters = () => Array.from({ length: 6 }, () => String.fromCharCode(97 + chance.integer(26))).join('');
  return new Map(
    ids.map((id, rank) => {
      chance.at(0, rank, 0);
      const number = String(rank).padStart(4, '0');
      return [id, kept.has(id) ? id : sorted ? `q${number}${letters()}` : `${letters()}${number}`];
    }),
  );
}

function renamed(to: ReadonlyMap<string, string>): { catalog: Catalog; word: (id: string) => string } {
  const word = (id: string) => to.get(id) ?? id;
  return { catalog: parseCatalog(renamedFiles(catalog, word, declared)), word };
}

/** A setting in the words of a renamed catalogue. */
function inWords(setting: Setting, word: (id: string) => string): Setting {
  const keys = (table: Readonly<Record<string, string | number>> | undefined) =>
    table && Object.fromEntries(Object.entries(table).map(([id, value]) => [word(id), value]));
  return {
    ...setting,
    cell: word(setting.cell ?? 'MDA-MB-231'),
    matrixKind: setting.assay === 'network' ? undefined : word('gelatin'),
    knockout: setting.knockout?.map(word),
    drugs: setting.drugs?.map((drug) => ({ ...drug, name: word(drug.name) })),
    environment: keys(setting.environment),
  };
}

/** Without variation between cells, so that no random number is drawn for a name. */
function alike(model: ModelFile, cell: string): ModelFile {
  const { [cell]: place } = model.places;
  const amounts = Object.entries(place.amounts!).map(([id, amount]) => [id, { ...amount, cv: 0 }]);
  const numerics = { ...model.numerics, tolerance: 1e-9 };
  return {
    ...model,
    numerics,
    places: { ...model.places, [cell]: { ...place, amounts: Object.fromEntries(amounts) } },
  };
}

test('every id of the catalogue by a random word: the network does the same', async (t) => {
  const other = renamed(words(false));
  t.diagnostic(`${ids.length} ids, such as SRC, now ${other.word('SRC')}`);
  for (const text of Object.keys(other.catalog.molecules)) assert.ok(!declared.has(text), text);
  const settings: Setting[] = [
    { assay: 'network', drugs: [{ name: 'dasatinib', free: '8.6 nM' }] },
    { assay: 'network', cell: 'macrophage', knockout: ['WAS'], environment: { oxygen: 0.01 } },
  ];
  for (const setting of settings) {
    const usual = alike(modelOf(catalog, setting), 'cell');
    const strange = alike(modelOf(other.catalog, inWords(setting, other.word)), other.word('cell'));
    const [a, b] = [(await start(usual, 1)).session, (await start(strange, 1)).session];
    await advance(a, 1800);
    await advance(b, 1800);
    for (const kind of ['medium', 'cell']) {
      for (const id of Object.keys(usual.places[kind].species!)) {
        const x = (await a.read(`${kind}.${id}`)).values[0];
        const y = (await b.read(`${other.word(kind)}.${other.word(id)}`)).values[0];
        // Sums run in the order of ids, so only rounding may differ; it grows through the steps to 1e-9 at most.
        assert.ok(Math.abs(x - y) <= 1e-9 * Math.max(Math.abs(x), 1e-6), `${kind}.${id}: ${x}, ${y}`);
      }
    }
    a.dispose();
    b.dispose();
  }
});

/** Ids that address random numbers: kinds of place, amounts, and what founds and dissolves. */
function addressing(model: ModelFile): Set<string> {
  const { places, found, dissolve } = model;
  const amounts = Object.values(places).flatMap((place) => Object.keys(place.amounts ?? {}));
  return new Set([...Object.keys(places), ...amounts, ...Object.keys(found ?? {}), ...Object.keys(dissolve ?? {})]);
}

async function trajectory(model: ModelFile, site: string, film: string): Promise<unknown> {
  const { session } = await start(model, 3);
  await advance(session, 2400);
  const lives = livesOf(session.happenings(0));
  const [actin, gelatin] = [await session.read(site), await session.read(film)];
  session.dispose();
  return { lives, actin: [...actin.values], left: gelatin.values.reduce((sum, each) => sum + each, 0) };
}

test('words in the order of the ids: the same bits, structures and film included', async () => {
  const usual = modelOf(catalog);
  // Words that address chance stay; the others take random ones whose order is that of the ids.
  const other = renamed(words(true, addressing(usual)));
  const strange = modelOf(other.catalog, inWords({}, other.word));
  assert.deepEqual(
    await trajectory(strange, `site.${other.word('FACTIN')}`, `${other.word('film')}.${other.word('gelatin')}`),
    await trajectory(usual, 'site.FACTIN', 'film.gelatin'),
  );
});

test('every id by a random word: as many structures, by chance alone not the same ones', async (t) => {
  const other = renamed(words(false));
  const count = async (model: ModelFile) => {
    const { session } = await start(model, 24);
    await advance(session, 3600);
    const lives = livesOf(session.happenings(0));
    session.dispose();
    return Array.from({ length: 24 }, (_, cell) => lives.filter(({ member }) => member === cell).length);
  };
  const [a, b] = [await count(modelOf(catalog)), await count(modelOf(other.catalog, inWords({}, other.word)))];
  const { value, low, high } = ratioOfSamples(a, b);
  t.diagnostic(`founded, usual to renamed: ${shown({ value, low, high })}`);
  assert.notDeepEqual(a, b);
  // Twice the 90 % interval: one in a thousand would leave it by chance.
  assert.ok(Math.abs(value - 1) < 2 * (high - value));
});
