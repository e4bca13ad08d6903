import { useSyncExternalStore } from 'react';
import { heard, laboratory } from '../../laboratory/laboratory.js';
import type { StudyRequest } from '../../worker/calls/study.js';
import type { WatchNews } from '../../worker/calls/watch.js';

/** What was seen so far of the first cells of some arms. */
export interface Film {
  /** By arm, in order of time. */
  readonly looks: Readonly<Record<string, readonly WatchNews[]>>;
  /** Of all arms and times. */
  readonly ranges: WatchNews['ranges'];
  /** `none`: this study shows no cell on a film. */
  readonly state: 'waiting' | 'preview' | 'living' | 'whole' | 'none';
}

const empty: Film = { looks: {}, ranges: {}, state: 'waiting' };

/** ms */
const pause = 250;

/** The film of this room. It goes on while somebody is in another room, and there is never more than one. */
class FilmStore {
  #film = empty;
  /** What listeners know. */
  #told = empty;
  #telling = false;
  /** Of what is on it. */
  #key = '';
  #run?: { readonly begun: number; readonly request: StudyRequest };
  readonly #listeners = new Set<() => void>();

  readonly film = (): Film => this.#told;

  /** The study of the run that was begun at `begun`: what it was when this was first asked, whatever was changed since. */
  requestOf(begun: number, request: StudyRequest): StudyRequest {
    if (this.#run?.begun !== begun) this.#run = { begun, request };
    return this.#run.request;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The start alone, of a study that is not run yet. The film before it stays until there is something new to show. */
  async preview(request: StudyRequest, arms: readonly string[]): Promise<void> {
    const key = `preview ${JSON.stringify([request, arms])}`;
    if (this.#key === key) return;
    this.#key = key;
    let fresh = true;
    const shown = await laboratory().firstLook(
      request,
      arms,
      heard((look) => {
        if (this.#key !== key) return;
        this.#add(look, fresh ? { ...empty, state: 'preview' } : this.#film);
        fresh = false;
      }),
    );
    if (this.#key === key && !shown) this.#show({ ...empty, state: 'none' });
  }

  /** The whole life, of the run that was begun at `begun`. */
  async watch(begun: number, request: StudyRequest, arms: readonly string[]): Promise<void> {
    const key = `${begun} ${JSON.stringify([request, arms])}`;
    if (this.#key === key) return;
    this.#key = key;
    let fresh = true;
    const shown = await laboratory().watch(
      request,
      arms,
      heard((look) => {
        if (this.#key !== key) return;
        this.#add(look, fresh ? { ...empty, state: 'living' } : this.#film);
        fresh = false;
      }),
    );
    if (this.#key !== key) return;
    this.#show(shown ? { ...this.#film, state: 'whole' } : { ...empty, state: 'none' });
  }

  /** What was seen stays. */
  async stop(): Promise<void> {
    if (this.#film.state === 'living') await laboratory().stopWatching();
  }

  #add(look: WatchNews, { looks, ranges, state }: Film): void {
    // The same object while nothing new is brighter, so that pictures that stay are not painted again.
    const kept = same(ranges, look.ranges) ? ranges : look.ranges;
    this.#show({ looks: { ...looks, [look.arm]: [...(looks[look.arm] ?? []), look] }, ranges: kept, state });
  }

  /** Looks may come faster than a page can draw them: they are told together, some times a second. */
  #show(film: Film): void {
    this.#film = film;
    if (this.#telling) return;
    this.#telling = true;
    setTimeout(() => {
      this.#telling = false;
      this.#told = this.#film;
      for (const listener of this.#listeners) listener();
    }, pause);
  }
}

function same(a: WatchNews['ranges'], b: WatchNews['ranges']): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The one film of the page. */
export const theFilm = new FilmStore();

/** What is on the film now. */
export function useFilm(): Film {
  return useSyncExternalStore(theFilm.subscribe, theFilm.film);
}

/** Whether it shows something, and of what, without being told of every look. */
export function useFilmState(): Film['state'] {
  return useSyncExternalStore(theFilm.subscribe, () => theFilm.film().state);
}
