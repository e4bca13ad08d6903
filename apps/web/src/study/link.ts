import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import { hashOf } from '../app/address.js';

/** What a link to a running experiment carries. */
export interface LinkedStudy {
  readonly text: string;
  readonly quick: boolean;
  readonly seed?: number;
}

/** The fragment that opens a room with a study: nothing of it ever reaches a server. */
export function linkTo(room: string, { text, quick, seed }: LinkedStudy): string {
  return hashOf(room, {
    study: packed(text),
    ...(quick && { quick: '1' }),
    ...(seed !== undefined && { seed: String(seed) }),
  });
}

/** The study of a link; undefined where it carries none or it is damaged. */
export function linkedStudy(params: URLSearchParams): LinkedStudy | undefined {
  const study = params.get('study');
  const text = study === null ? undefined : unpacked(study);
  if (text === undefined) return undefined;
  const seed = Number(params.get('seed') ?? Number.NaN);
  return { text, quick: params.get('quick') === '1', ...(Number.isSafeInteger(seed) && { seed }) };
}

const longestText = 200_000;

function packed(text: string): string {
  const bytes = deflateSync(strToU8(text), { level: 9 });
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

function unpacked(code: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(code.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
    // A link may come from anywhere: what unpacks to more than any study is no study.
    return strFromU8(inflateSync(bytes, { out: new Uint8Array(longestText) }));
  } catch {
    return undefined;
  }
}
