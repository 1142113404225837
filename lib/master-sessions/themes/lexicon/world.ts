import { theme } from "./define-theme";

/** What surrounds us: nature, animals, weather, home, travel. */
export const worldThemes = [
  theme("nature", "Nature|Natur|Nature|Naturaleza|Природа|प्रकृति|الطبيعة|自然", {
    en: "nature outdoors outside_in forest forests woods woodland tree trees mountain mountains hill hills lake lakes river rivers ocean sea seaside beach beaches shore =waves waterfall waterfalls garden gardens gardening gardened flower flowers =roses blossom blossoms bloom bloomed blooming plant plants planted planting tomato_plants sky stars moon landscape scenery meadow field_of fields =park national_park countryside hike hiked hiking trail nature_walk camping camped campfire earth crepe myrtle grass my_lawn creek sunset_over =rainbow =stream !water_park !dog_park !theme_park !amusement_park !car_park !park_the !video_stream !live_stream !power_plant !five_stars !movie_stars !rock_stars",
    de: "natur* wald* wälder* baum bäume* berg* berge* see =seen meer* strand* strände fluss* flüsse garten* blume* blüte* blüht pflanze* wiese* himmel* stern* mond* landschaft* wander* gewandert spaziergang_im park ozean welle* feld rose rosen bach gärtner* draußen",
    fr: "nature naturel forêt forêts bois arbre arbres montagne montagnes colline lac lacs rivière fleuve mer océan plage plages vagues jardin jardins jardinage fleur fleurs plante plantes ciel étoile étoiles lune paysage paysages campagne randonnée parc prairie champs roses",
    es: "naturaleza natural bosque bosques árbol árboles montaña montañas cerro lago lagos río ríos mar océano playa playas olas jardín jardines flor flores planta plantas cielo estrellas luna paisaje paisajes campo parque prado senderismo",
    ru: "природа природе природу природы природой лес лесу леса лесом дерево деревья деревьев гора горы горах река реке реки озеро озере озера море моря морю морем океан пляж пляже волны сад саду сада цветы цветок цветов цветут растение растения небо небе звёзды звезды луна пейзаж поле парк парке поход дача даче ромашки розы",
    hi: "प्रकृति जंगल वन पेड़ पेड़ों वृक्ष पहाड़ पहाड़ों पर्वत झील नदी समुद्र सागर बीच_पर तट लहरें बगीचा बगीचे बाग फूल फूलों पौधा पौधे पौधों आकाश आसमान तारे चाँद चांद पार्क खेत हरियाली गुलाब",
    ar: "طبيعة الطبيعة غابة الغابة أشجار الأشجار شجرة جبل جبال الجبال الجبل بحر البحر بحيرة البحيرة نهر النهر شاطئ الشاطئ أمواج حديقة حديقتي الحديقة زهرة زهور الزهور أزهار ورد الورد ورود نبات نباتات سماء السماء نجوم النجوم قمر القمر منظر مناظر ريف صحراء",
    ja: "自然 森 木々 樹 山 海 海辺 湖 川 滝 浜 ビーチ 庭 ガーデニング 花 桜 紅葉 植物 草 空 星 月が 月を お月 景色 風景 公園 散歩道 ハイキング キャンプ 大地 緑 !花火 !花見 !山田 !山本 !川口 !海外 !空港 !空気 !空い !空っ !空腹 !花子 !沢山 !登山口 !自然に !自然と涙",
  }),
  theme("animals", "Animals|Tiere|Animaux|Animales|Животные|पशु-पक्षी|الحيوانات|動物", {
    en: "=animal =animals grasshopper ladybug bee bees insect insects dog dogs doggy doggie doggies puppy puppies pup cat cats kitty kitten kittens pet pets fur_baby furry horse horses bird birds birdfeeder bunny rabbit rabbits squirrel squirrels hamster fish_tank aquarium goldfish deer fox butterfly butterflies chicken_coop chickens goat goats cow cows sheep lizard turtle duck ducks parrot hummingbird guinea_pig veterinarian =vet vet's zoo beagle labrador retriever terrier !hot_dog !hot_dogs !corn_dog !cat_scan !pet_peeve",
    de: "tier* hund* hündin hunde* welpe* katze* kater kätzchen kaninchen hase hasen pferd* pony vogel vögel* haustier* hamster eichhörnchen igel schmetterling* biene* reh rehe fuchs zoo kuh kühe schaf schafe",
    fr: "animal animaux chien chiens chienne chiot chat chats chatte chaton chatons lapin lapins cheval chevaux oiseau oiseaux hamster écureuil papillon papillons zoo biche renard vache mouton compagnon_à_quatre_pattes",
    es: "animal animales perro perra perros perrito perrita cachorro gato gata gatos gatito mascota mascotas caballo caballos pájaro pájaros ave aves conejo conejos ardilla mariposa mariposas zoológico vaca oveja",
    ru: "животное животные собака собаке собаку собаки собакой пёс пес пса щенок щенка кот кота коту кошка кошке кошку кошки котёнок котенок котята питомец питомца лошадь лошади птица птицы птиц кролик кролика белка хомяк бабочка бабочки зоопарк ёжик",
    hi: "जानवर जानवरों कुत्ता कुत्ते कुत्तों पिल्ला बिल्ली बिल्लियों पालतू घोड़ा घोड़े पक्षी पक्षियों चिड़िया चिड़ियों खरगोश गिलहरी तितली तितलियाँ गाय चिड़ियाघर तोता",
    ar: "حيوان حيوانات الحيوانات كلب كلبي كلبتي كلاب قطة قطتي قط قطط القطط جرو حصان حصاني خيل طائر طيور الطيور عصفور عصافير أرنب فراشة فراشات سنجاب حديقة_الحيوان بقرة أليف",
    ja: "動物 犬 愛犬 わんこ 子犬 猫 愛猫 ねこ ネコ 子猫 ペット 馬 鳥 小鳥 うさぎ ウサギ 兎 ハムスター リス 蝶 牛 動物園 魚を飼",
  }),
  theme(
    "weather",
    "Weather and light|Wetter und Licht|Temps et lumière|Tiempo y luz|Погода и свет|मौसम और रोशनी|الطقس والنور|天気と光",
    {
      en: "weather sun sunny sunshine sunlight sunrise sunset sunsets rain rained raining rainy snow snowed snowing snowfall rainbow breeze breezy warm_day warm_outside warm_enough cool_air =warmer cool_breeze nice_day beautiful_day beautiful_outside nice_outside spring springtime summer autumn blue_sky cloud clouds storm thunderstorm temperature degrees_outside daylight =light =lights candlelight morning_light moonlight =cloudy =breezes !traffic_light !traffic_lights !green_light !green_lights !red_light !red_lights !light_bulb !light_work !light_on_fire !spring_break !spring_cleaning !summer_break !summer_job !night_light !feather_light !light_rain_of",
      de: "wetter* sonne* sonnig* sonnenschein sonnenaufgang sonnenuntergang regen* regnet geregnet schnee* schneit geschneit regenbogen wind brise frühling* sommer* herbst* licht* lichter hell helligkeit wolke* gewitter wärme_der sonnenstrahl* morgenlicht kerze*",
      fr: "météo beau_temps soleil ensoleillé ensoleillée pluie pleut neige neigé arc-en-ciel brise printemps été automne lumière lumineux lumineuse lever_du_soleil coucher_de_soleil nuages orage clarté_du rayon rayons bougie",
      es: "clima buen_tiempo sol soleado lluvia llovió llueve nieve nevó arcoíris brisa primavera verano otoño luz luminoso luminosa amanecer atardecer nubes tormenta rayos vela",
      ru: "погода погоде погоду солнце солнца солнцу солнцем солнечный солнечная солнечное дождь дождя дождём снег снега снегу радуга ветерок весна весны весной лето осень свет света светом светлый рассвет рассвете закат заката закате луч лучи тучи гроза свеча",
      hi: "मौसम धूप सूरज सूर्य सूर्योदय सूर्यास्त बारिश वर्षा बर्फ इंद्रधनुष हवा बसंत वसंत गर्मी रोशनी प्रकाश उजाला किरण किरणें बादल दीपक",
      ar: "طقس الطقس جو_جميل شمس الشمس مشمس مطر المطر أمطار ثلج الثلج قوس_قزح نسيم النسيم ربيع الربيع صيف خريف نور النور ضوء الضوء شروق الشروق غروب الغروب غيوم شمعة أشعة",
      ja: "天気 晴れ 晴天 太陽 日差し 日射し 陽射し 陽の光 雨 雪 虹 風 そよ風 春 秋 夏 光 ひかり 朝日 夕日 夕焼け 日の出 明るい 木漏れ日 雲 灯り ろうそく !風景 !風邪 !風呂 !お風呂 !青春 !観光 !和風 !洋風 !雨宮 !夏休み !光栄 !秋田 !台風",
    },
  ),
  theme("home", "Home|Zuhause|Chez-soi|Hogar|Дом|घर|البيت|家", {
    en: "=home house houses apartment =flat my_room bedroom kitchen living_room bathroom porch patio backyard yard deck couch furniture sofa clean cleaned cleaning cleaner laundry dishes dishwasher organize organized organizing declutter tidied decorated decorating redecorated remodel renovated renovation repaired lawn_mower mowed chores homeowner roof household housework new_bed moved_in garage basement !home_run !white_house !coffee_house !house_party !opera_house !nursing_home !clean_eating",
    de: "zuhause* zu_hause daheim haus häuser heim =wohnung wohnungen zimmer küche wohnzimmer aufgeräumt aufräumen geputzt putzen möbel heimat* haushalt balkon terrasse renovier* dach_über",
    fr: "maison maisons chez_moi chez_nous foyer appartement chambre cuisine_est salon meubles ménage rangé rangement nettoyé nettoyer toit logement balcon terrasse rénovation déménagement",
    es: "casa casas hogar apartamento piso habitación cuarto cocina salón muebles limpiar limpié limpieza ordené ordenado techo vivienda balcón terraza reformas hogareño",
    ru: "дом дома дому доме домой домашний домашняя квартира квартиру квартире комната комнату кухня кухне уют уюта уютно уютный уборка убрала убралась ремонт мебель очаг крыша балкон",
    hi: "घर घरों मकान कमरा कमरे रसोई सफाई सफ़ाई साफ_किया छत फर्नीचर आंगन आँगन निवास गृह",
    ar: "بيت بيتي البيت منزل منزلي المنزل دار شقة شقتي غرفة غرفتي مطبخ أثاث تنظيف نظفت ترتيب رتبت سقف وطن الوطن شرفة",
    ja: "家に 家で 家が 家の 我が家 わが家 自宅 マイホーム 部屋 掃除 片付 洗濯 家具 台所 キッチン リビング 引っ越し 引越 故郷 ふるさと ベランダ 帰宅 !家族 !家賃 !画家 !家庭教師",
  }),
  theme(
    "travel",
    "Travel and outings|Reisen und Ausflüge|Voyages et sorties|Viajes y salidas|Путешествия и поездки|यात्रा और सैर|السفر والنزهات|旅と外出",
    {
      en: "travel travelled traveled traveling travelling trip trips vacation vacations vacationing holiday_in cruise flight flights flew airport airplane plane hotel road_trip day_trip journey journeys tour toured tourist sightseeing abroad visa passport booked_a luggage bus train subway public_transport ferry boat sailing kayaking museum zoo amusement_park theme_park disney disneyland disneyworld water_park casino resort destination adventure explored exploring visited_a visited_the visit_to_the the_city downtown las_vegas =uber new_york scenic_drive a_drive went_for_a_drive =ride rides_at roller_coaster bike_ride_through carnival !life_journey !spiritual_journey !inner_journey !=training !trip_over !=tripped !=tripping !train_my !train_for",
      de: "reise* gereist verreis* urlaub* ausflug* ausflüge flug flughafen flüge hotel* fahrt *fahrt zugfahrt tour museum* abenteuer* unterwegs stadtbummel kreuzfahrt besichtig* ferien *reise",
      fr: "voyage voyages voyager voyagé vacances vol avion aéroport hôtel croisière sortie excursion balade_en visite_de tourisme musée aventure train_pour escapade road-trip étranger",
      es: "viaje viajes viajar viajé viajamos vacaciones vuelo avión aeropuerto hotel crucero excursión turismo museo aventura paseo_en_coche escapada extranjero visitar_la recorrido",
      ru: "путешествие путешествия путешествий путешествовать путешествовали поездка поездки поездку поездке отпуск отпуске отпуска каникулы самолёт самолет аэропорт отель гостиница экскурсия экскурсию экскурсии тур музей музея приключение поезд поезде ездили съездили слетали круиз",
      hi: "यात्रा यात्राएँ सफर सफ़र घूमने घूमना सैर छुट्टियाँ छुट्टियों हवाई_जहाज हवाई उड़ान होटल पर्यटन संग्रहालय रेल ट्रेन रोमांच भ्रमण तीर्थ",
      ar: "سفر السفر سافرت سافرنا رحلة رحلتي رحلتنا الرحلة رحلات إجازة الإجازة عطلتنا طائرة مطار فندق سياحة نزهة النزهة جولة متحف مغامرة قطار زيارة_مدينة",
      ja: "旅行 旅 旅行先 海外 飛行機 空港 ホテル 温泉 ドライブ 観光 お出かけ 出かけ 美術館 博物館 遊園地 冒険 列車 電車の旅 遠足 夏休み 休暇 !旅館業",
    },
  ),
] as const;
