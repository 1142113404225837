import "server-only";
import { watch } from "@/lib/live/hub";
import type { Room, Viewer } from "@/lib/live/room";

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  // no-transform keeps whoever lies between from compressing, and so from holding back.
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};
const encoder = new TextEncoder();

/**
 * The stream of a room, as server-sent events. It begins with the state as it is: whoever reconnects, with whatever Last-Event-ID, misses
 * nothing, because every state says all there is. A viewer who cannot keep up is sent the newest state when she can. Throws `unavailable`.
 */
export function streamOf(room: Room, signal: AbortSignal, now: Date): Response {
  let stop = () => {};
  let catchUp = () => {};
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let behind: Uint8Array | null = null;
        const viewer: Viewer = {
          send(frame) {
            if ((controller.desiredSize ?? 0) > 0) controller.enqueue(frame);
            else behind = frame;
          },
          close() {
            stop();
            controller.close();
          },
        };
        catchUp = () => {
          if (behind) controller.enqueue(behind);
          behind = null;
        };
        stop = watch(room, viewer);
        const retryMs = 2000 + Math.floor(Math.random() * 3000);
        controller.enqueue(encoder.encode(`retry: ${retryMs}\n\n`));
        controller.enqueue(room.greeting(now.getTime()));
      },
      pull: () => catchUp(),
      cancel: () => stop(),
    },
    { highWaterMark: 4 },
  );
  signal.addEventListener("abort", () => stop(), { once: true });
  return new Response(stream, { headers });
}
