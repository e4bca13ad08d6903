import { Button, FileButton, Group, Text } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Takes in a result as a zip, dropped here or chosen. */
export function TakeIn({ onFile }: { onFile(bytes: Uint8Array): Promise<void> }) {
  const { t } = useTranslation('runs');
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  async function take(file: File | null | undefined) {
    if (!file) return;
    setBusy(true);
    await onFile(new Uint8Array(await file.arrayBuffer()));
    setBusy(false);
  }
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  }
  return (
    <Group
      className={over ? 'panel drop over' : 'panel drop'}
      p="md"
      justify="space-between"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Text size="sm" className="quiet">
        {t('takeIn.about')}
      </Text>
      <FileButton accept=".zip,application/zip" onChange={take} resetRef={undefined}>
        {(props) => (
          <Button {...props} variant="light" loading={busy} leftSection={<IconFileImport size={16} />}>
            {t('takeIn.choose')}
          </Button>
        )}
      </FileButton>
    </Group>
  );
}
