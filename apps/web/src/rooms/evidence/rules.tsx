import { Accordion, List } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const rules = ['vote', 'directions', 'none', 'number', 'pairs', 'apart', 'balanced'] as const;

/** How a row is judged, for whoever asks. */
export function Rules() {
  const { t } = useTranslation('evidence');
  return (
    <Accordion variant="default" chevronPosition="left" className="panel">
      <Accordion.Item value="rules" style={{ borderBottom: 0 }}>
        <Accordion.Control>{t('rules.title')}</Accordion.Control>
        <Accordion.Panel>
          <List size="sm" spacing={6} maw={820}>
            {rules.map((rule) => (
              <List.Item key={rule}>{t(`rules.${rule}`)}</List.Item>
            ))}
          </List>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
