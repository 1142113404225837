import "server-only";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";

/** The full address of a shared report, as it is sent to the master. */
export const sharedReportUrl = (token: string): string => `${env().ATTUNE_URL}${paths.sharedReport(token)}`;
