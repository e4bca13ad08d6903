/** Runs pieces of work somewhere: in threads under Node, in web workers in a browser, in turn in a test. */
export interface WorkerPool {
  readonly size: number;
  /** `input` and the result must survive structured cloning. Rejects with an `AbortError` once `signal` fires. */
  run<Input, Output>(
    task: string,
    input: Input,
    options?: { readonly signal?: AbortSignal; readonly onMessage?: (message: unknown) => void },
  ): Promise<Output>;
  close(): Promise<void>;
}
