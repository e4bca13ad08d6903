import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconMicroscope, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoomOfAssay } from '../../app/room-of-assay.js';
import { heard, laboratory } from '../../laboratory/laboratory.js';
import { linkTo } from '../../study/link.js';
import { ProblemNote } from '../../study/problem-note.js';
import type { RescoredRow } from '../../worker/calls/evidence.js';
import { type Problem, problemOf } from '../../worker/problem.js';
import type { BoardRow } from '../../worker/score-board.js';
import { RatioStrip } from './ratio-strip.js';
import { StandingIcon } from './standing.js';
import { measureWords, predictedWords } from './words.js';

/** Small enough for a minute; the shipped score has more of both. */
const size = { draws: 10, cellsPerDraw: 4 };

/** Runs the row's experiment, as a study in its room or as a score. */
export function RowActions({ row }: { readonly row: BoardRow }) {
  const { t } = useTranslation('evidence');
  const roomOf = useRoomOfAssay();
  const [found, setFound] = useState<RescoredRow>();
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number }>();
  const [problem, setProblem] = useState<Problem>();
  // Whoever closes the row does not wait for it any more.
  useEffect(() => () => void laboratory().stopScoring(), []);
  async function score() {
    setFound(undefined);
    setProblem(undefined);
    setProgress({ done: 0, total: 0 });
    try {
      const hear = heard((done: number, total: number) => setProgress({ done, total }));
      setFound(await laboratory().scoreRow(row.id, size, hear));
    } catch (error) {
      const failed = problemOf(error);
      if (!failed.aborted) setProblem(failed);
    }
    setProgress(undefined);
  }
  async function open() {
    const text = await laboratory().studyOfRow(row.id);
    if (text !== undefined) location.hash = linkTo(roomOf(row.assay ?? ''), { text, quick: true });
  }
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Button variant="light" leftSection={<IconMicroscope size={16} />} onClick={open}>
          {t('actions.open')}
        </Button>
        {progress ? (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconPlayerStop size={16} />}
            onClick={() => laboratory().stopScoring()}
          >
            {t('actions.stop')}
          </Button>
        ) : (
          <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={score}>
            {t('actions.score')}
          </Button>
        )}
      </Group>
      <Text size="xs" className="quiet" lh={1.5}>
        {t('actions.what', size)}
      </Text>
      <div aria-live="polite">
        {progress && (
          <Stack gap={4}>
            <Progress
              value={progress.total === 0 ? 0 : (100 * progress.done) / progress.total}
              aria-label={t('actions.progress')}
            />
            <Text size="sm" className="quiet">
              {t('actions.done', progress)}
            </Text>
          </Stack>
        )}
        {found && <Rescored found={found} />}
        {problem && <ProblemNote problem={problem} />}
      </div>
    </Stack>
  );
}

function Rescored({ found }: { readonly found: RescoredRow }) {
  const { t } = useTranslation('evidence');
  return (
    <Stack className="panel" p="md" gap="sm" data-testid="rescored">
      <Group gap={6}>
        <StandingIcon standing={found.pass ? 'pass' : 'miss'} />
        <Text size="sm" fw={600}>
          {t(found.pass ? 'actions.passes' : 'actions.misses')}
        </Text>
      </Group>
      {found.parts.map((part) => (
        <div key={`${part.arm} ${part.measure} ${part.time}`}>
          <Text size="xs" className="quiet" mb={4}>
            {measureWords(t, part)} · <span lang="en">{part.arm}</span> · {predictedWords(t, part)}
          </Text>
          <RatioStrip part={part} axis />
        </div>
      ))}
      <Text size="xs" className="quiet" lang="en">
        {found.why}
      </Text>
    </Stack>
  );
}
