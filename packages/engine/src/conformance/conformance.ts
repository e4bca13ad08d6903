import { compileModel, type ModelFile } from '@invadolab/model';
import type { Engine, Session } from '../engine.js';
import { known } from './closed-forms.js';
import { misfit, pairProbabilities, poissonProbabilities, zBound } from './statistics.js';
import { birthDeath, blowUp, branching, chain, dimerisation, ring } from './zoo.js';

/** One thing every engine must do. `run` rejects with an `Error` that says what was wrong. */
export interface Check {
  readonly name: string;
  readonly run: () => Promise<void>;
}

const runs = 2000;
/** Solutions may be this many times farther off than the relative tolerance, since errors of steps add up. */
const errorPerTolerance = 300;

/**
 * What every engine is held to, at its declared exactness. Statistical checks use fixed seeds and bounds that a correct
 * engine passes but for one case in 100,000.
 */
export function conformance(engine: Engine): readonly Check[] {
  return [
    ...known.map(({ name, model, time, species, error }) => ({
      name,
      run: async () => {
        const session = await open(engine, model);
        await to(session, time);
        const values = await Promise.all(species.map(async (id) => (await column(session, id))[0]));
        const bound = errorPerTolerance * (model.numerics?.tolerance ?? 1e-6);
        const found = error(values);
        require(found <= bound, `error ${found}, above ${bound}: ${values.join(', ')}`);
      },
    })),
    ...(['ssa'] as const).flatMap((solver) => statistics(engine, solver)),
    {
      name: 'tau-leaping keeps mean and variance of birth and death',
      run: async () => {
        const session = await openMany(engine, birthDeath('tau'), 11);
        await to(session, 50);
        const values = await column(session, 'A');
        const mean = values.reduce((sum, value) => sum + value, 0) / runs;
        const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (runs - 1);
        // Leaping may bias the mean by 1 % and widen the law by 3 %; the rest is sampling.
        const truth = 20 * (1 - 0.006737946999085467);
        require(Math.abs(mean - truth) < zBound * Math.sqrt(truth / runs) + 0.01 * truth, `mean ${mean}, not ${truth}`);
        const spread = zBound * truth * Math.sqrt(2 / runs) + 0.03 * truth;
        require(Math.abs(variance - truth) < spread, `variance ${variance}, not ${truth}`);
      },
    },
    {
      name: 'a closed ring keeps its total to 1e-10',
      run: async () => {
        const session = await open(engine, ring);
        for (const time of [5, 100, 2000]) {
          await to(session, time);
          const values = await Promise.all(['A', 'B', 'C'].map(async (id) => (await column(session, id))[0]));
          const total = values.reduce((sum, value) => sum + value, 0);
          const allowed = engine.exactness === 'tolerance' ? 1e-5 : 1e-10;
          require(Math.abs(total / 1000 - 1) <= allowed, `total ${total} at ${time} s`);
        }
      },
    },
    {
      name: 'growth without bound ends with a status that says so',
      run: async () => {
        const session = await open(engine, blowUp);
        const status = await session.advance(20);
        require(status.state === 'failed', `state ${status.state}`);
        require(/without bound/.test(status.message ?? ''), `message ${status.message}`);
        require(status.time >= 0 && status.time <= 10, `time ${status.time}`);
        session.dispose();
      },
    },
    ...[chain, ring, birthDeath('ssa'), birthDeath('tau')].map((model) => ({
      name: `pieces make the whole: ${model.model}, ${model.places.cell.solver ?? 'ode'}`,
      run: async () => {
        const whole = await open(engine, model, [4]);
        await to(whole, 40);
        const pieces = await open(engine, model, [4]);
        for (const time of [5, 10, 25, 40]) await to(pieces, time);
        await same(engine, model, whole, pieces, 0, 0);
      },
    })),
    ...[chain, birthDeath('ssa')].map((model) => ({
      name: `the size of the batch cannot matter: ${model.model}`,
      run: async () => {
        const alone = await open(engine, model, [7]);
        const batch = await open(engine, model, [3, 7, 1]);
        await to(alone, 30);
        await to(batch, 30);
        await same(engine, model, alone, batch, 0, 1);
      },
    })),
  ];
}

function statistics(engine: Engine, solver: 'ssa'): readonly Check[] {
  return [
    {
      name: `birth and death is Poisson: ${solver}`,
      run: async () => {
        const session = await openMany(engine, birthDeath(solver), 5);
        await to(session, 10);
        const mean = 20 * (1 - 0.36787944117144233);
        const problem = misfit(await column(session, 'A'), poissonProbabilities(mean, 80));
        require(problem === undefined, problem ?? '');
      },
    },
    {
      name: `pairs follow detailed balance: ${solver}`,
      run: async () => {
        const session = await openMany(engine, dimerisation(solver), 6);
        await to(session, 40);
        const problem = misfit(await column(session, 'D'), pairProbabilities(21, 0.02, 0.3));
        require(problem === undefined, problem ?? '');
      },
    },
    {
      name: `three ways out in proportion to their rates: ${solver}`,
      run: async () => {
        const session = await openMany(engine, branching(solver), 7);
        await to(session, 10);
        const [b, c, d] = await Promise.all(['B', 'C', 'D'].map((id) => column(session, id)));
        const way = b.map((_, i) => (b[i] === 1 ? 0 : c[i] === 1 ? 1 : d[i] === 1 ? 2 : 3));
        const problem = misfit(way, [1 / 8, 2 / 8, 5 / 8]);
        require(problem === undefined, problem ?? '');
      },
    },
  ];
}

function open(engine: Engine, model: ModelFile, members: readonly number[] = [0], seed = 1): Promise<Session> {
  return engine.start(compileModel(model), { members, seed });
}

function openMany(engine: Engine, model: ModelFile, seed: number): Promise<Session> {
  return open(
    engine,
    model,
    Array.from({ length: runs }, (_, member) => member),
    seed,
  );
}

async function to(session: Session, time: number): Promise<void> {
  const status = await session.advance(time);
  require(status.state === 'done', status.message ?? status.state);
}

async function column(session: Session, species: string): Promise<number[]> {
  return [...(await session.read(`cell.${species}`)).values];
}

/** Member `i` of one session equals member `j` of another: to the bit, or as closely as the engine promises. */
async function same(
  engine: Engine,
  model: ModelFile,
  one: Session,
  other: Session,
  i: number,
  j: number,
): Promise<void> {
  for (const id of Object.keys(model.places.cell.species ?? {})) {
    const a = (await column(one, id))[i];
    const b = (await column(other, id))[j];
    const equal = engine.exactness === 'bitwise' ? a === b : Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(a));
    require(equal, `${id} is ${a} and ${b}`);
  }
}

function require(holds: boolean, message: string): void {
  if (!holds) throw new Error(message);
}
