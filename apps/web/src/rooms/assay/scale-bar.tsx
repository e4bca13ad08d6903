const lengths = [1, 2, 5, 10, 20, 50];
const widest = 110;

/** A bar of a round length; `perMicron`: px per um. */
export function ScaleBar({ perMicron }: { readonly perMicron: number }) {
  const length = [...lengths].reverse().find((um) => um * perMicron <= widest) ?? lengths[0];
  if (perMicron <= 0) return null;
  return (
    <div className="scale-bar">
      <span>{length} µm</span>
      <div style={{ width: length * perMicron }} />
    </div>
  );
}
