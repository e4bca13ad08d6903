import assert from 'node:assert/strict';
import test from 'node:test';
import { isBadInput } from '@invadolab/core';
import { parseCatalog } from '../src/catalog/parse.js';
import { compileModel } from '../src/compile/compile.js';
import { compose } from '../src/compose/compose.js';

const one = '{assumed: made up}';
const files: Readonly<Record<string, string>> = {
  'parts/blob.yaml': `part: blob
places: {blob: {species: {mote: {initial: motes, unit: "1"}}}}
parameters: {motes: {value: 4, range: [0, 9], source: ${one}}}
`,
  'parts/nook.yaml': `part: nook
pattern: spot
places:
  blob: {species: {spot_full: {unit: "1", name: "motes in the {spot}"}}}
  spot_bud: {in: blob, species: {size: {unit: "1"}}}
parameters: {spot_pull: {value: 1 1/s, range: [0 1/s, 9 1/s], source: ${one}}}
reactions: {spot_draws: {in: blob, equation: mote -> spot_full, rate: spot_pull * mote}}
found: {spot_buds: {place: spot_bud, in: blob, hazard: spot_pull * spot_full}}
`,
  'hosts/ogre.yaml': `host: ogre\nname: an ogre\nset: {motes: {value: 7, source: ${one}}}\n`,
  'hosts/elf.yaml': 'host: elf\nname: an elf\nset: {}\n',
  'organs/knee.yaml': `organ: knee\nname: left knee\nstream: 21\npattern: nook\nhosts: {ogre: {spot_pull: {value: 3 1/s, source: ${one}}}, elf: {}}\n`,
  'organs/tail.yaml': 'organ: tail\nname: tail\nstream: 20\npattern: nook\nhosts: {ogre: {}}\n',
};

function catalogWith(changed: Readonly<Record<string, string>> = {}) {
  return parseCatalog(Object.entries({ ...files, ...changed }).map(([name, text]) => ({ name, text })));
}

function refusal(changed: Readonly<Record<string, string>>): string {
  try {
    catalogWith(changed);
  } catch (error) {
    if (isBadInput(error)) return error.message;
    throw error;
  }
  assert.fail('nothing was refused');
}

const bodyOf = (id: string) => compose(catalogWith(), { title: 'body', parts: ['blob'], host: { id } });

test('a pattern is written out for each organ of the host, with its numbers and its own chance', () => {
  const { model, trace } = bodyOf('ogre');
  assert.deepEqual(Object.keys(model.places), ['blob', 'knee_bud', 'tail_bud']);
  assert.equal(model.places.blob.species?.knee_full.name, 'motes in the left knee');
  assert.deepEqual(model.reactions?.tail_draws, {
    in: 'blob',
    equation: 'mote -> tail_full',
    rate: 'tail_pull * mote',
  });
  assert.equal(model.parameters?.knee_pull.value, '3 1/s');
  assert.equal(model.parameters?.tail_pull.value, '1 1/s');
  assert.deepEqual(
    trace.map(({ target, by }) => `${by}: ${target}`),
    ['host ogre: motes', 'knee of ogre: knee_pull'],
  );
  const streams = Object.values(model.found ?? {}).map(({ stream }) => stream);
  assert.equal(new Set(streams).size, 2);
  assert.doesNotThrow(() => compileModel(model));
  assert.deepEqual(Object.keys(bodyOf('elf').model.places), ['blob', 'knee_bud']);
});

test('leaving an organ out changes no chance of another', () => {
  assert.equal(bodyOf('elf').model.found?.knee_buds.stream, bodyOf('ogre').model.found?.knee_buds.stream);
});

const wrong: Readonly<Record<string, readonly [Readonly<Record<string, string>>, RegExp]>> = {
  'an organ of no pattern': [
    { 'organs/tail.yaml': 'organ: tail\nname: tail\nstream: 20\npattern: blob\nhosts: {ogre: {}}\n' },
    /organs\/tail\.yaml:4:10: no such pattern.*nook/,
  ],
  'two organs on one stream': [
    { 'organs/tail.yaml': 'organ: tail\nname: tail\nstream: 21\npattern: nook\nhosts: {ogre: {}}\n' },
    /tail\.yaml:3:9: this stream belongs to another/,
  ],
  'an organ of an unknown host': [
    { 'organs/tail.yaml': 'organ: tail\nname: tail\nstream: 20\npattern: nook\nhosts: {ogr: {}}\n' },
    /tail\.yaml:5:9: unknown host.*nearest is "ogre"/,
  ],
  'a number that the pattern lacks': [
    {
      'organs/tail.yaml': `organ: tail\nname: tail\nstream: 20\npattern: nook\nhosts: {ogre: {spot_pul: {value: 1 1/s, source: ${one}}}}\n`,
    },
    /tail\.yaml:5:\d+: no part has this parameter.*nearest is "spot_pull"/,
  ],
  'a number of another dimension': [
    { 'hosts/ogre.yaml': `host: ogre\nname: an ogre\nset: {motes: {value: 7 s, source: ${one}}}\n` },
    /ogre\.yaml:3:\d+: motes: wrong dimension/,
  ],
  'a protocol with an unknown host': [
    { 'protocols/p.yaml': 'assay: p\nhost: orc\nparts: [blob]\nroles: {}\n' },
    /p\.yaml:2:7: unknown host.*ogre/,
  ],
  'a refusal without what to look at instead': [
    { 'protocols/p.yaml': 'assay: p\nhost: elf\nparts: [blob]\nroles: {}\ncancers: {wart: {refused: no}}\n' },
    /p\.yaml:5:11: .*instead/,
  ],
};

for (const [what, [changed, said]] of Object.entries(wrong))
  test(`a catalogue refuses ${what}`, () => {
    assert.match(refusal(changed), said);
  });
