import { type ChannelRole, channelRoles, type ImageStack } from '@invadolab/assays';
import { BadInput, nearest } from '@invadolab/core';

/** Words in the name of a channel that tell what it shows, where nobody says. */
const words: Readonly<Record<ChannelRole, RegExp>> = {
  nuclei: /nucle[ui]|dapi|hoechst|draq/i,
  actin: /actin(?!in)|phalloidin|lifeact/i,
  marker: /marker|cortactin|cttn|tks5|sh3pxd2a/i,
  film: /film|gelatin|matrix|collagen|fibronectin/i,
};

/** Names that mean the second marker of puncta, beside `marker` itself. */
const markers = ['marker', 'cortactin', 'tks5'];

/** Channel of the file by what it shows: as `--channels` says, else from the names in the file. Throws `BadInput`. */
export function channelsOf(stack: ImageStack, asked: string | undefined): Partial<Record<ChannelRole, number>> {
  const found = asked === undefined ? guessedChannels(stack) : parsed(asked, stack);
  if (found.actin !== undefined || found.film !== undefined) return found;
  throw new BadInput('nothing says which channel shows what', {
    file: stack.file,
    found: stack.names ? `channels ${stack.names.join(', ')}` : `${stack.channels} channels without names`,
    expected: '--channels with at least actin or film, such as --channels nuclei=0,actin=1,cortactin=2,film=3',
  });
}

/** Channel of the file by what it shows, as far as the names in the file tell. */
export function guessedChannels({ names }: Pick<ImageStack, 'names'>): Partial<Record<ChannelRole, number>> {
  const found: Partial<Record<ChannelRole, number>> = {};
  for (const role of ['nuclei', 'marker', 'film', 'actin'] as const) {
    const taken = Object.values(found);
    const at = (names ?? []).findIndex((name, i) => words[role].test(name) && !taken.includes(i));
    if (at >= 0) found[role] = at;
  }
  return found;
}

function parsed(text: string, stack: ImageStack): Partial<Record<ChannelRole, number>> {
  const found: Partial<Record<ChannelRole, number>> = {};
  for (const part of text.split(',')) {
    const [name, value = ''] = part.split('=').map((each) => each.trim());
    const role = markers.includes(name.toLowerCase())
      ? 'marker'
      : channelRoles.find((each) => each === name.toLowerCase());
    if (role === undefined || found[role] !== undefined) {
      throw new BadInput('--channels', {
        found: part,
        expected: 'each of nuclei, actin, marker (or cortactin, tks5) and film at most once, with = and a channel',
        nearest: role === undefined ? nearest(name, [...channelRoles, ...markers]) : undefined,
      });
    }
    found[role] = channelNumber(value, part, stack);
  }
  return found;
}

function channelNumber(value: string, part: string, { channels, names, file }: ImageStack): number {
  const named = names?.indexOf(value) ?? -1;
  const number = named >= 0 ? named : /^\d{1,4}$/.test(value) ? Number(value) : Number.NaN;
  if (number < channels) return number;
  const known = names ? ` or a name (${names.join(', ')})` : '';
  throw new BadInput('--channels', { file, found: part, expected: `a channel from 0 to ${channels - 1}${known}` });
}
