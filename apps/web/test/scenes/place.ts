import { deflateSync, strToU8 } from 'fflate';

/** The fragment of a link to a room with a study, in full size. */
export function placeOf(room: string, study: string): string {
  return `#/${room}?study=${Buffer.from(deflateSync(strToU8(study), { level: 9 })).toString('base64url')}`;
}
