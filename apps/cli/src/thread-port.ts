import type { MessagePort } from 'node:worker_threads';

/** What a thread is sent where somebody listens: the input, and where to say something on the way. */
export interface Listened<Input> {
  readonly input: Input;
  readonly port: MessagePort;
}

/** A task as a thread does it, with `onMessage` for whoever listens. */
export function answering<Input, Message, Output>(
  task: (input: Input, options: { readonly onMessage?: (message: Message) => void }) => Promise<Output>,
): (given: Input | Listened<Input>) => Promise<Output> {
  return async (given) => {
    if (!isListened(given)) return task(given, {});
    try {
      return await task(given.input, { onMessage: (message) => given.port.postMessage(message, owned(message)) });
    } finally {
      given.port.close();
    }
  };
}

/** Bytes go over as they are; everything else is copied. */
function owned(message: unknown): ArrayBuffer[] {
  return message instanceof Uint8Array && message.buffer instanceof ArrayBuffer ? [message.buffer] : [];
}

function isListened<Input>(given: Input | Listened<Input>): given is Listened<Input> {
  return typeof given === 'object' && given !== null && 'port' in given;
}
