import { languageByCode } from "@/lib/master-sessions/themes/language";
import { vocabularyOf } from "@/lib/master-sessions/themes/vocabulary";

/** Cities so large that living there tells nobody apart, as they are written where Attune's languages are spoken. */
const cities = `tokyo delhi shanghai dhaka beijing mumbai bombay osaka karachi chongqing istanbul kolkata calcutta lagos kinshasa manila tianjin guangzhou lahore bangalore bengaluru
  shenzhen moscow chennai madras bogota bogotá bogotà jakarta lima bangkok hyderabad seoul nagoya london paris tehran chicago chengdu nanjing wuhan luanda ahmedabad kuala_lumpur hong_kong
  hangzhou surat suzhou santiago riyadh baghdad dongguan singapore pune toronto madrid barcelona miami dallas houston philadelphia atlanta washington boston phoenix seattle denver detroit
  san_francisco san_diego los_angeles las_vegas new_york new_york_city minneapolis tampa baltimore portland austin charlotte orlando sacramento pittsburgh cincinnati cleveland nashville
  new_orleans salt_lake_city montreal montréal vancouver calgary ottawa edmonton mexico_city guadalajara monterrey puebla havana panama_city caracas maracaibo medellin medellín cali quito
  guayaquil la_paz santa_cruz asuncion asunción montevideo buenos_aires cordoba córdoba rosario sao_paulo são_paulo rio_de_janeiro rio brasilia brasília salvador fortaleza recife porto_alegre
  curitiba belo_horizonte manaus cairo alexandria giza casablanca rabat tunis algiers tripoli khartoum addis_ababa nairobi kampala dar_es_salaam johannesburg cape_town pretoria durban
  accra abidjan dakar abuja kano ibadan harare lusaka luxor jeddah mecca medina dubai abu_dhabi doha kuwait manama muscat sanaa amman beirut damascus aleppo jerusalem tel_aviv haifa baku
  tbilisi yerevan tashkent almaty astana kabul islamabad rawalpindi faisalabad peshawar kathmandu colombo yangon hanoi saigon ho_chi_minh_city phnom_penh vientiane taipei kaohsiung busan
  incheon daegu pyongyang ulaanbaatar kyoto kobe yokohama sapporo fukuoka hiroshima sendai kawasaki saitama berlin hamburg munich münchen köln cologne frankfurt stuttgart düsseldorf dortmund
  essen leipzig dresden hannover hanover bremen nürnberg nuremberg vienna wien graz zürich zurich geneva genf genève basel bern lyon marseille toulouse nice nantes strasbourg bordeaux lille
  rome rom roma milan mailand milano naples neapel napoli turin torino palermo genoa florence florenz bologna venice venedig lisbon lissabon lisboa porto valencia sevilla seville zaragoza
  málaga malaga bilbao amsterdam rotterdam the_hague brussels brüssel bruxelles antwerp antwerpen copenhagen kopenhagen stockholm gothenburg oslo helsinki reykjavik dublin belfast manchester
  birmingham liverpool leeds glasgow edinburgh bristol sheffield cardiff warsaw warschau kraków krakow cracow lodz wroclaw prague prag brno bratislava budapest bucharest bukarest sofia belgrade
  belgrad zagreb ljubljana sarajevo skopje tirana athens athen thessaloniki ankara izmir antalya bursa adana kyiv kiev kiew kharkiv odessa odesa lviv dnipro minsk vilnius riga tallinn
  chisinau saint_petersburg novosibirsk yekaterinburg kazan samara omsk chelyabinsk rostov ufa sydney melbourne brisbane perth adelaide auckland wellington honolulu europe asia africa america
  london londres moscou moskau pékin le_caire varsovie vienne athènes londres moscú roma parís berlín nueva_york pekín ciudad_de_méxico
  москва петербург санкт-петербург новосибирск екатеринбург казань самара омск челябинск ростов уфа красноярск пермь воронеж волгоград киев минск харьков одесса днепр львов алматы астана ташкент
  тбилиси ереван баку рига вильнюс таллин берлин париж лондон вена прага варшава рим милан мадрид барселона стамбул токио пекин шанхай дели нью-йорк дубай европа азия африка америка
  दिल्ली मुंबई कोलकाता चेन्नई बेंगलुरु बैंगलोर हैदराबाद पुणे अहमदाबाद जयपुर लखनऊ कानपुर नागपुर इंदौर भोपाल पटना सूरत काठमांडू लंदन पेरिस टोक्यो
  القاهرة الإسكندرية الرياض جدة مكة المدينة بغداد البصرة دمشق حلب بيروت عمان القدس دبي أبوظبي الدوحة الكويت المنامة مسقط صنعاء عدن الخرطوم طرابلس تونس الجزائر الدار_البيضاء الرباط إسطنبول باريس لندن برلين
  東京 大阪 名古屋 横浜 京都 神戸 札幌 福岡 広島 仙台 川崎 さいたま 千葉 北九州 ロンドン パリ ニューヨーク ベルリン ソウル 北京 上海 香港 台北`;

const regions =
  "AF AL DZ AD AO AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI KH CM CA CV CF TD CL CN CO KM CG CD CR CI HR CU CY CZ DK DJ DO EC EG SV GQ ER EE ET FI FJ FR GA GM GE DE GH GR GT GN GW GY HT HN HU IS IN ID IR IQ IE IL IT JM JP JO KZ KE KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MR MU MX MD MC MN ME MA MZ MM NA NP NL NZ NI NE NG KP MK NO OM PK PS PA PG PY PE PH PL PT QA RO RU RW SA SN RS SC SL SG SK SI SO ZA KR SS ES LK SD SR SE CH SY TW TJ TZ TH TL TG TT TN TR TM UG UA AE GB US UY UZ VE VN YE ZM ZW HK".split(
    " ",
  );
const languages = ["en", "de", "fr", "es", "ru", "hi", "ar", "ja", "it", "pt"] as const;
/** What people call countries beside their names. */
const more =
  "england scotland wales uk usa america states schottland angleterre inglaterra estados unidos россия англия америка штаты भारत اليمن الهند";

let known: ReadonlySet<string> | null = null;

/** Whether a place is a country, a continent or a large city, in any of the languages and whichever case it stands in. */
export function isLargePlace(words: readonly string[]): boolean {
  known ??= gather();
  const folded = words.map((word) => word.toLowerCase());
  const joined = folded.join(" ");
  if (known.has(joined) || known.has(stemOf(joined))) return true;
  // "London Bridge" tells more than London, but "South Africa" is in the names of countries.
  return folded.length === 1 && known.has(stemOf(joined));
}

function gather(): Set<string> {
  const all = new Set<string>();
  const add = (name: string) => {
    const folded = name.toLowerCase().replaceAll("_", " ");
    all.add(folded);
    all.add(stemOf(folded));
  };
  for (const name of `${cities} ${more}`.split(/\s+/)) add(name);
  for (const locale of languages) {
    const names = new Intl.DisplayNames(locale, { type: "region" });
    for (const code of regions) add(names.of(code) ?? code);
  }
  return all;
}

/** Russian says "из Москвы" and "в Германии": names are compared without their case. */
function stemOf(word: string): string {
  if (!/\p{Script=Cyrillic}/u.test(word) || word.includes(" ")) return word;
  const russian = languageByCode("ru");
  return russian ? `~${vocabularyOf(russian).stem(word.replaceAll("ё", "е"))}` : word;
}
