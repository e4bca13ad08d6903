import { Select, Stack, Text } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DataColumn, DataTable } from '../figures/data-table.js';
import { numberText } from '../figures/numbers.js';
import { type Draw, PlotFigure } from '../figures/plot-figure.js';
import { type ModelWords, useModelWords } from '../i18n/model-words.js';
import type { ArmValues, RunAnswer } from '../worker/answer.js';
import { useTimeText } from './time-text.js';

/** What every arm measured: each experiment as a dot, and the same as a table. */
export function Values({ answer }: { readonly answer: RunAnswer }) {
  const { t } = useTranslation('answer');
  const words = useModelWords();
  const timeText = useTimeText();
  const choices = useMemo(() => choicesOf(answer), [answer]);
  const [chosen, setChosen] = useState<string | null>(null);
  const key = choices.some((choice) => choice.key === chosen) ? chosen : choices[0]?.key;
  const rows = useMemo(() => answer.values.filter((each) => keyOf(each) === key), [answer, key]);
  const [first] = rows;
  if (first === undefined) return <Text className="quiet">{t('values.none')}</Text>;
  const title = (each: ArmValues) =>
    t('values.title', { measure: words.measure(each.measure, each.title, answer.assay), time: timeText(each.time) });
  return (
    <Stack gap="lg">
      {choices.length > 1 && (
        <Select
          label={t('measure')}
          maw={420}
          data={choices.map((choice) => ({ value: choice.key, label: title(choice.of) }))}
          value={key}
          onChange={setChosen}
          allowDeselect={false}
          searchable
        />
      )}
      <ValuesFigure title={title(first)} rows={rows} control={answer.control} words={words} />
      <ValuesTable title={title(first)} rows={rows} />
    </Stack>
  );
}

function ValuesFigure(props: {
  readonly title: string;
  readonly rows: readonly ArmValues[];
  readonly control: string;
  readonly words: ModelWords;
}) {
  const { title, rows, control, words } = props;
  const { t } = useTranslation('answer');
  const unit = words.unit(rows[0].unit) || t('doses.none');
  const draw = useCallback<Draw>(
    (Plot, width) => {
      const colour = (arm: string) => (arm === control ? 'var(--lab-quiet)' : 'var(--lab-down)');
      const lines = rows.map(({ arm, armTitle, experiments }, row) => ({
        row,
        armTitle,
        mean: meanOf(experiments),
        colour: colour(arm),
      }));
      const dots = rows.flatMap(({ arm, experiments }, row) =>
        experiments.map((value) => ({ row, value, colour: colour(arm) })),
      );
      return Plot.plot({
        width,
        height: rows.length * 44 + 48,
        marginLeft: 8,
        marginRight: 20,
        marginTop: 4,
        marginBottom: 40,
        x: { label: unit, labelAnchor: 'center', labelArrow: 'none', nice: true, zero: true, ticks: 6 },
        y: { domain: [rows.length - 0.5, -0.5], axis: null },
        marks: [
          Plot.gridX({ stroke: 'var(--lab-rule)', strokeOpacity: 1, ticks: 6 }),
          Plot.text(lines, {
            frameAnchor: 'left',
            y: ({ row }) => row - 0.22,
            text: 'armTitle',
            textAnchor: 'start',
            fontSize: 12.5,
            fill: 'currentColor',
          }),
          Plot.ruleX(lines, {
            x: 'mean',
            y1: ({ row }) => row,
            y2: ({ row }) => row + 0.44,
            stroke: 'colour',
            strokeWidth: 2.5,
          }),
          Plot.dot(dots, {
            x: 'value',
            y: ({ row }) => row + 0.22,
            r: 5,
            fill: 'colour',
            fillOpacity: 0.4,
            stroke: 'colour',
          }),
        ],
      });
    },
    [rows, control, unit],
  );
  return (
    <PlotFigure
      title={title}
      caption={t('values.caption')}
      label={rows
        .map(({ armTitle, experiments }) => `${armTitle}: ${numberText(meanOf(experiments))} ${unit}`)
        .join('; ')}
      draw={draw}
    />
  );
}

function ValuesTable({ title, rows }: { readonly title: string; readonly rows: readonly ArmValues[] }) {
  const { t } = useTranslation('answer');
  const unit = rows[0].unit;
  const columns = useMemo(
    (): readonly DataColumn<ArmValues>[] => [
      { id: 'arm', title: t('values.arm'), value: ({ armTitle }) => armTitle },
      { id: 'mean', title: t('values.mean'), unit, value: ({ experiments }) => meanOf(experiments) },
      { id: 'low', title: t('values.low'), unit, value: ({ experiments }) => Math.min(...experiments) },
      { id: 'high', title: t('values.high'), unit, value: ({ experiments }) => Math.max(...experiments) },
      {
        id: 'experiments',
        title: t('values.n'),
        value: ({ experiments }) => experiments.length,
        show: ({ experiments }) => experiments.length,
      },
    ],
    [t, unit],
  );
  return <DataTable title={title} columns={columns} rows={rows} />;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function keyOf({ measure, time }: ArmValues): string {
  return `${measure} ${time}`;
}

/** The measures the answer speaks of first, at their last time; then everything else that was measured. */
function choicesOf({ values, measures }: RunAnswer): readonly { readonly key: string; readonly of: ArmValues }[] {
  const all = new Map(values.map((each) => [keyOf(each), each]));
  const order = [...measures.map(({ measure, time }) => `${measure} ${time}`), ...all.keys()];
  return [...new Set(order)].flatMap((key) => {
    const of = all.get(key);
    return of ? [{ key, of }] : [];
  });
}
