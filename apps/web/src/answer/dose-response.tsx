import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ratioText, unitText } from '../figures/numbers.js';
import { type Draw, PlotFigure } from '../figures/plot-figure.js';
import { useModelWords } from '../i18n/model-words.js';
import type { AnsweredMeasure, RunAnswer } from '../worker/answer.js';
import { bounds } from './ratio-axis.js';
import { useTimeText } from './time-text.js';

interface Point {
  readonly dose: number;
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  /** Over the calibrated sets. */
  readonly reach?: { readonly low: number; readonly high: number };
}

/** Ratio to control over the dose of one drug, or over one other quantity that alone is varied. */
export function DoseResponse(props: {
  readonly answer: RunAnswer;
  readonly found: AnsweredMeasure;
  readonly family: RunAnswer['doses'][number];
}) {
  const { answer, found, family } = props;
  const { t } = useTranslation('answer');
  const words = useModelWords();
  const timeText = useTimeText();
  const points = useMemo(
    () =>
      family.doses.flatMap(({ arm, dose }): Point[] => {
        if (arm === answer.control) return [{ dose, ratio: 1, low: 1, high: 1, reach: { low: 1, high: 1 } }];
        const effect = found.arms.find((each) => each.arm === arm);
        if (effect === undefined || Number.isNaN(effect.ratio)) return [];
        const { ratio, parameters } = effect;
        const low = Number.isNaN(effect.low) ? ratio : Math.max(0, effect.low);
        const high = Number.isNaN(effect.high) ? ratio : effect.high;
        const reach = parameters && !Number.isNaN(parameters.low) ? parameters : undefined;
        return [{ dose, ratio, low, high, reach }];
      }),
    [answer.control, found, family],
  );
  const ratio = t('doses.ratio');
  const unit = unitText(family.unit) || t('doses.none');
  const kinds = t('doses.kinds', { returnObjects: true }) as Readonly<Record<string, string>>;
  const dose = t('doses.axis', { drug: family.name, axis: kinds[family.axis] ?? family.axis, unit });
  const draw = useCallback<Draw>(
    (Plot, width) => {
      const top = 1.05 * Math.max(1.3, ...points.map(({ high, reach }) => Math.max(high, reach?.high ?? 0)));
      return Plot.plot({
        width,
        height: width < 480 ? 250 : 300,
        marginLeft: 44,
        marginRight: 16,
        marginTop: 28,
        marginBottom: 44,
        x: {
          type: 'log',
          label: dose,
          labelAnchor: 'center',
          labelArrow: 'none',
          ticks: points.map((point) => point.dose),
          tickFormat: String,
          inset: 14,
        },
        y: { domain: [0, top], label: ratio, labelArrow: 'none', ticks: 5 },
        marks: [
          Plot.rectY([0], { y1: bounds.down, y2: bounds.up, fill: 'var(--lab-band)' }),
          Plot.gridY({ stroke: 'var(--lab-rule)', strokeOpacity: 1, ticks: 5 }),
          Plot.ruleY([1], { stroke: 'var(--lab-quiet)', strokeDasharray: '3 3' }),
          Plot.ruleY([0], { stroke: 'var(--lab-quiet)' }),
          Plot.areaY(
            points.filter(({ reach }) => reach),
            {
              x: 'dose',
              y1: ({ reach }) => reach?.low,
              y2: ({ reach }) => reach?.high,
              fill: 'var(--lab-down)',
              fillOpacity: 0.16,
            },
          ),
          Plot.line(points, { x: 'dose', y: 'ratio', stroke: 'var(--lab-down)', strokeWidth: 2 }),
          Plot.ruleX(points, { x: 'dose', y1: 'low', y2: 'high', stroke: 'var(--lab-down)', strokeWidth: 1.5 }),
          Plot.dot(points, { x: 'dose', y: 'ratio', fill: 'var(--lab-down)', r: 4.5, stroke: 'var(--lab-panel)' }),
        ],
      });
    },
    [points, ratio, dose],
  );
  if (points.length < 3) return null;
  const drawn = points.some(({ reach }, i) => reach !== undefined && family.doses[i].arm !== answer.control);
  const measure = words.measure(found.measure, found.title, answer.assay);
  return (
    <PlotFigure
      title={t('doses.title', { measure, drug: family.name })}
      label={points.map((point) => `${point.dose} ${unit}: ${ratioText(point.ratio)}`).join('; ')}
      draw={draw}
      height={300}
      caption={t('doses.caption', { time: timeText(found.time), parameters: drawn ? t('doses.ribbon') : '' })}
    />
  );
}
