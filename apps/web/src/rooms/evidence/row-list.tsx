import { Box, Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardRow } from '../../worker/score-board.js';
import { citedWords } from './filter-bar.js';
import { RatioAxis, RatioStrip } from './ratio-strip.js';
import { StandingIcon } from './standing.js';
import { expectedWords, predictedWords } from './words.js';

/** All rows; only those on the screen are drawn. */
export function RowList(props: {
  readonly rows: readonly BoardRow[];
  readonly chosen: string | undefined;
  onChoose(row: BoardRow): void;
}) {
  const { rows, chosen, onChoose } = props;
  const { t } = useTranslation('evidence');
  const host = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => host.current,
    estimateSize: () => 66,
    overscan: 8,
    getItemKey: (index) => rows[index].id,
  });
  if (rows.length === 0)
    return (
      <Text className="panel quiet" p="lg">
        {t('list.empty')}
      </Text>
    );
  return (
    <Box className="panel" style={{ overflow: 'hidden' }}>
      <Head />
      <Box ref={host} className="evidence-list">
        <Box role="list" aria-label={t('list.label')} style={{ height: list.getTotalSize(), position: 'relative' }}>
          {list.getVirtualItems().map(({ index, key, start }) => (
            <Box
              key={key}
              ref={list.measureElement}
              data-index={index}
              role="listitem"
              aria-posinset={index + 1}
              aria-setsize={rows.length}
              style={{ position: 'absolute', insetInline: 0, top: 0, transform: `translateY(${start}px)` }}
            >
              <RowLine row={rows[index]} chosen={rows[index].id === chosen} onChoose={onChoose} />
            </Box>
          ))}
        </Box>
      </Box>
    </Box>
  );
}

/** Names of the columns, and the axis that all ratios share. */
function Head() {
  const { t } = useTranslation('evidence');
  return (
    <Box className="evidence-row evidence-head" visibleFrom="md">
      <span />
      <Text size="xs" className="quiet">
        {t('list.observation')}
      </Text>
      <Box>
        <Text size="xs" className="quiet" ta="center">
          {t('list.axis')}
        </Text>
        <RatioAxis />
      </Box>
      <Text size="xs" className="quiet">
        {t('list.result')}
      </Text>
    </Box>
  );
}

function RowLine(props: { readonly row: BoardRow; readonly chosen: boolean; onChoose(row: BoardRow): void }) {
  const { row, chosen, onChoose } = props;
  const { t } = useTranslation('evidence');
  const { standing, quantity, family, citation, reason, parts } = row;
  // What a row fails on is what there is to see.
  const part = parts.find(({ scored }) => scored?.pass === false) ?? parts[0];
  const where = [family, citation && citedWords(citation)].filter(Boolean).join(' · ');
  return (
    <button type="button" className="evidence-row" aria-current={chosen || undefined} onClick={() => onChoose(row)}>
      <StandingIcon standing={standing} />
      <Box>
        <Text size="sm" fw={550} lh={1.35} lang="en">
          {quantity}
        </Text>
        <Text size="xs" className="quiet" lh={1.4}>
          {t(`standing.${standing}`)}
          {where && ' · '}
          <span lang="en">{where}</span>
        </Text>
      </Box>
      {part ? (
        <>
          {part.scored ? <RatioStrip part={part} /> : <span />}
          <Box>
            <Text size="xs" lh={1.4}>
              {t('row.seen', { expected: expectedWords(t, part.expected) })}
            </Text>
            <Text size="xs" className="quiet" lh={1.4}>
              {part.scored ? t('row.said', { predicted: predictedWords(t, part) }) : t('predicted.unscored')}
              {parts.length > 1 && ` · ${t('row.parts', { count: parts.length })}`}
            </Text>
          </Box>
        </>
      ) : (
        <Text className="evidence-wide quiet" size="xs" lh={1.4} lang={reason ? 'en' : undefined} lineClamp={3}>
          {reason ?? t('row.input')}
        </Text>
      )}
    </button>
  );
}
