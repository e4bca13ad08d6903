import { referenceEngine, type Session } from '@invadolab/engine';
import { type Catalog, compileModel, compose, type ModelFile, type Quantity } from '@invadolab/model';
import { advance, realCatalog } from '../laws/laboratory.js';

export const week = 604_800;
const catalog: Catalog = realCatalog();
export const organs = Object.keys(catalog.organs);

/** A body of the catalogue whose individuals are all alike, with some of its numbers set. */
export function alike(set: Readonly<Record<string, Quantity>> = {}): ModelFile {
  const parts = catalog.protocols.metastasis.parts;
  const { model } = compose(catalog, { title: 'a body', parts, host: { id: 'human' }, set });
  const { body, ...others } = model.places;
  const amounts = Object.fromEntries(Object.entries(body.amounts ?? {}).map(([id, one]) => [id, { ...one, cv: 0 }]));
  return { ...model, places: { body: { ...body, amounts }, ...others } };
}

/** So many individuals, started. */
export function started(file: ModelFile, members: readonly number[] = [0], seed = 1): Promise<Session> {
  return referenceEngine.start(compileModel(file), { members: [...members], seed });
}

export { advance };

/** The value of a species or definition of the body in the first individual. */
export async function amountOf(session: Session, id: string): Promise<number> {
  return (await session.read(`body.${id}`)).values[0];
}

/** The sum over all organs. */
export async function sumOf(session: Session, what: string): Promise<number> {
  let sum = 0;
  for (const organ of organs) sum += await amountOf(session, `${organ}_${what}`);
  return sum;
}
