import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Kind } from './fresh-change.js';

/** A button that offers the kinds of change. */
export function AddMenu(props: {
  readonly label: string;
  readonly kinds: readonly Kind[];
  readonly disabled: boolean;
  onChosen(kind: Kind): void;
}) {
  const { label, kinds, disabled, onChosen } = props;
  const { t } = useTranslation('assay');
  if (kinds.length === 0) return null;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="light"
          size="xs"
          leftSection={<IconPlus size={14} />}
          disabled={disabled}
          style={{ alignSelf: 'flex-start' }}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => onChosen(kind)}>
            {t(`kinds.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
