import type { DrugScreenRecord } from '@invadolab/results';
import { Group, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useMeasureTitle } from '../../i18n/model-words.js';
import { environmentWords } from './environment-words.js';
import { timeWords } from './words.js';

/** What points, bars and squares are. */
export function RankingLegend({ record }: { readonly record: DrugScreenRecord }) {
  const { t } = useTranslation('screen');
  const title = useMeasureTitle();
  const { measure, time, draws, cellsPerDraw, contexts, assay, seed } = record;
  const healthy = contexts.some((context) => context.healthy);
  return (
    <>
      <Group gap="lg">
        <Group gap={6}>
          <svg width="14" height="14" aria-hidden="true">
            <circle cx="7" cy="7" r="5.5" fill="var(--lab-down)" />
          </svg>
          <Text size="sm">{t('legend.cancers')}</Text>
        </Group>
        {healthy && (
          <Group gap={6}>
            <svg width="14" height="14" aria-hidden="true">
              <path d="M7 1.5L12.5 7L7 12.5L1.5 7Z" fill="var(--lab-panel)" stroke="var(--lab-good)" strokeWidth="2" />
            </svg>
            <Text size="sm">{t('legend.healthy')}</Text>
          </Group>
        )}
        <Group gap={6}>
          <Text size="sm">0</Text>
          <svg width="91" height="13" aria-hidden="true">
            {[0, 0.25, 0.5, 0.75, 1, 1.5, 2].map((ratio, index) => (
              <rect
                key={ratio}
                x={index * 13 + 0.5}
                y="0.5"
                width="12"
                height="12"
                fill={ratio < 1 ? 'var(--lab-down)' : 'var(--lab-up)'}
                fillOpacity={Math.abs(ratio - 1)}
                stroke="currentColor"
                strokeOpacity="0.28"
              />
            ))}
          </svg>
          <Text size="sm">{t('legend.squares')}</Text>
        </Group>
      </Group>
      <Text size="xs" className="quiet" lh={1.6} maw={980}>
        {t('legend.what', {
          measure: title(measure.id, measure.title, assay),
          time: timeWords(time),
          draws,
          cells: cellsPerDraw,
          seed,
        })}{' '}
        {t('legend.rules')} {t('legend.order', { names: orderWords(t, contexts) })}
      </Text>
    </>
  );
}

/** Cells in the order of their squares, each with its environments where there are several. */
function orderWords(t: TFunction, contexts: DrugScreenRecord['contexts']): string {
  const cells = [...new Set(contexts.map(({ cell }) => cell))];
  const words = cells.map((cell) => {
    const own = contexts.filter((context) => context.cell === cell);
    const [{ name, healthy }] = own;
    const said = healthy ? t('legend.healthyCell', { name }) : name;
    const environments = own.map(({ environment }) => environmentWords(t, environment)).join(t('answer.between'));
    return own.length > 1 ? t('legend.context', { cell: said, environments }) : said;
  });
  return words.join(t('answer.between'));
}
