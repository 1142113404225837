/*
 * Given names that are common where Attune's languages are spoken, in lower case and as they are written there. Capital letters betray
 * most names, but not in German, not in lower-case typing, and not in scripts without capitals. Names that are everyday words too (Grace, Rose,
 * Hope, Вера, आशा, أمل) are left out: as words they are themes, and capitals still tell the rest.
 */
const latin = `aaron abigail ada adam adrian agnes ahmad ahmed aisha alan albert alejandra alejandro alessandra alessandro alex alexander alexandra alexandre
  alexia alexis alfred ali alice alicia alina alison allison amanda amelia amelie amir amira amit amy ana anders andrea andreas andrew andré angela angelica anika anita anja ann
  anna anne annette annika anthony antje antoine anton antonia antonio anya arjun arthur arturo astrid barbara beatrice beatriz ben benedikt benjamin bernard bernd bettina bianca
  birgit björn brandon brian brigitte bruno camila camille carl carla carlos carmen carol carolin caroline catherine cecilia charles charlotte chiara chloe chloé chris christian christiane
  christina christine christoph christopher clara claude claudia claudio clemens clément cornelia cristina cynthia daniel daniela danielle dave david deborah dennis diana diane
  diego dieter dimitri dirk dmitry dominik donna doris dorothea edith edward eleanor elena eli elias elisa elisabeth elizabeth ella ellen elsa emanuel emil emilia emilie emily emma emmanuel enrique
  eric erik erika ernst esther ethan eva evelyn fabian fabienne fabio fatima felicitas felix fernanda fernando florence florian francesca francesco francisco franck françois françoise frank
  franz franziska fred frederic friedrich gabriel gabriela gabriele gabrielle george georg gerd gerhard giovanni gisela giulia greg gregor gudrun guido guillaume gustav hannah hanna
  hannes hans harald hassan heike heinz helen helena helene helga henri henrik henry herbert hiroshi holger hugo ian ibrahim ida ilse inge ingrid irene irina iris isaac isabel isabella isabelle
  ivan jack jackson jacob jacqueline jakob james jan jana jane janet janine jason javier jean jeanne jeff jelena jennifer jens jeremy jessica joachim joan joanna joao joe joel johann johanna
  johannes john jonas jonathan jordan jorge josé josef joseph josephine joshua juan juana judith julia julian juliana julie julien juliette jürgen justin jutta kai karen karim karin karina karl
  karla karolina kasper kate katharina katherine kathleen kathrin katja katrin kavita kelly kenji kerstin kevin khalid kim klara klaus konrad konstantin kristin kumar kurt kyle lars laura
  laurence laurent lea lena leo leon leonie lewis liam lina linda lisa lorenzo louis louise luca lucas lucia lucie lucy luis luisa lukas lydia madeleine maja manfred manuel manuela mara marc marcel
  marcela marco marcos marcus margaret margarete margarita maria marie marina mario marion markus marlene marta martha martin martina mary mateo mathias mathieu mathilde matteo matthew
  matthias maximilian maya megan mehmet melanie melissa mia michael michaela michel michele michelle miguel mike mila miriam mohamed mohammed monika monique moritz muhammad nadia nadine nadja
  nancy natalia natalie natasha nathalie nathan neha nicholas nick nico nicolas nicole niklas nikolai nils nina noah noemi nora norbert olaf oleg olga oliver olivia olivier omar oscar oskar otto pablo
  pamela patricia patrick paul paula pauline pedro peter petra philip philipp philippe pia pierre pilar priya rachel rafael rahul rainer ralf ramona raphael raquel raul rebecca regina reinhard renate
  renée ricarda ricardo richard rita robert roberto robin roger roland rolf roman rosa rosemarie ruben rudolf ruth ryan sabine sabrina sakura samantha samuel sandra sara sarah sascha sean sebastian sergei
  sergio silke silvia simon simone sofia sonja sophia sophie stefan stefanie steffen stephan stephanie stephen steve steven susan susana susanne suzanne svetlana sven svenja sylvia sylvie takashi
  tamara tanja tatjana teresa thea theo theresa thérèse thierry thomas thorsten tim timothy tina tobias tom tomas toni torsten tyler udo ulrich ulrike ursula ute uwe valentina valeria vanessa vera
  veronica veronika victor victoria viktor viktoria vincent virginie vladimir volker walter waltraud werner wilhelm william wolfgang xavier yannick yasmin youssef yuki yuri yusuf yves yvonne zoe zoé`;
const cyrillic = `александр александра алексей алина алиса алла анастасия анатолий андрей анна антон антонина артём артур борис вадим валентин валентина валерий василий вероника виктор
  виктория виталий владимир галина геннадий георгий григорий дарья денис дмитрий евгений евгения екатерина елена елизавета зинаида иван игорь илья инна ирина катя кирилл ксения лариса лена
  леонид лидия людмила максим маргарита марина мария маша михаил наталья наташа никита николай оксана олег ольга павел полина раиса саша светлана сергей софия степан таисия тамара таня татьяна ульяна
  фёдор юлия юрий яна ярослав`;
const devanagari = `अंजलि अजय अनिल अनीता अमित अर्जुन अशोक कमला कृष्णा नीता नेहा प्रिया मीना मीरा मोहन मोनिका रमेश रवि राजेश राधा राम राहुल रीता रेखा ललिता संजय
  संगीता सरिता सीता सुनीता सुनील सुरेश सोनिया हरीश`;
const arabic = `محمد أحمد محمود مصطفى علي حسين عمر عثمان خالد يوسف إبراهيم إسماعيل عبدالله عبدالرحمن طارق سامي سمير وليد ياسر فاطمة عائشة خديجة مريم زينب سارة ليلى سلمى رنا ريم دينا
  منى نادية سعاد ياسمين فاتن رانيا`;
const han = `健太 翔太 大輔 拓也 直樹 浩 太郎 一郎 次郎 花子 美咲 陽子 恵子 由美 由美子 洋子 裕子 佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木`;

const names: ReadonlySet<string> = new Set([latin, cyrillic, devanagari, arabic, han].join(" ").split(/\s+/));

/** Whether a lower-case word is a common given name; a final s that may be a genitive is looked past. */
export const isGivenName = (word: string) => names.has(word) || (word.endsWith("s") && names.has(word.slice(0, -1)));

const titles: ReadonlySet<string> = new Set(
  "mr mrs ms miss dr prof sir madam frau herr fräulein monsieur madame mademoiselle mme mlle señor señora señorita sr sra don doña господин госпожа श्री श्रीमती الأستاذ الأستاذة السيد السيدة الدكتور الدكتورة".split(
    " ",
  ),
);
/** Words after which a name follows. */
export const isTitle = (word: string) => titles.has(word);

const honorifics: ReadonlySet<string> = new Set("さん 様 さま 先生 ちゃん くん 君 氏 जी".split(" "));
/** Words before which a name stands. */
export const isHonorific = (word: string) => honorifics.has(word);
