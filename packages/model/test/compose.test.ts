import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson, isBadInput } from '@invadolab/core';
import fc from 'fast-check';
import { parseCatalog } from '../src/catalog/parse.js';
import type { Composition, Perturbations } from '../src/catalog.js';
import { compileModel } from '../src/compile/compile.js';
import { modelHash } from '../src/compile/hash.js';
import { compose } from '../src/compose/compose.js';
import type { ModelFile } from '../src/language.js';
import { evaluateNode } from '../src/nodes/evaluate.js';
import { inventedCatalog } from './invented-catalog.js';

const catalog = parseCatalog(inventedCatalog);
const base: Composition = { title: 'a test', cell: 'Blim-7', matrixKind: 'tray', parts: ['core'] };
const control = compose(catalog, base);
const arm = (change: Perturbations) => compose(catalog, { ...base, ...change });

/** Every leaf of the model that differs from the control's, as `path: text`. */
function differences(model: ModelFile, from: ModelFile = control.model): Record<string, unknown> {
  const leaves = (value: unknown, path: string, out: Map<string, unknown>) => {
    if (typeof value !== 'object' || value === null) out.set(path, value);
    else for (const [key, entry] of Object.entries(value)) leaves(entry, path === '' ? key : `${path}/${key}`, out);
    return out;
  };
  const [before, after] = [leaves(from, '', new Map()), leaves(model, '', new Map())];
  const keys = [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key));
  return Object.fromEntries(
    keys.filter((key) => !/^references|\/(source|range|name|unit)(\/|$)/.test(key)).map((key) => [key, after.get(key)]),
  );
}

function message(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (isBadInput(error)) return error.message;
    throw error;
  }
  assert.fail('nothing was refused');
}

test('the control arm is parts, profile and matrix, each change traced', () => {
  const { parameters, places } = control.model;
  assert.equal(parameters?.radius.value, '8 um');
  assert.equal(parameters?.weave.value, '60 nm');
  assert.equal(parameters?.k_unplunk.value, '0.4 1/s');
  assert.equal(places.wobble.amounts?.FROB_total.value, '2000 molecule');
  assert.equal(places.wobble.amounts?.FROB_total.cv, 0.3, 'the spread of the part stays where the profile gives none');
  assert.equal(places.wobble.amounts?.SPANG_total.cv, 0.5);
  assert.equal(places.wobble.definitions?.free_FROB_nook, 1);
  assert.equal(places.wobble.volume, '4 / 3 * pi * radius * radius * radius');
  assert.deepEqual(
    control.trace.map(({ target, by, from, to }) => `${target}: ${from} -> ${to}, ${by}`),
    [
      'wobble.FROB_total: 1000 molecule -> 2000 molecule, cell Blim-7',
      'wobble.SPANG_total: 20 molecule -> 40 molecule, cell Blim-7',
      'k_unplunk: 0.2 1/s -> 0.4 1/s, cell Blim-7, SPANG A9V',
      'radius: 5 um -> 8 um, cell Blim-7 (geometry)',
      'weave: 50 nm -> 60 nm, matrix tray',
    ],
  );
});

