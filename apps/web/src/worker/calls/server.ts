import { BadInput } from '@invadolab/core';
import { resultNames } from '@invadolab/results';
import type { runCalls } from './runs.js';

/** Files of a result that are fetched at once. */
const atOnce = 6;

/** Calls about the results of `invadolab serve`, where it serves the page; `address` is that of the page and ends with a slash. */
export function serverCalls(runs: Pick<ReturnType<typeof runCalls>, 'takeIn' | 'bundle'>) {
  return {
    /** Fetches a finished run from the server and keeps it; gives its id here. */
    async takeFromServer(address: string, name: string): Promise<string> {
      const home = `${address}api/results/${encodeURIComponent(name)}/files`;
      const { files } = (await (await answered(home)).json()) as { files: readonly { readonly path: string }[] };
      const taken: Record<string, Uint8Array> = {};
      const waiting = files.map(({ path }) => path);
      const fetchNext = async () => {
        for (let path = waiting.pop(); path !== undefined; path = waiting.pop())
          taken[path] = new Uint8Array(await (await answered(`${home}/${steps(path)}`)).arrayBuffer());
      };
      await Promise.all(Array.from({ length: atOnce }, fetchNext));
      if (taken[resultNames.manifest] === undefined)
        throw new BadInput('this result is not finished', {
          found: name,
          expected: `a folder with ${resultNames.manifest}`,
        });
      return runs.takeIn(taken);
    },

    /** Saves a run that this browser keeps as a new result of the server. Throws `BadInput` where the name is taken. */
    async saveToServer(address: string, token: string, id: string, name: string): Promise<void> {
      await answered(`${address}api/results/${encodeURIComponent(name)}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/zip', authorization: `Bearer ${token}` },
        body: (await runs.bundle(id)) as BodyInit,
      });
    },
  };
}

function steps(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** The response, or what the server has against the request in its own words. */
async function answered(url: string, options?: RequestInit): Promise<Response> {
  const response = await fetch(url, options);
  if (response.ok) return response;
  const refusal = await response.json().catch(() => undefined);
  const { what = `the server answers ${response.status}`, found, expected } = refusal?.error ?? {};
  throw new BadInput(what, { found, expected });
}
