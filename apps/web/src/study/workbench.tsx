import { Box, Grid, Stack, Tabs } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswerPanel } from '../answer/answer-panel.js';
import { useAddress } from '../app/address.js';
import type { RunSession, RunState } from '../laboratory/run-session.js';
import { useRun } from '../laboratory/runs.js';
import { ControlBar } from './control-bar.js';
import { ProblemNote } from './problem-note.js';
import { StudyForm } from './study-form.js';
import { UnfinishedNote } from './unfinished-note.js';
import { useStudy, type WrittenStudy } from './use-study.js';

/** What a room adds to the workbench. */
export interface WorkbenchProps {
  /** Id of the room: its run lives on under this name. */
  readonly room: string;
  readonly initial: { readonly text: string; readonly quick?: boolean; readonly seed?: number };
  /** Menus and sliders of this room, each bound to a place of the file. */
  readonly controls?: (study: WrittenStudy) => ReactNode;
  /** Assays of this room: it offers to go on with a run of them that was left unfinished. */
  readonly assays?: readonly string[];
  /** What one watches: the room's own picture of the study. */
  readonly view: (study: WrittenStudy, run: RunState, session: RunSession) => ReactNode;
}

/**
 * A study on the left, as menus and as text; what happens on the right: the room's own picture, then the answer. All rooms that run studies
 * share it.
 */
export function Workbench({ room, initial, controls, assays, view }: WorkbenchProps) {
  const { t } = useTranslation('study');
  const study = useStudy(initial);
  const { session, run } = useRun(room);
  const kept = useAddress().params.get('run');
  const [tab, setTab] = useState<string | null>(kept === null ? 'view' : 'answer');
  useEffect(() => {
    if (kept !== null && session.state.id !== kept) session.show(kept);
  }, [kept, session]);
  const problem = study.checked && 'problem' in study.checked ? study.checked.problem : undefined;
  return (
    <Box px={{ base: 'md', sm: 'xl' }} py="lg">
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 5, xl: 4 }}>
          <StudyForm study={study} problem={problem}>
            {controls?.(study)}
          </StudyForm>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7, xl: 8 }}>
          <Stack gap="lg">
            <ControlBar room={room} study={study} session={session} run={run} />
            {assays && <UnfinishedNote room={room} assays={assays} idle={run.phase === 'idle' && kept === null} />}
            {problem && <ProblemNote problem={problem} />}
            {run.problem && <ProblemNote problem={run.problem} />}
            <Tabs value={run.answer === undefined ? 'view' : tab} onChange={setTab} keepMounted={false}>
              <Tabs.List>
                <Tabs.Tab value="view">{t('tabs.view')}</Tabs.Tab>
                <Tabs.Tab value="answer" disabled={run.answer === undefined}>
                  {t('tabs.answer')}
                </Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="view" pt="md">
                {view(study, run, session)}
              </Tabs.Panel>
              <Tabs.Panel value="answer" pt="md">
                {run.answer && run.id && <AnswerPanel id={run.id} answer={run.answer} />}
              </Tabs.Panel>
            </Tabs>
          </Stack>
        </Grid.Col>
      </Grid>
    </Box>
  );
}
