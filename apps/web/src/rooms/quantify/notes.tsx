import { Alert, List, Text } from '@mantine/core';
import { IconAlertTriangle, IconFlag } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MeasuredBatch } from '../../worker/calls/quantify.js';
import type { BenchState } from './bench-session.js';
import { useWordsOfPage } from './words-of-page.js';

/** What a reader of the numbers must know: images that were refused, and what is doubtful about the others. */
export function Notes({ batch }: { readonly batch: MeasuredBatch }) {
  const { t } = useTranslation('quantify');
  const words = useWordsOfPage();
  const { images, refused } = batch;
  const flags = images.flatMap(({ name, flags: own, frames: all }) => own.map((flag) => ({ name, all, ...flag })));
  return (
    <>
      {refused.length > 0 && (
        <Alert
          role="alert"
          variant="light"
          color="orange"
          icon={<IconAlertTriangle size={18} />}
          title={t('notes.refused', { count: refused.length })}
        >
          <List size="sm" spacing={4}>
            {refused.map((message) => (
              <List.Item key={message} lang="en">
                {words(message)}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {flags.length > 0 && (
        <Alert role="note" variant="light" color="yellow" icon={<IconFlag size={18} />} title={t('notes.flags')}>
          <List size="sm" spacing={6}>
            {flags.map(({ name, all, flag, says, frames }) => (
              <List.Item key={`${name} ${flag}`}>
                <Text size="sm" span fw={600}>
                  {t(`flags.${flag.replace(/^saturated-.*/, 'saturated')}`)}
                </Text>{' '}
                <Text size="sm" span className="quiet">
                  {images.length > 1 && `${name}: `}
                  <span lang="en">{says}</span>
                  {all > 1 && ` (${t('notes.frames', { count: frames.length })})`}
                </Text>
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
    </>
  );
}

/** Files that cannot be read at all, before anything is measured. */
export function Unreadable({ bench }: { readonly bench: BenchState }) {
  const { t } = useTranslation('quantify');
  const words = useWordsOfPage();
  const broken = bench.images.flatMap(({ problem }) => problem ?? []);
  const problems = [...(bench.problem ? [bench.problem] : bench.batch === undefined ? broken : [])];
  if (problems.length === 0) return null;
  return (
    <Alert
      role="alert"
      variant="light"
      color="orange"
      icon={<IconAlertTriangle size={18} />}
      title={t('notes.refused', { count: problems.length })}
    >
      {problems.map(({ message }) => (
        <Text key={message} size="sm" lang="en">
          {words(message)}
        </Text>
      ))}
    </Alert>
  );
}
