import { Anchor, Text } from '@mantine/core';
import type { ModelMap } from '../../worker/model/map.js';

/** Papers, each leading to where it is published. */
export function References({ map, ids }: { readonly map: ModelMap; readonly ids: readonly string[] }) {
  const found = ids.flatMap((id) => map.references[id] ?? []);
  if (found.length === 0) return null;
  return (
    <Text size="xs" className="quiet" lang="en" lh={1.5}>
      {found.map(({ authors, year, title, journal, doi, url }, i) => {
        const address = doi ? `https://doi.org/${doi}` : url;
        return (
          <span key={`${authors} ${year} ${title}`}>
            {i > 0 && '; '}
            {`${authors} ${year}. ${title}. ${journal ?? ''} `}
            {address && (
              <Anchor href={address} target="_blank" rel="noreferrer" size="xs" underline="always">
                {doi ?? address}
              </Anchor>
            )}
          </span>
        );
      })}
    </Text>
  );
}
