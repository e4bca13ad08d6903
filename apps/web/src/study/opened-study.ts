import { useEffect, useState } from 'react';
import { useAddress } from '../app/address.js';
import { cards, studyText } from '../rooms/home/cards.js';
import { type LinkedStudy, linkedStudy } from './link.js';

/** The study a room begins with: that of the link, of the card, or the room's own example. Undefined while it is loaded. */
export function useOpenedStudy(example: string): LinkedStudy | undefined {
  const { params } = useAddress();
  const linked = linkedStudy(params);
  const card = cards.find(({ id }) => id === params.get('card'));
  const name = card?.study ?? example;
  const [text, setText] = useState<string>();
  const wanted = linked === undefined ? name : undefined;
  useEffect(() => {
    if (wanted !== undefined) studyText(wanted).then(setText);
  }, [wanted]);
  return linked ?? (text === undefined ? undefined : { text, quick: true });
}
