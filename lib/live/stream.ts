import "server-only";
import type { ServerResponse } from "node:http";
import { nodeResponseOf } from "@/lib/http/node-request";
import { watch } from "@/lib/live/hub";
import type { Room } from "@/lib/live/room";

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  // no-transform keeps whoever lies between from compressing, and so from holding back.
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};
const encoder = new TextEncoder();

/** What may wait for a viewer before frames are left out, in bytes: her next one says everything anew. */
const mostWaiting = 32 * 1024;

/**
 * The stream of a room, as server-sent events. It begins with the state as it is: whoever reconnects, with whatever Last-Event-ID, misses
 * nothing, because every state says all there is. A viewer who cannot keep up is sent the newest state when she can. Throws `unavailable`.
 *
 * The beginning goes through the body, as Next wants it. What follows is written to Node's response itself where there is one, because a
 * frame for thousands of viewers costs several times as much through a web stream each (docs/decisions/0212).
 */
export function streamOf(room: Room, request: Request, now: Date): Response {
  const direct = nodeResponseOf(request);
  let stop = () => {};
  let catchUp = () => {};
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const channel = direct ? nodeChannel(direct) : webChannel(controller);
        catchUp = channel.catchUp;
        stop = watch(room, {
          send: channel.send,
          close() {
            stop();
            controller.close();
          },
        });
        const retryMs = 2000 + Math.floor(Math.random() * 3000);
        // In one piece: nothing newer may come between the two.
        controller.enqueue(Buffer.concat([encoder.encode(`retry: ${retryMs}\n\n`), room.greeting(now.getTime())]));
      },
      pull: () => catchUp(),
      cancel: () => stop(),
    },
    { highWaterMark: 4 },
  );
  request.signal.addEventListener("abort", () => stop(), { once: true });
  direct?.once("close", () => stop());
  return new Response(stream, { headers });
}

interface Channel {
  send(frame: Uint8Array): void;
  /** There is room again. */
  catchUp(): void;
}

function webChannel(controller: ReadableStreamDefaultController<Uint8Array>): Channel {
  let behind: Uint8Array | null = null;
  return {
    send(frame) {
      if ((controller.desiredSize ?? 0) > 0) controller.enqueue(frame);
      else behind = frame;
    },
    catchUp() {
      if (behind) controller.enqueue(behind);
      behind = null;
    },
  };
}

function nodeChannel(response: ServerResponse): Channel {
  let behind: Uint8Array | null = null;
  const isFree = () => response.headersSent && response.writableLength < mostWaiting;
  const catchUp = () => {
    if (!behind || !isFree() || response.writableEnded || response.destroyed) return;
    const frame = behind;
    behind = null;
    response.write(frame);
  };
  response.on("drain", catchUp);
  return {
    catchUp,
    send(frame) {
      if (response.writableEnded || response.destroyed) return;
      if (isFree()) {
        behind = null;
        response.write(frame);
      } else behind = frame;
    },
  };
}
