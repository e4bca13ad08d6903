import type { Reference } from '@invadolab/core';
import { z } from 'zod';
import type { ReportFacts, ReportInput, ReportParameter } from './input.js';

const quantity = z.union([z.string(), z.number()]);
const source = z.union([
  z.object({ measured: z.string(), note: z.string().optional() }),
  z.object({ fitted: z.array(z.string()), note: z.string().optional() }),
  z.object({ derived: z.string(), from: z.array(z.string()).optional() }),
  z.object({ assumed: z.string() }),
]);
const sourced = z.object({
  value: quantity,
  unit: z.string().optional(),
  name: z.string().optional(),
  molecule: z.string().optional(),
  source,
});
const named = z.union([quantity, z.object({ name: z.string().optional() })]);
const reference = z.object({
  authors: z.string(),
  year: z.number(),
  title: z.string().optional(),
  journal: z.string().optional(),
  doi: z.string().optional(),
  pmid: z.string().optional(),
  url: z.string().optional(),
  confirmed: z.boolean().optional(),
});
const place = z.object({
  species: z.record(z.string(), z.object({ name: z.string().optional() })).optional(),
  amounts: z.record(z.string(), sourced).optional(),
  definitions: z.record(z.string(), named).optional(),
});
const cited = z.object({ references: z.array(z.string()).optional() });
const model = z.object({
  references: z.record(z.string(), reference).optional(),
  parameters: z.record(z.string(), sourced).optional(),
  places: z.record(z.string(), place),
  reactions: z.record(z.string(), cited).optional(),
  found: z.record(z.string(), cited).optional(),
  dissolve: z.record(z.string(), cited).optional(),
});
const trace = z.array(z.object({ target: z.string(), by: z.string(), to: quantity }));

/** `resolved-model.json`: every distinct model of a run, the control's first. */
export const resolvedSchema = z.object({
  models: z.array(z.object({ arms: z.array(z.string()), model, trace: trace.default([]) })).min(1),
});

type Resolved = z.infer<typeof resolvedSchema>;
type Model = z.infer<typeof model>;

/**
 * What a report needs of the models: numbers with sources, those of the control first and then what other arms add (a
 * drug brings its constants); the references that they and the reactions name; names of slots.
 */
export function describeModels(
  { models }: Resolved,
  facts: ReportFacts,
): Pick<ReportInput, 'parameters' | 'references' | 'names'> {
  const [{ model: control }] = models;
  const parameters = new Map<string, ReportParameter>();
  for (const { model } of models) {
    for (const [id, entry] of sourcedNumbers(model)) {
      if (!parameters.has(id)) parameters.set(id, describe(id, entry, model, changers(models, id, facts)));
    }
  }
  const all = [...parameters.values()];
  return { parameters: all, references: referencesOf(models, all), names: slotNames(control) };
}

function sourcedNumbers({ parameters = {}, places }: Model): [string, z.infer<typeof sourced>][] {
  const amounts = Object.entries(places).flatMap(([kind, { amounts = {} }]) =>
    Object.entries(amounts).map(([id, entry]): [string, z.infer<typeof sourced>] => [`${kind}.${id}`, entry]),
  );
  return [...Object.entries(parameters), ...amounts];
}

function describe(
  id: string,
  entry: z.infer<typeof sourced>,
  { references = {} }: Model,
  changedBy: string[],
): ReportParameter {
  const { value, unit, name, molecule, source: from } = entry;
  const title = name ?? (molecule === undefined ? id : `amount of ${molecule}`);
  const shared = { id, title, value: unit === undefined ? String(value) : `${value} ${unit}`, changedBy };
  if ('measured' in from) {
    const known = Object.hasOwn(references, from.measured);
    const grounds = [known ? '' : from.measured, from.note ?? ''].filter((text) => text !== '').join('; ');
    return { ...shared, kind: 'measured', grounds, references: known ? [from.measured] : [] };
  }
  if ('fitted' in from) {
    const grounds = [from.fitted.join(', '), from.note ?? ''].filter((text) => text !== '').join('; ');
    return { ...shared, kind: 'fitted', grounds, references: [] };
  }
  if ('derived' in from) {
    const cites = (from.from ?? []).filter((each) => Object.hasOwn(references, each));
    return { ...shared, kind: 'derived', grounds: from.derived, references: cites };
  }
  return { ...shared, kind: 'assumed', grounds: from.assumed, references: [] };
}

/** Titles of the arms that have a number which the control lacks, or whose trace sets it to something else. */
function changers(models: Resolved['models'], id: string, facts: ReportFacts): string[] {
  const has = ({ model }: Resolved['models'][number]) => sourcedNumbers(model).some(([each]) => each === id);
  const last = (index: number) => models[index].trace.filter(({ target }) => target === id).at(-1)?.to;
  const added = !has(models[0]);
  const base = last(0);
  return models.flatMap((each, index) => {
    if (index === 0 || (added ? !has(each) : last(index) === base)) return [];
    return facts.arms.filter((arm) => each.arms.includes(arm.id)).map(({ title }) => title);
  });
}

function referencesOf(models: Resolved['models'], parameters: readonly ReportParameter[]): Record<string, Reference> {
  const [{ model: control }] = models;
  const { reactions = {}, found = {}, dissolve = {} } = control;
  const processes = [reactions, found, dissolve].flatMap((each) => Object.values(each));
  const used = new Set([...parameters, ...processes].flatMap((each) => each.references ?? []));
  const known = Object.assign({}, ...models.map(({ model }) => model.references ?? {}).reverse());
  return Object.fromEntries(Object.entries<Reference>(known).filter(([id]) => used.has(id)));
}

function slotNames({ places }: Model): Record<string, string> {
  const names: Record<string, string> = {};
  for (const [kind, { species = {}, definitions = {} }] of Object.entries(places)) {
    for (const [id, entry] of Object.entries({ ...species, ...definitions })) {
      if (typeof entry === 'object' && entry.name !== undefined) names[`${kind}.${id}`] = entry.name;
    }
  }
  return names;
}
