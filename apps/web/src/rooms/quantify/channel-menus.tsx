import { Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OpenedImage, Roles } from '../../worker/calls/quantify.js';
import { Thumbnail } from './thumbnail.js';

const shown = ['actin', 'marker', 'film', 'nuclei'] as const;

/** Every channel of the file in small, with a menu of what it shows. */
export function ChannelMenus(props: {
  readonly image: OpenedImage;
  readonly roles: Roles;
  /** Nothing says it yet. */
  readonly wanted: boolean;
  onRoles(roles: Roles): void;
}) {
  const { image, roles, wanted, onRoles } = props;
  const { t } = useTranslation('quantify');
  const roleOf = (channel: number) => shown.find((role) => roles[role] === channel) ?? '';
  const choose = (channel: number, role: string) => {
    const others = Object.entries(roles).filter(([each, at]) => each !== role && at !== channel);
    onRoles(Object.fromEntries(role === '' ? others : [...others, [role, channel]]));
  };
  return (
    <Stack gap="xs" component="fieldset" m={0} p={0} style={{ border: 0, minWidth: 0 }}>
      <Text component="legend" size="sm" fw={600} mb={6}>
        {t('channels.label')}
      </Text>
      {wanted && (
        <Text size="xs" c="var(--lab-up)" mt={-4}>
          {t('channels.wanted')}
        </Text>
      )}
      {image.thumbnails.map((plane, channel) => {
        const name = image.names?.[channel] || t('channels.number', { number: channel + 1 });
        return (
          <Group key={channel} gap="sm" wrap="nowrap">
            <Thumbnail plane={plane} />
            <Text size="sm" style={{ flex: 1, minWidth: 0 }} truncate>
              {name}
            </Text>
            <NativeSelect
              size="sm"
              w={150}
              aria-label={t('channels.shows', { name })}
              value={roleOf(channel)}
              onChange={({ currentTarget }) => choose(channel, currentTarget.value)}
              data={[
                { value: '', label: t('channels.nothing') },
                ...shown.map((role) => ({ value: role, label: t(`roles.${role}`) })),
              ]}
            />
          </Group>
        );
      })}
    </Stack>
  );
}
