import { BadInput, nearest } from '@invadolab/core';
import { resolveCell, resolveMatrix, resolveMolecule } from '../catalog/names.js';
import type { Catalog, Composed, Composition, MatrixEntry } from '../catalog.js';
import type { ModelFile, Tissue } from '../language.js';
import { tissueSchema } from '../schema/tissue.js';
import { applyChanges, type Change } from './changes.js';
import { type Draft, setParameter } from './draft.js';
import { applyDrugs } from './drugs.js';
import { exposureOf, withSettings } from './exposure.js';
import { applyExpression } from './expression.js';
import { applyHost, organParts } from './hosted.js';
import { hypothesisChanges } from './hypotheses.js';
import { Identifiers } from './identifiers.js';
import { joiningParts, optionalOf } from './optional.js';
import { partsOfPockets } from './pocket-parts.js';
import { definePockets } from './pockets.js';
import { applyProfile, variantChanges, variantsOf, wildType } from './profile.js';
import { applyRadiation } from './radiation.js';
import { usedReferences } from './references.js';
import { directChanges, environmentChanges, matrixChanges } from './settings.js';
import { partStreams, withStreams } from './streams.js';
import { composeTogether } from './together.js';
import { unite } from './unite.js';

/**
 * Makes the explicit model of one arm: the parts of the matrix, the assay and whatever is used united, the cell's profile, the matrix and
 * environment, then the perturbations, in whatever order they were written. Everything stands in the catalogue's order
 * and nothing in that of names; what an arm adds comes last, and random streams are numbered by what declares them, so
 * that arms draw the same numbers for all they share. Composition changes amounts, parameters and
 * pocket definitions and nothing else. What changes nothing is left out and named in `neutral`, so that such an arm is
 * the same model as its control. Other cells around the cell are composed in the same way, then put around it.
 * Throws `BadInput` for unknown names and for combinations that make no sense.
 */
export function compose(catalog: Catalog, composition: Composition): Composed {
  return composition.partners === undefined
    ? composeAlone(catalog, composition)
    : composeTogether(catalog, composition, composition.partners, composeAlone);
}

function composeAlone(catalog: Catalog, composition: Composition): Composed {
  const matrix = findMatrix(catalog, composition.matrixKind);
  const cell = composition.cell === undefined ? undefined : resolveCell(catalog, composition.cell);
  const base = [...(matrix?.entry.parts ?? []), ...composition.parts];
  const joining = joiningParts(catalog, cell, composition, base);
  const bound = partsOfPockets(catalog, base, composition.drugs ?? []);
  const organs = composition.host === undefined ? [] : organParts(catalog, composition.host.id);
  const draft = unite([...partsOf(catalog, [...base, ...joining, ...bound]), ...organs]);
  const optional = optionalOf(catalog);
  const mutations = readMutations(catalog, draft, composition.mutate, cell);
  if (cell !== undefined) applyProfile(catalog, draft, cell, catalog.cells[cell], new Set(mutations.keys()));
  if (composition.host !== undefined) applyHost(catalog, draft, composition.host);
  for (const [parameter, { value, source }] of Object.entries(matrix?.entry.set ?? {}))
    setParameter(draft, parameter, value, source, `matrix ${matrix!.id}`);
  applyExpression(catalog, draft, composition, optional);
  const ids = new Identifiers(identifiersOf(draft));
  const { occupants, dosed, held } = applyDrugs(catalog, draft, composition, ids);
  definePockets(draft, occupants);
  applyRadiation(catalog, draft, composition.radiation, ids);
  const exposure = exposureOf(catalog, draft, occupants, dosed, ids);
  applyChanges(draft, [
    ...matrixChanges(matrix, draft, composition.matrix),
    ...environmentChanges(catalog, draft, composition.environment),
    ...mutationChanges(catalog, draft, mutations),
    ...hypothesisChanges(catalog, draft, composition.hypotheses),
    ...directChanges(draft, composition.set, optional),
  ]);
  const model = finish(catalog, draft, composition.title);
  const body = exposure && { exposure: withSettings(exposure, draft) };
  return { model, trace: draft.trace, neutral: draft.neutral.sort(), ...body, held };
}

