import { ActionIcon, Button, CopyButton, Group, Progress, Stack, Text, Tooltip } from '@mantine/core';
import { IconCheck, IconLink, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RunSession, RunState } from '../laboratory/run-session.js';
import type { StudyCost } from '../worker/calls/study.js';
import { linkTo } from './link.js';
import { useCost } from './use-cost.js';
import type { WrittenStudy } from './use-study.js';

/** Run, pause and stop; how far it is; what it will cost; and the link that carries the study. */
export function ControlBar(props: {
  readonly room: string;
  readonly study: WrittenStudy;
  readonly session: RunSession;
  readonly run: RunState;
}) {
  const { room, study, session, run } = props;
  const { t } = useTranslation('study');
  const ready = study.checked !== undefined && 'summary' in study.checked;
  const active = run.phase === 'running' || run.phase === 'paused';
  const link = `${location.origin}${location.pathname}${linkTo(room, study)}`;
  return (
    <Stack className="panel" p="md" gap="sm">
      <Group gap="sm">
        {!active && (
          <Button
            disabled={!ready}
            leftSection={<IconPlayerPlay size={16} />}
            onClick={() => session.start(study.request)}
          >
            {t('run')}
          </Button>
        )}
        {run.phase === 'running' && (
          <Button variant="light" leftSection={<IconPlayerPause size={16} />} onClick={() => session.pause()}>
            {t('pause')}
          </Button>
        )}
        {run.phase === 'paused' && (
          <Button leftSection={<IconPlayerPlay size={16} />} onClick={() => session.goOn()}>
            {t('goOn')}
          </Button>
        )}
        {active && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconPlayerStop size={16} />}
            onClick={() => session.cancel()}
          >
            {t('stop')}
          </Button>
        )}
        {run.phase === 'stopped' && run.id && (
          <Button variant="light" onClick={() => session.goOnWith(run.id as string)}>
            {t('resume')}
          </Button>
        )}
        <CostNote study={study} active={active} />
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? t('link.copied') : t('link.copy')}>
              <ActionIcon variant="subtle" color="gray" ml="auto" onClick={copy} aria-label={t('link.copy')}>
                {copied ? <IconCheck size={18} /> : <IconLink size={18} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      </Group>
      {active && <RunProgress run={run} />}
    </Stack>
  );
}

function RunProgress({ run }: { readonly run: RunState }) {
  const { t } = useTranslation('study');
  const { stage = 'study', done, total } = run;
  return (
    <Stack gap={4}>
      <Progress value={total === 0 ? 0 : (100 * done) / total} aria-label={t('progress.label')} />
      <Text size="sm" className="quiet" aria-live="polite">
        {total === 0 ? t('progress.starting') : t(`progress.${stage}`, { done, total })}
      </Text>
    </Stack>
  );
}

function CostNote({ study, active }: { readonly study: WrittenStudy; readonly active: boolean }) {
  const { t } = useTranslation('study');
  const cost = useCost(study, active);
  if (cost === undefined) return null;
  const text = ({ seconds, atLeast }: StudyCost) => {
    const [unit, size] = seconds < 90 ? ['seconds', 1] : seconds < 5400 ? ['minutes', 60] : ['hours', 3600];
    const time = t(`cost.${unit}`, { count: Math.max(1, Math.round(seconds / Number(size))) });
    return t(atLeast ? 'cost.atLeast' : 'cost.about', { time });
  };
  const { asked, full } = cost;
  return (
    <Text size="sm" className="quiet" data-varies>
      {t(study.quick ? 'cost.both' : 'cost.one', { asked: text(asked), full: text(full) })}
    </Text>
  );
}
