/** One event of a demo story, before it is sent to the intake. */
export interface DemoEvent {
  readonly id: string;
  readonly name: string;
  readonly at: Date;
  readonly userId?: string;
  readonly anonymousId?: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly traits?: Readonly<Record<string, unknown>> | undefined;
  readonly context?: {
    readonly locale?: string;
    readonly country?: string;
    readonly userAgent?: string;
    readonly path?: string;
    readonly campaign?: Readonly<Record<string, string>>;
  };
}

export interface DemoPerson {
  readonly userId: string;
  readonly locale: string;
  readonly country: string;
  readonly userAgent: string;
  readonly deviceIds: readonly string[];
}
