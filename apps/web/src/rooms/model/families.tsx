import { Box, Text, Title, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ModelMap } from '../../worker/model/map.js';

/** All molecules by family: where one enters the map. */
export function Families(props: { readonly map: ModelMap; readonly chosen: string; onWalk(id: string): void }) {
  const { map, chosen, onWalk } = props;
  const { t } = useTranslation('model');
  const families = [...new Set(map.nodes.map(({ family }) => family))];
  return (
    <Box className="families">
      {families.map((family) => (
        <section key={family} aria-label={t(`families.${family}`)}>
          <Title order={3} size="sm" mb={8}>
            {t(`families.${family}`)}
          </Title>
          <Box style={{ display: 'flex', flexWrap: 'wrap', gap: 6 }}>
            {map.nodes
              .filter((node) => node.family === family)
              .map(({ id, label, name, forms }) => (
                <UnstyledButton
                  key={id}
                  className="walk-node"
                  title={name}
                  aria-pressed={id === chosen}
                  onClick={() => onWalk(id)}
                  style={{
                    height: 30,
                    ...(id === chosen && { borderColor: 'var(--mantine-primary-color-filled)', borderWidth: 2 }),
                  }}
                >
                  {label}
                  {forms.length > 1 && (
                    <Text span size="xs" className="quiet" aria-hidden>
                      {forms.length}
                    </Text>
                  )}
                </UnstyledButton>
              ))}
          </Box>
        </section>
      ))}
    </Box>
  );
}
