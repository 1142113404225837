declare module "bidi-js" {
  interface EmbeddingLevels {
    levels: Uint8Array;
  }
  interface Bidi {
    getEmbeddingLevels(text: string, direction?: "ltr" | "rtl"): EmbeddingLevels;
    getMirroredCharacter(sign: string): string | null;
  }
  const bidiFactory: () => Bidi;
  export = bidiFactory;
}
