import { useEffect, useState } from 'react';
import { useAddress } from '../app/address.js';
import { laboratory } from '../laboratory/laboratory.js';
import { cards, studyText } from '../rooms/home/cards.js';
import { type LinkedStudy, linkedStudy } from './link.js';

/**
 * The study a room begins with: that of the link, of a kept run (`run=`, which the workbench then shows), of the card, or the room's own
 * example. Undefined while it is loaded.
 */
export function useOpenedStudy(example: string): LinkedStudy | undefined {
  const { params } = useAddress();
  const linked = linkedStudy(params);
  const card = cards.find(({ id }) => id === params.get('card'));
  const name = card?.study ?? example;
  const run = params.get('run');
  const [study, setStudy] = useState<LinkedStudy>();
  const wanted = linked === undefined ? name : undefined;
  useEffect(() => {
    if (wanted === undefined) return;
    let current = true;
    openedStudy(wanted, run).then((opened) => current && setStudy(opened));
    return () => {
      current = false;
    };
  }, [wanted, run]);
  return linked ?? study;
}

async function openedStudy(name: string, run: string | null): Promise<LinkedStudy> {
  const kept = run === null ? undefined : await laboratory().entry(run);
  return kept ?? { text: await studyText(name), quick: true };
}
