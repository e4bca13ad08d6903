/** CPU seconds that `work` takes, median of `times` runs. Warm up before. */
export function medianSeconds(work, times = 5) {
  const seconds = [];
  for (let i = 0; i < times; i += 1) {
    const before = process.cpuUsage();
    work();
    const used = process.cpuUsage(before);
    seconds.push((used.user + used.system) / 1e6);
  }
  return median(seconds);
}

export function median(values) {
  return quantile(values, 0.5);
}

export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** CPU seconds that each of several things takes, medians of `times` rounds in which they take turns. Warms up before. */
export async function alternately(works, times = 5) {
  const seconds = works.map(() => []);
  for (let round = -1; round < times; round += 1)
    for (const [i, work] of works.entries()) {
      const before = process.cpuUsage();
      await work();
      const used = process.cpuUsage(before);
      if (round >= 0) seconds[i].push((used.user + used.system) / 1e6);
    }
  return seconds.map(median);
}
