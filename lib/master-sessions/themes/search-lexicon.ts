import { wordsIn } from "@/lib/master-sessions/themes/label";
import type { Lexicon, LexiconTheme } from "@/lib/master-sessions/themes/lexicon";
import { type LexiconLanguage, lexiconLanguages } from "@/lib/master-sessions/themes/lexicon/define-theme";

export interface FoundTheme {
  readonly theme: LexiconTheme;
  readonly label: string;
  /** the word that was asked for, where it is not in the label */
  readonly match: { readonly word: string; readonly language: LexiconLanguage } | null;
}

/** The themes whose label or one of whose words, in any language, holds what is asked for; all of them for nothing. */
export function searchLexicon(lexicon: Lexicon, asked: string, locale: string): FoundTheme[] {
  const wanted = fold(asked);
  return lexicon.themes.flatMap((theme): FoundTheme[] => {
    const label = wordsIn(theme.labels, theme.key, locale);
    if (wanted === "" || Object.values(theme.labels).some((one) => fold(one ?? "").includes(wanted))) {
      return [{ theme, label, match: null }];
    }
    for (const language of lexiconLanguages) {
      const { words } = wordsToRead(theme, language);
      const word = [...words, ...(theme.added[language] ?? [])].find((one) => fold(one).includes(wanted));
      if (word) return [{ theme, label, match: { word, language } }];
    }
    return [];
  });
}

const fold = (text: string) => text.normalize("NFC").toLowerCase().trim();

/** The words of a theme as a person reads them: phrases with spaces, and an ellipsis where more may follow or go before. */
export function wordsToRead(theme: LexiconTheme, language: LexiconLanguage): { words: string[]; except: string[] } {
  const all = theme.words[language] ?? [];
  const read = (word: string) =>
    word.replace(/^!/, "").replace(/^=/, "").replace(/^\*/, "…").replace(/\*$/, "…").replaceAll("_", " ");
  return {
    words: all.filter((word) => !word.startsWith("!")).map(read),
    except: all.filter((word) => word.startsWith("!")).map(read),
  };
}
