"use client";

import { useEffect } from "react";
import { awakeEvent } from "@/lib/http/awake";

/** Stands last in the page and tells it, once all of it has come to life, to do what was pressed before: see lib/http/first-press.ts. */
export function Awake() {
  useEffect(() => {
    document.dispatchEvent(new Event(awakeEvent));
  }, []);
  return null;
}
