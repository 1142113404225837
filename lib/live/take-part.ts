import "server-only";
import { createHash } from "node:crypto";
import type { z } from "zod";
import { conflict, notFound } from "@/lib/errors";
import { asPractice, commit, prepare } from "@/lib/live/append-practice";
import { beat, type Connection, forgetBeat } from "@/lib/live/heartbeats";
import { nudge, openRoom } from "@/lib/live/hub";
import { liveLimits, type Share } from "@/lib/live/limits";
import { spendShare } from "@/lib/live/person-limits";
import type { Participant } from "@/lib/live/recognise";
import type { Room } from "@/lib/live/room";
import type {
  gratitudeBody,
  heartbeatBody,
  LiveState,
  leaveBody,
  reactBody,
  readyBody,
  recapBody,
} from "@/lib/live/schema";

export interface Taking<B> {
  readonly who: Participant;
  readonly body: B;
  readonly request: Request;
  readonly now: Date;
}

/** The session as participants see it at this moment. Throws not-found. */
export async function lookAt(who: Participant, now: Date): Promise<LiveState> {
  return (await roomOf(who)).state(now.getTime());
}

/** The room of a participant's session. Throws not-found when the log says nothing of it. */
export async function roomOf({ tenant, sessionId }: Participant): Promise<Room> {
  const room = await openRoom(tenant, sessionId);
  if (!room.count.known) throw notFound("session");
  return room;
}

/** "I'm ready", or back. Saying it twice of one tab changes nothing. */
export async function ready(taking: Taking<z.output<typeof readyBody>>): Promise<LiveState> {
  const room = await admitted(taking, "presence");
  assertOpen(room);
  const { connectionId, deviceId } = connectionOf(taking);
  const { country, language } = taking.body;
  return append(taking, room, { name: "practice.ready", properties: { deviceId, connectionId }, country, language });
}

/** A tab was closed. */
export async function leave(taking: Taking<z.output<typeof leaveBody>>): Promise<LiveState> {
  const room = await admitted(taking, "presence");
  const { deviceId, connectionId } = connectionOf(taking);
  const state = await append(taking, room, { name: "practice.left", properties: { deviceId, connectionId } });
  await forgetBeat(taking.who.tenant.id, connectionOfPerson(taking));
  return state;
}

/** A tab lives. One that was not known, or had been silent for too long, is ready (again) by it. */
export async function heartbeat(taking: Taking<z.output<typeof heartbeatBody>>): Promise<LiveState> {
  const room = await admitted(taking, "heartbeat");
  const returned = await beat(taking.who.tenant.id, connectionOfPerson(taking), taking.now);
  if (!returned || isOver(room)) return room.state(taking.now.getTime());
  const { deviceId, connectionId } = connectionOf(taking);
  const { country, language } = taking.body;
  return append(taking, room, { name: "practice.ready", properties: { deviceId, connectionId }, country, language });
}

export async function react(taking: Taking<z.output<typeof reactBody>>): Promise<LiveState> {
  const room = await admitted(taking, "react");
  assertOpen(room);
  const { kind, country, language } = taking.body;
  return append(taking, room, { name: "practice.reaction", properties: { kind }, country, language });
}

/** Words of thanks: during the session, and for a day after it. */
export async function thank(taking: Taking<z.output<typeof gratitudeBody>>): Promise<LiveState> {
  const room = await admitted(taking, "gratitude");
  const { header } = room.count.standings();
  if (header.cancelledAt) throw conflict("This session was cancelled.");
  if (header.endedAt && taking.now.getTime() > header.endedAt.getTime() + liveLimits.gratitudeMs) {
    throw conflict("Gratitude was taken until a day after the session.");
  }
  const { text, language, consent } = taking.body;
  // A tag that nobody can read costs the language, not the words.
  const tag = language !== undefined && /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*$/.test(language) ? { language } : {};
  return append(taking, room, { name: "practice.gratitude", properties: { text, consent, ...tag }, language });
}

/** Somebody sees the closing recap. Before the end there is none. */
export async function viewRecap(taking: Taking<z.output<typeof recapBody>>): Promise<LiveState> {
  const { who, body, request, now } = taking;
  const room = await admitted(taking, "presence");
  if (!room.count.standings().header.endedAt) throw conflict("This session has not ended yet.");
  const properties = { surface: body.surface ?? "page" };
  await commit(who.tenant, [
    prepare(who, { name: "recap.viewed", properties }, request.headers.get("user-agent"), now),
  ]);
  return room.state(now.getTime());
}

async function admitted({ who, now }: Taking<unknown>, share: Share): Promise<Room> {
  const { tenant, sessionId, person } = who;
  spendShare(share, `${tenant.id} ${sessionId} ${person?.kind} ${person?.id}`, now.getTime());
  return roomOf(who);
}

const isOver = (room: Room) => {
  const { endedAt, cancelledAt } = room.count.standings().header;
  return endedAt !== null || cancelledAt !== null;
};

function assertOpen(room: Room): void {
  const { endedAt, cancelledAt } = room.count.standings().header;
  if (endedAt) throw conflict("This session has ended.");
  if (cancelledAt) throw conflict("This session was cancelled.");
}

/** Who names no device and no tab has one of each. Without a token, the device is the cookie's. */
function connectionOf({ who, body }: Taking<{ deviceId?: string | undefined; connectionId?: string | undefined }>) {
  const { person } = who;
  const device = person?.kind === "anonymous" ? `browser-${shortHash(person.id)}` : (body.deviceId ?? "device");
  return { deviceId: device, connectionId: body.connectionId ?? "tab" };
}

// The cookie's id opens its person's door; it does not belong into the log.
const shortHash = (id: string) => createHash("sha256").update(`attune/live-device/${id}`).digest("hex").slice(0, 16);

function connectionOfPerson(taking: Taking<z.output<typeof leaveBody>>): Connection {
  const { deviceId, connectionId } = connectionOf(taking);
  const { actor } = prepare(
    taking.who,
    { name: "practice.left", properties: { deviceId, connectionId } },
    null,
    taking.now,
  );
  if (actor === null) throw new Error("A participant has no actor.");
  return { sessionId: taking.who.sessionId, actor, deviceId, connectionId };
}

type Happening = Parameters<typeof prepare>[1];

/** Into the log, and after the commit into this process's own room, so that whoever asked sees herself in the answer. */
async function append({ who, request, now }: Taking<unknown>, room: Room, happening: Happening): Promise<LiveState> {
  const event = prepare(who, happening, request.headers.get("user-agent"), now);
  await commit(who.tenant, [event]);
  room.apply([asPractice(event)]);
  nudge(who.tenant.id);
  return room.state(now.getTime());
}
