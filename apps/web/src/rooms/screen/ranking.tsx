import type { DrugScreenRecord } from '@invadolab/results';
import { Box, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DrugFacts } from '../../worker/drug-facts.js';
import { ContextStrip, StripHead } from './context-strip.js';
import { Lane, LaneAxis } from './lane.js';
import { RankingControls } from './ranking-controls.js';
import { longestHeld, type PlacedDrug, rankedBy, wholeRanking } from './ranking-filter.js';
import { RankingLegend } from './ranking-legend.js';
import { boundedWords, doseWords, percent, ratioWords, summaryWords } from './words.js';

/** The picture of a screen: what every drug leaves in cancers and in healthy cells, where, and how sure its place is. */
export function Ranking(props: {
  readonly record: DrugScreenRecord;
  readonly facts: Readonly<Record<string, DrugFacts>>;
  readonly chosen: string | undefined;
  onChoose(drug: string): void;
}) {
  const { record, facts, chosen, onChoose } = props;
  const { t } = useTranslation('screen');
  const [filter, setFilter] = useState(wholeRanking);
  const shown = useMemo(() => rankedBy(record, facts, filter), [record, facts, filter]);
  const end = useMemo(() => axisEnd(record), [record]);
  return (
    <Stack gap="md">
      <RankingControls record={record} facts={facts} filter={filter} onChange={setFilter} />
      <Text size="sm" className="quiet" aria-live="polite">
        {t('ranking.shown', { shown: shown.length, count: record.ranked.length })}
      </Text>
      <Box className="panel ranking" tabIndex={0} role="region" aria-label={t('ranking.label')}>
        <Box className="ranking-line ranking-head">
          <span />
          <Text size="xs">{t('ranking.drug')}</Text>
          <Box>
            <Text size="xs" mb={2}>
              {t('ranking.left')}
            </Text>
            <LaneAxis end={end} />
          </Box>
          <StripHead contexts={record.contexts} />
          <Text size="xs">{t('ranking.chance', { first: record.first })}</Text>
          <Text size="xs">{t('ranking.window')}</Text>
          <Text size="xs">{t('ranking.held')}</Text>
        </Box>
        {shown.map((placed) => (
          <Line
            key={placed.drug.drug}
            placed={placed}
            record={record}
            end={end}
            chosen={placed.drug.drug === chosen}
            onChoose={onChoose}
          />
        ))}
        {shown.length === 0 && (
          <Text p="lg" className="quiet">
            {t('ranking.empty')}
          </Text>
        )}
      </Box>
      <RankingLegend record={record} />
    </Stack>
  );
}

function Line(props: {
  readonly placed: PlacedDrug;
  readonly record: DrugScreenRecord;
  readonly end: number;
  readonly chosen: boolean;
  onChoose(drug: string): void;
}) {
  const { placed, record, end, chosen, onChoose } = props;
  const { drug, rank, effect } = placed;
  const { t } = useTranslation('screen');
  const held = longestHeld(drug);
  const window = drug.windows?.map(({ window: own }) => boundedWords(own, ratioWords) ?? t('ranking.notReached'));
  const healthy = drug.healthy === undefined ? '' : `; ${t('legend.healthy')}: ${summaryWords(drug.healthy)}`;
  return (
    <button
      type="button"
      className="ranking-line"
      aria-current={chosen || undefined}
      onClick={() => onChoose(drug.drug)}
    >
      <Text size="sm" className="quiet" ta="end">
        {rank}
      </Text>
      <Box>
        <Text size="sm" fw={600} lh={1.3}>
          {drug.name}
        </Text>
        <Text size="xs" className="quiet" lh={1.3}>
          {doseWords(drug.free)}
          {drug.neutral && ` · ${t('ranking.neutral')}`}
        </Text>
      </Box>
      <Lane
        effect={effect}
        healthy={drug.healthy}
        end={end}
        label={`${drug.name}. ${t('legend.cancers')}: ${summaryWords(effect)}${healthy}`}
      />
      <ContextStrip contexts={record.contexts} ratios={drug.ratios} name={drug.name} />
      <Chance share={drug.amongFirst} />
      <Text size="sm">{window?.join('; ') ?? '–'}</Text>
      <Text size="sm">{held < 0 ? '–' : percent(held)}</Text>
    </button>
  );
}

function Chance({ share }: { readonly share: number }) {
  return (
    <Box className="chance">
      <svg width="100%" height="8" aria-hidden="true">
        <rect width="100%" height="8" rx="4" fill="currentColor" fillOpacity="0.1" />
        <rect width={`${100 * share}%`} height="8" rx="4" fill="var(--lab-down)" />
      </svg>
      <Text size="sm" ta="end" style={{ whiteSpace: 'nowrap' }}>
        {percent(share)}
      </Text>
    </Box>
  );
}

/** The shortest axis that holds every interval, of a few lengths. */
function axisEnd({ ranked }: DrugScreenRecord): number {
  const highest = Math.max(...ranked.flatMap(({ effect, healthy }) => [effect.high ?? 0, healthy?.high ?? 0]));
  return [1.5, 2, 3].find((end) => end >= highest) ?? 3;
}
