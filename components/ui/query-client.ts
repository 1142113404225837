"use client";

import { QueryClient } from "@tanstack/react-query";

/**
 * One cache for what moves without navigation, as long as the tab lives: two components that ask the same share one request. Hand it to
 * `useQuery` as the second argument. On the server nothing is ever fetched into it.
 */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: 1, staleTime: 1000, refetchOnWindowFocus: true } },
});
