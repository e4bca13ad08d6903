/** A small model that uses every part of the language once. */
export const example = `format: 1
model: Everything once
references:
  lab-2020: {authors: A. Author, year: 2020, doi: 10.1000/1}
parameters:
  k_on: {value: 2 1/uM/s, source: {assumed: a test}}
  k_off: {value: 0.5 1/s, range: [0.1, 1], unit: 1/s, source: {measured: lab-2020}}
  K: {value: 100 nM, source: {assumed: a test}}
  n: {value: 2, source: {assumed: a test}}
  size: {value: 10 um3, source: {assumed: a test}}
  start: {value: 3 uM, source: {assumed: a test}}
  footprint: {value: 400 um2, source: {assumed: a test}}
  radius: {value: 0.5 um, source: {assumed: a test}}
  birth: {value: 0.01 1/s, source: {assumed: a test}}
  batch: {value: 20 molecule, source: {assumed: a test}}
  film_density: {value: 1000 molecule/um2, source: {assumed: a test}}
  cut: {value: 0.001 1/molecule/s, source: {assumed: a test}}
  D: {value: 30 um2/s, source: {assumed: a test}}
  leak: {value: 0.01 1/s, source: {assumed: a test}}
  shift: {value: 0.1 1/s, source: {assumed: a test}}
places:
  dish:
    volume: size
    species:
      free: {unit: nM}
  cell:
    in: dish
    volume: size
    extent: {shape: disc, area: footprint}
    motion: {speed: radius * birth, persistence: 1 / birth}
    amounts:
      total: {value: 500 molecule, cv: 0.5, source: {assumed: a test}}
    species:
      A: {unit: uM, initial: start}
      B: {unit: uM}
      pH: {unit: pH, initial: n}
    definitions:
      active: hill(A, K, n)
      tied: {value: A * volume, unit: molecule}
  site:
    in: cell
    extent: {shape: gaussian, radius: radius}
    solver: tau
    species:
      F: {unit: molecule, returns: A}
    definitions:
      local: film.gelatin / film_density
fields:
  film:
    kind: matrix
    in: dish
    voxel: 0.25 um
    side: 20 um
    species:
      gelatin: {unit: molecule/um2, initial: film_density}
      cuts: {unit: molecule/um2, initial: 0}
  medium:
    kind: soluble
    in: dish
    voxel: 2 um
    side: 20 um
    height: 10 um
    species:
      signal: {unit: nM, diffusivity: D, exchange: {with: free, rate: leak}}
reactions:
  bind: {in: cell, equation: A -> B, rate: k_off * A * active}
  back: {in: cell, equation: B -> A, rate: mass_action(k_off)}
  pair: {in: cell, equation: 2 A -> 2 B, rate: mass_action(k_on)}
  acid: {in: cell, equation: -> pH, rate: shift * (n - pH)}
  bring: {in: site, equation: 20 A -> 20 F, rate: 'k_off * (covered ? cell.tied : 0) * local'}
  degrade: {in: site, over: film, equation: gelatin -> cuts, rate: cut * F * gelatin}
  settle: {in: film, equation: gelatin -> cuts, rate: leak * gelatin}
  emit: {in: cell, equation: A -> medium.signal, rate: leak * A}
found:
  nucleate: {place: site, in: cell, hazard: birth * active, accept: film.gelatin / film_density, apart: radius, contents: {F: batch}, takes: {A: batch}}
dissolve:
  end: {place: site, hazard: 'F < batch ? birth : 0'}
events:
  dose: {at: 10 min, every: 1 h, set: {free: K}}
  full: {in: cell, when: B > K, set: {k_off: 2 * leak, cell.total: total / 2}}
conserved:
  matter: {cell.A: 1, cell.B: 1, site.F: 1, signal: 1, dish.free: 1}
  film: {gelatin: 1, cuts: 1}
numerics: {tick: 2 s, tolerance: 1.0e-7, substeps: 4, coupling: strang}
`;
