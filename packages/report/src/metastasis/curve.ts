import { wilson } from '@invadolab/assays';
import * as Plot from '@observablehq/plot';
import type { ReportInput } from '../input.js';
import { figure } from '../markup.js';
import type { Palette } from '../palette.js';
import { doseNote, panelGroups } from '../panels.js';
import { panel, small } from '../plate.js';
import { armTitle } from '../wording.js';
import { firstDetected } from './individuals.js';

const month = 365.25 / 12;

interface Point {
  readonly month: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Share of simulated individuals without a detected metastasis against time, each arm over the control. */
export function freeCurves(input: ReportInput, arms: readonly string[], palette: Palette): string {
  const { control } = input.facts;
  const { timepoints } = input.manifest.plan;
  const all = [control, ...arms];
  const curves = new Map(all.map((arm) => [arm, pointsOf(input, arm)]));
  const end = timepoints[timepoints.length - 1] / 86400 / month;
  const groups = panelGroups(input, arms.length > 0 ? arms : [control]);
  const drawn = groups.map((group) => {
    const shown = [...new Set([control, ...group.arms])];
    const said = shown.map((arm) => `${armTitle(input, arm)} ${atEnd(curves.get(arm)!)}`).join(', ');
    const svg = panel({
      label: `Share without a detected metastasis against time; at the end: ${said}`,
      width: 330,
      height: 220,
      marginLeft: 44,
      marginBottom: 36,
      marginRight: 10,
      marginTop: 22,
      x: { label: 'Time (months)', labelAnchor: 'center', labelArrow: 'none', domain: [0, end], ticks: 6 },
      y: { label: '% without', labelArrow: 'none', domain: [0, 100], ticks: [0, 25, 50, 75, 100] },
      marks: [
        Plot.gridY([25, 50, 75, 100], { stroke: 'var(--rule)', strokeOpacity: 1 }),
        Plot.ruleY([0], { stroke: 'var(--muted)' }),
        ...shown.flatMap((arm) => curve(curves.get(arm)!, palette.of(arm))),
      ],
    });
    const own = group.arms.map((arm) => atEnd(curves.get(arm)!)).join(', ');
    return small(`${group.title}: ${own} at the end`, svg);
  });
  const { n } = firstDetected(input, control);
  const caption =
    `Share of ${n} simulated individuals per arm in whom no metastasis was detected up to a time; band: 95 % interval of ` +
    `Wilson over individuals of this one parameter set. Grey: ${armTitle(input, control)}, ${atEnd(curves.get(control)!)} ` +
    `at the end. Simulated individuals, not patients: nobody dies of anything here, and nothing is said of survival.${doseNote(groups)}`;
  return figure('Free of detected metastases', caption, `<div class="grid">${drawn.join('\n')}</div>`);
}

function pointsOf(input: ReportInput, arm: string): readonly Point[] {
  const { timepoints } = input.manifest.plan;
  const { n, days } = firstDetected(input, arm);
  if (n === 0) return [];
  const at = (day: number, found: number): Point => {
    const { value, low, high } = wilson(n - found, n);
    return { month: day / month, share: 100 * value, low: 100 * low, high: 100 * high };
  };
  const steps = [...new Set(days)].map((day) => at(day, days.filter((each) => each <= day).length));
  return [at(0, 0), ...steps, at(timepoints[timepoints.length - 1] / 86400, days.length)];
}

function curve(points: readonly Point[], stroke: string): Plot.Markish[] {
  const data = [...points];
  return [
    Plot.areaY(data, { x: 'month', y1: 'low', y2: 'high', fill: stroke, fillOpacity: 0.16, curve: 'step-after' }),
    Plot.line(data, { x: 'month', y: 'share', stroke, strokeWidth: 1.8, curve: 'step-after' }),
  ];
}

function atEnd(points: readonly Point[]): string {
  const last = points[points.length - 1];
  return last === undefined ? 'none' : `${Math.round(last.share)} %`;
}