// Rule: a perturbation acts only where it physically acts. Each kind is listed with everything it may change.
const kinds: Record<keyof Perturbations, { change: Perturbations; differs: Record<string, unknown> }> = {
  knockdown: {
    change: { knockdown: { frobbin: '90 %' } },
    differs: { 'places/wobble/amounts/FROB_total/value': '200 molecule' },
  },
  knockout: {
    change: { knockout: ['FRB1'] },
    differs: { 'places/wobble/amounts/FROB_total/value': '0 molecule' },
  },
  overexpress: {
    change: { overexpress: { SPANG: 3 } },
    differs: { 'places/wobble/amounts/SPANG_total/value': '120 molecule' },
  },
  mutate: { change: { mutate: { FROB: 'always-on' } }, differs: { 'parameters/k_plunk/value': '5 1/s' } },
  drugs: {
    change: { drugs: [{ name: 'haltine', free: '5 nM' }] },
    differs: {
      'parameters/drug_HL_22_dose/value': '5 nM',
      'parameters/drug_HL_22_K_FROB_nook/value': '10 nM',
      'places/wobble/definitions/free_FROB_nook': undefined,
      'places/wobble/definitions/free_FROB_nook/value': '1 / (1 + drug_HL_22_dose / drug_HL_22_K_FROB_nook)',
    },
  },
  environment: { change: { environment: { warmth: '20 %' } }, differs: { 'parameters/warmth/value': '20 %' } },
  matrix: { change: { matrix: { weave: '0.1 um' } }, differs: { 'parameters/weave/value': '0.1 um' } },
  radiation: {
    change: { radiation: { dose: '2 Gy', from: '1 min' } },
    differs: {
      'parameters/spark_rate/value': '0 Gy/s',
      'parameters/per_gray/value': '10 1/Gy',
      'parameters/settle/value': '0.1 1/s',
      'parameters/on_spang/value': 0.5,
      'parameters/radiation_zaps_rate/value': '0.2 Gy/s',
      'places/wobble/amounts/DAMPER_total/value': 3,
      'places/wobble/amounts/DAMPER_total/molecule': 'DAMPER',
      'places/wobble/amounts/DAMPER_total/stream': 40_000,
      'places/wobble/definitions/free_SPANG_cleft': undefined,
      'places/wobble/definitions/free_SPANG_cleft/value': '1 / (1 + (SPARKS / 4))',
      'reactions/sparked/in': 'wobble',
      'reactions/sparked/equation': '-> SPARKS',
      'reactions/sparked/rate': 'per_gray * spark_rate',
      'reactions/settled/in': 'wobble',
      'reactions/settled/equation': 'SPARKS ->',
      'reactions/settled/rate': 'settle * SPARKS * DAMPER_total / SPANG_total',
      'reactions/plunked_by_sparks/in': 'wobble',
      'reactions/plunked_by_sparks/equation': 'spang -> spangP',
      'reactions/plunked_by_sparks/rate': 'on_spang * settle * SPARKS * spang',
      'events/radiation_zaps_from_1/at': '60 s',
      'events/radiation_zaps_from_1/set/spark_rate': 'radiation_zaps_rate',
      'events/radiation_zaps_until_1/at': '70 s',
      'events/radiation_zaps_until_1/set/spark_rate': 0,
    },
  },
  hypotheses: { change: { hypotheses: { 'haze.density': 'less' } }, differs: { 'parameters/haze/value': '40 %' } },
  set: { change: { set: { k_plunk: '3 1/s' } }, differs: { 'parameters/k_plunk/value': '3 1/s' } },
};

for (const [kind, { change, differs }] of Object.entries(kinds))
  test(`${kind} changes exactly what it acts on`, () => {
    const { model, trace } = arm(change);
    assert.deepEqual(differences(model), differs);
    const added = trace.slice(control.trace.length);
    assert.ok(
      added.length > 0 && added.every(({ by }) => by.includes(kind.replace(/e?s$/, ''))),
      JSON.stringify(added),
    );
  });

test('perturbations commute', () => {
  const all: Perturbations = Object.assign({}, ...Object.values(kinds).map(({ change }) => change), {
    knockdown: { FROB: '50 %', SPANG: '10 %' },
    knockout: [],
    overexpress: { SPANG: 3, FROB: 2 },
    set: { drug_stopal_K_FROB_nook: '4 nM', k_unplunk: '0.3 1/s' },
    drugs: [
      { name: 'haltine', free: '5 nM' },
      { name: 'stopal', nominal: '80 nM', from: '1 h' },
      { name: 'ST-1', nominal: '20 nM', until: '30 min' },
    ],
  });
  // With the order of keys, which is that of sums.
  const expected = JSON.stringify(arm(all));
  const shuffled = fc.record({
    keys: fc.shuffledSubarray(Object.keys(all), { minLength: Object.keys(all).length }),
    drugs: fc.shuffledSubarray([...all.drugs!], { minLength: 3 }),
    flip: fc.boolean(),
  });
  fc.assert(
    fc.property(shuffled, ({ keys, drugs, flip }) => {
      const source: Record<string, unknown> = { ...all, drugs };
      const turn = (value: unknown) =>
        flip && typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).reverse())
          : value;
      const change: Perturbations = Object.fromEntries(keys.map((key) => [key, turn(source[key])]));
      assert.equal(JSON.stringify(arm(change)), expected);
    }),
    { numRuns: 100 },
  );
});

