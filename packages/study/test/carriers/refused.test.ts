import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBadInput } from '@invadolab/core';
import { type Composition, compileModel, compose, type DrugUse, overlayCatalog } from '@invadolab/model';
import { carrierCatalog, carrierFiles } from './carrier-catalog.js';

const base: DrugUse = { name: 'anib', dose: '100 mg', carrier: 'plain' };
const composed = (drugs: readonly DrugUse[], more: Partial<Composition> = {}) =>
  compose(carrierCatalog, { title: 'a test', parts: ['dish'], drugs, ...more });

function message(drugs: readonly DrugUse[]): string {
  try {
    composed(drugs);
  } catch (error) {
    if (isBadInput(error)) return error.message;
    throw error;
  }
  assert.fail('nothing was refused');
}

const refused: Record<string, readonly [readonly DrugUse[], RegExp]> = {
  'an unknown carrier': [
    [{ ...base, carrier: 'pliain' }],
    /unknown carrier.*pliain.*a carrier of the catalogue.*plain/,
  ],
  'a carrier that is swallowed': [[{ ...base, route: 'oral' }], /carriers are injected.*oral.*bolus or infusion/],
  'a start within the course': [[{ ...base, every: '24 h', start: 'steady state' }], /starts with its first dose/],
  'a site that the carrier does not know': [[{ ...base, site: 'plasma' }], /no record of this site.*plasma.*rim/],
  'what nobody was given': [
    [{ ...base, name: 'twonib' }],
    /nobody who was given it in plain.*anib.*hypothetical: true/,
  ],
  'more than was given': [[{ ...base, dose: '300 mg' }], /more than people have been given.*300 mg.*200 mg/],
  'an empty drug': [[{ name: 'anib', dose: '100 mg', empty: true }], /only a carrier can be empty/],
  'two ways at once': [[base, { name: 'anib', dose: '100 mg', from: '1 h' }], /one way.*plain and no carrier/],
  'a concentration in a carrier': [[{ name: 'anib', free: '1 nM', carrier: 'plain' }], /`carrier` needs a dose/],
};

for (const [what, [drugs, wanted]] of Object.entries(refused))
  test(`${what} is refused`, () => assert.match(message(drugs), wanted));

test('an empty carrier and a dose of zero leave the control', () => {
  const control = compileModel(composed([]).model).hash;
  const blockib: DrugUse = { name: 'blockib', dose: '10 mg', route: 'bolus', carrier: 'opened' };
  const hashOf = (use: DrugUse) => compileModel(composed([use], { hypothetical: true }).model).hash;
  assert.notEqual(hashOf(blockib), control);
  assert.equal(hashOf({ ...blockib, empty: true }), control);
  assert.equal(hashOf({ ...blockib, dose: '0 mg' }), control);
  const { neutral, exposure } = composed([{ ...blockib, empty: true }], { hypothetical: true });
  assert.deepEqual(neutral, ['drug blockib: opened without it; the carrier itself acts on nothing here']);
  assert.equal(exposure, undefined);
});

test('in a model with the enzyme a carrier reads it and what drugs leave of its pocket', () => {
  const use: DrugUse = { name: 'blockib', dose: '10 mg', route: 'bolus', carrier: 'opened' };
  const { model, exposure } = composed([use], { hypothetical: true });
  const rate = model.reactions?.drug_blockib_cut_1_near.rate;
  assert.equal(rate, 'drug_blockib_carrier_cut_1 * drug_blockib_near * (PROTY) * free_PROTY');
  assert.match(String(exposure?.model.reactions?.drug_blockib_cut_1_near.rate), /cut_1_near_usual \* \(1 \/ \(1 \+ /);
});

const wrong: Record<string, readonly [string, string, RegExp]> = {
  'a size that is no length': ['size: {value: 60 nm', 'size: {value: 60 nM', /4:15.*wrong dimension/s],
  'an unknown pocket': ['pocket: PROTY.cleft', 'pocket: PROTY.clft', /no part has this pocket.*PROTY\.cleft/s],
  'an unknown place': ['place: dish', 'place: disc', /no part has this place.*dish/s],
  'shares above all': ['delivered: {value: 0.05', 'delivered: {value: 0.5', /more than all.*1\.1/s],
  'a drug that is not there': ['  strandol: {basis', '  strandal: {basis', /unknown drug.*strandol/s],
};

for (const [what, [from, to, wanted]] of Object.entries(wrong))
  test(`a carrier with ${what} is refused`, () => {
    const file = carrierFiles.find(({ name }) => name === 'carriers/opened.yaml');
    if (!file?.text.includes(from)) assert.fail(`the file has no ${from}`);
    const text = file.text.replace(from, to);
    assert.throws(
      () => overlayCatalog(carrierCatalog, [{ ...file, text }]),
      (error) => isBadInput(error) && wanted.test(`${error.line}:${error.column} ${error.message}`),
    );
  });
