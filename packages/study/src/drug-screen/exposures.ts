import { parseQuantity } from '@invadolab/core';
import type { Catalog, Drug } from '@invadolab/model';
import { exposureAssay } from '../exposure.js';
import { planStudy } from '../plan.js';
import { type Task, taskOf } from '../run.js';
import { decodeShard } from '../shard.js';
import type { Study } from '../study.js';
import type { DrugScreenWork } from './ask.js';
import type { AskedDrug, DrugScreen, ScreenedDrug } from './screen.js';

/** Site at which nothing has to be known of the way there. */
export const plasma = 'plasma';

/** Free share that a site has of what is free in plasma; undefined where the catalogue does not know. */
export function partitionTo({ partition = {} }: Drug, site: string): number | undefined {
  if (site === plasma) return 1;
  return Object.hasOwn(partition, site) ? parseQuantity(partition[site].value).value : undefined;
}

/** Why a drug's usual dose cannot be followed through a body; undefined where it can. */
export function kineticsMissing({ pharmacokinetics, dosing, free_fraction }: Drug): string | undefined {
  if (pharmacokinetics === undefined || dosing === undefined || free_fraction?.plasma === undefined)
    return 'no free clinical exposure in the catalogue';
  if (dosing.basis === 'animal') return 'dosed in animals only';
  return dosing.every === undefined ? 'no repeated dose in the catalogue' : undefined;
}

/** What a body of average kinetics meets over one interval of the usual dose, at steady state. */
interface Course {
  /** Free at the site, nM. */
  readonly peak: number;
  readonly mean: number;
  /** Share of the interval in which each target is occupied by more than half. */
  readonly held: NonNullable<ScreenedDrug['held']>;
}

/** Every drug of the screen at its exposure: from the record where it says so, else from its kinetics. */
export async function exposed(work: DrugScreenWork): Promise<readonly ScreenedDrug[]> {
  const { drugs } = work.screen;
  const found: ScreenedDrug[] = [];
  const queue = drugs.entries();
  const lane = async () => {
    for (const [at, drug] of queue) found[at] = await exposedTo(work, drug);
  };
  await Promise.all(Array.from({ length: work.pool.size + 1 }, lane));
  return found;
}

async function exposedTo(work: DrugScreenWork, { id, recorded }: AskedDrug): Promise<ScreenedDrug> {
  const { screen, catalog } = work;
  const { kind, times, site } = screen.exposure;
  const course = kineticsMissing(catalog.drugs[id]) === undefined ? await courseOf(work, id) : undefined;
  const own = recorded ?? (kind === 'free mean' ? course?.mean : course?.peak);
  if (own === undefined) throw new Error(`${id} has no exposure at ${site}`);
  return { id, free: own * times, from: recorded === undefined ? 'kinetics' : 'record', held: course?.held };
}

/** Name of the molecule that a pocket is in. */
export function moleculeIn({ molecules }: Catalog, pocket: string): string {
  const [id] = pocket.split('.');
  return Object.hasOwn(molecules, id) ? molecules[id].name : id;
}

async function courseOf({ screen, catalog, place, engine, pool, signal }: DrugScreenWork, id: string): Promise<Course> {
  const plan = planStudy(bodyStudy(screen, catalog, id), place, { catalog, engine });
  const task = taskOf(plan, plan.specs[0]);
  // Without what differs between individuals: the average of each number.
  const average: Task = { ...task, work: { ...task.work, days: {} } };
  const { measures } = decodeShard(await pool.run<Task, Uint8Array>('perform', average, { signal }));
  const value = (measure: string) => measures.find((row) => row.measure === measure)?.value;
  const [peak, mean] = ['peak', 'mean'].map((ending) => value(`drug.${id}.free.${ending}`) ?? Number.NaN);
  if (!(peak > 0 && mean > 0)) throw new Error(`the usual dose of ${id} gives no free concentration`);
  const held = catalog.drugs[id].targets.flatMap(({ pocket }) => {
    const share = value(`drug.${id}.occupancy.${pocket}.half`);
    return share === undefined ? [] : [{ pocket, molecule: moleculeIn(catalog, pocket), share }];
  });
  return { peak, mean, held };
}

function bodyStudy({ screen, seed, exposure }: DrugScreen, catalog: Catalog, id: string): Study {
  const every = parseQuantity(catalog.drugs[id].dosing?.every ?? '24 h').value;
  const use = { name: id, dose: 'usual', start: 'steady state', site: exposure.site };
  return {
    format: 1,
    study: screen,
    assay: exposureAssay,
    environment: {},
    form: 'full',
    timepoints: [every],
    experiments: 1,
    cells: 1,
    seed,
    control: id,
    arms: [{ id, entry: id, title: id, change: { drugs: [use] } }],
    measure: [],
    notes: [],
    settings: {},
  };
}