const neutral: Record<string, Perturbations> = {
  'knock-down of 0 %': { knockdown: { FROB: '0 %' } },
  'overexpression x 1': { overexpress: { FROB: 1 } },
  'a solvent that binds nothing': { drugs: [{ name: 'solvo' }] },
  'a dose of zero': { drugs: [{ name: 'stopal', free: '0 nM' }] },
  'a nominal dose of zero': { drugs: [{ name: 'stopal', nominal: '0 uM' }] },
  'a drug whose target is not there': { drugs: [{ name: 'glimmer', free: '5 nM' }] },
  'the environment as it is': { environment: { warmth: 0.5 } },
  'the same in another unit': { matrix: { weave: '0.06 um' } },
  'the genotype the cell has': { mutate: { SPANG: 'A9V' } },
  'wild type of a wild type': { mutate: { FROB: 'wild-type' } },
  'a value that differs only by rounding between units': { set: { k_unplunk: '24 1/min' } },
  'a parameter set to its value': { set: { k_plunk: '120 1/min' } },
};

for (const [name, change] of Object.entries(neutral))
  test(`${name} leaves the control's model`, () => {
    const composed = arm(change);
    assert.equal(modelHash({ ...composed.model, model: 'another title' }), modelHash(control.model));
    assert.equal(composed.neutral.length, 1);
    assert.deepEqual(composed.trace, control.trace);
  });

test('a neutral arm is told from one that only rounds to it', () => {
  assert.notEqual(canonicalJson(arm({ knockdown: { FROB: '0.001 %' } }).model), canonicalJson(control.model));
});

test('two drugs compete for one pocket and only there', () => {
  const { model } = arm({
    drugs: [
      { name: 'stopal', nominal: '100 nM' },
      { name: 'haltine', free: '5 nM' },
    ],
  });
  const definitions = model.places.wobble.definitions as Record<string, { value: string }>;
  assert.equal(
    definitions.free_FROB_nook.value,
    '1 / (1 + drug_HL_22_dose / drug_HL_22_K_FROB_nook + drug_stopal_dose * drug_stopal_unbound / (drug_stopal_K_FROB_nook * drug_stopal_shift_FROB_nook))',
  );
  assert.equal(
    definitions.free_SPANG_cleft.value,
    '1 / (1 + drug_stopal_dose * drug_stopal_unbound / drug_stopal_K_SPANG_cleft)',
  );
  assert.equal(model.parameters?.drug_stopal_unbound.value, '25 %');
  assert.deepEqual(model.parameters?.drug_stopal_unbound.source, { measured: 'quib2003' });
});

test('the empty share of a pocket follows the closed form of competition', () => {
  const { model } = arm({
    drugs: [
      { name: 'stopal', nominal: '100 nM' },
      { name: 'haltine', free: '5 nM' },
    ],
  });
  const compiled = compileModel(model);
  const definition = compiled.places[0].definitions.find(({ id }) => id === 'free_FROB_nook')!;
  const share = evaluateNode(definition.value, (slot) => {
    assert.equal(slot.at, 'parameter');
    return compiled.parameters['index' in slot ? slot.index : -1].value;
  });
  const expected = 1 / (1 + 5 / 10 + (100 * 0.25) / (2 * 3));
  assert.ok(Math.abs(share - expected) < 1e-14, `${share} ${expected}`);
});

