/**
 * Distance (um) from a wall at which what is beside it has fallen to half: means over shells one voxel thick, a straight line between
 * their middles. `away` is the distance of each voxel, negative inside the vessel. Where it nowhere falls that far, the middle of the last
 * shell; 0 where there is nothing.
 */
export function halfDepth(values: Float64Array, away: Float64Array, voxel: number): number {
  const sums: number[] = [];
  const counts: number[] = [];
  away.forEach((distance, v) => {
    if (distance < 0) return;
    const shell = Math.floor(distance / voxel);
    sums[shell] = (sums[shell] ?? 0) + values[v];
    counts[shell] = (counts[shell] ?? 0) + 1;
  });
  const shells = counts.flatMap((count, shell) =>
    count > 0 ? [{ middle: (shell + 0.5) * voxel, mean: sums[shell] / count }] : [],
  );
  if (shells.length === 0 || !(shells[0].mean > 0)) return 0;
  const half = shells[0].mean / 2;
  const beyond = shells.findIndex(({ mean }) => mean < half);
  if (beyond < 0) return shells[shells.length - 1].middle;
  const [before, after] = [shells[beyond - 1], shells[beyond]];
  return before.middle + ((before.mean - half) / (before.mean - after.mean)) * (after.middle - before.middle);
}
