/** Lets the browser keep a file. */
export function save(name: string, content: Blob | Uint8Array | string, type = 'application/octet-stream'): void {
  const blob = content instanceof Blob ? content : new Blob([content as BlobPart], { type });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads the bytes after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A name for a file out of a title: `Degraded area at 24 h` becomes `degraded-area-at-24-h`. */
export function fileStem(title: string): string {
  const stem = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return stem.slice(0, 80) || 'figure';
}
