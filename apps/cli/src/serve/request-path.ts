import { Refusal } from './refusal.js';

const longest = 2048;
const longestStep = 255;
// Separators of every system, streams of Windows, control characters; a first dot hides, a last dot or space is dropped by Windows.
const leaves = /[\\/:\p{Cc}]|^\.|[. ]$|^$/u;
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Whether a name can be one step of a path on every system without meaning another place. */
export function isPlainStep(step: string): boolean {
  return step.length <= longestStep && !leaves.test(step) && !device.test(step);
}

/**
 * The steps of the path of a request, decoded once, from the very bytes the client sent: nothing that a reader of URLs
 * would have resolved (`..`, backslashes, encoded slashes) passes.
 */
export function requestSteps(target: string): readonly string[] {
  const [path] = target.split('?', 1);
  const refuse = () =>
    new Refusal(400, 'not a path of this server', { found: path, expected: 'plain names between slashes' });
  if (target.length > longest || !path.startsWith('/')) throw refuse();
  if (path === '/') return [];
  const steps = path.slice(1).split('/').map(decoded);
  if (!steps.every((step) => step !== undefined && isPlainStep(step))) throw refuse();
  return steps as readonly string[];
}

function decoded(step: string): string | undefined {
  try {
    return decodeURIComponent(step);
  } catch {
    return undefined;
  }
}
