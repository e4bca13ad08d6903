import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverAddress, serverToken } from '../../app/server-token.js';
import { fileStem } from '../../figures/save.js';
import { laboratory } from '../../laboratory/laboratory.js';
import { ProblemNote } from '../../study/problem-note.js';
import { type Problem, problemOf } from '../../worker/problem.js';
import { KeptRun, type ListedRun } from './kept-run.js';
import { ServerResults } from './server-results.js';
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
  const token = serverToken();
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
            <KeptRun
              key={run.id}
              run={run}
              onRemove={() => attempt(() => laboratory().removeRun(run.id))}
              onSave={
                token === undefined
                  ? undefined
                  : () => attempt(() => laboratory().saveToServer(serverAddress(), token, run.id, nameOf(run)))
              }
            />
          ))}
        </Stack>
        {token !== undefined && <ServerResults attempt={attempt} />}
      </Stack>
    </Box>
  );
}

/** Under which the server keeps a run: what it asks, and which of several it is. */
function nameOf({ study, id }: ListedRun): string {
  const words = fileStem(study).replace(/[^a-z0-9-]/g, '');
  return `${words.slice(0, 48).replace(/^-+|-+$/g, '') || 'run'}-${id.slice(0, 8)}`;
}
