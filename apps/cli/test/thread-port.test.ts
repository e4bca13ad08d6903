import assert from 'node:assert/strict';
import test from 'node:test';
import { MessageChannel } from 'node:worker_threads';
import { answering } from '../src/thread-port.js';

test('a thread says on the way what it is asked to, bytes without a copy, and nothing where nobody listens', async () => {
  const sent: Uint8Array[] = [];
  const task = answering(
    async (upTo: number, { onMessage }: { readonly onMessage?: (bytes: Uint8Array) => void }): Promise<number> => {
      for (let i = 1; i <= upTo; i++) {
        const bytes = Uint8Array.of(i, i * i);
        sent.push(bytes);
        onMessage?.(bytes);
      }
      return upTo;
    },
  );
  const { port1, port2 } = new MessageChannel();
  const heard: unknown[] = [];
  port1.on('message', (message) => heard.push(message));
  const closed = new Promise((resolve) => port1.once('close', resolve));
  assert.equal(await task({ input: 3, port: port2 }), 3);
  await closed;
  assert.deepEqual(heard, [Uint8Array.of(1, 1), Uint8Array.of(2, 4), Uint8Array.of(3, 9)]);
  assert.ok(sent.every(({ byteLength }) => byteLength === 0));
  assert.equal(await task(2), 2);
  assert.deepEqual(sent.slice(3), [Uint8Array.of(1, 1), Uint8Array.of(2, 4)]);
});
