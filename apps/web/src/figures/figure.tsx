import { Button, Group, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { pngFile, svgFile } from './picture-file.js';
import { fileStem, save } from './save.js';

/** A figure with its title, its caption and buttons that keep it: the first drawing or canvas among its children. */
export function Figure(props: {
  /** Says what is seen, and names the files. */
  readonly title: string;
  /** What lines, bands and dots are. */
  readonly caption?: ReactNode;
  /** A canvas has no lines to keep, so it is kept as PNG alone. */
  readonly canvas?: boolean;
  readonly children: ReactNode;
}) {
  const { title, caption, canvas = false, children } = props;
  const { t } = useTranslation('figures');
  const body = useRef<HTMLDivElement>(null);
  async function keep(kind: 'svg' | 'png') {
    const drawing = body.current?.querySelector<SVGSVGElement | HTMLCanvasElement>(canvas ? 'canvas' : 'svg');
    if (!drawing) return;
    const name = `${fileStem(title)}.${kind}`;
    if (kind === 'png') save(name, await pngFile(drawing, title));
    else if (drawing instanceof SVGSVGElement) save(name, await svgFile(drawing, title), 'image/svg+xml');
  }
  return (
    <figure className="figure">
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="md" mb="xs">
        <Text fw={600} lh={1.35} component="h3">
          {title}
        </Text>
        <Group gap={2} wrap="nowrap">
          {(canvas ? (['png'] as const) : (['svg', 'png'] as const)).map((kind) => (
            <KeepButton
              key={kind}
              word={kind.toUpperCase()}
              label={t('keep', { kind: kind.toUpperCase(), title })}
              onKeep={() => keep(kind)}
            />
          ))}
        </Group>
      </Group>
      <div ref={body}>{children}</div>
      {caption && (
        <Text component="figcaption" size="sm" className="quiet" mt="xs" lh={1.5} maw="76ch">
          {caption}
        </Text>
      )}
    </figure>
  );
}

/** A small button that keeps something as a file. */
export function KeepButton(props: { readonly word: string; readonly label: string; onKeep(): void }) {
  const { word, label, onKeep } = props;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      color="gray"
      leftSection={<IconDownload size={13} />}
      aria-label={label}
      onClick={onKeep}
    >
      {word}
    </Button>
  );
}
