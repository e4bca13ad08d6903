import { ActionIcon, Badge, Button, Group, Modal, Stack, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconServer, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hashOf } from '../../app/address.js';
import { useRoomOfAssay } from '../../app/room-of-assay.js';
import { useModelWords } from '../../i18n/model-words.js';
import type { laboratory } from '../../laboratory/laboratory.js';

/** A run as the list has it. */
export type ListedRun = Awaited<ReturnType<ReturnType<typeof laboratory>['runs']>>[number];

/** One kept run: its question, what it is, and what can be done with it. */
export function KeptRun(props: {
  readonly run: ListedRun;
  onRemove(): void;
  /** Present where a server takes runs. */
  readonly onSave?: () => Promise<void>;
}) {
  const { run, onRemove, onSave } = props;
  const { t, i18n } = useTranslation('runs');
  const words = useModelWords();
  const roomOfAssay = useRoomOfAssay();
  const [asking, { open: ask, close }] = useDisclosure();
  const state = run.running ? 'running' : run.state;
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }).format(run.begun);
  return (
    <Group className="panel" p="md" justify="space-between" wrap="nowrap" gap="md">
      <Stack gap={4} miw={0}>
        <Text fw={600} lh={1.35} lineClamp={2}>
          {run.study}
        </Text>
        <Group gap="xs">
          <Badge variant="light" color={state === 'done' ? 'water' : 'orange'} tt="none">
            {t(`states.${state}`)}
          </Badge>
          <Text size="sm" className="quiet">
            {words.assay(run.assay, run.assayTitle)}
          </Text>
          <Text size="sm" className="quiet" data-varies>
            {when}
          </Text>
          {run.quick && (
            <Text size="sm" className="quiet">
              {t('quick')}
            </Text>
          )}
        </Group>
      </Stack>
      <Group gap="xs" wrap="nowrap">
        <Button component="a" variant="light" href={hashOf(roomOfAssay(run.assay), { run: run.id })}>
          {t(state === 'unfinished' ? 'goOn' : 'open')}
        </Button>
        {onSave && run.state === 'done' && <SaveButton study={run.study} onSave={onSave} />}
        <Tooltip label={t('remove')}>
          <ActionIcon variant="subtle" color="gray" onClick={ask} aria-label={t('removeNamed', { study: run.study })}>
            <IconTrash size={18} />
          </ActionIcon>
        </Tooltip>
      </Group>
      <Modal opened={asking} onClose={close} title={t('ask.title')} centered transitionProps={{ duration: 0 }}>
        <Stack>
          <Text size="sm">{t('ask.about', { study: run.study })}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('ask.keep')}
            </Button>
            <Button
              color="red"
              onClick={() => {
                close();
                onRemove();
              }}
            >
              {t('remove')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Group>
  );
}

function SaveButton({ study, onSave }: { readonly study: string; onSave(): Promise<void> }) {
  const { t } = useTranslation('runs');
  const [busy, setBusy] = useState(false);
  return (
    <Tooltip label={t('server.save')}>
      <ActionIcon
        variant="subtle"
        color="gray"
        loading={busy}
        aria-label={t('server.saveNamed', { study })}
        onClick={async () => {
          setBusy(true);
          await onSave();
          setBusy(false);
        }}
      >
        <IconServer size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
