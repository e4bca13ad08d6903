import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { referenceEngine } from '@invadolab/engine';
import { type CompiledModel, compileModel, type ModelFile } from '@invadolab/model';
import { exportSbml } from '@invadolab/sbml';
import { shippedFolder } from '../src/library.js';
import { loadModel } from '../src/model-source.js';
import { invadolab, shippedCatalog, withFiles } from './command-line.js';
import { askOracle } from './sbml-oracle.js';

const duration = 3600;
const steps = 6;

/** The model without what SBML cannot hold, for our own engine. */
function networkAlone(file: ModelFile): ModelFile {
  const { omitted } = exportSbml(file);
  const left = (what: string) => new Set(omitted.filter((each) => each.what === what).map(({ id }) => id));
  const gone = { places: left('place'), definitions: left('definition'), reactions: left('reaction') };
  const places = Object.entries(file.places).flatMap(([kind, place]) => {
    if (gone.places.has(kind)) return [];
    const definitions = Object.entries(place.definitions ?? {}).filter(
      ([id]) => !gone.definitions.has(`${kind}.${id}`),
    );
    return [[kind, { ...place, definitions: Object.fromEntries(definitions) }] as const];
  });
  const reactions = Object.entries(file.reactions ?? {}).filter(
    ([id, { in: home, over }]) =>
      !gone.reactions.has(id) && !gone.places.has(home) && !left('field').has(home) && !over,
  );
  const { fields: _fields, found: _found, dissolve: _dissolve, conserved: _conserved, ...rest } = file;
  return {
    ...rest,
    places: Object.fromEntries(places),
    reactions: Object.fromEntries(reactions),
    numerics: { tick: '2 s', coupling: 'strang', tolerance: 1e-9 },
  };
}

/** Every species as the export names it: with its place in front where two places have one of that id. */
function speciesOf(model: CompiledModel) {
  const count = new Map<string, number>();
  for (const { species } of model.places) for (const { id } of species) count.set(id, (count.get(id) ?? 0) + 1);
  return model.places.flatMap(({ kind, species, constants }) => {
    const volume = constants[constants.length - 1].value;
    return species.map(({ id, factor, perVolume }) => {
      return {
        slot: `${kind}.${id}`,
        name: count.get(id) === 1 ? id : `${kind}_${id}`,
        size: factor * (perVolume ? volume : 1),
      };
    });
  });
}

/** Amounts at their declared values: an individual would draw its own. */
function declaredAmounts(model: CompiledModel) {
  return model.places.flatMap(({ kind, constants }) =>
    constants.slice(0, -1).map(({ id, value, factor }) => ({ slot: `${kind}.${id}`, values: [value / factor] })),
  );
}

test('the control network as SBML: libSBML finds nothing, libRoadRunner gives the same courses', async (t) => {
  const study = join(shippedFolder('studies'), 'flagship.yaml');
  await withFiles({}, async (folder) => {
    const path = join(folder, 'network.xml');
    const { code, err } = await invadolab(['export', study, '--sbml', path]);
    assert.equal(code, 0, err);
    assert.match(readFileSync(path, 'utf8'), /identifiers\.org\/uniprot:P12931/);
    const { file } = await loadModel(study, undefined, await shippedCatalog());
    const alone = networkAlone(file);
    const model = compileModel(alone);
    const species = speciesOf(model);
    const answer = askOracle({ file: path, duration, steps, select: species.map(({ name }) => name) });
    if (!answer) return t.skip('libSBML or libRoadRunner is missing');
    assert.deepEqual(answer.problems, []);
    const session = await referenceEngine.start(model, { members: [0], seed: 1, values: declaredAmounts(model) });
    let varied = 0;
    const off = new Map<string, number>();
    for (let step = 0; step <= steps; step++) {
      assert.equal((await session.advance((duration * step) / steps)).state, 'done');
      for (const { slot, name, size } of species) {
        const course = answer.courses[name];
        // Of what is absent only noise is left, far below a molecule.
        const largest = Math.max(1, ...course.map(Math.abs));
        const ours = (await session.read(slot)).values[0] * size;
        off.set(name, Math.max(off.get(name) ?? 0, Math.abs(ours - course[step]) / largest));
        if (step === steps && Math.abs(course[steps] - course[0]) > 0.01 * largest) varied++;
      }
    }
    session.dispose();
    assert.ok(varied >= 20, `only ${varied} courses vary`);
    const worst = [...off].sort(([, a], [, b]) => b - a).slice(0, 5);
    assert.ok(worst[0][1] <= 1e-4, worst.map(([name, share]) => `${name} ${share}`).join(', '));
    t.diagnostic(
      `${off.size} courses, ${varied} of them varying; the worst ${worst[0][0]}: ${worst[0][1]} of its largest value`,
    );
  });
});
