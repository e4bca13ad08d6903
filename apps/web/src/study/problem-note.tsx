import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../worker/problem.js';

/** What a person has to correct, in the words of the command line. */
export function ProblemNote({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation('study');
  const bad = problem.summary !== undefined;
  return (
    <Alert
      role="alert"
      variant="light"
      color={bad ? 'orange' : 'red'}
      icon={<IconAlertTriangle size={18} />}
      title={bad ? t('problem.input') : t('problem.failed')}
    >
      <span lang="en">{problem.message}</span>
    </Alert>
  );
}
