import { Worker } from "node:worker_threads";
import { DomainError, unavailable } from "@/lib/errors";

export interface ThreadPoolOptions {
  /** absolute path of the script that answers `{ id, job }` with `{ id, bytes }` or `{ id, error }` */
  entry: string;
  /** jobs that may wait; one more is refused with 503 */
  maxWaiting: number;
  /** a job that takes longer is given up, and its thread with it */
  timeoutMs: number;
  /** a thread without work for so long is let go */
  idleMs: number;
}

export interface ThreadPool<Job> {
  run(job: Job): Promise<Buffer>;
  close(): Promise<void>;
}

interface Pending<Job> {
  id: number;
  job: Job;
  resolve(bytes: Buffer): void;
  reject(error: Error): void;
}

const busy = "Many documents are being made; try again shortly.";

/** Whether a job was turned away because too many waited: nothing failed, and asking again helps. */
export const wasTurnedAway = (error: unknown): boolean => error instanceof DomainError && error.message === busy;

type Answer = { id: number; bytes: Uint8Array } | { id: number; error: string };

/**
 * One thread that does one job after another. It starts with the first job and stays warm; when it dies or a job takes
 * too long, that job fails and the next one gets a new thread. One is enough: a report takes a tenth of a second, and a
 * second thread would take the web process's other core.
 */
export function createThreadPool<Job>(options: ThreadPoolOptions): ThreadPool<Job> {
  const waiting: Pending<Job>[] = [];
  let current: Pending<Job> | null = null;
  let worker: Worker | null = null;
  let timer: NodeJS.Timeout | undefined;
  let nextId = 1;

  function start(): Worker {
    const started = new Worker(/* turbopackIgnore: true */ options.entry, {
      // None of the options of this process: under --conditions=react-server, React would have no renderer in the thread.
      execArgv: [],
      // And none of its environment: the thread needs no secret, and NODE_OPTIONS would bring the conditions back.
      env: { NODE_ENV: "production" },
      // A document that runs wild takes the thread, not the process.
      resourceLimits: { maxOldGenerationSizeMb: 384 },
    });
    const gone = (error: Error) => {
      if (worker !== started) return;
      worker = null;
      settle((job) => job.reject(error));
    };
    started.on("message", (answer: Answer) => {
      if (worker !== started || answer.id !== current?.id) return;
      settle((job) =>
        "error" in answer ? job.reject(new Error(answer.error)) : job.resolve(Buffer.from(answer.bytes)),
      );
    });
    started.on("error", gone);
    started.on("exit", (code) => gone(new Error(`The PDF thread ended with code ${code}.`)));
    return started;
  }

  /** Ends the current job and begins the next. */
  function settle(finish: (job: Pending<Job>) => void): void {
    clearTimeout(timer);
    const done = current;
    current = null;
    if (done) finish(done);
    next();
  }

  function next(): void {
    if (current) return;
    const job = waiting.shift();
    if (!job) {
      rest();
      return;
    }
    current = job;
    worker ??= start();
    // A process may end while the thread waits, but not while somebody waits for the thread.
    worker.ref();
    timer = setTimeout(() => {
      drop();
      settle((late) => late.reject(unavailable(10, "The document took too long; try again shortly.")));
    }, options.timeoutMs);
    worker.postMessage({ id: job.id, job: job.job });
  }

  function rest(): void {
    if (!worker) return;
    worker.unref();
    timer = setTimeout(drop, options.idleMs).unref();
  }

  function drop(): void {
    const dropped = worker;
    worker = null;
    void dropped?.terminate();
  }

  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= options.maxWaiting) {
          reject(unavailable(5, busy));
          return;
        }
        // The rest may be over: the timer of an idle thread must not take the thread of a new job.
        if (!current) clearTimeout(timer);
        waiting.push({ id: nextId++, job, resolve, reject });
        next();
      }),
    async close() {
      clearTimeout(timer);
      const closing = worker;
      worker = null;
      const error = new Error("The PDF thread was closed.");
      for (const job of [...(current ? [current] : []), ...waiting.splice(0)]) job.reject(error);
      current = null;
      await closing?.terminate();
    },
  };
}
