import { spawn } from 'node:child_process';

const openers: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  // Unlike `start`, it takes the link as it is.
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Opens a link in the browser that the person uses. Rejects where the system has nothing that does. */
export function openLink(link: string): Promise<void> {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  return new Promise((resolve, reject) => {
    const opener = spawn(command, [...args, link], { detached: true, stdio: 'ignore' });
    opener.once('error', reject);
    opener.once('spawn', () => {
      opener.unref();
      resolve();
    });
  });
}
