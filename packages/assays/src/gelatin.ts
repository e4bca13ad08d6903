import type { MeasureRow, SeriesRow } from '@invadolab/results';
import type { Assay, AssaySetup, MicroscopeImage, Observer, RunIdentity, Snapshot } from './assay.js';
import { renderScene } from './microscope/render.js';
import { microscopeSettings, rulerSettings, settingValues } from './microscope/settings.js';
import { imagingRoles } from './roles.js';
import { fieldMeasures } from './ruler/image/field-measures.js';
import { measureField } from './ruler/image/measure-field.js';
import { renderedField } from './ruler/image/rendered.js';
import { imageSettings, thresholds } from './ruler/image/thresholds.js';
import { imageMeasures } from './ruler/measure-definitions.js';
import type { Scene } from './ruler/scene.js';
import { SceneReader, sceneSlots } from './ruler/scene.js';
import { trueStateRuler } from './ruler/true-state.js';
import { readSlotMeasure, type SlotMeasure, slotMeasure, slotValue } from './slot-measures.js';
import { survivalMeasures } from './survival.js';
import { everyStep, Timetable } from './timetable.js';

const settings = {
  ...microscopeSettings,
  ...rulerSettings,
  ...imageSettings,
  series_every: { title: 'interval of the time courses', unit: 's', value: 1800 },
  measured: {
    title:
      'cells of each experiment whose images are measured, from the first, where images are asked for (65536: all)',
    unit: '1',
    value: 65_536,
  },
  imaged: {
    title: 'cells are photographed whose numbers of experiment and cell add up to less than this',
    unit: '1',
    value: 2,
  },
} as const;

/** Measures that are also followed between the timepoints. */
const followed = [
  'invadopodia.count.true',
  'invadopodia.mature.true',
  'matrix.degraded_area.true',
  'matrix.degraded_mass.true',
];

/**
 * Whether a study names a measure of images. Taking and measuring one costs about as much as some hours of the cell's life,
 * so it is done only for those who ask.
 */
function asksForImages({ measures }: AssaySetup): boolean {
  return measures.some((id) => Object.hasOwn(imageMeasures, id));
}

/** Measures that name something of the model, which are read at the timepoints. */
function slotsAsked({ measures }: AssaySetup): SlotMeasure[] {
  return [...new Set(measures)].flatMap((id) => atTimepoint(id) ?? []);
}

function atTimepoint(id: string): SlotMeasure | undefined {
  const asked = id.startsWith('species.') ? readSlotMeasure(id) : undefined;
  return asked?.ending === '' && !asked.slot.startsWith('.') ? asked : undefined;
}

/**
 * Cells on a labelled film, fixed at timepoints: puncta over dark holes. `species.<place>.<slot>` is what a cell, or each of its
 * sites in the mean, holds at a timepoint; a cell without sites has no value of theirs.
 */
export const gelatin: Assay = {
  id: 'gelatin',
  title: 'Gelatin degradation',
  roles: imagingRoles,
  settings,
  measures: { ...imageMeasures, ...trueStateRuler.measures, ...survivalMeasures },

  resolve(id) {
    const asked = atTimepoint(id);
    return asked && slotMeasure(asked);
  },

  sampling(setup) {
    const slots = [...new Set(slotsAsked(setup).map(({ slot }) => slot))];
    const scene = { times: timetable(setup).times, slots: sceneSlots(setup.protocol) };
    return { reads: slots.length > 0 ? [scene, { times: setup.timepoints, slots }] : [scene], sets: [] };
  },

  observer(setup, run) {
    return new GelatinObserver(setup, run);
  },
};

function timetable(setup: AssaySetup): Timetable<'start' | 'points' | 'series'> {
  const { series_every } = settingValues(settings, setup.settings);
  const last = setup.timepoints[setup.timepoints.length - 1];
  return new Timetable({ start: [0], points: setup.timepoints, series: everyStep(series_every, last) });
}

class GelatinObserver implements Observer {
  private readonly table: Timetable<'start' | 'points' | 'series'>;
  private readonly values: Readonly<Record<keyof typeof settings, number>>;
  private readonly reader: SceneReader;
  /** Photographs are kept of the end, when there is most to see. */
  private readonly last: number;
  private readonly measures: MeasureRow[] = [];
  private readonly series: SeriesRow[] = [];
  private readonly images: MicroscopeImage[] = [];
  private readonly asked: boolean;
  private readonly slots: readonly SlotMeasure[];

  constructor(
    private readonly setup: AssaySetup,
    private readonly run: RunIdentity,
  ) {
    this.asked = asksForImages(setup);
    this.slots = slotsAsked(setup);
    this.table = timetable(setup);
    this.last = setup.timepoints[setup.timepoints.length - 1];
    this.values = settingValues(settings, setup.settings);
    this.reader = new SceneReader(setup, this.values.core_radius);
  }

  sample(snapshot: Snapshot): void {
    const time = this.table.requested(snapshot.time);
    const scene = { ...this.reader.read(snapshot), time };
    const { arm, experiment, cell } = this.run;
    const values = trueStateRuler.measure(scene, this.values);
    for (const [measure, value] of values) {
      const { unit } = trueStateRuler.measures[measure];
      if (this.table.holds('points', time)) {
        this.measures.push({ arm, experiment, cell, time, measure, value, unit });
      }
      if (this.table.holds('series', time) && followed.includes(measure)) {
        this.series.push({ arm, experiment, cell, time, series: measure, value, unit });
      }
    }
    if (!this.table.holds('points', time)) return;
    for (const { id, slot } of this.slots) {
      const now = slotValue(snapshot, slot);
      if (now) this.measures.push({ arm, experiment, cell, time, measure: id, ...now });
    }
    this.takePicture(scene);
  }

  private takePicture(scene: Scene): void {
    const { arm, experiment, cell } = this.run;
    const kept = scene.time === this.last && experiment + cell < this.values.imaged;
    const measured = this.asked && cell < this.values.measured;
    if (!kept && !measured) return;
    const image = renderScene(scene, this.run, this.values);
    if (kept) this.images.push(image);
    if (!measured) return;
    const field = renderedField(image);
    for (const [measure, value] of fieldMeasures(measureField(field, thresholds(this.setup.settings)), field)) {
      const { unit } = imageMeasures[measure];
      this.measures.push({ arm, experiment, cell, time: scene.time, measure, value, unit });
    }
  }

  happenings(): void {}

  finish() {
    return { measures: this.measures, series: this.series, images: this.images };
  }
}
