import { parseArgs } from "node:util";

export interface OptionRule {
  /** shown in the help as `--name <placeholder>`; absent for a switch */
  placeholder?: string;
  about: string;
  required?: boolean;
  multiple?: boolean;
}

export interface CommandContext {
  /** the value of an option, or undefined */
  option(name: string): string | undefined;
  options(name: string): string[];
  has(name: string): boolean;
  positional(index: number): string;
  readonly json: boolean;
  /** what the command is asked for: `text` for people, or `data` as JSON with --json. Goes to stdout. */
  print(text: string, data: unknown): void;
  /** what it does meanwhile. Goes to stderr. */
  say(line: string): void;
}

export interface Command {
  /** as it is called: `keys create` */
  name: string;
  about: string;
  /** several sentences under the usage, when one is not enough */
  details?: string;
  positionals?: readonly { name: string; about: string }[];
  options: Readonly<Record<string, OptionRule>>;
  /** `none`: the command finds out about the database itself */
  database?: "ready" | "none";
  /** @returns the exit code; 0 unless told */
  run(ctx: CommandContext): Promise<number | undefined>;
}

/** A call that cannot be understood; the message says how to put it right. */
export class UsageError extends Error {}

/** Reads a command's own arguments. Throws UsageError. */
export function readArguments(command: Command, args: readonly string[]): Omit<CommandContext, "print" | "say"> {
  const rules = Object.entries(command.options);
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: "boolean" },
        ...Object.fromEntries(
          rules.map(([name, rule]) => [
            name,
            { type: rule.placeholder ? "string" : "boolean", multiple: rule.multiple ?? false },
          ]),
        ),
      } as Record<string, { type: "string" | "boolean"; multiple?: boolean }>,
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const { values, positionals } = parsed;
  for (const [name, rule] of rules) {
    if (rule.required && values[name] === undefined)
      throw new UsageError(`--${name} <${rule.placeholder}> is missing.`);
  }
  const wanted = command.positionals ?? [];
  const missing = wanted[positionals.length];
  if (missing) throw new UsageError(`<${missing.name}> is missing.`);
  if (positionals.length > wanted.length) throw new UsageError(`"${positionals[wanted.length]}" is one word too many.`);
  return {
    option: (name) => values[name] as string | undefined,
    options: (name) => (values[name] as string[] | undefined) ?? [],
    has: (name) => values[name] === true,
    positional: (index) => positionals[index] ?? "",
    json: values.json === true,
  };
}

const invocation = "npm run -s attune --";

export function usageOf(command: Command): string {
  const words = [
    ...(command.positionals ?? []).map(({ name }) => `<${name}>`),
    ...Object.entries(command.options).map(([name, rule]) => {
      const word = `--${name}${rule.placeholder ? ` <${rule.placeholder}>` : ""}`;
      return rule.required ? word : `[${word}]`;
    }),
  ];
  return `${invocation} ${[command.name, ...words].join(" ")}`;
}

/** The page that `--help` shows for one command. */
export function helpOf(command: Command): string {
  const rows = [
    ...(command.positionals ?? []).map(({ name, about }) => [`<${name}>`, about]),
    ...Object.entries(command.options).map(([name, rule]) => [
      `--${name}${rule.placeholder ? ` <${rule.placeholder}>` : ""}`,
      rule.about + (rule.multiple ? " May be given several times." : ""),
    ]),
    ["--json", "Prints the result as JSON."],
    ["--help", "Shows this page."],
  ];
  const paragraphs = [command.about, `Usage:\n  ${usageOf(command)}`, table(rows)];
  if (command.details) paragraphs.splice(1, 0, command.details);
  return paragraphs.join("\n\n");
}

/** The page that lists every command. */
export function helpOfAll(commands: readonly Command[]): string {
  return [
    "Attune's command line.",
    `Usage:\n  ${invocation} <command> [options]`,
    table(commands.map(({ name, about }) => [name, about])),
    `${invocation} <command> --help explains one. The database is the one of DATABASE_URL, else the embedded one of ATTUNE_HOME,\nwhich is started for the time of the command when Attune is not running.`,
  ].join("\n\n");
}

function table(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map(([head = ""]) => head.length)) + 2;
  return rows.map(([head = "", text = ""]) => `  ${head.padEnd(width)}${text}`).join("\n");
}
