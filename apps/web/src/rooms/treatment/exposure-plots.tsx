import { Stack, Text } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { numberText, unitText } from '../../figures/numbers.js';
import { PlotFigure } from '../../figures/plot-figure.js';
import type { PlotLibrary } from '../../figures/plot-library.js';
import type { ExposureCurve } from '../../worker/calls/exposure.js';
import { dayTicks, margin } from './axis.js';

/** Targets of a drug that are drawn: those it holds most. */
const mostTargets = 3;
const dashes = ['', '6 3', '2 3'];

/** What is free of each drug at the cell, and what share of its targets it holds, below the doses on the same axis. */
export function ExposurePlots({ curves, end }: { readonly curves: readonly ExposureCurve[]; readonly end: number }) {
  const { t } = useTranslation('treatment');
  const free = curves.filter(({ target }) => target === undefined);
  if (free.length === 0) return <Text className="quiet">{t('exposure.none')}</Text>;
  return (
    <Stack gap="lg">
      {free.map((curve) => (
        <Stack key={curve.drug} gap="md">
          <Level curve={curve} end={end} />
          <Held curves={curves.filter(({ drug, target }) => drug === curve.drug && target !== undefined)} end={end} />
        </Stack>
      ))}
    </Stack>
  );
}

function Level({ curve, end }: { readonly curve: ExposureCurve; readonly end: number }) {
  const { t } = useTranslation('treatment');
  const top = Math.max(...curve.points.map(({ high }) => high));
  const micro = curve.unit === 'nM' && top >= 1000;
  const unit = micro ? 'µM' : unitText(curve.unit);
  const points = useMemo(
    () =>
      curve.points.map(({ time, mean, low, high }) => {
        const [middle, from, to] = [mean, low, high].map((value) => value / (micro ? 1000 : 1));
        return { day: time / 86_400, mean: middle, low: from, high: to };
      }),
    [curve, micro],
  );
  const label = t('axis.free', { unit });
  const axis = t('axis.days');
  const draw = useCallback(
    (plot: PlotLibrary, width: number) =>
      plot.plot({
        ...frame(width, end, axis, 190),
        y: { label, labelArrow: 'none', ticks: 4, zero: true },
        marks: [
          plot.gridY({ stroke: 'var(--lab-rule)', strokeOpacity: 1, ticks: 4 }),
          plot.areaY(points, { x: 'day', y1: 'low', y2: 'high', fill: 'var(--lab-down)', fillOpacity: 0.18 }),
          plot.line(points, { x: 'day', y: 'mean', stroke: 'var(--lab-down)', strokeWidth: 1.8 }),
          plot.ruleY([0], { stroke: 'var(--lab-quiet)' }),
        ],
      }),
    [points, end, label, axis],
  );
  const peak = points.reduce((best, point) => (point.mean > best.mean ? point : best), points[0]);
  const said = {
    drug: curve.drug,
    peak: numberText(peak.mean),
    low: numberText(peak.low),
    high: numberText(peak.high),
    unit,
    day: peak.day.toFixed(1),
  };
  return (
    <PlotFigure
      title={t('exposure.free', { drug: curve.drug })}
      caption={t('exposure.freeCaption')}
      label={t('exposure.freeSaid', said)}
      draw={draw}
      height={190}
    />
  );
}

function Held({ curves, end }: { readonly curves: readonly ExposureCurve[]; readonly end: number }) {
  const { t } = useTranslation('treatment');
  const drawn = useMemo(() => {
    const peak = ({ points }: ExposureCurve) => Math.max(...points.map(({ mean }) => mean));
    return [...curves]
      .sort((a, b) => peak(b) - peak(a))
      .slice(0, mostTargets)
      .map(({ target = '', points }, place) => ({
        target,
        dash: dashes[place],
        points: points.map(({ time, mean, low, high }) => ({
          day: time / 86_400,
          mean: 100 * mean,
          low: 100 * low,
          high: 100 * high,
        })),
      }));
  }, [curves]);
  const label = t('axis.held');
  const axis = t('axis.days');
  const draw = useCallback(
    (plot: PlotLibrary, width: number) =>
      plot.plot({
        ...frame(width, end, axis, 170),
        y: { label, labelArrow: 'none', domain: [0, 100], ticks: [0, 25, 50, 75, 100] },
        marks: [
          plot.gridY([25, 50, 75, 100], { stroke: 'var(--lab-rule)', strokeOpacity: 1 }),
          plot.ruleY([0], { stroke: 'var(--lab-quiet)' }),
          ...drawn.flatMap(({ target, dash, points }, place) => [
            plot.areaY(points, { x: 'day', y1: 'low', y2: 'high', fill: 'var(--lab-good)', fillOpacity: 0.1 }),
            plot.line(points, {
              x: 'day',
              y: 'mean',
              stroke: 'var(--lab-good)',
              strokeWidth: 1.6,
              strokeDasharray: dash,
            }),
            plot.text([target], {
              frameAnchor: 'top-right',
              dy: 4 + 15 * place,
              dx: -4,
              text: (name: string) => `${['──', '─ ─', '···'][place]} ${name}`,
              fill: 'var(--lab-good)',
              fontWeight: 600,
              stroke: 'var(--lab-panel)',
              strokeWidth: 4,
            }),
          ]),
        ],
      }),
    [drawn, end, label, axis],
  );
  if (drawn.length === 0) return null;
  const said = drawn.map(({ target, points }) =>
    t('exposure.heldSaid', { target, peak: Math.round(Math.max(...points.map(({ mean }) => mean))) }),
  );
  return (
    <PlotFigure
      title={t('exposure.held', { drug: curves[0].drug })}
      caption={t('exposure.heldCaption')}
      label={said.join('; ')}
      draw={draw}
      height={170}
    />
  );
}

/** Size, margins and axis of days that all figures of this room share. */
export function frame(width: number, end: number, label: string, height: number) {
  return {
    width,
    height,
    marginLeft: margin.left,
    marginRight: margin.right,
    marginTop: 22,
    marginBottom: 38,
    style: { fontSize: '12px', background: 'none' },
    x: {
      label,
      labelAnchor: 'center',
      labelArrow: 'none',
      domain: [0, end / 24],
      ticks: [...dayTicks(end)],
      tickFormat: (day: number) => String(day),
    },
  } as const;
}
