import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KeptScreens } from './kept-screens.js';
import { type ScreenState, screenSession as session } from './screen-session.js';
import type { WrittenScreen } from './use-screen.js';

/** Run, pause, stop and go on; how much it is and how far. */
export function ScreenBar({ screen, state }: { readonly screen: WrittenScreen; readonly state: ScreenState }) {
  const { t } = useTranslation('screen');
  const { phase, id, stage, done, total } = state;
  const active = phase === 'running' || phase === 'paused';
  const { summary, seconds } = screen;
  return (
    <Stack className="panel" p="md" gap="sm">
      <Group gap="sm">
        {!active && (
          <Button
            disabled={summary === undefined}
            leftSection={<IconPlayerPlay size={16} />}
            onClick={() => session.start({ text: screen.text, quick: screen.quick })}
          >
            {t('bar.run')}
          </Button>
        )}
        {phase === 'stopped' && id && (
          <Button variant="light" onClick={() => session.goOnWith(id)}>
            {t('bar.resume')}
          </Button>
        )}
        {phase === 'running' && (
          <Button variant="light" leftSection={<IconPlayerPause size={16} />} onClick={() => session.pause()}>
            {t('bar.pause')}
          </Button>
        )}
        {phase === 'paused' && (
          <Button leftSection={<IconPlayerPlay size={16} />} onClick={() => session.goOn()}>
            {t('bar.goOn')}
          </Button>
        )}
        {active && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconPlayerStop size={16} />}
            onClick={() => session.cancel()}
          >
            {t('bar.stop')}
          </Button>
        )}
        {summary && !active && (
          <Text size="sm" className="quiet">
            {t('bar.size', { ...summary })}
            <span data-varies>{seconds !== undefined && ` · ${costWords(t, seconds)}`}</span>
          </Text>
        )}
        <KeptScreens state={state} />
      </Group>
      {active && (
        <Stack gap={4}>
          <Progress value={total === 0 ? 0 : (100 * done) / total} aria-label={t('bar.progress')} />
          <Text size="sm" className="quiet" aria-live="polite">
            {total === 0 ? t('bar.starting') : t(`stages_of_run.${stage?.replace(' ', '-')}`, { done, total })}
          </Text>
        </Stack>
      )}
    </Stack>
  );
}

function costWords(t: (key: string, values: { count: number }) => string, seconds: number): string {
  return seconds < 90
    ? t('bar.seconds', { count: Math.max(1, Math.round(seconds)) })
    : t('bar.minutes', { count: Math.round(seconds / 60) });
}
