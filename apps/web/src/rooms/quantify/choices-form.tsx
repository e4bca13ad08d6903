import { Button, Group, NumberInput, Progress, Stack, Text } from '@mantine/core';
import { IconPlayerStop, IconRulerMeasure } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type BenchSession, type BenchState, missingOf } from './bench-session.js';
import { ChannelMenus } from './channel-menus.js';
import { MoreChoices, numberOf } from './more-choices.js';

/** How the images are to be read: filled in from the files, asked for where they are silent. */
export function ChoicesForm({ session, bench }: { readonly session: BenchSession; readonly bench: BenchState }) {
  const { t } = useTranslation('quantify');
  const { images, choices, phase } = bench;
  const [first] = images.filter(({ problem }) => problem === undefined);
  if (first === undefined) return null;
  const missing = missingOf(bench);
  const planes = Math.max(...images.map((image) => image.planes));
  return (
    <Stack gap="md">
      <ChannelMenus
        image={first}
        roles={choices.roles ?? first.roles}
        wanted={missing.includes('channels')}
        onRoles={(roles) => session.choose({ roles })}
      />
      <NumberInput
        label={t('pixel.label')}
        description={first.pixel === undefined ? t('pixel.silent') : t('pixel.told')}
        error={missing.includes('pixel') ? t('pixel.wanted') : undefined}
        min={0.001}
        max={5}
        step={0.01}
        value={choices.pixel ?? ''}
        placeholder={first.pixel === undefined ? '' : `${Number(first.pixel.toPrecision(6))} µm`}
        suffix=" µm"
        onChange={(value) => session.choose({ pixel: numberOf(value) || undefined })}
      />
      {planes > 1 && (
        <NumberInput
          label={t('plane.label')}
          description={t('plane.why', { planes })}
          error={missing.includes('plane') ? t('plane.wanted') : undefined}
          min={1}
          max={planes}
          value={choices.plane === undefined ? '' : choices.plane + 1}
          onChange={(value) => session.choose({ plane: value === '' ? undefined : Number(value) - 1 })}
        />
      )}
      <MoreChoices session={session} bench={bench} />
      {phase === 'measuring' ? (
        <Measuring bench={bench} onStop={() => session.stop()} />
      ) : (
        <Button
          fullWidth
          variant={phase === 'done' ? 'light' : 'filled'}
          leftSection={<IconRulerMeasure size={18} />}
          disabled={missing.length > 0}
          onClick={() => session.measure()}
        >
          {phase === 'done' ? t('measure.again') : t('measure.now')}
        </Button>
      )}
    </Stack>
  );
}

function Measuring({ bench, onStop }: { readonly bench: BenchState; onStop(): void }) {
  const { t } = useTranslation('quantify');
  const { news, images } = bench;
  const share = news === undefined ? 0 : (news.image + news.frame / news.frames) / news.images;
  return (
    <Stack gap={6}>
      <Progress value={100 * share} aria-label={t('measure.progress')} />
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" className="quiet" aria-live="polite">
          {news === undefined
            ? t('measure.starting')
            : t(news.frames > 1 ? 'measure.frame' : 'measure.image', {
                image: news.image + 1,
                images: images.length,
                frame: news.frame,
                frames: news.frames,
              })}
        </Text>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconPlayerStop size={14} />}
          onClick={onStop}
        >
          {t('measure.stop')}
        </Button>
      </Group>
    </Stack>
  );
}
