import assert from 'node:assert/strict';
import test from 'node:test';
import { type Happening, referenceEngine, type Session } from '@invadolab/engine';
import { type CompiledModel, compileModel } from '@invadolab/model';
import { advance, modelOf, realCatalog, type Setting } from './laws/laboratory.js';

const catalog = realCatalog();
const members = [3, 4, 5, 70_000];
const control = compileModel(modelOf(catalog));

/** One arm for every kind of perturbation, and a cell of another line. */
const arms: Readonly<Record<string, Setting>> = {
  knockdown: { knockdown: { TKS5: '70 %' } },
  knockout: { knockout: ['SRC'] },
  overexpress: { overexpress: { CTTN: 2 } },
  mutate: { mutate: { SRC: 'Y527F' } },
  drugs: {
    drugs: [
      { name: 'dasatinib', nominal: '30 nM' },
      { name: 'GM6001', free: '1 uM', from: '5 min' },
    ],
  },
  environment: { environment: { oxygen: 0.02, serum: 0 } },
  matrix: { matrix: { thickness: '200 nm', crosslinked_lysines: 0.9 } },
  set: { set: { nucleation_rate: '1e-5 1/um2/s' } },
  cell: { cell: 'MTLn3' },
};

type Values = NonNullable<Parameters<typeof referenceEngine.start>[1]['values']>;

function start(model: CompiledModel, values?: Values): Promise<Session> {
  return referenceEngine.start(model, { members, seed: 11, values });
}

function amountSlots({ places }: CompiledModel): { slot: string; cv: number; value: number }[] {
  return places.flatMap(({ kind, constants }) =>
    constants.slice(0, -1).map(({ id, cv = 0, value, factor }) => {
      return { slot: `${kind}.${id}`, cv, value: value / factor };
    }),
  );
}

/** Everything of a run that anybody could see: structures with their lives and places, every state, the film. */
async function everything(
  session: Session,
  until = 3600,
): Promise<{ happened: Happening[]; states: Record<string, number[]> }> {
  await advance(session, until);
  const happened = session.happenings(0).filter(({ what }) => what !== 'event');
  const slots = control.places.flatMap(({ kind, species }) => species.map(({ id }) => `${kind}.${id}`));
  const states: Record<string, number[]> = {};
  for (const slot of [...slots, 'cell.x', 'cell.y', 'site.x', 'site.angle', 'film.gelatin'])
    states[slot] = [...(await session.read(slot)).values];
  session.dispose();
  return { happened, states };
}

const usual = start(control).then(everything);

for (const [kind, setting] of Object.entries(arms))
  test(`${kind}: what both arms share is drawn with the same numbers`, async () => {
    const model = compileModel(modelOf(catalog, setting));
    assert.notEqual(model.hash, control.hash);
    const [ours, theirs] = [await start(model), await start(control)];
    const own = new Map(amountSlots(model).map((amount) => [amount.slot, amount]));
    const values: { slot: string; values: number[] }[] = [];
    for (const { slot, cv, value } of amountSlots(control)) {
      const [mine, drawn] = [(await ours.read(slot)).values, (await theirs.read(slot)).values];
      const changed = own.get(slot);
      if (drawn.length === 0) continue;
      // Where the spread is the same, the same quantile of it: the ratio is that of the medians, to rounding.
      if (changed?.cv === cv)
        mine.forEach((each, i) => {
          assert.ok(Math.abs(each * value - drawn[i] * changed.value) <= 4e-16 * drawn[i] * changed.value, slot);
        });
      values.push({ slot, values: [...drawn] });
    }
    ours.dispose();
    theirs.dispose();
    // The perturbation undone cell by cell: amounts and parameters as in the control, no drug in the dish.
    const back = new Map(control.parameters.map(({ id, value, factor }) => [id, value / factor]));
    for (const { id } of model.parameters) {
      if (!back.has(id) && !id.includes('_dose')) continue;
      values.push({ slot: `parameter.${id}`, values: members.map(() => back.get(id) ?? 0) });
    }
    const [mine, drawn] = [await everything(await start(model, values)), await usual];
    assert.ok(drawn.happened.length > 10);
    const what = ({ time: _t, x: _x, y: _y, ...rest }: Happening) => rest;
    assert.deepEqual(mine.happened.map(what), drawn.happened.map(what));
    for (const key of ['time', 'x', 'y'] as const)
      assertNear(
        key,
        mine.happened.map((one) => one[key]),
        drawn.happened.map((one) => one[key]),
      );
    for (const [slot, expected] of Object.entries(drawn.states)) assertNear(slot, mine.states[slot], expected);
  });

test('a drug that comes late: the same bits in both arms until then, and not afterwards', async () => {
  const late: Setting = { drugs: [{ name: 'dasatinib', free: '30 nM', from: '10 min' }] };
  const run = async (model: CompiledModel, until: number) => everything(await start(model), until);
  const treated = compileModel(modelOf(catalog, late));
  assert.deepEqual(await run(treated, 600), await run(control, 600));
  assert.notDeepEqual(await run(treated, 660), await run(control, 660));
});

test('parts that join with radiation shift no draw: before a late dose the same structures come and go', async () => {
  const late = compileModel(modelOf(catalog, { radiation: { dose: '2 Gy', from: '2 h' } }));
  const [mine, theirs] = [await everything(await start(late)), await usual];
  assert.ok(theirs.happened.length > 10);
  const what = ({ time: _t, x: _x, y: _y, ...rest }: Happening) => rest;
  assert.deepEqual(mine.happened.map(what), theirs.happened.map(what));
  // More species, so other steps of the solver: the same course within its tolerance.
  const { tolerance } = control.numerics;
  for (const [i, { time }] of mine.happened.entries())
    assert.ok(Math.abs(time - theirs.happened[i].time) <= 10 * tolerance * time, `${time}`);
});

/** Setting a value in its own unit may move its last bit, which the steps of the solver carry on; other draws would not look like that. */
function assertNear(what: string, actual: readonly number[], expected: readonly number[]): void {
  assert.equal(actual.length, expected.length, what);
  actual.forEach((each, i) => {
    const slack = 1e-9 * Math.max(Math.abs(expected[i]), 1);
    assert.ok(Math.abs(each - expected[i]) <= slack, `${what}: ${each}, not ${expected[i]}`);
  });
}
