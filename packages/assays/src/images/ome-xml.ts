import type { MicroscopeImage } from '../assay.js';

const schema = 'http://www.openmicroscopy.org/Schemas/OME/2016-06';

/** Marks the annotation that says which run an image belongs to. */
export const originNamespace = 'invadolab/origin';

function originOf({ arm, experiment, cell, time, dark }: MicroscopeImage): Record<string, string> {
  return { arm, experiment: String(experiment), cell: String(cell), time: String(time), dark: String(dark) };
}

/** The OME-XML (2016-06) of an image with one page per channel. Only ASCII: other characters become references. */
export function omeXml(image: MicroscopeImage): string {
  const { width, height, pixel, channels, time } = image;
  const description =
    'Rendered from a simulation: research use only, not a photograph. ' +
    `Arm ${image.arm}, experiment ${image.experiment + 1}, cell ${image.cell + 1}, ${time} s.`;
  const each = (line: (index: number) => string) => channels.map((_, index) => line(index)).join('');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<OME xmlns="${schema}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`,
    ` xsi:schemaLocation="${schema} ${schema}/ome.xsd" Creator="InvadoLab">`,
    `<Image ID="Image:0" Name="${escapeXml(image.name)}"><Description>${escapeXml(description)}</Description>`,
    `<Pixels ID="Pixels:0" DimensionOrder="XYCZT" Type="uint16" BigEndian="false" SizeX="${width}" SizeY="${height}"`,
    ` SizeC="${channels.length}" SizeZ="1" SizeT="1" PhysicalSizeX="${pixel}" PhysicalSizeXUnit="&#181;m"`,
    ` PhysicalSizeY="${pixel}" PhysicalSizeYUnit="&#181;m">`,
    each((c) => `<Channel ID="Channel:0:${c}" Name="${escapeXml(channels[c].name)}" SamplesPerPixel="1"/>`),
    each((c) => `<TiffData FirstC="${c}" FirstZ="0" FirstT="0" IFD="${c}" PlaneCount="1"/>`),
    '</Pixels><AnnotationRef ID="Annotation:0"/></Image><StructuredAnnotations>',
    `<MapAnnotation ID="Annotation:0" Namespace="${originNamespace}"><Value>`,
    ...Object.entries(originOf(image)).map(([key, value]) => `<M K="${key}">${escapeXml(value)}</M>`),
    '</Value></MapAnnotation></StructuredAnnotations></OME>',
  ].join('');
}

/** Text made safe for XML content and quoted attributes, in ASCII; control characters are left out. */
export function escapeXml(text: string): string {
  let safe = '';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 32) continue;
    safe += code > 126 || '<>&"\''.includes(character) ? `&#${code};` : character;
  }
  return safe;
}
