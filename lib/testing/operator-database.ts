import { randomBytes } from "node:crypto";
import pg from "pg";

/**
 * A database and a user as an operator might hand them over: a superuser, or the owner of the database who may create
 * roles and nothing else.
 * @returns the URL of the new database as that user
 */
export async function makeOperator(adminUrl: string, superuser: boolean): Promise<string> {
  const name = `operator_${randomBytes(4).toString("hex")}`;
  const password = randomBytes(12).toString("hex");
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`create role ${name} login ${superuser ? "superuser" : "createrole"} password '${password}'`);
    await client.query(`create database ${name} owner ${name}`);
  } finally {
    await client.end();
  }
  const url = new URL(adminUrl);
  Object.assign(url, { username: name, password, pathname: `/${name}` });
  return url.toString();
}
