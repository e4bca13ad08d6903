import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Menus } from '../../../worker/calls/menus.js';
import { ChangeRow } from './change-row.js';

/** A molecule in one of its variants. */
export function MutationRow(props: {
  readonly molecule: string;
  readonly variant: string;
  readonly taken: readonly string[];
  readonly menus: Menus;
  readonly disabled: boolean;
  onChosen(molecule: string, variant: string): void;
  onRemoved(): void;
}) {
  const { molecule, variant, taken, menus, disabled, onChosen, onRemoved } = props;
  const { t } = useTranslation('assay');
  const choices = menus.variants
    .filter((each) => each.molecule === molecule || !taken.includes(each.molecule))
    .flatMap((each) => each.variants.map((one) => ({ molecule: each.molecule, variant: one })));
  const place = choices.findIndex((each) => each.molecule === molecule && each.variant === variant);
  return (
    <ChangeRow disabled={disabled} onRemoved={onRemoved}>
      <Select
        label={t('kinds.mutation')}
        searchable
        allowDeselect={false}
        disabled={disabled || place < 0}
        data={choices.map((each, index) => ({ value: String(index), label: `${each.molecule} ${each.variant}` }))}
        value={place < 0 ? null : String(place)}
        placeholder={`${molecule} ${variant}`}
        onChange={(chosen) => {
          const found = choices[Number(chosen)];
          if (chosen !== null && found) onChosen(found.molecule, found.variant);
        }}
        nothingFoundMessage={t('nothingFound')}
      />
    </ChangeRow>
  );
}
