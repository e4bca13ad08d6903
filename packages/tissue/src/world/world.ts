import type { Happening } from '@invadolab/engine';
import { restoreSnapshot, snapshotOf } from '../cells/snapshot.js';
import { Living } from './living.js';
import { Looking } from './looking.js';
import { Moving } from './moving.js';
import type { OwnValues } from './numbers.js';
import { Openings } from './openings.js';
import { TissueParts } from './parts.js';
import type { TissuePlan } from './plan.js';
import { Solutes } from './solutes.js';

/** What a tissue goes on from: beside its cells what is in fields, what followed cells said, and what happened. */
export interface KeptTissue {
  readonly tick: number;
  readonly happenings: readonly Happening[];
  /** Molecules that each gel has lost. */
  readonly taken: readonly number[];
  readonly cells: Uint8Array;
  /** Densities of each gel, then densities and ledger of each soluble species. */
  readonly fields: readonly Float64Array[];
  readonly readings: readonly Float64Array[];
}

/**
 * One tissue: cells in a table, gels and soluble species on voxels, and what followed cells answer. It goes from tick to
 * tick: every cell looks at where its front is, what it is and does there is evaluated, gels are cleared, soluble species
 * spread, then cells move in smaller steps, and at the end of the tick they divide and die. Cells take turns in the order
 * of their ids.
 */
export class TissueWorld {
  readonly parts: TissueParts;
  tick = 0;
  readonly #looking: Looking;
  readonly #solutes: Solutes;
  readonly #moving: Moving;
  readonly #living: Living;

  /** `position`: of the tissue in its batch. `from`: what a tissue of the same numbers kept. Throws `BadInput` where that does not fit. */
  constructor(
    readonly plan: TissuePlan,
    readonly member: number,
    readonly position: number,
    seed: number,
    values: OwnValues,
    from?: KeptTissue,
  ) {
    this.parts = new TissueParts(plan, member, seed, values);
    const openings = new Openings(this.parts);
    this.#solutes = new Solutes(this.parts);
    this.#looking = new Looking(this.parts, openings, this.#solutes, values);
    this.#moving = new Moving(this.parts, openings);
    this.#living = new Living(this.parts, position);
    if (from === undefined) this.#living.begin();
    else this.#restore(from);
  }

  /** s */
  get time(): number {
    return this.tick * this.plan.tissue.tick;
  }

  get happenings(): readonly Happening[] {
    return this.#living.happenings;
  }

  /** um; 0 without a vessel. */
  get vesselRadius(): number {
    return this.plan.vessel ? this.parts.numbers.of(this.plan.vessel) : 0;
  }

  /** One tick. Throws what followed cells throw. */
  advance(): void {
    const { tick: dt } = this.plan.tissue;
    this.#looking.look(this.time, dt);
    this.#solutes.spread(this.time, dt);
    this.#moving.move(this.tick, dt);
    this.#living.liveOn(this.tick, this.time + dt, dt);
    this.tick++;
  }

  /** Everything that it goes on from. */
  keep(): KeptTissue {
    const { table, gels, spread } = this.parts;
    return {
      tick: this.tick,
      happenings: this.happenings,
      taken: gels.map(({ taken }) => taken),
      cells: snapshotOf(table),
      fields: [
        ...gels.map(({ density }) => density),
        ...spread.flatMap(({ density, ledger }) => [density, ledger.parts]),
      ],
      readings: this.#looking.readings,
    };
  }

  #restore({ tick, happenings, taken, cells, fields, readings }: KeptTissue): void {
    const { table, gels, spread } = this.parts;
    this.tick = tick;
    this.#living.happenings = [...happenings];
    restoreSnapshot(table, cells);
    gels.forEach((gel, g) => {
      gel.taken = taken[g];
      gel.density.set(fields[g]);
    });
    spread.forEach(({ density, ledger }, s) => {
      density.set(fields[gels.length + 2 * s]);
      ledger.parts.set(fields[gels.length + 2 * s + 1]);
    });
    this.#looking.restore(readings);
  }

  /** Lets followed cells and what they say be seen before the first tick. */
  refresh(): void {
    this.#looking.look(this.time, 0);
  }
}
