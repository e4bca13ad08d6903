import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type DataColumn, DataTable } from '../figures/data-table.js';
import { ratioText } from '../figures/numbers.js';
import { useModelWords } from '../i18n/model-words.js';
import type { AnsweredArm, AnsweredMeasure, RunAnswer } from '../worker/answer.js';
import { useTimeText } from './time-text.js';
import { toneOf } from './tones.js';

interface Row {
  readonly found: AnsweredMeasure;
  readonly arm: AnsweredArm;
}

/** Every arm in every measure, as a table. */
export function Comparisons({ answer }: { readonly answer: RunAnswer }) {
  const { t } = useTranslation('answer');
  const words = useModelWords();
  const timeText = useTimeText();
  const rows = useMemo(
    () => answer.measures.flatMap((found) => found.arms.map((arm): Row => ({ found, arm }))),
    [answer],
  );
  const columns = useMemo((): readonly DataColumn<Row>[] => {
    const ratio = (id: string, title: string, value: (arm: AnsweredArm) => number): DataColumn<Row> => ({
      id,
      title,
      value: ({ arm }) => value(arm),
      show: ({ arm }) => ratioText(Math.max(0, value(arm))),
    });
    return [
      {
        id: 'measure',
        title: t('table.measure'),
        value: ({ found }) => words.measure(found.measure, found.title, answer.assay),
      },
      {
        id: 'time',
        title: t('table.time'),
        unit: 's',
        value: ({ found }) => found.time,
        show: ({ found }) => timeText(found.time),
      },
      { id: 'arm', title: t('table.arm'), value: ({ arm }) => arm.title },
      ratio('ratio', t('table.ratio'), (arm) => arm.ratio),
      ratio('sampling_low', t('table.low'), (arm) => arm.low),
      ratio('sampling_high', t('table.high'), (arm) => arm.high),
      ratio('parameters_low', t('table.parametersLow'), (arm) => arm.parameters?.low ?? Number.NaN),
      ratio('parameters_high', t('table.parametersHigh'), (arm) => arm.parameters?.high ?? Number.NaN),
      { id: 'n', title: t('table.n'), value: ({ arm }) => arm.n, show: ({ arm }) => arm.n },
      {
        id: 'verdict',
        title: t('table.verdict'),
        value: ({ arm }) => words.verdict(arm.verdict),
        show: ({ arm }) => (
          <strong className={`tone-${toneOf(arm.verdict, answer.single)}`}>{words.verdict(arm.verdict)}</strong>
        ),
      },
    ];
  }, [t, words, answer]);
  return <DataTable title={t('table.title')} caption={t('table.caption')} columns={columns} rows={rows} />;
}
