import { Alert, Anchor, Box, Button, Center, Group, Loader, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { IconDownload, IconFlask, IconLock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { laboratory } from '../../laboratory/laboratory.js';
import { type BenchSession, type BenchState, useBench } from './bench-session.js';
import { ChoicesForm } from './choices-form.js';
import { saveFile } from './downloads.js';
import { DropZone } from './drop-zone.js';
import { Headline } from './headline.js';
import { Notes, Unreadable } from './notes.js';
import type { Picked } from './outline-layer.js';
import { Picture } from './picture.js';
import { saveMeasured, Tables } from './tables.js';
import { Thumbnail } from './thumbnail.js';
import './quantify.css';

/** A person's own images, measured by the ruler that measures simulated ones. */
export function QuantifyRoom() {
  const { t } = useTranslation('quantify');
  const { session, bench } = useBench();
  useEffect(() => {
    session.openExample();
  }, [session]);
  return (
    <Box px={{ base: 'md', sm: 'xl' }} py="lg">
      <div className="quantify">
        <Stack className="panel" p="lg" gap="md">
          <Box>
            <Title order={1} size="h3" lh={1.3}>
              {t('title')}
            </Title>
            <Text size="sm" className="quiet" mt={6} lh={1.5}>
              {t('lead')}
            </Text>
          </Box>
          <DropZone onFiles={(files) => session.bring(files)} />
          <Group gap={8} wrap="nowrap" align="flex-start">
            <IconLock size={16} stroke={1.7} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
            <Text size="sm" className="quiet" lh={1.45}>
              {t('stays')}
            </Text>
          </Group>
        </Stack>
        <Stack gap="md" miw={0}>
          {bench.example ? <ExampleNote /> : <BackToExample session={session} />}
          <Unreadable bench={bench} />
          <Result bench={bench} />
        </Stack>
        {bench.images.some(({ problem }) => problem === undefined) && (
          <Box className="panel" p="lg">
            <ChoicesForm session={session} bench={bench} />
          </Box>
        )}
      </div>
    </Box>
  );
}

function ExampleNote() {
  const { t } = useTranslation('quantify');
  const save = async () => {
    const { name, bytes } = await laboratory().exampleImage();
    saveFile(name, bytes);
  };
  return (
    <Alert role="note" variant="light" icon={<IconFlask size={18} />} title={t('example.title')} py="sm">
      {t('example.text')}{' '}
      <Anchor component="button" type="button" size="sm" fw={600} underline="always" onClick={save}>
        {t('example.save')}
      </Anchor>
    </Alert>
  );
}

function BackToExample({ session }: { readonly session: BenchSession }) {
  const { t } = useTranslation('quantify');
  return (
    <Group>
      <Button size="compact-sm" variant="subtle" onClick={() => session.openExample(true)}>
        {t('example.back')}
      </Button>
    </Group>
  );
}

function Result({ bench }: { readonly bench: BenchState }) {
  const { t } = useTranslation('quantify');
  const { batch, images, phase } = bench;
  const [shown, setShown] = useState(0);
  const [frame, setFrame] = useState(1);
  const [picked, setPicked] = useState<Picked>();
  useEffect(() => {
    setShown(0);
    setFrame(1);
    setPicked(undefined);
  }, [images]);
  if (batch === undefined) {
    const busy = phase === 'opening' || phase === 'measuring' || phase === 'empty';
    return (
      <Center className="panel" mih={360} p="xl">
        {busy ? (
          <Group gap="sm" role="status">
            <Loader size="sm" />
            <Text className="quiet">{t(phase === 'measuring' ? 'measure.busy' : 'measure.reading')}</Text>
          </Group>
        ) : (
          <Text className="quiet" ta="center" maw={420}>
            {t('measure.tell')}
          </Text>
        )}
      </Center>
    );
  }
  const image = batch.images[Math.min(shown, batch.images.length - 1)];
  const show = (place: number) => {
    setShown(place);
    setFrame(1);
    setPicked(undefined);
  };
  return (
    <Stack gap="md" aria-busy={phase === 'measuring'}>
      {batch.images.length > 1 && (
        <Group gap="xs" role="group" aria-label={t('images')}>
          {batch.images.map(({ name, place }, i) => (
            <UnstyledButton
              key={name}
              className="panel"
              p={6}
              pr="sm"
              aria-pressed={i === shown}
              onClick={() => show(i)}
              style={i === shown ? { borderColor: 'var(--mantine-primary-color-filled)', borderWidth: 2 } : undefined}
            >
              <Group gap="xs" wrap="nowrap">
                {images[place]?.thumbnails[0] && <Thumbnail plane={images[place].thumbnails[0]} />}
                <Text size="sm" fw={i === shown ? 600 : 400}>
                  {name}
                </Text>
              </Group>
            </UnstyledButton>
          ))}
        </Group>
      )}
      <Headline batch={batch} name={image.name} frame={frame} />
      <Notes batch={batch} />
      <Box className="panel" p="md">
        <Picture batch={batch} image={image} frame={frame} picked={picked} onFrame={setFrame} />
        <Group gap="xs" mt="md">
          <Button
            variant="light"
            size="sm"
            leftSection={<IconDownload size={16} />}
            onClick={() => saveMeasured(overlayOf(batch.files, image.name, frame))}
          >
            {t('save.overlay')}
          </Button>
          <Button
            variant="subtle"
            size="sm"
            leftSection={<IconDownload size={16} />}
            onClick={async () => saveFile('quantified.zip', await laboratory().measuredFiles())}
          >
            {t('save.all')}
          </Button>
        </Group>
      </Box>
      <Box className="panel" p="md">
        <Tables batch={batch} name={image.name} frame={frame} onPick={setPicked} />
      </Box>
    </Stack>
  );
}

/** Overlays are made of the first, the middle and the last frame of a movie: the one that is nearest to what is shown. */
function overlayOf(files: readonly string[], name: string, frame: number): string {
  const numberIn = (file: string) => Number(/-frame-(\d+)-overlay\.png$/.exec(file)?.[1] ?? 1);
  const own = files.filter((file) => file === `${name}-overlay.png` || file.startsWith(`${name}-frame-`));
  return own.reduce((best, file) =>
    Math.abs(numberIn(file) - frame) < Math.abs(numberIn(best) - frame) ? file : best,
  );
}
