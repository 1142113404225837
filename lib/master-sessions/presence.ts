import "server-only";
import { type Interval, unite } from "@/lib/master-sessions/intervals";
import { type Moment, readText } from "@/lib/master-sessions/practice-event";

/** One person's presence as her events tell it, not yet cut to the session. */
export interface Presence {
  /** united over her devices */
  readonly intervals: readonly Interval[];
  /** device id → its stretches */
  readonly devices: ReadonlyMap<string, readonly Interval[]>;
  readonly firstReadyAt: number;
  /** how often she came: connections opened, on whatever tab or device, reconnects included */
  readonly joins: number;
}

interface DeviceState {
  /** open connections that have no id of their own */
  nameless: number;
  readonly named: Set<string>;
  since: number;
  readonly intervals: Interval[];
}

interface PersonState {
  readonly devices: Map<string, DeviceState>;
  readonly firstReadyAt: number;
  joins: number;
}

/**
 * Follows `practice.ready` and `practice.left` through a session. A connection that has an id is open or closed as its last event says.
 * Without ids, each "ready" opens one more connection of the device and each "left" closes one, so that closing one of two tabs leaves
 * one. A "left" with nothing open closes nothing. A person is present while any device of hers has an open connection.
 * @param moments in their order; other kinds are passed over
 */
export function followPresence(moments: readonly Moment[]): Map<string, Presence> {
  const people = new Map<string, PersonState>();
  for (const moment of moments) {
    if (moment.person === null) continue;
    if (moment.kind === "practice.ready") arrive(people, moment.person, moment);
    else if (moment.kind === "practice.left") leave(people.get(moment.person)?.devices.get(moment.deviceId), moment);
  }
  return new Map([...people].map(([person, state]) => [person, settle(state)]));
}

const isOpen = (device: DeviceState) => device.nameless > 0 || device.named.size > 0;

function arrive(people: Map<string, PersonState>, id: string, moment: Moment): void {
  let person = people.get(id);
  if (!person) {
    person = { devices: new Map(), firstReadyAt: moment.at, joins: 0 };
    people.set(id, person);
  }
  let device = person.devices.get(moment.deviceId);
  if (!device) {
    device = { nameless: 0, named: new Set(), since: 0, intervals: [] };
    person.devices.set(moment.deviceId, device);
  }
  if (!isOpen(device)) device.since = moment.at;
  const connection = readText(moment.event, "connectionId");
  // The same connection said so again: nobody came.
  if (connection !== null && device.named.has(connection)) return;
  if (connection === null) device.nameless++;
  else device.named.add(connection);
  person.joins++;
}

function leave(device: DeviceState | undefined, moment: Moment): void {
  if (!device || !isOpen(device)) return;
  const connection = readText(moment.event, "connectionId");
  if (connection === null) device.nameless = Math.max(0, device.nameless - 1);
  else device.named.delete(connection);
  if (!isOpen(device)) device.intervals.push([device.since, moment.at]);
}

function settle(person: PersonState): Presence {
  const devices = new Map<string, Interval[]>();
  for (const [id, device] of person.devices) {
    devices.set(id, unite(isOpen(device) ? [...device.intervals, [device.since, null]] : device.intervals));
  }
  return {
    intervals: unite([...devices.values()].flat()),
    devices,
    firstReadyAt: person.firstReadyAt,
    joins: person.joins,
  };
}
