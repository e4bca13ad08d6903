import { Button, FileButton, Stack, Text } from '@mantine/core';
import { IconPhotoUp } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

const kinds = '.tif,.tiff,.png,image/tiff,image/png';

/** Where images are dropped or chosen. */
export function DropZone({ onFiles }: { onFiles(files: readonly File[]): void }) {
  const { t } = useTranslation('quantify');
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <Stack
      component="section"
      aria-label={t('bring.label')}
      align="center"
      gap={6}
      p="lg"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      style={{
        border: `1.5px dashed ${over ? 'var(--mantine-primary-color-filled)' : 'var(--lab-quiet)'}`,
        borderRadius: 10,
        background: over ? 'var(--mantine-primary-color-light)' : undefined,
        textAlign: 'center',
      }}
    >
      <IconPhotoUp size={28} stroke={1.4} aria-hidden />
      <FileButton onChange={onFiles} accept={kinds} multiple>
        {(props) => <Button {...props}>{t('bring.choose')}</Button>}
      </FileButton>
      <Text size="sm" className="quiet" lh={1.45}>
        {t('bring.drop')}
      </Text>
    </Stack>
  );
}
