import assert from 'node:assert/strict';
import test from 'node:test';
import { isBadInput } from '@invadolab/core';
import { overlayCatalog, parseCatalog } from '../src/catalog/parse.js';
import type { Perturbations } from '../src/catalog.js';
import { compileModel } from '../src/compile/compile.js';
import { compose } from '../src/compose/compose.js';
import { inventedCatalog } from './invented-catalog.js';

const catalog = parseCatalog(inventedCatalog);
const arm = (change: Perturbations, parts = ['core']) =>
  compose(catalog, { title: 'arm', cell: 'Blim-7', parts, ...change });
const reactions = (change: Perturbations) => Object.keys(arm(change).model.reactions ?? {});
const own = ['plunk', 'unplunk'];

function message(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (isBadInput(error)) return error.message;
    throw error;
  }
  assert.fail('nothing was refused');
}

test('a part joins where what brings it in means something, and nowhere else', () => {
  assert.deepEqual(reactions({}), own);
  assert.deepEqual(reactions({ environment: { gloom: 0 } }), own);
  assert.deepEqual(reactions({ environment: { gloom: '1e-9' } }).slice(2), ['unplunked_by_gloom']);
  assert.deepEqual(reactions({ radiation: { dose: '1e-9 Gy' } }).slice(2), ['sparked', 'settled', 'plunked_by_sparks']);
});

const neutral: Record<string, Perturbations> = {
  'a sham of many fractions': { radiation: { dose: '0 Gy', fractions: 5, every: '24 h' } },
  'a factor that means nothing and is in no part here': { environment: { gloom: 0 } },
  'a knock-down of what only joins with radiation': { knockdown: { DAMPER: '50 %' } },
  'a parameter of a part that has not joined': { set: { glow: '0.5 1/s' } },
  "the catalogue's own side": { hypotheses: { 'haze.density': 'half' } },
  'a side on which nothing here depends': { hypotheses: { 'spark.sign': 'they-do-not' } },
};

for (const [name, change] of Object.entries(neutral))
  test(`${name} leaves the control's model`, () => {
    const composed = arm(change);
    assert.equal(compileModel(composed.model).hash, compileModel(arm({}).model).hash);
    assert.equal(composed.neutral.length, 1);
    assert.deepEqual(composed.trace, arm({}).trace);
  });

test('a part that one side of a hypothesis brings in joins where that side is taken, and where what it needs is', () => {
  const text = `gloomy:
  name: whether it is gloomy
  default: no
  sides:
    no: {name: it is not, set: {}, source: {assumed: so}}
    yes: {name: it is, set: {}, parts: [gloom], source: {assumed: so}}
    glows: {name: it glows where sparks fly, set: {}, parts: [gloom, sparks-in-gloom], source: {assumed: so}}
`.replace(/\b(no|yes)\b/g, "'$1'");
  const wider = overlayCatalog(catalog, [{ name: 'hypotheses.yaml', text }]);
  const taking = (gloomy: string, change: Perturbations = {}) =>
    compose(wider, { title: 'arm', cell: 'Blim-7', parts: ['core'], hypotheses: { gloomy }, ...change });
  const added = (gloomy: string, change?: Perturbations) =>
    Object.keys(taking(gloomy, change).model.reactions ?? {}).slice(2);
  assert.deepEqual(added('no'), []);
  assert.deepEqual(added('yes'), ['unplunked_by_gloom']);
  assert.deepEqual(taking('yes').neutral, []);
  assert.deepEqual(added('glows'), ['unplunked_by_gloom']);
  assert.ok(added('glows', { radiation: { dose: '1 Gy' } }).includes('glows'));
  assert.equal(compileModel(taking('no').model).hash, compileModel(arm({}).model).hash);
});

test('a part that needs another joins only beside it', () => {
  const both = reactions({ radiation: { dose: '1 Gy' }, environment: { gloom: 1 } });
  assert.ok(both.includes('glows'));
  assert.ok(!reactions({ environment: { gloom: 1 } }).includes('glows'));
});

