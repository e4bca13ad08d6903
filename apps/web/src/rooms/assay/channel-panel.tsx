import { Box, Group, RangeSlider, SimpleGrid, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WatchNews } from '../../worker/calls/watch.js';
import { type Channels, cssColour } from './light.js';

/** Which channels are shown, and how strongly. */
export function ChannelPanel(props: {
  readonly channels: Channels;
  /** Any look: it says the colours. */
  readonly look: WatchNews;
  onChange(channels: Channels): void;
}) {
  const { channels, look, onChange } = props;
  const { t } = useTranslation('assay');
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="lg" verticalSpacing="sm">
      {look.channels.map(({ name, colour }) => {
        const channel = channels[name];
        return (
          channel && (
            <Box key={name}>
              <Group justify="space-between" wrap="nowrap" mb={8}>
                <Switch
                  size="sm"
                  checked={channel.on}
                  onChange={({ currentTarget }) =>
                    onChange({ ...channels, [name]: { ...channel, on: currentTarget.checked } })
                  }
                  label={t(`channels.${name}`)}
                />
                <Box w={14} h={14} style={{ background: cssColour(colour), borderRadius: 4 }} />
              </Group>
              <RangeSlider
                size="sm"
                min={-50}
                max={250}
                minRange={10}
                step={5}
                value={[...channel.contrast]}
                disabled={!channel.on}
                onChange={(contrast) => onChange({ ...channels, [name]: { ...channel, contrast } })}
                label={(percent) => `${percent} %`}
                thumbFromLabel={t('black', { channel: t(`channels.${name}`) })}
                thumbToLabel={t('full', { channel: t(`channels.${name}`) })}
              />
            </Box>
          )
        );
      })}
      <Text size="xs" className="quiet" style={{ gridColumn: '1 / -1' }}>
        {t('contrast')}
      </Text>
    </SimpleGrid>
  );
}