function findMatrix(catalog: Catalog, kind: string | undefined): { id: string; entry: MatrixEntry } | undefined {
  if (kind === undefined) return undefined;
  const id = resolveMatrix(catalog, kind);
  return { id, entry: catalog.matrices[id] };
}

/** Parts in the catalogue's order, whoever asked for them first, so that models with the same parts are alike. */
function partsOf(catalog: Catalog, ids: readonly string[]) {
  const unknown = ids.find((id) => !Object.hasOwn(catalog.parts, id));
  if (unknown !== undefined)
    throw new BadInput('unknown part', { found: unknown, nearest: nearest(unknown, Object.keys(catalog.parts)) });
  const taken = (id: string | number, stream: number): never => {
    throw new BadInput(`part ${id}: the stream ${stream} belongs to another already`);
  };
  const streams = [...partStreams(catalog.parts, taken)].filter(([id]) => ids.includes(id));
  return streams
    .sort(([, a], [, b]) => a - b)
    .map(([id, stream]) => ({
      part: withStreams(catalog.parts[id], stream, ([entry], twice) => taken(`${id}, ${entry}`, twice)),
      file: catalog.files?.[`parts.${id}`] ?? `part ${id}`,
    }));
}

/** The molecules whose variant the arm replaces; naming the variant that the cell has already is neutral. */
function readMutations(
  catalog: Catalog,
  draft: Draft,
  mutate: Composition['mutate'],
  cell: string | undefined,
): Map<string, string> {
  const genotype = cell === undefined ? new Map<string, string>() : variantsOf(catalog, catalog.cells[cell]);
  const given = new Set<string>();
  const mutations = new Map<string, string>();
  for (const [name, variant] of Object.entries(mutate ?? {})) {
    const molecule = resolveMolecule(catalog, name);
    if (given.has(molecule)) throw new BadInput(`mutate: ${molecule} is given twice`, { found: name });
    given.add(molecule);
    if ((genotype.get(molecule) ?? wildType) !== variant) mutations.set(molecule, variant);
    else draft.neutral.push(`mutate ${molecule} ${variant}: the cell is that already`);
  }
  return mutations;
}

function mutationChanges(catalog: Catalog, draft: Draft, mutations: ReadonlyMap<string, string>): Change[] {
  return [...mutations].flatMap(([molecule, variant]) => {
    const by = `mutate ${molecule} ${variant}`;
    const changes = variantChanges(catalog, draft, molecule, variant, by);
    if (changes.length === 0 && variant !== wildType) draft.neutral.push(`${by}: nothing in this model depends on it`);
    return changes;
  });
}

function identifiersOf(draft: Draft): string[] {
  const places = Object.values(draft.places).flatMap(({ species, amounts, definitions }) => [
    ...Object.keys(species ?? {}),
    ...Object.keys(amounts ?? {}),
    ...Object.keys(definitions ?? {}),
  ]);
  return [...Object.keys(draft.parameters), ...Object.keys(draft.events), ...places];
}

function finish(catalog: Catalog, draft: Draft, title: string): ModelFile {
  const { parameters, places, fields, reactions, found, dissolve, events, conserved, numerics } = draft;
  const tissue = draft.tissue && wholeTissue(draft.tissue);
  const references = usedReferences(catalog, draft);
  return {
    format: 1,
    model: title,
    references,
    parameters,
    places,
    fields,
    reactions,
    found,
    dissolve,
    events,
    conserved,
    numerics,
    ...(tissue && { tissue }),
  };
}

/** What the parts said of the tissue together must be all of one. */
function wholeTissue(parts: NonNullable<Draft['tissue']>): Tissue {
  const { success, data, error } = tissueSchema.safeParse(parts);
  if (success) return data;
  const { path, message } = error.issues[0];
  throw new BadInput(`the parts leave the tissue incomplete: ${['tissue', ...path].join('.')}`, { expected: message });
}