test('whatever an arm does, species, reactions and the structure of places stay those of the parts', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const change = fc.record(
    {
      knockdown: fc.record({ SPANG: share }),
      overexpress: fc.record({ FROB: fc.double({ min: 1, max: 50, noNaN: true }) }),
      mutate: fc.record({ FROB: fc.constantFrom('K1R', 'always-on', 'wild-type') }),
      environment: fc.record({ warmth: share }),
      matrix: fc.record({ weave: fc.constantFrom('20 nm', '0.1 um', '200 nm') }),
      drugs: fc.array(
        fc.record({ name: fc.constantFrom('stopal', 'haltine'), free: fc.nat(50).map((dose) => `${dose} nM`) }),
        {
          maxLength: 1,
        },
      ),
    },
    { requiredKeys: [] },
  );
  const structure = ({ parameters, places, ...rest }: ModelFile) => {
    const { amounts, definitions, ...wobble } = places.wobble;
    const own = Object.keys(parameters ?? {}).filter((id) => !id.startsWith('drug_'));
    return {
      ...rest,
      references: 0,
      own,
      wobble,
      amounts: Object.keys(amounts ?? {}),
      definitions: Object.keys(definitions ?? {}),
    };
  };
  fc.assert(
    fc.property(change, (given) => {
      const { model, trace } = arm(given);
      assert.deepEqual(structure(model), structure(control.model));
      const traced = new Set(trace.map(({ target }) => target));
      for (const [id, parameter] of Object.entries(model.parameters ?? {}))
        if (parameter.value !== control.model.parameters?.[id]?.value && !id.startsWith('drug_'))
          assert.ok(traced.has(id), `${id} is not in the trace`);
    }),
    { numRuns: 200 },
  );
});

test('a timed drug starts and stops by events', () => {
  const { model } = arm({
    drugs: [
      { name: 'haltine', free: '5 nM', from: '1 h', until: '2 h' },
      { name: 'haltine', free: '9 nM', from: '2 h', until: '3 h' },
    ],
  });
  assert.equal(model.parameters?.drug_HL_22_dose.value, '0 nM');
  assert.deepEqual(model.events, {
    drug_HL_22_from_1: { at: '1 h', set: { drug_HL_22_dose: 'drug_HL_22_dose_1' } },
    drug_HL_22_from_2: { at: '2 h', set: { drug_HL_22_dose: 'drug_HL_22_dose_2' } },
    drug_HL_22_until_2: { at: '3 h', set: { drug_HL_22_dose: 0 } },
  });
});

test('a mutation replaces the genotype of the profile', () => {
  assert.equal(arm({ mutate: { SPANG: 'wild-type' } }).model.parameters?.k_unplunk.value, '0.2 1/s');
});

test('references of everything used travel along, and no others', () => {
  assert.deepEqual(Object.keys(control.model.references ?? {}), ['mool2001', 'quib2003', 'zant2002']);
});

test('two parts with one id are refused with both files', () => {
  const twice = parseCatalog([
    ...inventedCatalog,
    { name: 'parts/again.yaml', text: 'part: again\nreactions:\n  plunk: {in: wobble, equation: spang ->, rate: 1}\n' },
    { name: 'parts/bigger.yaml', text: 'part: bigger\nplaces:\n  wobble: {volume: 7}\n' },
  ]);
  assert.match(
    message(() => compose(twice, { ...base, parts: ['core', 'again'] })),
    /reactions\.plunk is in parts\/again\.yaml and again in parts\/core\.yaml/,
  );
  assert.match(
    message(() => compose(twice, { ...base, parts: ['core', 'bigger'] })),
    /places\.wobble\.volume .* in parts\/bigger\.yaml .* in parts\/core\.yaml/,
  );
});

