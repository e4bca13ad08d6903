import { mean, readExposureMeasure } from '@invadolab/assays';
import type { SeriesRow } from '@invadolab/results';
import * as Plot from '@observablehq/plot';
import type { ReportInput } from './input.js';
import { figure } from './markup.js';
import type { Palette } from './palette.js';
import { doseNote, panelGroups } from './panels.js';
import { panel, small } from './plate.js';
import { armTitle, axisUnit, durationUnit, isCalibrated, measureTitle, referenceOf, referencesOf } from './wording.js';

/** Mean of the experiments at one time, and the lowest and highest of them. */
interface Moment {
  readonly time: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** One figure per followed quantity, but for doses, which have a section of their own: each arm over the control, all panels on the same axes. */
export function courses(input: ReportInput, arms: readonly string[], palette: Palette): string {
  const ids = [...new Set(input.series.map(({ series }) => series))].filter(
    (id) => readExposureMeasure(id) === undefined,
  );
  return ids.map((id) => course(input, id, arms, palette)).join('\n');
}

function course(input: ReportInput, id: string, arms: readonly string[], palette: Palette): string {
  const rows = input.series.filter(({ series }) => series === id);
  const { control } = input.facts;
  const moments = new Map(
    [...referencesOf(input), ...arms].map((arm) => [arm, momentsOf(rows.filter((row) => row.arm === arm))]),
  );
  const all = [...moments.values()].flat();
  if (all.length < 2) return '';
  const [second, unit] = durationUnit(Math.max(...all.map(({ time }) => time)));
  const title = measureTitle(input, id);
  const top = Math.max(...all.map(({ high }) => high));
  const bottom = Math.min(0, ...all.map(({ low }) => low));
  const present = arms.filter((arm) => moments.get(arm)!.length > 0);
  const groups = panelGroups(input, present.length > 0 ? present : [control]);
  const { unit: valueUnit } = rows[0];
  const panels = groups.map((group) => {
    const drawn = panel({
      label: `${title} over time, ${group.title} and ${armTitle(input, control)}`,
      width: 260,
      height: 178,
      marginLeft: 40,
      marginBottom: 34,
      marginRight: 8,
      marginTop: 22,
      x: { label: `Time (${unit})`, labelAnchor: 'center', labelArrow: 'none', ticks: 5 },
      y: {
        domain: [bottom, top > bottom ? top : bottom + 1],
        label: axisUnit(valueUnit, title),
        labelArrow: 'none',
        ticks: 4,
        nice: true,
      },
      marks: [
        Plot.gridY({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 4 }),
        Plot.ruleY([0], { stroke: 'var(--muted)' }),
        ...[...new Set([...group.arms.map((arm) => referenceOf(input, arm)), ...group.arms])].flatMap((arm) =>
          curve(moments.get(arm)!, second, palette.of(arm), group.doses && group.arms.includes(arm)),
        ),
      ],
    });
    return small(group.title, drawn);
  });
  const uncalibrated = isCalibrated(input, id, valueUnit) ? '' : ' Scale not calibrated.';
  const caption =
    `${title}. Line: mean of the experiments; band: from the lowest to the highest experiment; grey: ` +
    `${referencesOf(input).size > 1 ? 'the arm it is compared with' : armTitle(input, control)}.${doseNote(groups)}${uncalibrated}`;
  return figure(`${title} over time`, caption, `<div class="grid">${panels.join('\n')}</div>`);
}

function momentsOf(rows: readonly SeriesRow[]): Moment[] {
  const times = new Map<number, Map<number, number[]>>();
  for (const { time, experiment, value } of rows) {
    const experiments = times.get(time) ?? new Map<number, number[]>();
    times.set(time, experiments);
    const values = experiments.get(experiment);
    if (values === undefined) experiments.set(experiment, [value]);
    else values.push(value);
  }
  return [...times]
    .sort(([a], [b]) => a - b)
    .map(([time, experiments]) => {
      const means = [...experiments.values()].map(mean);
      return { time, mean: mean(means), low: Math.min(...means), high: Math.max(...means) };
    });
}

function curve(moments: readonly Moment[], second: number, colour: string, bare: boolean): Plot.Markish[] {
  const points = moments.map((moment) => ({ ...moment, time: moment.time / second }));
  const fillOpacity = bare ? 0.08 : 0.18;
  return [
    Plot.areaY(points, { x: 'time', y1: 'low', y2: 'high', fill: colour, fillOpacity }),
    Plot.line(points, { x: 'time', y: 'mean', stroke: colour, strokeWidth: 1.8 }),
  ];
}
