import { route } from "@/lib/guard/route";
import { authHandler } from "@/lib/identity/auth-handler";

export const GET = route.foreign(authHandler);
export const POST = route.foreign(authHandler);
