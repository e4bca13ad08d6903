import { BadInput } from '@invadolab/core';
import { resolveCarrier } from '../catalog/names.js';
import type { Catalog, Drug, DrugUse } from '../catalog.js';
import { numbered } from '../check/streams.js';
import { bodyOf, type CarriedIn } from './body.js';
import { drivenReactions } from './carried.js';
import type { Body } from './course.js';
import { type Draft, note } from './draft.js';
import type { Identifiers } from './identifiers.js';
import { bound, type Occupant } from './occupant.js';

/** A drug that is given as doses: what its body holds, and what it occupies of all its targets. */
export interface DosedBody {
  readonly body: Body;
  readonly drug: Drug;
  readonly all: readonly Occupant[];
  /** Those of them that the model has a pocket for. */
  readonly read: readonly Occupant[];
}

/** The place that holds the compartments: the outermost, which a cell sees. */
export function bodyPlace(draft: Draft): string {
  return Object.entries(draft.places).find(([, place]) => place.in === undefined)?.[0] ?? 'body';
}

/**
 * Composes the doses of one drug. The model gets them only if it has one of the drug's pockets; the exposure is told either way.
 * Undefined where every dose is zero.
 */
export function doseDrug(
  draft: Draft,
  id: string,
  drug: Drug,
  given: readonly DrugUse[],
  { catalog, ids, hypothetical, stream }: { catalog: Catalog; ids: Identifiers; hypothetical: boolean; stream: number },
): DosedBody | undefined {
  for (const use of given)
    if (
      use.dose === undefined ||
      use.free !== undefined ||
      use.nominal !== undefined ||
      use.until !== undefined ||
      use.half_life !== undefined
    )
      throw new BadInput(`drug ${use.name}: give doses, or a concentration that is held, not both`, {
        found: use.dose === undefined ? 'doses and a concentration' : 'dose beside free, nominal, until or half_life',
        expected: 'dose, or free or nominal',
      });
  const place = bodyPlace(draft);
  const carrier = carrierOf(catalog, given);
  const body = bodyOf(id, drug, given, { ids, place, hypothetical, stream, ...(carrier && { carrier }) });
  if (body.allZero) {
    draft.neutral.push(`drug ${id}: dose 0`);
    return undefined;
  }
  if (carrier && given.some(({ empty }) => empty)) {
    draft.neutral.push(`drug ${id}: ${carrier.entry.name} without it; the carrier itself acts on nothing here`);
    return undefined;
  }
  for (const reference of carrier?.entry.references ?? []) draft.references.add(reference);
  const all = drug.targets.map((target) => {
    return { pocket: target.pocket, drug: id, term: bound(body.parameters, id, drug, target, body.free, ids) };
  });
  const read = all.filter(({ pocket }) => Object.hasOwn(draft.pockets, pocket));
  for (const reference of drug.references ?? []) draft.references.add(reference);
  if (read.length === 0) {
    const targets = [...all.map(({ pocket }) => pocket), ...body.dosed.beyond].join(', ') || 'it binds nothing';
    draft.neutral.push(`drug ${id}: none of its targets (${targets}) is in this model`);
  } else addBody(draft, place, body);
  return { body, drug, all, read };
}

function addBody(draft: Draft, place: string, body: Body): void {
  const known = draft.places[place];
  draft.places[place] = {
    ...known,
    species: { ...known.species, ...body.species },
    definitions: { ...known.definitions, ...body.definitions },
  };
  Object.assign(draft.parameters, body.parameters);
  Object.assign(draft.reactions, body.reactions);
  const driven = drivenReactions(body.steps, place, ({ driver: { place: where, pocket } }) => {
    const known = pocket === undefined ? undefined : draft.pockets[pocket];
    return { free: known?.free ?? '', read: Object.hasOwn(draft.places, where) && (pocket === undefined || !!known) };
  });
  Object.assign(draft.parameters, driven.parameters);
  Object.assign(draft.reactions, driven.reactions);
  Object.assign(draft.events, body.events);
  Object.assign(draft.conserved, body.conserved);
  note(draft, `${place}.${body.free}`, 'definition', `drug ${body.dosed.id}`, 0, body.dosed.regimen);
}

/** Number of a drug among those with pharmacokinetics, which addresses its individuals. */
export function drugStream(catalog: Pick<Catalog, 'drugs'>, id: string): number {
  const entries = Object.entries(catalog.drugs).filter(([, { pharmacokinetics }]) => pharmacokinetics !== undefined);
  const streams = numbered(
    entries.map(([drug, { pharmacokinetics }]) => ({ path: [drug], stream: pharmacokinetics?.stream })),
    ([drug], stream, free) => {
      throw new BadInput(`drug ${drug}: this stream belongs to another drug`, {
        found: String(stream),
        expected: `a number of its own, such as ${free}`,
      });
    },
  );
  return streams[entries.findIndex(([drug]) => drug === id)] ?? -1;
}

/** What all doses of one drug are given in. Throws `BadInput` for two ways in one arm, and for a word that needs a carrier. */
function carrierOf(catalog: Catalog, given: readonly DrugUse[]): CarriedIn | undefined {
  const [first, other] = [...new Set(given.map(({ carrier }) => carrier))];
  const what = `drug ${given[0].name}`;
  if (other !== undefined || given.some(({ carrier }) => (carrier === undefined) !== (first === undefined)))
    throw new BadInput(`${what}: one arm gives a drug in one way`, {
      found: given.map(({ carrier }) => carrier ?? 'no carrier').join(' and '),
    });
  if (new Set(given.map(({ empty }) => empty === true)).size > 1)
    throw new BadInput(`${what}: its carrier is empty in all doses of an arm or in none`);
  if (first === undefined) {
    if (given.some(({ empty }) => empty))
      throw new BadInput(`${what}: only a carrier can be empty`, { found: 'empty' });
    return undefined;
  }
  const id = resolveCarrier(catalog, first);
  return { id, entry: catalog.carriers[id] };
}
