import { Accordion, List } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** What the model itself has to say of a run: what it leaves out, and why an interval is missing. In English, as the report has it. */
export function Warnings(props: { readonly warnings: readonly string[]; readonly noParameters?: string }) {
  const { warnings, noParameters } = props;
  const { t } = useTranslation('answer');
  const notes = [...warnings, ...(noParameters === undefined ? [] : [noParameters])];
  if (notes.length === 0) return null;
  return (
    <Accordion variant="contained">
      <Accordion.Item value="notes">
        <Accordion.Control icon={<IconInfoCircle size={18} />}>
          {t('warnings', { count: notes.length })}
        </Accordion.Control>
        <Accordion.Panel>
          <List size="sm" spacing={6} lang="en">
            {notes.map((note) => (
              <List.Item key={note}>{note}</List.Item>
            ))}
          </List>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
