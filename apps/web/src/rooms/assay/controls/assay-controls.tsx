import { Alert, Divider, Stack } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { WrittenStudy } from '../../../study/use-study.js';
import { Arms } from './arms.js';
import { Medium } from './medium.js';
import { Subject } from './subject.js';
import { useWriter } from './use-menus.js';

/** Menus and sliders of a study in one cell: whose it is, what is around it, and what is compared. */
export const AssayControls = memo(function AssayControls({ study }: { readonly study: WrittenStudy }) {
  const { t } = useTranslation('assay');
  const writer = useWriter(study);
  return (
    <Stack gap="lg">
      {writer.refused && (
        <Alert variant="light" color="orange" role="alert" title={t('refused')}>
          <span lang="en">{writer.refused.message}</span>
        </Alert>
      )}
      <Subject study={study} writer={writer} />
      <Medium study={study} writer={writer} />
      <Arms study={study} writer={writer} />
      <Divider />
    </Stack>
  );
});
