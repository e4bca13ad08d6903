import { ActionIcon, Box, Group } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** One thing that an arm changes: what is chosen, a way to take it away, and how much of it below. */
export function ChangeRow(props: {
  readonly disabled: boolean;
  readonly children: ReactNode;
  readonly below?: ReactNode;
  onRemoved(): void;
}) {
  const { disabled, children, below, onRemoved } = props;
  const { t } = useTranslation('assay');
  return (
    <Box>
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <Box flex={1} miw={0}>
          {children}
        </Box>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          disabled={disabled}
          aria-label={t('removeChange')}
          onClick={onRemoved}
        >
          <IconX size={16} />
        </ActionIcon>
      </Group>
      {below}
    </Box>
  );
}
