import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { laboratory } from '../../laboratory/laboratory.js';
import { ProblemNote } from '../../study/problem-note.js';
import { type Problem, problemOf } from '../../worker/problem.js';
import { KeptRun, type ListedRun } from './kept-run.js';
import { TakeIn } from './take-in.js';

/** Every run that the browser keeps: opened, gone on with, taken in, or thrown away. */
export function RunsRoom() {
  const { t } = useTranslation('runs');
  const [runs, setRuns] = useState<readonly ListedRun[]>();
  const [problem, setProblem] = useState<Problem>();
  const refresh = useCallback(() => {
    laboratory()
      .runs()
      .then(setRuns)
      .catch((error) => setProblem(problemOf(error)));
  }, []);
  useEffect(refresh, [refresh]);
  async function attempt(work: () => Promise<unknown>) {
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setProblem(problemOf(error));
    }
    refresh();
  }
  return (
    <Box px={{ base: 'md', sm: 'xl' }} py="xl" maw={1080}>
      <Stack gap="lg">
        <Group justify="space-between" align="flex-end">
          <Box>
            <Title order={1}>{t('heading')}</Title>
            <Text className="quiet" maw={640} mt={4} lh={1.5}>
              {t('lead')}
            </Text>
          </Box>
        </Group>
        <TakeIn onFile={(bytes) => attempt(() => laboratory().takeInZip(bytes))} />
        {problem && <ProblemNote problem={problem} />}
        <Stack gap="sm" aria-live="polite">
          {runs?.length === 0 && <Text className="quiet">{t('none')}</Text>}
          {runs?.map((run) => (
            <KeptRun key={run.id} run={run} onRemove={() => attempt(() => laboratory().removeRun(run.id))} />
          ))}
        </Stack>
      </Stack>
    </Box>
  );
}
