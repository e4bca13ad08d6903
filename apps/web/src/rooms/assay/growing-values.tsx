import type { MeasureRow } from '@invadolab/results';
import { Select, Stack, Text } from '@mantine/core';
import { useThrottledValue } from '@mantine/hooks';
import { memo, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { numberText } from '../../figures/numbers.js';
import { type Draw, PlotFigure } from '../../figures/plot-figure.js';
import { useModelWords } from '../../i18n/model-words.js';
import { laboratory } from '../../laboratory/laboratory.js';
import type { StudySummary } from '../../worker/calls/study.js';
import { useClock } from './clock.js';
import { measuresIn, stripsOf } from './strips.js';

const pause = 700;

/** What finished pieces of work measured, arm by arm, growing as they come. */
export const GrowingValues = memo(function GrowingValues(props: {
  readonly summary: StudySummary;
  readonly rows: readonly MeasureRow[];
  readonly whole: boolean;
}) {
  const { summary, whole } = props;
  const { t } = useTranslation('assay');
  const words = useModelWords();
  const clock = useClock();
  const [chosen, setChosen] = useState<string | null>(null);
  const rows = useThrottledValue(props.rows, pause);
  const known = useMemo(
    () =>
      measuresIn(
        rows,
        summary.measures.map(({ id }) => id),
      ),
    [rows, summary],
  );
  const names = useMeasureNames(summary.assay, known);
  const measure = known.find((id) => id === chosen) ?? known[0];
  const strips = useMemo(
    () => (measure === undefined ? undefined : stripsOf(rows, measure, summary)),
    [rows, measure, summary],
  );
  const titleOf = (id: string) => words.measure(id, names[id]?.title ?? '', summary.assay);
  const title = measure === undefined ? '' : titleOf(measure);
  const unit = words.unit(names[measure ?? '']?.unit ?? '1');
  const narrow = 420;
  const draw = useCallback<Draw>(
    (Plot, width) => {
      const arms = strips?.arms ?? [];
      const labels = new Map(arms.map(({ arm, title: own }) => [arm, own]));
      const letters = width < narrow ? 15 : 30;
      return Plot.plot({
        width,
        height: 34 * arms.length + 56,
        marginLeft: width < narrow ? 118 : 210,
        marginRight: 24,
        marginTop: 8,
        marginBottom: 40,
        style: { fontSize: '12px', overflow: 'visible' },
        x: {
          label: `${title}${unit === '' ? '' : ` (${unit})`}`,
          labelAnchor: 'center',
          labelArrow: 'none',
          grid: true,
          // Where nothing is measured yet the axis still has a length.
          domain: [0, Math.max(1, ...arms.flatMap(({ dots }) => dots))],
          nice: true,
          ticks: 5,
        },
        y: {
          label: null,
          domain: arms.map(({ arm }) => arm),
          tickFormat: (arm: string) => shortened(labels.get(arm) ?? arm, letters),
          tickSize: 0,
        },
        marks: [
          Plot.dot(
            arms.flatMap(({ arm, dots }) => dots.map((value) => ({ arm, value }))),
            { x: 'value', y: 'arm', r: 4, fill: 'var(--lab-down)', fillOpacity: 0.5 },
          ),
          Plot.tickX(
            arms.filter(({ dots }) => dots.length > 0),
            { x: 'mean', y: 'arm', stroke: 'var(--lab-up)', strokeWidth: 3, insetTop: 4, insetBottom: 4 },
          ),
        ],
      });
    },
    [strips, title, unit],
  );
  if (measure === undefined || strips === undefined) return null;
  const facts = strips.arms
    .filter(({ dots }) => dots.length > 0)
    .map(({ title: own, mean, count }) =>
      t('values.fact', { arm: own, mean: `${numberText(mean)} ${unit}`.trim(), count }),
    )
    .join('; ');
  return (
    <Stack className="panel" p={{ base: 'md', sm: 'lg' }} gap="md">
      {known.length > 1 && (
        <Select
          label={t('values.measure')}
          maw={420}
          data={known.map((id) => ({ value: id, label: titleOf(id) }))}
          value={measure}
          onChange={setChosen}
          allowDeselect={false}
          searchable={known.length > 8}
        />
      )}
      <PlotFigure
        title={t('values.title', { measure: title, time: clock(strips.time) })}
        caption={t(strips.dots === 'cells' ? 'values.cells' : 'values.experiments')}
        label={facts}
        draw={draw}
        height={34 * strips.arms.length + 56}
      />
      <Text size="xs" className="quiet" aria-live="polite">
        {whole ? t('values.whole') : t('values.growing')}
      </Text>
    </Stack>
  );
});

function shortened(text: string, letters: number): string {
  return text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
}

type Names = Awaited<ReturnType<ReturnType<typeof laboratory>['measureNames']>>;

function useMeasureNames(assay: string, ids: readonly string[]): Names {
  const [names, setNames] = useState<Names>({});
  const key = ids.join('\n');
  useEffect(() => {
    if (key === '') return;
    let current = true;
    laboratory()
      .measureNames(assay, key.split('\n'))
      .then((found) => current && setNames(found));
    return () => {
      current = false;
    };
  }, [assay, key]);
  return names;
}
