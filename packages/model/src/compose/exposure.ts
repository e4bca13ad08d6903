import type { Catalog, DosedDrug, Exposure } from '../catalog.js';
import type { ModelFile, PlaceKind } from '../language.js';
import { drivenReactions } from './carried.js';
import type { DosedBody } from './dosed.js';
import { bodyPlace } from './dosed.js';
import type { Draft } from './draft.js';
import type { Identifiers } from './identifiers.js';
import type { Occupant } from './occupant.js';
import { usedReferences } from './references.js';

/** Short enough for the fastest absorption on record (half of it in some minutes). */
const numerics = { tick: '60 s', tolerance: 1e-8 } as const;

/**
 * The body alone as a model: the compartments of every dosed drug and the share of each target that it occupies, in
 * competition with the other drugs of the arm. Undefined where nothing is dosed.
 */
export function exposureOf(
  catalog: Catalog,
  draft: Draft,
  occupants: readonly Occupant[],
  dosed: readonly DosedBody[],
  ids: Identifiers,
): Exposure | undefined {
  if (dosed.length === 0) return undefined;
  const place = bodyPlace(draft);
  const own = dosed.flatMap(({ all }) => all);
  const everyone = [...own, ...occupants.filter((one) => !own.some(({ term }) => term === one.term))];
  const definitions: Record<string, NonNullable<PlaceKind['definitions']>[string]> = {};
  const drugs = dosed.map(({ body, drug, all, read }): DosedDrug => {
    Object.assign(definitions, body.definitions);
    const targets = all.map(({ pocket, term }) => {
      const id = ids.make('drug', body.dosed.id, 'occupied', pocket);
      const sum = everyone.filter((one) => one.pocket === pocket).map((one) => one.term);
      definitions[id] = {
        value: `${term} / (1 + ${sum.join(' + ')})`,
        unit: '1',
        name: `share of ${pocket} occupied by ${drug.name}`,
      };
      return { pocket, slot: `${place}.${id}`, read: read.some((one) => one.pocket === pocket) };
    });
    return { ...body.dosed, targets };
  });
  const driven = dosed.map(({ body }) =>
    drivenReactions(body.steps, place, ({ driver: { pocket } }) => {
      const sum = everyone.filter((one) => one.pocket === pocket).map((one) => one.term);
      return { free: sum.length === 0 ? '' : `(1 / (1 + ${sum.join(' + ')}))`, read: false };
    }),
  );
  const bodies = dosed.map(({ body }) => body);
  const merged = <Key extends 'parameters' | 'species' | 'reactions' | 'events' | 'conserved' | 'individuals'>(
    key: Key,
  ) => Object.assign({}, ...bodies.map((body) => body[key])) as DosedBody['body'][Key];
  const parameters = Object.assign({ ...merged('parameters') }, ...driven.map((one) => one.parameters));
  const events = { ...merged('events') };
  addHeld(draft, definitions, parameters, events, place);
  const model: ModelFile = {
    format: 1,
    model: `${drugs.map(({ name }) => name).join(' and ')} in the body`,
    references: usedReferences(catalog, {
      ...draft,
      parameters,
      places: {},
      fields: {},
      reactions: {},
      found: {},
      dissolve: {},
    }),
    parameters,
    places: { [place]: { species: merged('species'), definitions } },
    reactions: Object.assign(merged('reactions'), ...driven.map((one) => one.reactions)),
    events,
    conserved: merged('conserved'),
    numerics,
  };
  return { model, drugs, individuals: merged('individuals') };
}

/** The same body with what the arm set of its parameters. */
export function withSettings(exposure: Exposure, { parameters }: Draft): Exposure {
  const own = Object.entries(exposure.model.parameters ?? {});
  const now = own.map(([id, parameter]) => [id, Object.hasOwn(parameters, id) ? parameters[id] : parameter]);
  return { ...exposure, model: { ...exposure.model, parameters: Object.fromEntries(now) } };
}

/** What the occupancies read of drugs that are held at a concentration: their parameters, and the events that set them. */
function addHeld(
  draft: Draft,
  definitions: Readonly<Record<string, NonNullable<PlaceKind['definitions']>[string]>>,
  parameters: Record<string, NonNullable<ModelFile['parameters']>[string]>,
  events: Record<string, NonNullable<ModelFile['events']>[string]>,
  place: string,
): void {
  const add = (text: string | number) => {
    for (const [word] of String(text).matchAll(/[A-Za-z]\w*/g))
      if (!Object.hasOwn(parameters, word) && Object.hasOwn(draft.parameters, word))
        parameters[word] = draft.parameters[word];
  };
  for (const entry of Object.values(definitions)) add(typeof entry === 'object' ? entry.value : entry);
  for (const [id, event] of Object.entries(draft.events)) {
    const sets = Object.keys(event.set);
    if (Object.hasOwn(events, id) || !sets.every((name) => Object.hasOwn(parameters, name))) continue;
    for (const value of Object.values(event.set)) add(value);
    events[id] = { in: place, ...event };
  }
}
