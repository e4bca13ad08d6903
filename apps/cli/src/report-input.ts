import type { Source } from '@invadolab/core';
import type { Amount, ModelFile, Parameter } from '@invadolab/model';
import type { ReportInput, ReportParameter } from '@invadolab/report';
import type { Manifest } from '@invadolab/results';
import { type Gathered, type Plan, reportFacts } from '@invadolab/study';

/** Everything the report of a finished run says. */
export function reportInput(plan: Plan, gathered: Gathered, manifest: Manifest): ReportInput {
  const { measures, series, events, images } = gathered;
  const model = plan.models[0].file;
  return {
    manifest,
    facts: reportFacts(plan),
    measures,
    series,
    events,
    images,
    parameters: parametersOf(plan, model),
    references: model.references ?? {},
    names: namesOf(model),
  };
}

function parametersOf(plan: Plan, model: ModelFile): ReportParameter[] {
  const changed = (id: string) =>
    plan.models.slice(1).flatMap(({ trace, arms }) => {
      const common = plan.models[0].trace.find(({ target }) => target === id);
      const own = trace.find(({ target }) => target === id);
      return own && own.to !== common?.to ? arms.map(({ title }) => title) : [];
    });
  const parameters = Object.entries(model.parameters ?? {}).map(([id, entry]) => described(id, entry, changed(id)));
  const amounts = Object.entries(model.places).flatMap(([kind, place]) =>
    Object.entries(place.amounts ?? {}).map(([id, entry]) =>
      described(`${kind}.${id}`, entry, changed(`${kind}.${id}`)),
    ),
  );
  return [...parameters, ...amounts];
}

function described(
  id: string,
  { name, value, unit, source }: Parameter | Amount,
  changedBy: readonly string[],
): ReportParameter {
  const said = typeof value === 'number' && unit !== undefined ? `${value} ${unit}` : String(value);
  return { id, title: name ?? id, value: said, ...grounds(source), changedBy };
}

function grounds(source: Source): Pick<ReportParameter, 'kind' | 'grounds' | 'references'> {
  if ('measured' in source) return { kind: 'measured', grounds: source.note ?? '', references: [source.measured] };
  if ('fitted' in source) return { kind: 'fitted', grounds: source.note ?? source.fitted.join(', '), references: [] };
  if ('derived' in source) return { kind: 'derived', grounds: source.derived, references: [] };
  return { kind: 'assumed', grounds: source.assumed, references: [] };
}

/** Names of species and definitions by their slots. */
function namesOf(model: ModelFile): Readonly<Record<string, string>> {
  const named: [string, string][] = [];
  for (const [kind, { species, definitions }] of Object.entries(model.places)) {
    for (const [id, entry] of Object.entries({ ...species, ...definitions })) {
      if (typeof entry === 'object' && entry.name !== undefined) named.push([`${kind}.${id}`, entry.name]);
    }
  }
  for (const [field, { species }] of Object.entries(model.fields ?? {})) {
    for (const [id, { name }] of Object.entries(species)) if (name !== undefined) named.push([`${field}.${id}`, name]);
  }
  return Object.fromEntries(named);
}
