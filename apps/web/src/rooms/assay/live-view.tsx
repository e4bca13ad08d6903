import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Courses } from '../../answer/courses.js';
import type { RunState } from '../../laboratory/run-session.js';
import type { WrittenStudy } from '../../study/use-study.js';
import { useFilmState } from './film.js';
import { GrowingValues } from './growing-values.js';
import { LiveMicroscope } from './live-microscope.js';

/** What one watches while a study runs: cells under the microscope where the assay has a film, and what is measured meanwhile. */
export function LiveView({ study, run }: { readonly study: WrittenStudy; readonly run: RunState }) {
  const { t } = useTranslation('assay');
  const summary = study.checked && 'summary' in study.checked ? study.checked.summary : undefined;
  const unseen = useFilmState() === 'none';
  return (
    <Stack gap="lg">
      <LiveMicroscope study={study} begun={run.begun} phase={run.phase} />
      {unseen && run.rows.length === 0 && run.answer === undefined && (
        <Text className="panel quiet" p="lg">
          {t('unseen')}
        </Text>
      )}
      {summary && <GrowingValues summary={summary} rows={run.rows} whole={run.phase === 'done'} />}
      {unseen && run.answer && (
        <div className="panel" style={{ padding: 20 }}>
          <Courses answer={run.answer} />
        </div>
      )}
    </Stack>
  );
}
