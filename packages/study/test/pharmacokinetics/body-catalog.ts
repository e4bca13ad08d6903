import { referenceEngine } from '@invadolab/engine';
import { type Catalog, compileModel, compose, type DrugUse, type ModelFile, parseCatalog } from '@invadolab/model';

const kinetics = {
  one: `
  clearance: {value: 6 L/h, source: {assumed: a test}}
  volume: {value: 40 L, source: {assumed: a test}}
  absorption: {rate: {value: 1.5 1/h, source: {assumed: a test}}, lag: {value: 0.5 h, source: {assumed: a test}}, bioavailability: {value: 60 %, source: {assumed: a test}}}`,
  two: `
  clearance: {value: 6 L/h, cv: 0.3, source: {assumed: a test}}
  volume: {value: 40 L, cv: 0.2, source: {assumed: a test}}
  peripheral: {volume: {value: 90 L, source: {assumed: a test}}, exchange: {value: 12 L/h, source: {assumed: a test}}}
  absorption: {rate: {value: 1.5 1/h, source: {assumed: a test}}}`,
};

const drug = (id: string, model: keyof typeof kinetics, pocket: string, more = '') => ({
  name: `drugs/${id}.yaml`,
  text: `drug: ${id}
name: ${id}
status: invented
molar_mass: {value: 500 g/mol, source: {assumed: a test}}
targets: [{pocket: ${pocket}, K: 20 nM, source: {assumed: a test}, shift: {value: 2, source: {assumed: a test}}}]
free_fraction: {plasma: {value: 10 %, source: {assumed: a test}}}
pharmacokinetics:${kinetics[model]}
partition: {rim: {value: 0.2, source: {assumed: a test}}}
dosing: {basis: label, route: oral, dose: 100 mg, every: 24 h, over: 1 h, highest: 200 mg, source: {assumed: a test}}
${more}`,
});

/** Invented drugs with round numbers: one compartment with a lag and a loss in the gut, and two compartments (twice). */
export const bodyFiles = [
  { name: 'references.yaml', text: 'made2020: {authors: Maker A, year: 2020, doi: 10.1000/made}\n' },
  {
    name: 'molecules/all.yaml',
    text: 'PROTX: {name: protein x, role: none, location: cytosol, sources: [made2020]}\n',
  },
  { name: 'protocols/pharmacokinetics.yaml', text: 'assay: pharmacokinetics\nbody: true\nparts: []\nroles: {}\n' },
  drug('anib', 'two', 'PROTX.site'),
  drug('onamide', 'one', 'PROTX.site'),
  drug('twonib', 'two', 'PROTX.site', 'beyond_network: [{target: something else, source: {assumed: a test}}]\n'),
];

export const bodyCatalog: Catalog = parseCatalog(bodyFiles);

/** Values of everything in the body at these times (h), in the units of the model, for one individual. */
export async function follow(uses: readonly DrugUse[], hours: readonly number[], catalog = bodyCatalog) {
  const { exposure } = compose(catalog, { title: 'a test', parts: [], drugs: uses });
  if (!exposure) throw new Error('nothing is dosed');
  return { rows: await watch(exposure.model, hours), exposure };
}

/** The same for a model of a body. */
export async function watch(file: ModelFile, hours: readonly number[]) {
  const model = compileModel(file);
  const [{ kind, species, definitions }] = model.places;
  const session = await referenceEngine.start(model, { members: [0], seed: 1, values: [] });
  const rows: Record<string, number>[] = [];
  for (const hour of hours) {
    await session.advance(hour * 3600);
    const row: Record<string, number> = {};
    for (const { id } of [...species, ...definitions]) row[id] = (await session.read(`${kind}.${id}`)).values[0];
    rows.push(row);
  }
  session.dispose();
  return rows;
}

/** A dose of 100 mg in umol, with the invented molar mass. */
export const given = 200;
