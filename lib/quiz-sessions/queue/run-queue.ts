import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import {
  AckPolicy,
  type Consumer,
  type JetStreamManager,
  type JsMsg,
  jetstream,
  jetstreamManager,
} from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { getTenantById, getTenantBySlug, type Tenant } from "@/lib/db/directory";
import { log } from "@/lib/log";
import { recordRefusals } from "@/lib/quiz-sessions/queries/record-refusals";
import { type Transaction, takeResults } from "@/lib/quiz-sessions/take-results";

export interface QueueOptions {
  readonly url: string;
  /** the last token of a message's subject may name the tenant, for records without `tenant_id` */
  readonly subject: string;
  readonly stream: string;
  readonly durable: string;
  readonly transaction: Transaction;
}

const messagesPerFetch = 200;
const retryMs = 2_000;

/**
 * Takes results from a JetStream stream until `stop()`. The consumer is durable and a message is acknowledged after the
 * commit of what it says, so a worker that is killed in between gets it again and finds a duplicate. What cannot be read
 * is acknowledged too, and stands among the tenant's refusals; it would not become readable by coming back.
 */
export function runQuizQueue(options: QueueOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let connection: NatsConnection | undefined;
  const work = async () => {
    while (!stopping.signal.aborted) {
      try {
        connection = await connect({ servers: options.url, maxReconnectAttempts: -1, name: "attune" });
        const consumer = await openConsumer(connection, options);
        log.info({ subject: options.subject, stream: options.stream }, "quiz results are read from the queue");
        await readUntil(stopping.signal, consumer, options);
      } catch (error) {
        if (stopping.signal.aborted) break;
        log.warn({ err: error }, "the queue of quiz results cannot be read; trying again");
      }
      await connection?.close().catch(() => {});
      await delay(retryMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const working = work();
  return {
    async stop() {
      stopping.abort();
      await working;
      await connection?.close().catch(() => {});
    },
  };
}

async function openConsumer(connection: NatsConnection, options: QueueOptions): Promise<Consumer> {
  const manager = await jetstreamManager(connection);
  const stream = await streamOf(manager, options);
  const config = { durable_name: options.durable, filter_subject: options.subject, ack_policy: AckPolicy.Explicit };
  await manager.consumers.add(stream, config);
  return jetstream(connection).consumers.get(stream, options.durable);
}

/** The stream that holds the subject already, or one of our own. */
async function streamOf(manager: JetStreamManager, { stream, subject }: QueueOptions): Promise<string> {
  const existing = await manager.streams.find(subject).catch(() => null);
  if (existing) return existing;
  await manager.streams.add({ name: stream, subjects: [subject] });
  return stream;
}

async function readUntil(signal: AbortSignal, consumer: Consumer, options: QueueOptions): Promise<void> {
  while (!signal.aborted) {
    const messages: JsMsg[] = [];
    for await (const message of await consumer.fetch({ max_messages: messagesPerFetch, expires: 1_000 })) {
      messages.push(message);
    }
    if (messages.length > 0) await takeMessages(messages, options);
  }
}

interface Read {
  readonly message: JsMsg;
  readonly tenant: string;
  readonly record: unknown;
}

async function takeMessages(messages: readonly JsMsg[], options: QueueOptions): Promise<void> {
  const byTenant = new Map<string, Read[]>();
  for (const message of messages) {
    const read = readMessage(message);
    byTenant.set(read.tenant, [...(byTenant.get(read.tenant) ?? []), read]);
  }
  for (const [name, reads] of byTenant) {
    try {
      await takeOfTenant(name, reads, options.transaction);
      for (const { message } of reads) message.ack();
    } catch (error) {
      log.warn(
        { err: error, tenant: name, messages: reads.length },
        "results from the queue could not be stored; they come again",
      );
      for (const { message } of reads) message.nak(retryMs);
    }
  }
}

async function takeOfTenant(name: string, reads: readonly Read[], transaction: Transaction): Promise<void> {
  const tenant = await tenantOf(name);
  if (!tenant) {
    log.error({ messages: reads.length }, "results from the queue name a tenant that there is not; they are left out");
    return;
  }
  const now = new Date();
  const records = reads.flatMap(({ record }) => (record === undefined ? [] : [record]));
  const unreadable = reads.length - records.length;
  await takeResults(tenant, records, "nats", transaction, now);
  if (unreadable === 0) return;
  const refusals = Array.from({ length: unreadable }, () => ({ field: "", reason: "is not valid JSON", id: null }));
  await transaction(tenant.id, (db) => recordRefusals(db, "nats", refusals, now));
}

function readMessage(message: JsMsg): Read {
  const fromSubject = message.subject.split(".").at(-1) ?? "";
  let record: unknown;
  try {
    record = JSON.parse(message.string());
  } catch {
    return { message, tenant: fromSubject, record: undefined };
  }
  const said = (record as { tenant_id?: unknown } | null)?.tenant_id;
  return { message, tenant: typeof said === "string" && said !== "" ? said : fromSubject, record };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const tenantOf = (name: string): Promise<Tenant | null> =>
  uuid.test(name) ? getTenantById(name) : getTenantBySlug(name);
