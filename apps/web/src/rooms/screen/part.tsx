import { Box, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** A part of what is told of a drug. */
export function Part(props: { readonly title: string; readonly what?: string; readonly children: ReactNode }) {
  const { title, what, children } = props;
  return (
    <Box component="section">
      <Text fw={650} component="h3">
        {title}
      </Text>
      {what && (
        <Text size="xs" className="quiet" lh={1.5} mb="xs">
          {what}
        </Text>
      )}
      {children}
    </Box>
  );
}
