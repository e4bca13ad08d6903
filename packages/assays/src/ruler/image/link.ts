/** A punctum in one frame, um. */
export interface Sighting {
  readonly x: number;
  readonly y: number;
}

/** One punctum followed over frames: which one it was in each frame it was seen in. */
export interface LinkedTrack {
  readonly frames: number[];
  /** Position in the list of that frame. */
  readonly members: number[];
}

/** How far a punctum may move between sightings, um, and how many frames it may be missing. */
export interface LinkLimits {
  readonly link: number;
  readonly gap: number;
}

/**
 * Follows puncta through a movie: in every frame the nearest pair of a track and a punctum is joined first, then the next
 * nearest, while they are at most `link` apart. A track that missed more than `gap` frames has ended. Tracks come in the
 * order of their first frame.
 */
export function linkSightings(movie: readonly (readonly Sighting[])[], { link, gap }: LinkLimits): LinkedTrack[] {
  const tracks: LinkedTrack[] = [];
  let open: number[] = [];
  for (const [frame, seen] of movie.entries()) {
    open = open.filter((track) => frame - tracks[track].frames[tracks[track].frames.length - 1] <= gap + 1);
    const pairs = open.flatMap((track) => {
      const { frames, members } = tracks[track];
      const last = movie[frames[frames.length - 1]][members[members.length - 1]];
      return seen.flatMap((each, member) => {
        const way = (each.x - last.x) * (each.x - last.x) + (each.y - last.y) * (each.y - last.y);
        return way <= link * link ? [{ track, member, way }] : [];
      });
    });
    pairs.sort((a, b) => a.way - b.way || a.track - b.track || a.member - b.member);
    const joined = new Set<number>();
    const taken = new Set<number>();
    for (const { track, member } of pairs) {
      if (joined.has(track) || taken.has(member)) continue;
      joined.add(track);
      taken.add(member);
      tracks[track].frames.push(frame);
      tracks[track].members.push(member);
    }
    for (const member of seen.keys()) {
      if (taken.has(member)) continue;
      open.push(tracks.length);
      tracks.push({ frames: [frame], members: [member] });
    }
  }
  return tracks;
}
