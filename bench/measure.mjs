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
