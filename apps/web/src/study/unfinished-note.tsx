import { Alert, Button, Group, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { go } from '../app/address.js';
import { laboratory } from '../laboratory/laboratory.js';
import type { RunEntry } from '../worker/run-store.js';

/** Offers to go on with the latest run of these assays that a reload or a closed page left unfinished. */
export function UnfinishedNote(props: {
  readonly room: string;
  readonly assays: readonly string[];
  readonly idle: boolean;
}) {
  const { room, idle } = props;
  const { t } = useTranslation('study');
  const [left, setLeft] = useState<RunEntry>();
  const assays = props.assays.join('\n');
  useEffect(() => {
    if (!idle) return setLeft(undefined);
    let current = true;
    laboratory()
      .runs()
      .then((runs) => {
        const known = assays.split('\n');
        const found = runs.find(
          ({ state, running, assay }) => state === 'unfinished' && !running && known.includes(assay),
        );
        if (current) setLeft(found);
      });
    return () => {
      current = false;
    };
  }, [idle, assays]);
  if (left === undefined) return null;
  return (
    <Alert variant="light" icon={<IconHistory size={18} />} title={t('unfinished.title')}>
      <Text size="sm" mb="sm">
        {left.study}
      </Text>
      <Group gap="sm">
        <Button size="xs" onClick={() => go(room, { run: left.id })}>
          {t('unfinished.goOn')}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          onClick={async () => {
            await laboratory().removeRun(left.id);
            setLeft(undefined);
          }}
        >
          {t('unfinished.remove')}
        </Button>
      </Group>
    </Alert>
  );
}
