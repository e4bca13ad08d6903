import { createContext, useContext } from 'react';

/** Which room shows the runs of an assay. */
const roomOf: Readonly<Record<string, string>> = {
  network: 'assay',
  gelatin: 'assay',
  frap: 'assay',
  lifetimes: 'assay',
  pharmacokinetics: 'assay',
  invasion: 'tissue',
  'brain-slice': 'tissue',
  'basement-membrane': 'tissue',
  transwell: 'tissue',
  tracks: 'tissue',
  penetration: 'tissue',
  intravasation: 'tissue',
  extravasation: 'tissue',
  metastasis: 'metastasis',
};

/** Ids of the rooms that there are, for rooms themselves, which cannot read the list they stand in. */
export const PresentRooms = createContext<readonly string[]>([]);

/** Finds the room for an assay; the assay room, which shows every answer, where its own is not there. */
export function useRoomOfAssay(): (assay: string) => string {
  const present = useContext(PresentRooms);
  return (assay) => (present.includes(roomOf[assay]) ? roomOf[assay] : 'assay');
}
