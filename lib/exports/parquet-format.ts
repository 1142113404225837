import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { type ColumnType, cellValue, type ExportColumn, type ExportedRow } from "@/lib/exports/columns";
import type { ExportFacts, FormatWriter } from "@/lib/exports/format-writer";

/** Rows that are held until they make a row group: readers skip groups, and memory is bounded by one. */
const groupRows = 5000;

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]["schema"][number];

const elements: Readonly<Record<ColumnType, Partial<SchemaElement>>> = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  integer: { type: "INT64" },
  number: { type: "DOUBLE" },
  boolean: { type: "BOOLEAN" },
  instant: { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
};

/** Apache Parquet with a row group for every five thousand rows; every column may be null, as missing values are everywhere else. */
export function parquetFormat(columns: readonly ExportColumn[], facts: ExportFacts): FormatWriter {
  const writer = new ByteWriter(64 * 1024);
  const schema: SchemaElement[] = [
    { name: "root", num_children: columns.length },
    ...columns.map(({ header, type }) => ({ name: header, repetition_type: "OPTIONAL" as const, ...elements[type] })),
  ];
  const kvMetadata = Object.entries(facts).map(([key, value]) => ({
    key: `attune.${key}`,
    value: typeof value === "string" ? value : JSON.stringify(value),
  }));
  const parquet = new ParquetWriter({ writer, schema, kvMetadata, createdBy: "Attune" });
  let waiting: ExportedRow[] = [];

  const writeGroup = () => {
    if (waiting.length === 0) return;
    const columnData = columns.map((column) => ({
      name: column.header,
      data: waiting.map((row) => cell(column.type, cellValue(column, row))),
    }));
    parquet.write({ columnData, rowGroupSize: waiting.length });
    waiting = [];
  };
  // The writer keeps counting offsets in the file while its buffer begins anew.
  const taken = () => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    return bytes;
  };
  return {
    add(rows) {
      waiting.push(...rows);
      if (waiting.length >= groupRows) writeGroup();
      return taken();
    },
    end() {
      writeGroup();
      parquet.finish();
      return taken();
    },
  };
}

function cell(type: ColumnType, value: string | number | boolean | Date | null) {
  if (value === null) return undefined;
  if (type === "integer") return BigInt(Math.round(Number(value)));
  if (type === "text") return value instanceof Date ? value.toISOString() : String(value);
  return value;
}
