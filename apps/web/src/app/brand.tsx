import { Anchor, Group, Text } from '@mantine/core';
import icon from '../../public/icon.svg';
import { hashOf } from './address.js';

/** The name of the laboratory, which leads to its first page. */
export function Brand() {
  return (
    <Anchor href={hashOf('')} underline="never" c="inherit">
      <Group gap={10} wrap="nowrap">
        <img src={icon} width={28} height={28} alt="" />
        <Text fw={700} size="lg" style={{ letterSpacing: '-0.02em' }}>
          InvadoLab
        </Text>
      </Group>
    </Anchor>
  );
}