test('cells and drugs bring parts in too, a drug only at a dose', () => {
  const files = [
    {
      name: 'drugs/gloomer.yaml',
      text: 'drug: gloomer\nname: gloomer\nstatus: invented\ntargets: [{pocket: FROB.nook, K: 1 nM, source: {assumed: so}}]\nparts: [gloom]\n',
    },
    {
      name: 'cells/dim.yaml',
      text: 'cell: dim\nname: dim\nspecies: human\nkind: healthy\namounts: {}\nparts: [gloom]\n',
    },
  ];
  const wider = overlayCatalog(catalog, files);
  const joined = (change: Perturbations, cell = 'Blim-7') =>
    'unplunked_by_gloom' in (compose(wider, { title: 'arm', cell, parts: ['core'], ...change }).model.reactions ?? {});
  assert.equal(joined({ drugs: [{ name: 'gloomer', free: '0 nM' }] }), false);
  assert.equal(joined({ drugs: [{ name: 'gloomer', free: '1 nM' }] }), true);
  assert.equal(joined({}, 'dim'), true);
});

test('what an arm shares with its control draws the same random numbers', () => {
  const streams = (change: Perturbations) =>
    compileModel(arm(change).model).places[0].constants.map(({ stream }) => stream);
  const control = streams({});
  assert.deepEqual(streams({ radiation: { dose: '1 Gy' } }).slice(0, control.length - 1), control.slice(0, -1));
});

test('fractions come at their times, each with its dose', () => {
  const { model } = arm({ radiation: { dose: '2 Gy', fractions: 3, every: '24 h' } });
  const { events } = compileModel(model);
  assert.deepEqual(
    events.map(({ at }) => at),
    [10, 86_400, 86_410, 172_800, 172_810],
  );
  assert.equal(model.parameters?.spark_rate.value, '0.2 Gy/s');
});

test('schedules and sides that make no sense are refused by name', () => {
  const refused: [Perturbations, RegExp][] = [
    [{ radiation: { dose: '-1 Gy' } }, /cannot be negative/],
    [{ radiation: { dose: '2 nM' } }, /Gy/],
    [{ radiation: { dose: '2 Gy', fractions: 1.5 } }, /whole number/],
    [{ radiation: { dose: '2 Gy', fractions: 2 } }, /time between/],
    [{ radiation: { dose: '2 Gy', fractions: 2, every: '5 s' } }, /overlap/],
    [{ radiation: { dose: '2 Gy', kind: 'zap' } }, /zaps/],
    [{ hypotheses: { 'spark.sing': 'they-do' } }, /spark\.sign/],
    [{ hypotheses: { 'spark.sign': 'they-dont' } }, /they-do-not/],
    [{ environment: { gloom: 2 } }, /out of range/],
    [{ set: { no_such: 1 } }, /no such parameter/],
    [{ knockdown: { GLIM: '50 %' } }, /no amount/],
  ];
  for (const [change, expected] of refused)
    assert.match(
      message(() => arm(change)),
      expected,
    );
});

test('a catalogue says where an optional part is wrong', () => {
  const wrong: [string, string, RegExp][] = [
    ['environments.yaml', 'gloom: {name: gloom, parameter: gloom, range: [0, 1], parts: [gloom]}', /neutral/],
    ['environments.yaml', 'gloom: {name: gloom, parameter: gloom, range: [0, 1], neutral: 0, parts: [glum]}', /glum/],
    ['parts/late.yaml', 'part: late\nwith: [cor]', /core/],
    [
      'parts/late.yaml',
      'part: late\noccupants: {a: {pocket: FROB.nok, share: 1, source: {assumed: so}}}',
      /FROB\.nook/,
    ],
    [
      'hypotheses.yaml',
      'a: {name: a, default: c, sides: {b: {name: b, set: {}, source: {assumed: so}}}}',
      /no such side/,
    ],
    [
      'hypotheses.yaml',
      'a: {name: a, default: b, sides: {b: {name: b, set: {haze: 1}, source: {assumed: so}}}}',
      /differs/,
    ],
    [
      'hypotheses.yaml',
      'a: {name: a, default: b, sides: {b: {name: b, set: {}, parts: [gloom], source: {assumed: so}}}}',
      /default side is the catalogue's own.*no parts/,
    ],
    [
      'hypotheses.yaml',
      'a: {name: a, default: b, sides: {b: {name: b, set: {}, source: {assumed: so}}, c: {name: c, set: {}, parts: [glom], source: {assumed: so}}}}',
      /unknown part.*gloom/,
    ],
    [
      'radiations/r.yaml',
      'radiation: r\nname: r\nparts: [core]\nparameter: warmth\nduration: {value: 1 s, source: {assumed: so}}',
      /Gy/,
    ],
  ];
  for (const [name, text, expected] of wrong)
    assert.match(
      message(() => overlayCatalog(catalog, [{ name, text }])),
      expected,
      name,
    );
});
