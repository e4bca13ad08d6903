import './evidence.css';
import { Box, Center, Drawer, Loader, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { go, useAddress } from '../../app/address.js';
import { laboratory } from '../../laboratory/laboratory.js';
import type { BoardRow, ScoreBoard } from '../../worker/score-board.js';
import { everything, filtered } from './filter.js';
import { FilterBar } from './filter-bar.js';
import { RowDetails } from './row-details.js';
import { RowList } from './row-list.js';
import { Rules } from './rules.js';
import { Standing } from './standing-sentence.js';
import { Summary } from './summary.js';

/** The score card: everything published that the model was held against, row by row, misses included. */
export function EvidenceRoom() {
  const { t } = useTranslation('evidence');
  const [board, setBoard] = useState<ScoreBoard>();
  useEffect(() => {
    laboratory().scoreBoard().then(setBoard);
  }, []);
  return (
    <Box px={{ base: 'md', sm: 'xl' }} py="lg" maw={1320} w="100%">
      <Stack gap="lg">
        <Box>
          <Title order={1} size="h2">
            {t('heading')}
          </Title>
          <Text className="quiet" maw={760} lh={1.55} mt={6}>
            {board ? t('lead', { runs: runs(board), papers: board.papers, listed: listed(board) }) : t('loading')}
          </Text>
          {board && <Standing board={board} />}
        </Box>
        {board ? (
          <Board board={board} />
        ) : (
          <Center mih={320}>
            <Loader aria-label={t('loading')} />
          </Center>
        )}
      </Stack>
    </Box>
  );
}

function Board({ board }: { readonly board: ScoreBoard }) {
  const { t } = useTranslation('evidence');
  const narrow = useMediaQuery('(max-width: 48em)');
  const { params } = useAddress();
  const [filter, setFilter] = useState(everything);
  const [settled] = useDebouncedValue(filter, 60);
  const shown = useMemo(() => filtered(board.rows, settled), [board, settled]);
  const chosen = board.rows.find(({ id }) => id === params.get('row'));
  // What slides out keeps what it showed.
  const [last, setLast] = useState<BoardRow>();
  useEffect(() => {
    if (chosen) setLast(chosen);
  }, [chosen]);
  const row = chosen ?? last;
  return (
    <>
      <Summary board={board} />
      <Rules />
      <Stack gap="md">
        <FilterBar rows={board.rows} filter={filter} shown={shown.length} onChange={setFilter} />
        <RowList rows={shown} chosen={chosen?.id} onChoose={({ id }) => go('evidence', { row: id })} />
      </Stack>
      <Drawer
        opened={chosen !== undefined}
        onClose={() => go('evidence')}
        position="right"
        size={narrow ? '100%' : 560}
        title={
          <Text fw={650} size="lg" lh={1.3} lang="en" pe="md">
            {row?.quantity}
          </Text>
        }
        closeButtonProps={{ 'aria-label': t('details.close') }}
        styles={{ header: { alignItems: 'flex-start' } }}
      >
        {row && <RowDetails key={row.id} row={row} />}
      </Drawer>
    </>
  );
}

function runs({ rows }: ScoreBoard): number {
  return rows.filter(({ parts }) => parts.length > 0).length;
}

function listed({ rows }: ScoreBoard): number {
  return rows.filter(({ standing }) => standing === 'listed').length;
}
