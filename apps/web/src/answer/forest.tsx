import { Switch } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { intervalText, ratioText } from '../figures/numbers.js';
import { type Draw, PlotFigure } from '../figures/plot-figure.js';
import { useModelWords } from '../i18n/model-words.js';
import type { AnsweredArm, AnsweredMeasure, RunAnswer } from '../worker/answer.js';
import { bounds, ratioDomain } from './ratio-axis.js';
import { useTimeText } from './time-text.js';
import { toneColour, toneOf } from './tones.js';

/** Below this width, px, the name of an arm stands above its row. */
const wide = 620;

/** All arms beside their control in one measure: the ratio with both intervals, on one axis. */
export function Forest({ answer, found }: { readonly answer: RunAnswer; readonly found: AnsweredMeasure }) {
  const { t } = useTranslation('answer');
  const words = useModelWords();
  const timeText = useTimeText();
  const [automatic, setAutomatic] = useState(false);
  const measure = words.measure(found.measure, found.title, answer.assay);
  const rows = useMemo(
    () =>
      found.arms
        .filter((arm) => automatic || !arm.automatic)
        .map((arm, row) => ({
          ...arm,
          row,
          name: arm.against === undefined ? arm.title : `${arm.title} / ${arm.against}`,
          said: answer.single ? '' : words.verdict(arm.verdict),
          numbers: numbersOf(arm),
          colour: toneColour[toneOf(arm.verdict, answer.single)],
        })),
    [found, automatic, answer.single, words],
  );
  const axis = t('forest.axis');
  const draw = useCallback<Draw>(
    (Plot, width) => {
      const beside = width >= wide;
      const step = beside ? 40 : 62;
      const left = beside ? Math.min(250, width * 0.3) : 8;
      const right = beside ? 210 : 8;
      const domain = ratioDomain(rows.flatMap(valuesOf));
      const at = beside ? 0 : 0.2;
      const known = rows.filter(({ ratio }) => !Number.isNaN(ratio));
      return Plot.plot({
        width,
        height: rows.length * step + 52,
        marginLeft: left,
        marginRight: right,
        marginTop: 4,
        marginBottom: 44,
        x: {
          type: 'log',
          domain,
          clamp: true,
          label: axis,
          labelAnchor: 'center',
          labelArrow: 'none',
          ticks: 5,
          tickFormat: String,
        },
        y: { domain: [rows.length - 0.5, -0.5], axis: null },
        marks: [
          Plot.rectX([0], { x1: bounds.down, x2: bounds.up, fill: 'var(--lab-band)' }),
          Plot.ruleY(rows.slice(1), { y: ({ row }) => row - 0.5, stroke: 'var(--lab-rule)' }),
          Plot.ruleX([1], { stroke: 'var(--lab-quiet)', strokeDasharray: '3 3' }),
          Plot.ruleY(
            known.filter(({ parameters }) => parameters && !Number.isNaN(parameters.low)),
            {
              y: ({ row }) => row + at,
              x1: ({ parameters }) => inside(parameters?.low ?? 0, domain),
              x2: ({ parameters }) => inside(parameters?.high ?? 0, domain),
              stroke: 'colour',
              strokeOpacity: 0.3,
              strokeWidth: 11,
            },
          ),
          Plot.ruleY(
            known.filter(({ low }) => !Number.isNaN(low)),
            {
              y: ({ row }) => row + at,
              x1: ({ low }) => inside(low, domain),
              x2: ({ high }) => inside(high, domain),
              stroke: 'colour',
              strokeWidth: 2,
            },
          ),
          // A ratio beyond the axis stands hollow at its end.
          Plot.dot(known, {
            x: ({ ratio }) => inside(ratio, domain),
            y: ({ row }) => row + at,
            r: 5,
            stroke: 'colour',
            strokeWidth: 2,
            fill: ({ ratio, colour }) => (ratio < domain[0] || ratio > domain[1] ? 'var(--lab-panel)' : colour),
          }),
          Plot.text(rows, {
            frameAnchor: 'left',
            y: ({ row }) => row - (beside ? 0 : 0.24),
            dx: beside ? -left : 0,
            textAnchor: 'start',
            text: 'name',
            fontSize: 13,
            fontWeight: 550,
            stroke: 'var(--lab-panel)',
            strokeWidth: 4,
            lineWidth: beside ? left / 13.5 : (width - 150) / 13,
            fill: 'currentColor',
          }),
          Plot.text(rows, {
            frameAnchor: 'right',
            y: ({ row }) => row - (beside ? 0.17 : 0.24),
            dx: beside ? 16 : 0,
            textAnchor: beside ? 'start' : 'end',
            text: ({ said, numbers }) => said || numbers,
            stroke: 'var(--lab-panel)',
            strokeWidth: 4,
            fontSize: 13,
            fontWeight: 600,
            fill: 'colour',
          }),
          ...(beside
            ? [
                Plot.text(
                  rows.filter(({ said }) => said),
                  {
                    frameAnchor: 'right',
                    y: ({ row }) => row + 0.2,
                    dx: 16,
                    textAnchor: 'start',
                    text: 'numbers',
                    fontSize: 12,
                    fill: 'var(--lab-quiet)',
                  },
                ),
              ]
            : []),
        ],
      });
    },
    [rows, axis],
  );
  const parameters = found.arms.some((arm) => arm.parameters !== undefined);
  return (
    <div>
      <PlotFigure
        title={t('forest.title', { measure, control: answer.controlTitle })}
        label={rows
          .map(({ name, said, numbers }) => t('forest.row', { arm: name, verdict: said, ratio: numbers }))
          .join('; ')}
        draw={draw}
        height={rows.length * 40 + 52}
        caption={
          answer.single
            ? t('forest.single')
            : t('forest.caption', {
                time: timeText(found.time),
                parameters: t(parameters ? 'forest.broad' : 'forest.noBroad'),
              })
        }
      />
      {found.arms.some((arm) => arm.automatic) && (
        <Switch
          mt="sm"
          size="xs"
          label={t('forest.automatic')}
          checked={automatic}
          onChange={({ currentTarget }) => setAutomatic(currentTarget.checked)}
        />
      )}
    </div>
  );
}

function numbersOf({ ratio, low, high, parameters }: AnsweredArm): string {
  const intervals = [
    ...(parameters ? [intervalText(parameters)] : []),
    ...(Number.isNaN(low) ? [] : [intervalText({ low, high })]),
  ];
  return `${ratioText(ratio)}${intervals.length === 0 ? '' : ` (${intervals.join('; ')})`}`;
}

function valuesOf({ ratio, low, high, parameters }: AnsweredArm): number[] {
  return [ratio, low, high, ...(parameters ? [parameters.low, parameters.high] : [])];
}

function inside(value: number, [low, high]: readonly [number, number]): number {
  return Math.min(high, Math.max(low, value));
}
