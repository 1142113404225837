// Neither package brings types; these are the parts in use.

declare module "stopword" {
  const words: readonly string[];

  export {
    words as ara,
    words as dan,
    words as deu,
    words as eng,
    words as fin,
    words as fra,
    words as hin,
    words as ita,
    words as jpn,
    words as nld,
    words as nob,
    words as pol,
    words as por,
    words as rus,
    words as spa,
    words as swe,
    words as tur,
    words as ukr,
    words as zho,
  };
}

declare module "snowball-stemmers" {
  interface Stemmer {
    stem(word: string): string;
  }
  interface Snowball {
    newStemmer(language: string): Stemmer;
  }
  // A CommonJS module that says it is an ES module: Node puts its functions under `default`, bundlers beside it.
  const module: Snowball | { readonly default: Snowball };
  export = module;
}
