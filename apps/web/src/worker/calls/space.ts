import type { Catalog } from '@invadolab/model';
import { type FieldSnapshot, type Frame, listFields, readField, readSimularium, resultNames } from '@invadolab/results';
import { decodeShard, type WatchedTissue, watchTissueTask } from '@invadolab/study';
import { transfer } from 'comlink';
import type { Context } from '../context.js';
import { drawnField, vesselRadius } from '../tissue/field.js';
import { buffersOf, keptCells, type TissueMoment, watchedCells } from '../tissue/moment.js';
import { planned, type StudyRequest } from './study.js';

/** What is asked of a tissue that is watched. */
export interface TissueWatchOptions {
  readonly arms: readonly string[];
  /** Whether only the start is looked at, before anything is run. */
  readonly startOnly?: boolean;
}

/** Calls about tissues in space: while their cells move, and as they were kept. */
export function spaceCalls(context: Context) {
  let current: AbortController | undefined;
  return {
    /**
     * Lives the first tissue of each arm through and sends every look, one arm after the other; gives false where the study has no tissues.
     * A later call ends an earlier one.
     */
    async watchTissue(
      request: StudyRequest,
      { arms, startOnly = false }: TissueWatchOptions,
      look: (moment: TissueMoment) => void,
    ): Promise<boolean> {
      current?.abort();
      current = new AbortController();
      const { signal } = current;
      const plan = await planned(context, request);
      const titleOf = titles(await context.catalog);
      const tasks = arms.flatMap((arm) => watchTissueTask(plan, arm, startOnly) ?? []);
      try {
        for (const task of tasks) {
          let before: ReadonlySet<number> | undefined;
          await context.eye.run('watchTissue', task, {
            signal,
            onMessage: (message) => {
              const seen = message as WatchedTissue;
              const moment = watchedMoment(seen, before, titleOf);
              before = new Set(moment.cells.ids);
              look(transfer(moment, buffersOf(moment)));
            },
          });
        }
      } catch (error) {
        if (!signal.aborted) throw error;
      }
      return tasks.length > 0;
    },

    async stopWatchingTissue(): Promise<void> {
      current?.abort();
    },

    /** What a run kept of the first tissue of an arm: of finished pieces while it goes on, of its files when it is whole. */
    async tissueOf(id: string, arm: string): Promise<readonly TissueMoment[]> {
      const kept = await keptOf(id, arm);
      const entry = await context.archive.entry(id);
      const catalog = await context.catalog;
      const roles: Readonly<Record<string, string | undefined>> = catalog.protocols[entry?.assay ?? '']?.roles ?? {};
      const titleOf = titles(catalog);
      let before: ReadonlySet<number> | undefined;
      const moments = kept.frames.map((frame): TissueMoment => {
        const cells = keptCells(frame, before);
        before = new Set(frame.ids);
        const fields = kept.fields.filter(({ time }) => Math.abs(time - frame.time) < halfTick);
        return {
          arm,
          time: frame.time,
          cells,
          fields: fields.map((field) => {
            const slot = roles[field.name] ?? field.name;
            return drawnField(field, slot, titleOf(slot));
          }),
          values: {},
        };
      });
      return transfer(moments, moments.flatMap(buffersOf));
    },
  };

  async function keptOf(id: string, arm: string): Promise<Kept> {
    const store = context.archive.files(id);
    for (const name of await store.list('shards/')) {
      const bytes = await store.get(name);
      if (bytes === undefined || !name.endsWith('.shard')) continue;
      const { frames = [], fields = [] } = decodeShard(bytes);
      if (frames[0]?.arm === arm) return { frames, fields };
    }
    for (const name of await store.list(resultNames.trajectories)) {
      const frames = readSimularium((await store.get(name)) ?? new Uint8Array(0), name);
      if (frames[0]?.arm !== arm) continue;
      const fields: FieldSnapshot[] = [];
      for (const series of await listFields(store)) {
        if (series.arm !== arm || series.experiment !== frames[0].experiment) continue;
        for (const channel of series.channels.keys())
          for (const time of series.times.keys()) {
            const field = await readField(store, series, channel, time);
            if (field) fields.push(field);
          }
      }
      return { frames, fields };
    }
    return { frames: [], fields: [] };
  }
}

/** s; trajectories keep times in single precision, fields in double. */
const halfTick = 1;

interface Kept {
  readonly frames: readonly Frame[];
  readonly fields: readonly FieldSnapshot[];
}

function watchedMoment(
  seen: WatchedTissue,
  before: ReadonlySet<number> | undefined,
  titleOf: (slot: string) => string,
): TissueMoment {
  const { arm, time, values } = seen;
  const away = seen.fields.find(({ name }) => name === 'vessel.away');
  return {
    arm,
    time,
    cells: watchedCells(seen, before),
    fields: seen.fields
      .filter((field) => field !== away)
      .map((field) => drawnField(field, field.name, titleOf(field.name))),
    ...(away && { vessel: vesselRadius(away) }),
    values,
  };
}

/** What the catalogue calls a gel or a soluble species, by its slot. */
function titles({ parts }: Catalog): (slot: string) => string {
  return (slot) => {
    const [owner, name] = [slot.slice(0, slot.indexOf('.')), slot.slice(slot.indexOf('.') + 1)];
    for (const { tissue } of Object.values(parts)) {
      const found = owner === 'gel' ? tissue?.gels?.[name] : tissue?.spread?.[name];
      if (found?.name !== undefined) return found.name;
    }
    return name;
  };
}
