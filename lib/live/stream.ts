import "server-only";
import type { ServerResponse } from "node:http";
import { keptOpen, nodeResponseOf } from "@/lib/http/node-request";
import { watch } from "@/lib/live/hub";
import type { Room, Viewer } from "@/lib/live/room";

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  // no-transform keeps whoever lies between from compressing, and so from holding back.
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};
const encoder = new TextEncoder();
const comment = encoder.encode(": \n\n");

/** What may wait for a viewer before frames are left out, in bytes: her next one says everything anew. */
const mostWaiting = 32 * 1024;

/**
 * The stream of a room, as server-sent events. It begins with the state as it is: whoever reconnects, with whatever Last-Event-ID, misses
 * nothing, because every state says all there is. A viewer who cannot keep up is sent the newest state when she can. Frames go to Node's own
 * response where there is one (docs/decisions/0212). Throws `unavailable`.
 */
export function streamOf(room: Room, request: Request, now: Date): Response {
  const node = nodeResponseOf(request);
  return node ? nodeStream(room, node, now) : webStream(room, request, now);
}

/** How a stream begins. In one piece: nothing newer may come between the two. */
function beginningOf(room: Room, now: Date): Uint8Array<ArrayBuffer> {
  const retryMs = 2000 + Math.floor(Math.random() * 3000);
  return Buffer.concat([encoder.encode(`retry: ${retryMs}\n\n`), room.greeting(now.getTime())]);
}

function nodeStream(room: Room, node: ServerResponse, now: Date): Response {
  const { send, ping, catchUp } = nodeChannel(node);
  const stop = watch(room, {
    send,
    ping,
    close() {
      stop();
      node.end();
    },
  });
  node.once("close", stop);
  return keptOpen(new Response(beginningOf(room, now), { headers }), catchUp);
}

function webStream(room: Room, request: Request, now: Date): Response {
  let stop = () => {};
  let catchUp = () => {};
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const channel = webChannel(controller);
        catchUp = channel.catchUp;
        stop = watch(room, {
          send: channel.send,
          ping: channel.ping,
          close() {
            stop();
            controller.close();
          },
        });
        controller.enqueue(beginningOf(room, now));
      },
      pull: () => catchUp(),
      cancel: () => stop(),
    },
    { highWaterMark: 4 },
  );
  request.signal.addEventListener("abort", () => stop(), { once: true });
  return new Response(stream, { headers });
}

interface Channel extends Omit<Viewer, "close"> {
  /** There is room again. */
  catchUp(): void;
}

function webChannel(controller: ReadableStreamDefaultController<Uint8Array>): Channel {
  return channelOf({
    isFree: () => (controller.desiredSize ?? 0) > 0,
    write: (frame) => controller.enqueue(frame),
  });
}

function nodeChannel(response: ServerResponse): Channel {
  const channel = channelOf({
    isFree: () =>
      response.headersSent && response.writableLength < mostWaiting && !response.writableEnded && !response.destroyed,
    write: (frame) => response.write(frame),
  });
  response.on("drain", channel.catchUp);
  return channel;
}

/** Keeps the newest frame for a viewer who is not free; older ones are left out. */
function channelOf({ isFree, write }: { isFree(): boolean; write(frame: Uint8Array): void }): Channel {
  let behind: Uint8Array | null = null;
  const catchUp = () => {
    if (!behind || !isFree()) return;
    const frame = behind;
    // First: writing may ask at once for more.
    behind = null;
    write(frame);
  };
  return {
    catchUp,
    send(frame) {
      behind = frame;
      catchUp();
    },
    ping() {
      if (behind) catchUp();
      else if (isFree()) write(comment);
    },
  };
}
