/** One representative life of a site: stands for `weight` sites of its cell. */
export interface Life {
  /** Addresses its random numbers. */
  readonly id: number;
  weight: number;
  /** The life that was founded, of which this one is a split: they share their chance up to there. */
  readonly family: number;
  /** The life that this one was split from; its own id if it was founded. */
  readonly parent: number;
  /** s */
  readonly birth: number;
  x: number;
  y: number;
  readonly state: Float64Array;
  readonly constants: Float64Array;
  /** What is left of the threshold of each hazard to dissolve. */
  readonly left: Float64Array;
  /** Densities of the matrix fields on the rings around it, by field sample then ring. */
  readonly film: Float64Array;
  /** Means of these under its footprint, and s since the site last acted on them. */
  readonly samples: Float64Array;
  uncut: number;
  /** Its state, integrated over these seconds: it acts on the film by the mean. */
  readonly acting: Float64Array;
  /** Densities that it found where it was founded, by field sample. */
  readonly ground: Float64Array;
  /** Rings that it has touched, from the middle. */
  touched: number;
  /** What it has taken from each field sample, summed over the area. */
  readonly lost: Float64Array;
  /** Largest share per second that a species of it lost when it was last advanced; infinite for a new one. */
  fastest: number;
  /** How often it was advanced: addresses its random numbers too. */
  beats: number;
  alive: boolean;
}

/** A second life with the same past, at the same place, and with another future. */
export function copyOf(life: Life, id: number): Life {
  return lifeOf({
    ...life,
    id,
    parent: life.id,
    state: life.state.slice(),
    constants: life.constants.slice(),
    left: life.left.slice(),
    film: life.film.slice(),
    samples: life.samples.slice(),
    acting: life.acting.slice(),
    lost: life.lost.slice(),
  });
}

/** Lives made in one place have one layout in memory, which V8 wants for the code that reads them most. */
export function lifeOf(parts: Life): Life {
  return {
    id: parts.id,
    weight: parts.weight,
    family: parts.family,
    parent: parts.parent,
    birth: parts.birth,
    x: parts.x,
    y: parts.y,
    state: parts.state,
    constants: parts.constants,
    left: parts.left,
    film: parts.film,
    samples: parts.samples,
    uncut: parts.uncut,
    acting: parts.acting,
    ground: parts.ground,
    touched: parts.touched,
    lost: parts.lost,
    fastest: parts.fastest,
    beats: parts.beats,
    alive: parts.alive,
  };
}
