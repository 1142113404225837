import tag, { join as joinParts, empty as nothing, type Sql as Statement } from "sql-template-tag";

/** The one way to write SQL: every value is bound. The library's `raw`, which binds nothing, is not passed on. */
export const sql = tag;

/** A fragment without text, for conditions that do not apply. */
export const empty = nothing;

/** Fragments or values in a row, with commas (or another separator) between them. */
export const join = joinParts;

export type Sql = Statement;
