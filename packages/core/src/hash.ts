import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 of bytes, or of the UTF-8 form of a text, as 64 lower-case hexadecimal digits. */
export function sha256Hex(content: Uint8Array | string): string {
  return bytesToHex(sha256(typeof content === 'string' ? utf8ToBytes(content) : content));
}

/**
 * JSON text that is the same for equal values: keys sorted by UTF-16 code unit, no spaces, members that are undefined
 * left out, -0 written as 0, typed arrays as arrays. Throws `TypeError` for what JSON cannot say (NaN, infinities,
 * functions, big integers, a value inside itself).
 */
export function canonicalJson(value: unknown): string {
  return write(value, new Set());
}

function write(value: unknown, around: Set<object>): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`JSON has no ${value}`);
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw new TypeError(`JSON has no ${typeof value}`);
  if (around.has(value)) throw new TypeError('JSON cannot hold a value inside itself');
  around.add(value);
  const text = isList(value) ? list(value, around) : record(value, around);
  around.delete(value);
  return text;
}

function isList(value: object): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function list(items: ArrayLike<unknown>, around: Set<object>): string {
  return `[${Array.from(items, (item) => write(item, around)).join(',')}]`;
}

function record(value: object, around: Set<object>): string {
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${write(member, around)}`).join(',')}}`;
}
