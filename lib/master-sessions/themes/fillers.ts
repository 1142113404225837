/**
 * Words that say nothing about what somebody is grateful for, beyond the usual stop words: thanking itself, small verbs, times, degrees,
 * and what every message about a shared practice says. They are compared by stem, so one form of each is enough where stems exist.
 */
const words: Readonly<Record<string, string>> = {
  en: `when just why whose whom until till though although unless upon yet else ever however instead perhaps maybe rather such per made went came took gave felt
    wake woke sit sat lay laid lie wait pick meet met ready excited alone myself yourself ourselves himself herself front play
    done doing having had has were thank thanks thankful grateful gratitude appreciate appreciation today yesterday tomorrow tonight day week weekend month year hour
    minute time moment while soon later ago early late always often sometimes again once twice first second third last next one two three four
    five six seven eight nine ten hundred few several lot lots bit couple little big small large long short many more less least enough almost
    away back down off around along together without within across toward really quite pretty truly deeply finally actually especially
    simply extremely absolutely completely totally definitely good great nice amazing awesome wonderful beautiful lovely best better perfect
    new old able sure special favorite favourite happy happiness glad thing something anything everything nothing someone anyone everyone everybody somebody nobody people
    person guy way kind part lately recently get getting go going went gone come take took taken make give gave given feel felt find
    found know knew think thought see saw seen look say tell told ask want need try let keep kept put leave left become became
    turn start begin began stop end happen help use call show bring brought buy bought spend spent enjoy receive receiv win won hear heard
    seem mean believe hope wish able decide finish manage watch can't don't didn't doesn't isn't wasn't couldn't won't I'm I've I'd I'll it's that's we're
    he's she's they're you're what's there's wouldn't haven't hasn't hadn't aren't weren't im ive dont didnt cant its am pm every whole
    both either neither own such yes no not okay ok oh wow hey etc via per been being session practice meditation collective circle`,
  de: `danke danken dank dankbar dankbarkeit dankeschön bedanken herzlich heute gestern morgen tag woche wochenende monat jahr stunde minute mal moment
    augenblick zeit immer wieder schon noch nur sehr wirklich richtig ganz total echt einfach besonders endlich gut schön toll super wunderbar
    wundervoll herrlich glücklich froh groß klein lang kurz neu alt viel wenig ding sache mensch leute person alles etwas nichts jemand jeder
    fühlen gefühl spüren gespürt machen gemacht gehen kommen geben gegeben nehmen bekommen sehen gesehen sagen denken wissen finden
    gefunden lassen bleiben werden können dürfen konnte durfte war waren hatte haben sein bin zusammen gemeinsam session sitzung
    praxis übung meditation kreis hallo liebe lieber grüße`,
  fr: `merci remercier remerciement reconnaissant reconnaissance gratitude aujourd'hui aujourd hui hier demain jour journée semaine mois année heure minute moment
    instant temps fois toujours encore déjà jamais souvent très trop vraiment tellement beaucoup peu plus moins bien bon bonne beau belle beaux belles
    grand petit nouveau nouvelle vieux magnifique merveilleux super génial content heureux heureuse chose quelque tout tous toute toutes rien
    personne gens monde chacun avoir être faire fait fais faisons aller allé venir prendre pris donner donné sentir senti ressenti ressentir voir vu
    dire dit penser savoir trouver trouvé pouvoir pu vouloir devoir mettre mis après avant pendant depuis ensemble comme si aussi
    cette celui celle ceux ça là oui non séance session pratique méditation cercle grâce bonjour`,
  es: `gracias agradecer agradecido agradecida agradecimiento gratitud hoy ayer mañana día semana mes año hora minuto momento instante tiempo vez veces siempre nunca
    todavía ya muy mucho mucha muchos muchas poco más menos tan tanto bien bueno buena buen mejor gran grande pequeño nuevo nueva hermoso hermosa
    bonito bonita maravilloso maravillosa increíble feliz contento contenta cosa cosas todo toda todos todas nada algo alguien nadie gente persona personas
    mundo ser estar haber tener hacer hecho ir venir dar dado sentir sentí sentido ver visto decir dicho pensar saber encontrar poder querer
    es son fue era soy eres estoy está están estaba ha he han hay había tengo tiene tuve cada esta este esto estos estas ese esa eso
    aquel junto juntos juntas después antes entonces así sólo solo mis tus sus nuestra nuestro nuestras nuestros sesión práctica meditación
    círculo hola les nos donde`,
  ru: `спасибо благодарю благодарить благодарность благодарен благодарна благодарны признателен признательна сегодня вчера завтра день неделя месяц год час
    минута момент миг время раз всегда снова очень так такой такая такие просто действительно самый самая много мало немного больше меньше
    хорошо хороший хорошая прекрасный прекрасная прекрасно чудесный замечательный замечательно красивый новый старый большой маленький
    рад рада счастлив счастлива вещь что-то всё все весь вся каждый каждая человек люди людей кто-то никто быть есть была были буду это этот эта эти мой моя моё мои моей моего наш наша
    наши нашей свой своя своё ваш ваша ваши вашу чувствовать чувствую почувствовала почувствовал делать сделать идти пришла пришёл дать дал дала взять
    видеть сказать думать знать найти мочь могу хотеть который которая которые вместе сессия практика медитация круг привет`,
  hi: `धन्यवाद शुक्रिया आभार आभारी कृतज्ञ कृतज्ञता आज कल दिन सप्ताह हफ्ता महीना साल घंटा मिनट समय वक्त पल बार हमेशा फिर बहुत ज्यादा थोड़ा सच सच्ची
    अच्छा अच्छी अच्छे सुंदर बढ़िया नया नई पुराना बड़ा छोटा खुश चीज चीजें सब सभी कुछ कोई लोग लोगों व्यक्ति मैं मैंने मुझे मुझको मेरा मेरी मेरे हम हमें हमने हमारा हमारी
    हमारे तुम आप आपका आपकी आपके आपको आपने वे उन्होंने यह वह ये इस हूँ हूं हैं है था थी थे गया गयी गई गए दिया दी दिए लिया ली किया की करके करती
    करते करता मिला मिली मिले लगा लगी लगता लगती रहा रही रहे हुआ हुई हुए पाया पाई देखा देखी सकी सका और या भी ही तो पर में से को का के ने लिए साथ क्योंकि जब
    तब अब यहाँ वहाँ ध्यान सत्र अभ्यास महसूस नमस्ते`,
  ar: `شكرا شكر أشكر نشكر ممتن ممتنة ممتنون امتنان الامتنان جزيلا اليوم أمس غدا يوم أسبوع شهر سنة عام ساعة دقيقة لحظة وقت مرة دائما أيضا جدا كثيرا كثير
    قليل حقا فعلا جميل جميلة رائع رائعة جديد كبير صغير سعيد سعيدة شيء أشياء كل كله كلها جميع بعض أحد شخص ناس الناس أنا نحن أنت أنتم هو هي هم هذا هذه ذلك تلك
    الذي التي الذين كان كانت كنت يكون أكون هناك هنا مع من في على إلى عن لي لنا لك لكم له لها بعد قبل عند عندما حين لأن لأنني أن إن قد لقد ما لا لم لن
    شعرت أشعر نشعر أحسست وجدت رأيت جلسة الجلسة ممارسة تأمل التأمل معا سويا مرحبا`,
  ja: `感謝 有難 御礼 お礼 今日 昨日 明日 今 日 毎日 週 月 年 時 時間 分 瞬間 一緒 皆 皆様 皆さん 私 僕 俺 自分 人 方 事 物 者 何 全部 全 本当 大変 非常 最高 素敵 素晴 良 嬉 楽 幸
    思 言 見 行 来 出来 出 持 感 過 会 会え 頂 下 致 申 上 中 前 後 間 所 度 回 一 二 三 一つ 新 大 小 多 少 様 達 等 的 参加 瞑想 実践 集 気 気持 気持ち 感じ 想い 思い`,
};

export const fillersOf = (code: string): readonly string[] => words[code]?.split(/\s+/) ?? [];

/** Words in hiragana alone are nearly all grammar; these are the ones that mean something by themselves. */
export const meaningfulHiragana: ReadonlySet<string> = new Set(
  "こころ やすらぎ ぬくもり つながり しあわせ ひかり いのち おだやか やさしさ あたたかさ しずけさ ふるさと いやし きずな えがお".split(
    " ",
  ),
);