const refused: [string, Perturbations, RegExp][] = [
  ['an unknown molecule', { knockdown: { FROBB: '50 %' } }, /unknown molecule; found "FROBB".*nearest is "FROB"/],
  ['a molecule without an amount', { knockdown: { GLIM: '50 %' } }, /no amount in this model is of GLIM/],
  ['a share above 100 %', { knockdown: { FROB: '120 %' } }, /not a share; found "120 %"/],
  ['a share with a unit', { knockdown: { FROB: '3 nM' } }, /a unit does not belong here; found "3 nM"/],
  ['one molecule under two names', { knockdown: { FROB: 0.5, p33: 0.5 } }, /FROB is given twice/],
  ['knock-out and overexpression', { knockout: ['p33'], overexpress: { FROB: 2 } }, /FROB is knocked out/],
  ['overexpression below x 1', { overexpress: { FROB: 0.5 } }, /use knockdown/],
  ['an unknown variant', { mutate: { FROB: 'K2R' } }, /no such variant; found "K2R".*nearest is "K1R"/],
  ['an unknown drug', { drugs: [{ name: 'stopel', free: '1 nM' }] }, /unknown drug.*nearest is "stopal"/],
  [
    'a dose given both ways',
    { drugs: [{ name: 'stopal', free: '1 nM', nominal: '1 nM' }] },
    /either `free` or `nominal`/,
  ],
  ['a drug without a dose', { drugs: [{ name: 'stopal' }] }, /either `free` or `nominal`/],
  ['a nominal dose without its free fraction', { drugs: [{ name: 'haltine', nominal: '1 nM' }] }, /free fraction/],
  ['a dose in seconds', { drugs: [{ name: 'stopal', free: '1 s' }] }, /wrong dimension/],
  ['a negative dose', { drugs: [{ name: 'stopal', free: '-1 nM' }] }, /cannot be negative/],
  [
    'windows that overlap',
    {
      drugs: [
        { name: 'stopal', free: '1 nM', until: '2 h' },
        { name: 'ST-1', free: '1 nM', from: '1 h' },
      ],
    },
    /twice at one time/,
  ],
  [
    'a window that ends before it begins',
    { drugs: [{ name: 'stopal', free: '1 nM', from: '2 h', until: '1 h' }] },
    /later than/,
  ],
  ['an unknown environment', { environment: { warmht: 0.2 } }, /no such setting.*nearest is "warmth"/],
  ['an environment out of range', { environment: { warmth: 2 } }, /out of range; found "2"/],
  ['a matrix setting out of range', { matrix: { weave: '1 um' } }, /out of range/],
  ['an unknown parameter', { set: { k_plonk: 1 } }, /no such parameter.*nearest is "k_plunk"/],
  ['a bare number where a unit is needed', { set: { k_plunk: 3 } }, /wrong dimension/],
  [
    'two ways to one parameter',
    { environment: { warmth: 0.1 }, set: { warmth: 0.2 } },
    /set by environment warmth and by set/,
  ],
  ['a name of the language itself', { knockdown: { constructor: '50 %' } }, /unknown molecule/],
];

for (const [name, change, expected] of refused)
  test(`${name} is refused by name`, () => {
    assert.match(
      message(() => arm(change)),
      expected,
    );
  });

test('ids that mean something to the host language are ids like any other', () => {
  const rename = (text: string) =>
    text.replaceAll('FROB', 'constructor').replaceAll('wobble', 'toString').replaceAll('warmth', 'valueOf');
  const renamed = parseCatalog(inventedCatalog.map(({ name, text }) => ({ name, text: rename(text) })));
  const change: Perturbations = {
    knockdown: { constructor: '90 %' },
    environment: { valueOf: 0.2 },
    mutate: { constructor: 'K1R' },
  };
  const { model } = compose(renamed, { ...base, ...change });
  assert.equal(new Map(Object.entries(model.places)).get('toString')?.amounts?.constructor_total.value, '200 molecule');
  assert.equal(new Map(Object.entries(model.parameters ?? {})).get('valueOf')?.value, 0.2);
  assert.equal(compileModel(model).places.length, 1);
});

test('two drugs whose names become one identifier are refused', () => {
  const clash = parseCatalog([
    ...inventedCatalog,
    {
      name: 'drugs/clash.yaml',
      text: 'drug: HL_22\nname: other\nstatus: invented\ntargets: [{pocket: FROB.nook, K: 1 nM, source: {assumed: guess}}]\n',
    },
  ]);
  const drugs = [
    { name: 'HL-22', free: '1 nM' },
    { name: 'HL_22', free: '1 nM' },
  ];
  assert.match(
    message(() => compose(clash, { ...base, drugs })),
    /both become the identifier drug_HL_22_dose/,
  );
});
