import { readdirSync, readFileSync } from 'node:fs';
import { type Happening, referenceEngine, type Session } from '@invadolab/engine';
import {
  type Catalog,
  type CompiledModel,
  type Composition,
  compileModel,
  compose,
  type ModelFile,
  parseCatalog,
} from '@invadolab/model';

const repository = new URL('../../../../../', import.meta.url);

/** A file of the repository, by its path from the root. */
export function readFile(path: string): string {
  return readFileSync(new URL(path, repository), 'utf8');
}

/** The catalogue that comes with the laboratory. */
export function realCatalog(): Catalog {
  const names = readdirSync(new URL('catalog/', repository), { recursive: true, encoding: 'utf8' });
  return parseCatalog(
    names.filter((name) => name.endsWith('.yaml')).map((name) => ({ name, text: readFile(`catalog/${name}`) })),
  );
}

/** What a law changes in the reference setting: a cell on the default gelatin film in growth medium. */
export type Setting = Partial<Omit<Composition, 'title' | 'parts'>> & { readonly assay?: string };

/** The composed model of one setting. */
export function modelOf(catalog: Catalog, { assay = 'gelatin', ...change }: Setting = {}): ModelFile {
  const { parts } = catalog.protocols[assay];
  const matrixKind = assay === 'network' ? undefined : 'gelatin';
  return compose(catalog, { title: 'law', cell: 'MDA-MB-231', matrixKind, parts, ...change }).model;
}

/** The model without some of its reactions, foundings or dissolutions. Throws where one of them is not in it. */
export function without(model: ModelFile, ids: readonly string[]): ModelFile {
  const known = { ...model.reactions, ...model.found, ...model.dissolve };
  for (const id of ids) if (!(id in known)) throw new Error(`the model has no ${id}`);
  const left = <T>(table: Readonly<Record<string, T>> | undefined) =>
    table && Object.fromEntries(Object.entries(table).filter(([id]) => !ids.includes(id)));
  return { ...model, reactions: left(model.reactions), found: left(model.found), dissolve: left(model.dissolve) };
}

/** A started batch of cells of one model; the same numbers are the same cells in every model. */
export async function start(
  file: ModelFile,
  cells: number,
  seed = 1,
): Promise<{ model: CompiledModel; session: Session }> {
  const model = compileModel(file);
  const members = Array.from({ length: cells }, (_, member) => member);
  return { model, session: await referenceEngine.start(model, { members, seed }) };
}

/** Advances and insists that it worked. */
export async function advance(session: Session, until: number): Promise<void> {
  const { state, message } = await session.advance(until);
  if (state !== 'done') throw new Error(`${state}: ${message}`);
}

/** One structure from its founding to its end, or to the end of what was watched. */
export interface Life {
  readonly member: number;
  readonly id: number;
  readonly born: number;
  /** s; infinite if it outlived the watch. */
  readonly gone: number;
  readonly x: number;
  readonly y: number;
}

/** All structures that were founded, in order of their founding. */
export function livesOf(happenings: readonly Happening[]): Life[] {
  const gone = new Map<string, number>();
  for (const { what, member, id, time } of happenings) if (what === 'dissolve') gone.set(`${member} ${id}`, time);
  return happenings
    .filter(({ what }) => what === 'found')
    .map(({ member, id, time, x, y }) => ({
      member,
      id,
      born: time,
      gone: gone.get(`${member} ${id}`) ?? Number.POSITIVE_INFINITY,
      x,
      y,
    }));
}
