import type { AssaySetup, Protocol, RunIdentity, SettingDefinition, Snapshot } from '../../assay.js';
import { renderFrame, renderMarker, type StainedFrame } from '../../microscope/render.js';
import type { MicroscopeSettings } from '../../microscope/settings.js';
import { readCells, readSites, sceneSlots } from '../scene.js';
import type { Sighting } from './link.js';
import { sightingsIn } from './movie.js';
import { median } from './statistics.js';
import { type Thresholds, thresholds } from './thresholds.js';

/** What is added up around a punctum in each frame of a bleaching movie. */
export const movieSettings = {
  region: { title: 'radius within which the light of a bleached punctum is added up', unit: 'um', value: 0.5 },
  surround: {
    title: 'outer radius of the ring whose median is taken off, from twice the region',
    unit: 'um',
    value: 1.5,
  },
} as const satisfies Record<string, SettingDefinition>;

type Values = MicroscopeSettings & Thresholds & Readonly<Record<keyof typeof movieSettings, number>>;

/** Light of one region in the frames before and after the bleach, in camera counts. */
interface Region extends Sighting {
  readonly before: number[];
  readonly after: number[];
}

/**
 * The movie of a bleaching: rendered frames of one cell, of which the puncta of the last frame before the bleach are followed. A
 * region is the disc around a punctum; what is taken off is the median of a ring around it. Regions without a punctum
 * in the last frame of all are left out: what dissolved in between did not fail to recover.
 */
export class BleachedMovie {
  /** Frames before the bleach, until the regions are known. */
  #waiting: StainedFrame[] = [];
  #regions: readonly Region[] | undefined;
  /** Puncta of the last frame of all. */
  #last: readonly Sighting[] = [];

  constructor(
    private readonly setup: AssaySetup,
    private readonly run: RunIdentity,
    private readonly values: Values,
  ) {}

  /** What frames are rendered from. */
  static slots(protocol: Protocol): readonly string[] {
    return sceneSlots(stained(protocol));
  }

  /** Frames come in the order of time. `last` of those before the bleach, or of all: the puncta in it are looked for. */
  add(snapshot: Snapshot, side: 'before' | 'after', last: boolean): void {
    const { run, values } = this;
    const protocol = stained(this.setup.protocol);
    const cells = readCells(snapshot, protocol);
    if (cells.length === 0) return;
    const scene = { time: snapshot.time, cells, sites: readSites(snapshot, protocol, values.core_radius) };
    const frame = renderMarker(scene, run, values);
    const puncta = last
      ? sightingsIn(renderFrame(scene, run, values), values.offset, thresholds(this.setup.settings))
      : [];
    if (side === 'after') {
      this.#measure(frame, side);
      this.#last = puncta;
      return;
    }
    this.#waiting.push(frame);
    if (!last) return;
    this.#regions = puncta.map((sighting) => ({ ...sighting, before: [], after: [] }));
    for (const each of this.#waiting) this.#measure(each, side);
    this.#waiting = [];
  }

  /** What each region shows. */
  regions(): readonly Region[] {
    const { link } = this.values;
    const lasts = ({ x, y }: Sighting) => this.#last.some((other) => distance(other.x - x, other.y - y) <= link);
    return (this.#regions ?? []).filter(lasts);
  }

  #measure(frame: StainedFrame, side: 'before' | 'after'): void {
    for (const region of this.#regions ?? []) region[side].push(lightIn(frame, region, this.values));
  }
}

/** The label itself is the stain that is bleached. */
function stained({ film: _film, bright, ...protocol }: Protocol): Protocol {
  return { ...protocol, marker: bright };
}

function lightIn({ plane, marker }: StainedFrame, { x, y }: Sighting, { region, surround }: Values): number {
  const { pixels, pixel } = plane;
  const column = (x - plane.x) / pixel + pixels / 2 - 0.5;
  const row = pixels / 2 - 0.5 - (y - plane.y) / pixel;
  const reach = surround / pixel;
  const around: number[] = [];
  let sum = 0;
  let inside = 0;
  for (let r = Math.max(0, Math.ceil(row - reach)); r <= Math.min(pixels - 1, row + reach); r++)
    for (let c = Math.max(0, Math.ceil(column - reach)); c <= Math.min(pixels - 1, column + reach); c++) {
      const away = pixel * distance(c - column, r - row);
      const count = marker[r * pixels + c];
      if (away <= region) {
        sum += count;
        inside++;
      } else if (away > 2 * region && away <= surround) around.push(count);
    }
  return sum - inside * median(Float32Array.from(around));
}

function distance(dx: number, dy: number): number {
  return Math.sqrt(dx * dx + dy * dy);
}
