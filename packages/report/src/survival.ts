import { type LifeSpan, medianLifetime, survival, tracksOf } from '@invadolab/assays';
import * as Plot from '@observablehq/plot';
import type { ReportInput } from './input.js';
import { figure } from './markup.js';
import type { Palette } from './palette.js';
import { doseNote, panelGroups } from './panels.js';
import { panel, small } from './plate.js';
import { armTitle, duration, durationUnit } from './wording.js';

/** Kaplan-Meier curves of the followed puncta, each arm over the control. */
export function survivalCurves(input: ReportInput, arms: readonly string[], palette: Palette): string {
  const { control } = input.facts;
  const spans = new Map<string, readonly LifeSpan[]>(
    [control, ...arms].map((arm) => [
      arm,
      [...tracksOf(input.events, arm).values()].flatMap((cells) => [...cells.values()].flat()),
    ]),
  );
  const longest = Math.max(0, ...[...spans.values()].flat().map(({ exit }) => exit));
  if (longest === 0) return '';
  const [second, unit] = durationUnit(longest);
  const curve = (arm: string, bare: boolean) => {
    const colour = palette.of(arm);
    const steps = survival(spans.get(arm)!);
    const last = Math.max(...spans.get(arm)!.map(({ exit }) => exit), 0);
    const points = [...steps, { ...steps[steps.length - 1], age: last }].map(({ age, left, variance }) => {
      const half = 1.96 * Math.sqrt(variance);
      return {
        age: age / second,
        left: 100 * left,
        low: 100 * Math.max(0, left - half),
        high: 100 * Math.min(1, left + half),
      };
    });
    return [
      Plot.areaY(points, {
        x: 'age',
        y1: 'low',
        y2: 'high',
        fill: colour,
        fillOpacity: bare ? 0 : 0.18,
        curve: 'step-after',
      }),
      Plot.line(points, { x: 'age', y: 'left', stroke: colour, strokeWidth: 1.8, curve: 'step-after' }),
    ];
  };
  const groups = panelGroups(
    input,
    arms.filter((arm) => spans.get(arm)!.length > 0),
  );
  const panels = groups.map((group) => {
    const medians = group.arms.map((arm) => medianText(spans.get(arm)!));
    const drawn = panel({
      label: `Survival of puncta, ${group.arms.map((arm, i) => `${armTitle(input, arm)}: ${medians[i]}`).join('; ')}`,
      width: 260,
      height: 190,
      marginLeft: 40,
      marginBottom: 34,
      marginRight: 8,
      marginTop: 22,
      x: { label: `Age (${unit})`, labelAnchor: 'center', labelArrow: 'none', ticks: 5, domain: [0, longest / second] },
      y: {
        domain: [0, 100],
        label: '% still present',
        labelArrow: 'none',
        ticks: [0, 25, 50, 75, 100],
      },
      marks: [
        Plot.gridY([25, 50, 75, 100], { stroke: 'var(--rule)', strokeOpacity: 1 }),
        Plot.ruleY([0], { stroke: 'var(--muted)' }),
        ...[control, ...group.arms].flatMap((arm) => curve(arm, group.doses && arm !== control)),
      ],
    });
    return small(group.doses ? group.title : `${group.title}, ${medians[0]}`, drawn);
  });
  const caption =
    'Share of puncta still present against their age: Kaplan-Meier with late entry and right censoring; band: 95 % ' +
    `interval of Greenwood, which takes tracks for independent. Grey: ${armTitle(input, control)}, ` +
    `${medianText(spans.get(control)!)}.${doseNote(groups)}`;
  return figure('Lifetimes of puncta', caption, `<div class="grid">${panels.join('\n')}</div>`);
}

function medianText(spans: readonly LifeSpan[]): string {
  const median = medianLifetime(survival(spans));
  return median === undefined ? 'median not reached' : `median ${duration(median)}`;
}
