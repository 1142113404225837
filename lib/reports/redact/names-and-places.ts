import { detectLanguage } from "@/lib/master-sessions/themes/detect-language";
import { isGivenName, isTitle } from "@/lib/master-sessions/themes/given-names";
import { languageByCode, unknownLanguage } from "@/lib/master-sessions/themes/language";
import { attuneLexicon } from "@/lib/master-sessions/themes/lexicon";
import { vocabularyOf } from "@/lib/master-sessions/themes/vocabulary";
import { type Finding, matchesOf } from "@/lib/reports/redact/identifying";
import { isLargePlace } from "@/lib/reports/redact/known-places";

interface Word {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  /** begins with a capital; false in scripts that have none */
  readonly capital: boolean;
  readonly beginsSentence: boolean;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** After these stands who somebody is. */
const beforeNames = words(
  `sister brother mother father mom dad aunt uncle cousin niece nephew son daughter wife husband friend boyfriend girlfriend partner neighbour neighbor colleague boss teacher with and called named
   schwester bruder mutter vater tante onkel cousine nichte neffe sohn tochter frau mann freund freundin partnerin nachbarin nachbar kollegin kollege lehrerin namens
   soeur sœur frère mère père tante oncle cousin cousine nièce neveu fils fille femme mari ami amie copain copine voisin voisine collègue avec nommé nommée
   hermana hermano madre padre tía tío prima primo sobrina sobrino hijo hija esposa esposo amiga amigo novio novia vecina vecino colega con llamada llamado
   сестра сестрой сестре сестру брат братом брату мама мамой папа папой тётя дядя сын сыном дочь дочкой жена женой муж мужем подруга подругой подруге друг другом другу соседка сосед коллега с со по_имени`,
);
/** After these stands where somebody is. */
const beforePlaces = words(
  `in from near at outside visiting to aus in bei nach nahe à a de en depuis près desde cerca hacia hasta в во из под около near`,
);
/** Capitalised inside sentences without being anybody or anywhere. */
const plain = words(
  `master masters maestro maestra maître meister guru swami i i'm i've i'll i'd god lord om namaste amen ok tv english german french spanish russian hindi arabic japanese indian american european monday tuesday wednesday thursday friday saturday sunday january
   february march april may june july august september october november december christmas easter thanksgiving ramadan eid diwali yoga nidra zoom lundi mardi mercredi noël dios navidad бог бога богу господь
   gott zoom youtube whatsapp covid sir madam mom dad mum grandma grandpa mama papa`,
);
/** German capitalises every noun; these and the nouns of the lexicon follow "in" and "aus" without being a place. */
const germanNouns =
  /(?:ung|heit|keit|schaft|tum|nis|tion|ität|chen|lein|en|ern)$|^(?:zukunft|form|sicht|bezug|wirklichkeit|gruppe|sekunde|minute|stunde|woche|kraft|liebe|stille|ruhe|arbeit|musik|not|eile|sorge|angst|rente|therapie|meditation|trauer|summe|haus|hause|kreis|kontakt|teil|grund|herz|geist|körper|atem)$/u;

/** Names of people and places that few live in, as far as words and capitals tell. `people` are words of names that the tenant knows. */
export function findNamesAndPlaces(text: string, people: ReadonlySet<string>): Finding[] {
  const { code } = detectLanguage(text, null).language;
  const all = wordsOf(text);
  const telling = capitalsTell(all);
  const found: Finding[] = [...japanese(text), ...hindi(text), ...arabic(text)];
  for (let at = 0; at < all.length; at++) {
    const word = all[at] as Word;
    const previous = all[at - 1];
    const place = telling && previous !== undefined && isPlaceAfter(previous, word, all[at + 1], text, code);
    if (!place && !isName(word, previous, { code, people, telling })) continue;
    let last = at;
    while (telling && continuesName(text, all[last], all[last + 1], code)) last++;
    const run = all.slice(at, last + 1);
    if (isLargePlace(run.map((one) => one.text)) && !isGivenName(word.lower)) {
      at = last;
      continue;
    }
    found.push({
      start: word.start,
      end: (all[last] as Word).end,
      kind: place && !isGivenName(word.lower) ? "place" : "name",
    });
    at = last;
  }
  return found;
}

function isName(
  word: Word,
  previous: Word | undefined,
  { code, people, telling }: { code: string; people: ReadonlySet<string>; telling: boolean },
): boolean {
  const bare = word.lower.replace(/['’]s?$/u, "");
  const cased = /\p{Lu}|\p{Ll}/u.test(word.text);
  if (isGivenName(bare)) return true;
  if (plain.has(bare)) return false;
  if (people.has(bare) && (!cased || word.capital)) return true;
  if (previous && isTitle(previous.lower) && (word.capital || !cased)) return true;
  if (!telling || !word.capital || word.beginsSentence) return false;
  if (isTitle(bare) || saysSomething(bare, code)) return false;
  // Where every noun is capitalised, only what follows somebody is somebody.
  if (code === "de") return previous !== undefined && beforeNames.has(previous.lower) && previous.lower !== "and";
  return (
    word.text !== word.text.toUpperCase() ||
    word.text.length > 4 ||
    (previous !== undefined && beforeNames.has(previous.lower))
  );
}

function isPlaceAfter(previous: Word, word: Word, next: Word | undefined, text: string, code: string): boolean {
  if (!word.capital || !beforePlaces.has(previous.lower) || plain.has(word.lower)) return false;
  // "Bad Tölz" is a place although a bath is a theme.
  if (saysSomething(word.lower, code)) return continuesName(text, word, next, code);
  return code !== "de" || !germanNouns.test(word.lower);
}

/** A word of the lexicon or of the grammar: a capital then is emphasis, not a name. */
function saysSomething(word: string, code: string): boolean {
  const language = languageByCode(code === "und" ? "en" : code) ?? unknownLanguage;
  const vocabulary = vocabularyOf(language);
  const folded = vocabulary.fold(word);
  return vocabulary.isEmpty(folded, vocabulary.stem(folded)) || attuneLexicon.themesOf(word, language.code).length > 0;
}

/** "Anna Weiss", "Bad Tölz", "Anna von Weiss": capitals that follow with nothing but a blank or a hyphen between. */
function continuesName(text: string, word: Word | undefined, next: Word | undefined, code: string): boolean {
  if (!word || !next || !/^[ \u00a0-]$/u.test(text.slice(word.end, next.start))) return false;
  return next.capital && !plain.has(next.lower) && !saysSomething(next.lower, code);
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)?/gu)].map(({ 0: word, index }) => {
    const first = [...word][0] ?? "";
    return {
      text: word,
      lower: word.toLowerCase(),
      start: index,
      end: index + word.length,
      capital: first !== first.toLowerCase(),
      beginsSentence:
        !/[\p{L}\p{M}\p{N},;'’"“”„«»(-]\s*$/u.test(text.slice(0, index)) ||
        /[.!?…]["”»)]*\s*$/u.test(text.slice(0, index)),
    };
  });
}

/** Not where Most Words Have Them, and not where all is SHOUTED. */
function capitalsTell(all: readonly Word[]): boolean {
  const inside = all.filter((word) => !word.beginsSentence);
  return inside.length < 4 || inside.filter((word) => word.capital).length <= 0.6 * inside.length;
}

const japaneseRoles =
  "(?:皆|みな|お客|お母|お父|母|父|お兄|お姉|姉|兄|奥|患者|神|仏|お医者|医者|看護師|お婆|お爺|おばあ|おじい|隣人|店員|王|赤|お嬢|娘|息子|お子|叔母|叔父|旦那|ご主人|お釈迦|どなた|誰|疲れ|ご苦労|お疲れ|ご馳走|ごちそう|同)";

function japanese(text: string): Finding[] {
  if (!/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text)) return [];
  const names = matchesOf(
    text,
    new RegExp(
      `(?<![\\p{Script=Han}])(?!${japaneseRoles})(?<it>[\\p{Script=Han}々]{1,4}|[\\p{Script=Katakana}ー]{2,10})(?:さん|さま|様|先生|ちゃん|くん|君|氏)`,
      "gu",
    ),
    "name",
  );
  const given = matchesOf(text, /[\p{Script=Han}々]{2,4}/gu, "name").filter(({ start, end }) =>
    isGivenName(text.slice(start, end)),
  );
  const places = matchesOf(text, /(?<it>[\p{Script=Han}々]{1,4}(?:市|町|村|区|郡|駅))(?!場|外)/gu, "place").filter(
    ({ start, end }) =>
      !isLargePlace([text.slice(start, end - 1)]) &&
      !/^(?:都|同|各|当|全|下|城下|港|農|漁|隣)(?:市|町|村|駅)/u.test(text.slice(start, end)),
  );
  return [...names, ...given, ...places];
}

function hindi(text: string): Finding[] {
  const honoured = matchesOf(text, /(?<![\p{L}\p{M}])(?<it>[\p{L}\p{M}]{2,})\s+जी(?![\p{L}\p{M}])/gu, "name").filter(
    ({ start, end }) =>
      !/^(?:माता|पिता|गुरु|माँ|मां|दादा|दादी|नाना|नानी|चाचा|चाची|स्वामी|भाई|बहन|डॉक्टर|हाँ|हां)$/u.test(text.slice(start, end)),
  );
  const places = matchesOf(
    text,
    /(?<![\p{L}\p{M}])(?<it>[\p{L}\p{M}]{2,})\s+(?:गाँव|गांव|कस्बे|ज़िले|जिले)(?![\p{L}\p{M}])/gu,
    "place",
  ).filter(({ start, end }) => !/^(?:मेरे|हमारे|अपने|इस|उस|एक|छोटे|पूरे|के|से)$/u.test(text.slice(start, end)));
  return [...honoured, ...places];
}

const arabic = (text: string): Finding[] =>
  matchesOf(
    text,
    /(?<![\p{L}\p{M}])(?:في|من|إلى)?\s*(?:مدينة|قرية|بلدة|حي)\s+(?<it>[\p{L}\p{M}]{2,})/gu,
    "place",
  ).filter(
    ({ start, end }) =>
      !isLargePlace([text.slice(start, end)]) && !/^(?:صغيرة|كبيرة|جميلة|بعيدة|هادئة)$/u.test(text.slice(start, end)),
  );
