import { Stream } from '@invadolab/core';
import type { Happening } from '../engine.js';
import { Footprint, type Region } from '../fields/footprint.js';
import type { MatrixField } from '../fields/matrix.js';
import type { SolubleField } from '../fields/soluble.js';
import { Cursor } from './cursor.js';
import type { KindPlan, Plan } from './plan.js';
import { Reach } from './reach.js';
import { Table } from './table.js';
import { Uniforms } from './uniforms.js';

export type FieldStore = MatrixField | SolubleField;

/** A pool of a few molecules is often asked for one too many; only a share of firings above this distorts a result. */
const tolerableCuts = 0.01;
/** Fewer firings than this say nothing about that share. */
const enoughFirings = 1e4;
const emptyPool =
  'More than 1 % of all firings were cut because a pool was empty; raise numerics.substeps or shorten numerics.tick.';

/** One member: everything that can differ between independent runs of the same model. Advanced by the functions around it. */
export class World {
  readonly tables: Table[];
  readonly parameters: Float64Array;
  readonly fields: FieldStore[] = [];
  /** Whole macro ticks since the start: the only clock. */
  tick = 0;
  /** False until initial states have been evaluated. */
  begun = false;
  /** False until what follows from them has been, and events at time 0 have fired. */
  looked = false;
  readonly happenings: Happening[] = [];
  /** What happened that the user should know, and how often. */
  readonly warnings = new Map<string, number>();
  readonly cursor = new Cursor();
  /** Work space. */
  readonly region: Region = { shape: 'disc', x: 0, y: 0, a: 0, b: 0, angle: 0 };
  readonly reach = new Reach();
  readonly uniforms = new Uniforms();
  readonly rates: Float64Array;
  /** By field, then by id; negative ids for grids of blocks. Only a memory: what it holds can be computed again. */
  readonly #footprints: Map<number, Footprint>[];
  readonly #streams = new Map<string, Stream>();
  readonly #chains: readonly (readonly Table[])[];

  constructor(
    readonly plan: Plan,
    /** The number its random streams depend on, and its position in the batch. */
    readonly member: number,
    readonly position: number,
    readonly seed: number,
  ) {
    this.tables = plan.kinds.map((kind) => new Table(kind.widths));
    this.parameters = Float64Array.from(plan.model.parameters, (one) => one.value);
    this.cursor.p = this.parameters;
    const longest = plan.kinds.map((kind) => Math.max(kind.place.reactions.length, kind.hazards.length));
    this.rates = new Float64Array(Math.max(8, ...longest));
    this.#footprints = plan.model.fields.map(() => new Map());
    this.#chains = plan.kinds.map((kind) => {
      const chain: Table[] = [];
      for (let at = kind.index; at >= 0; at = plan.model.places[at].parent) chain.push(this.tables[at]);
      return chain;
    });
  }

  get time(): number {
    return this.tick * this.plan.model.numerics.tick;
  }

  /** Its own table and those of the places around, from the inside out. */
  chain(kind: number): readonly Table[] {
    return this.#chains[kind];
  }

  /** The cursor, moved to one individual. */
  at(kind: number, row: number): Cursor {
    this.cursor.point(this.#chains[kind], row);
    return this.cursor;
  }

  footprintFor(field: number, id: number): Footprint {
    const known = this.#footprints[field].get(id);
    if (known !== undefined) return known;
    const made = new Footprint();
    this.#footprints[field].set(id, made);
    return made;
  }

  /** After a place has gone. */
  forgetFootprint(id: number): void {
    for (const one of this.#footprints) {
      one.delete(id);
      one.delete(-id);
    }
  }

  /** Random numbers for one purpose, one individual and one count (a tick, a birth). */
  draws(purpose: string, id: number, count: number): Stream {
    let stream = this.#streams.get(purpose);
    if (stream === undefined) {
      stream = new Stream(this.seed, purpose);
      this.#streams.set(purpose, stream);
    }
    return stream.at(this.member, id, count);
  }

  warn(sentence: string, times = 1): void {
    this.warnings.set(sentence, (this.warnings.get(sentence) ?? 0) + times);
  }

  /** Warns, once, when what the reach had to cut is no longer a small share of what fired. */
  reportCuts(): void {
    const { fired, cut } = this.reach;
    if (fired < enoughFirings || cut < tolerableCuts * fired || this.warnings.has(emptyPool)) return;
    this.warn(emptyPool);
  }

  /** Volume follows from amounts and parameters, so it is evaluated again when those are set. */
  refreshVolumes(): void {
    for (const kind of this.plan.kinds) {
      const table = this.tables[kind.index];
      const width = kind.widths.c;
      for (let row = 0; row < table.rows; row++)
        table.data.c[row * width + width - 1] = kind.volume(this.at(kind.index, row));
    }
  }

  relink(kind: KindPlan): void {
    const { parent } = kind.place;
    this.tables[kind.index].relink(parent < 0 ? undefined : this.tables[parent]);
  }
}
