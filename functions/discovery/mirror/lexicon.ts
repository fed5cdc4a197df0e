import type { Language, Theme } from "../../opportunities/contract.ts";
import type { DayPart, Weekday } from "../contract.ts";
import { wordsOf } from "./words.ts";

/** What a word of a question may mean beside itself. */
export type Meaning = {
  /** Other words for it, in any language. */
  readonly like?: readonly string[];
  readonly theme?: Theme;
  readonly language?: Language;
  readonly days?: readonly Weekday[];
  readonly times?: readonly DayPart[];
  /** Codes of Comuni. */
  readonly places?: readonly string[];
  /** Said of nearly everything: helps to rank, but who does not meet it answers too. */
  readonly broad?: true;
  /** Says nothing of what is looked for. */
  readonly silent?: true;
};

/** Written with spaces between words, `_` within one that has several. Italian first, then en fr es ro sq, ar, zh. */
const themes: Readonly<Record<Theme, string>> = {
  italian:
    "italiano lingua_italiana italian italien italiano_l2 l2 alfabetizzazione italiana italienne italiana italishte gjuhe_italiane الإيطالية ايطالي إيطالية 意大利语 意大利文 意语",
  school: "scuola scolastico school ecole scolaire escuela scoala shkolle مدرسة 学校",
  family: "famiglia famiglie family familles famille familia familie familja عائلة أسرة 家庭 亲子",
  women: "donne donna femminile women woman female femmes femme mujeres mujer femei gra نساء امرأة سيدات 妇女 女性 女",
  young: "giovani ragazzi ragazze adolescenti giovanile youth young teenagers jeunes jovenes tineri te_rinj شباب 青年 青少年",
  elderly:
    "anziani anziano nonni terza_eta elderly seniors aines personnes_agees ancianos mayores varstnici batrani te_moshuar مسنين كبار_السن 老人 老年",
  culture: "cultura culturale culture culturel cultural kultura kulture ثقافة 文化",
  sport: "sport sportivo sports deporte deportes رياضة 体育 运动",
  environment:
    "ambiente ecologia natura nature environment ecology environnement ecologie medioambiente mediu_inconjurator mjedis بيئة 环保 环境",
  food: "cibo alimentare food nourriture comida mancare ushqim طعام أكل 食物 美食",
  health: "salute sanita benessere health wellbeing sante salud sanatate shendet shendeti صحة 健康",
  rights: "diritti sportello documenti permesso_di_soggiorno rights droits derechos drepturi te_drejtat حقوق 权利 法律",
  work: "lavoro impiego occupazione job jobs work employment emploi travail trabajo empleo munca pune punesim عمل وظيفة 工作 就业",
  digital:
    "digitale informatica computer pc internet digital numerique informatique ordinateur ordenador calculator kompjuter حاسوب كمبيوتر 电脑 数字",
};

/** One thing in several words. */
const concepts = [
  "compiti doposcuola dopo_scuola ripetizioni homework tutoring devoirs aide_aux_devoirs deberes teme detyra واجبات 作业 辅导",
  "bambini bambino bambine bimbi bimbo infanzia figli figlio figlia kids children child enfants enfant ninos nino copii femije أطفال طفل 儿童 孩子 小孩",
  "mamme mamma mothers mums mamans meres madres mame nena أمهات 妈妈 母亲",
  "genitori parents parent padres parinti prinder آباء والدين 父母 家长",
  "orto orti giardinaggio giardino vegetable_garden garden gardening jardin jardinage potager huerto jardineria gradina kopsht حديقة بستنة 花园 园艺 菜园",
  "calcio calcetto football soccer foot futbol fotbal futboll كرة_القدم 足球",
  "pallavolo volley volleyball voleibol volei volejboll كرة_الطائرة 排球",
  "pallacanestro basket basketball baloncesto baschet basketboll كرة_السلة 篮球",
  "nuoto piscina swimming natation natacion inot not سباحة 游泳",
  "ginnastica palestra gym gymnastics gymnastique gimnasia gimnastica gjimnastike جمباز 体操 健身",
  "yoga 瑜伽 يوغا",
  "danza ballo ballare dance dancing danse baile dans vallezim kercim رقص 舞蹈 跳舞",
  "musica coro canto suonare music choir singing musique chorale chant canto coro muzica cor muzike موسيقى غناء 音乐 合唱 唱歌",
  "teatro recitazione theatre theater drama teatru teater مسرح 戏剧 剧场",
  "cinema film movie movies pelicula cine سينما فيلم 电影",
  "arte pittura disegno dipingere art painting drawing peinture dessin pintura dibujo pictura desen pikture vizatim رسم فن 绘画 美术 画画",
  "fotografia foto photography photo photographie fotografi تصوير 摄影",
  "cucito sartoria cucire uncinetto maglia sewing tailoring knitting couture tricot costura croitorie qepje rrobaqepesi خياطة 缝纫 裁缝",
  "cucina cucinare ricette cena pranzo cooking cook dinner lunch cuisine repas cocina cocinar cena gatit bucatarie kuzhine gatim طبخ مطبخ 烹饪 做饭 厨艺",
  "lettura leggere letture libri libro reading books lecture livres lectura libros citit carti lexim libra قراءة كتب 阅读 读书",
  "biblioteca library bibliotheque biblioteka مكتبة 图书馆",
  "conversazione chiacchiere parlare conversation speaking conversacion hablar conversatie bisede محادثة 会话 口语",
  "passeggiata passeggiate camminata camminare escursione trekking walk walking hike hiking marche randonnee balade paseo caminata senderismo plimbare drumetie shetitje مشي نزهة 散步 徒步 远足",
  "bici bicicletta biciclette ciclofficina bike bicycle cycling velo bicicleta bicicleta biciklete دراجة 自行车",
  "alberi albero piantare bosco trees tree planting plant arbres arbre planter arboles arbol copaci peme أشجار شجرة 树 植树",
  "mare spiaggia beach sea seaside mer plage playa mar plaja marea plazh deti بحر شاطئ 海 海滩",
  "autodifesa difesa_personale self_defense self_defence defensa_personal autodefense 防身术",
  "papa padri padre babbo dads fathers dad father peres pere padres tati baballare آباء 爸爸 父亲",
  "casa affitto alloggio housing rent logement loyer vivienda alquiler chirie banese qira سكن إيجار 住房 租房",
  "medico dottore ospedale ambulatorio doctor hospital clinic medecin hopital doctora medico spital mjek طبيب مستشفى 医生 医院",
  "natura bosco montagna monte escursione trekking nature forest mountain montagne foret montana bosque munte mal طبيعة جبل 自然 山",
  "pulizia pulire rifiuti clean_up cleanup cleaning litter nettoyage dechets limpieza curatenie pastrim تنظيف 清洁 清理",
  "spesa emporio pacchi alimentari food_bank banque_alimentaire banco_alimentos 食品 تموين",
  "mensa poveri senza_dimora senzatetto homeless soup_kitchen sans_abri sin_techo 无家可归 مشردين",
  "anziani compagnia solitudine 陪伴 مرافقة",
  "spid identita_digitale fascicolo_sanitario cie",
  "curriculum cv colloquio resume interview entretien entrevista interviu 简历 面试 سيرة_ذاتية",
  "patente guida driving licence_b permis_conduire carnet_conducir permis patente_b 驾照 رخصة",
  "festa feste sagra party festival fete fiesta petrecere sarbatoare feste حفلة مهرجان 节日 派对 聚会",
  "giochi gioco giocare ludoteca games game play jeux jeu juegos jocuri lojera ألعاب 游戏 玩",
  "scacchi chess echecs ajedrez sah shah شطرنج 国际象棋 象棋",
  "animali cani cane gatti gatto canile animals dogs dog pets pet cats animaux chiens animales perros animale kafshe حيوانات 动物",
  "disabili disabilita disabled disability handicap discapacidad dizabilitati aftesi_kufizuar إعاقة ذوي_الإعاقة 残疾",
  "avvocato avvocati legale lawyer legal avocat abogado avocat avokat محامي 律师",
  "rifugiati rifugiato profughi asilo richiedenti_asilo accoglienza refugees asylum refugies refugiados refugiati refugjate لاجئين 难民",
  "mediazione mediatore mediatori interprete interpreti traduzione traduttore traduttori tradurre interpreter translation interprete traduction traductor traducere perkthim ترجمة 翻译",
  "matematica math maths mathematics mathematiques matematicas matematika رياضيات 数学",
  "cittadinanza integrazione citizenship citoyennete ciudadania cetatenie shtetesi جنسية 公民",
  "quartiere vicini neighbourhood neighborhood quartier voisins barrio vecinos cartier lagje حي 邻居 社区",
  "soccorso primo_soccorso ambulanza croce_rossa misericordia first_aid ambulance premiers_secours primeros_auxilios إسعاف 急救",
  "parto gravidanza nascita pregnancy birth grossesse embarazo sarcina shtatzeni حمل 怀孕",
  "bricolage riparare riparazione falegnameria repair_cafe repair fix reparation reparacion carpinteria reparatii riparim إصلاح 维修 修理",
  "smartphone telefono cellulare phone telephone telefono_movil telefon هاتف جوال 手机",
] as const;

const languages: Readonly<Partial<Record<Language, string>>> = {
  en: "inglese english anglais ingles engleza anglisht anglishte الإنجليزية انجليزي 英语",
  fr: "francese french francais frances franceza frengjisht الفرنسية فرنسي 法语",
  es: "spagnolo spanish espagnol espanol castellano spaniola spanjisht الإسبانية 西班牙语",
  ar: "arabo arabic arabe araba arabisht العربية عربي 阿拉伯语",
  zh: "cinese mandarino chinese mandarin chinois chino chineza kinezisht الصينية صيني 中文 汉语 普通话",
  sq: "albanese albanian albanais albanes albaneza shqip الألبانية 阿尔巴尼亚语",
  ro: "rumeno romeno romanian roumain rumano romana rumanisht الرومانية 罗马尼亚语",
  uk: "ucraino ukrainian ukrainien ucraniano ucraineana українська 乌克兰语",
  ur: "urdu اردو",
  bn: "bengalese bengali bangla বাংলা",
  wo: "wolof",
  pt: "portoghese portuguese portugais portugues",
  ru: "russo russian russe ruso русский",
};

const days: Readonly<Record<Weekday, string>> = {
  mon: "lunedi monday lundi lunes luni e_hene الاثنين 周一 星期一",
  tue: "martedi tuesday mardi martes marti e_marte الثلاثاء 周二 星期二",
  wed: "mercoledi wednesday mercredi miercoles miercuri e_merkure الأربعاء 周三 星期三",
  thu: "giovedi thursday jeudi jueves joi e_enjte الخميس 周四 星期四",
  fri: "venerdi friday vendredi viernes vineri e_premte الجمعة 周五 星期五",
  sat: "sabato saturday samedi sabado sambata e_shtune السبت 周六 星期六",
  sun: "domenica sunday dimanche domingo duminica e_diel الأحد 周日 星期天 星期日",
};
const times: Readonly<Record<DayPart, string>> = {
  morning: "mattina mattino mattutino mattine morning mornings matin manana dimineata mengjes صباح صباحا 早上 上午",
  afternoon: "pomeriggio pomeriggi pomeridiano afternoon afternoons apres_midi tarde dupa_amiaza pasdite ظهر 下午",
  evening:
    "sera serale serali stasera dopo_cena dopo_il_lavoro dopo_lavoro after_work apres_le_travail evening evenings night soir soiree noche seara mbremje مساء مساءا 晚上 夜晚",
};
const weekend = "weekend week_end fine_settimana fin_de_semana sfarsit_de_saptamana fundjave عطلة_الأسبوع 周末";

/** Everything here is free, near, and wants people: who says so says nothing more. */
const silent =
  "gratis gratuito gratuita gratuiti free gratuit gratuita besplatno falas مجانا مجاني 免费 cerco cerca cercasi trovare trova vorrei voglio voler fare faccio posso dove quando quali vicino vicina vicino_a_me near_me near nearby pres_de_moi cerca_de_mi looking want find je_cherche cherche busco quiero mio mia zona qui here oggi domani something qualcosa cosa ce gente persone people altri dare anni anno years ans anos giorno giorni ore dopo prima caut kerkoj أريد ابحث 附近 想 找 我";
/** Said of nearly all that is offered. */
const broad =
  "corso corsi lezione lezioni scuola_di laboratorio laboratori attivita evento eventi incontro incontri gruppo gruppi volontariato volontario volontari aiuto aiutare dare_una_mano course courses class classes lesson lessons workshop activity activities event events group volunteering volunteer volunteers help cours atelier activite activites groupe benevolat benevole aide aider curso cursos clase clases taller actividad actividades voluntariado voluntario ayuda ayudar curs cursuri activitate ajutor kurs kurse mesim دورة دروس درس نشاط أنشطة تطوع متطوع مساعدة 课程 课 班 活动 志愿者 志愿 义工 帮助 学习 imparare apprendre aprender learn studiare insegnare insegnante teach teacher";

/** For whom, rather than what. */
const kin =
  "mio_figlio mia_figlia miei_figli mie_figlie my_son my_daughter my_kids my_children mon_fils ma_fille mes_enfants mi_hijo mi_hija mis_hijos";

const listOf = (text: string): string[] => text.split(" ").filter(Boolean);
/** As a question's words are read: folded, several with a space between. */
const phraseOf = (entry: string): string => wordsOf(entry.replaceAll("_", " ")).join(" ");

const meanings = new Map<string, Meaning>();
const means = (entries: string, meaning: Meaning): void => {
  for (const phrase of phrasesOf(entries)) {
    const { like = [], ...known } = meanings.get(phrase) ?? {};
    const more = [...like, ...(meaning.like ?? [])].filter((other) => other !== phrase);
    meanings.set(phrase, { ...known, ...meaning, ...(more.length && { like: [...new Set(more)] }) });
  }
};
const phrasesOf = (entries: string): string[] => listOf(entries).map(phraseOf);

means(broad, { broad: true });
means(kin, { broad: true, like: phrasesOf("bambini bambine bimbi ragazzi ragazze children enfants ninos") });
for (const entries of concepts) means(entries, { like: phrasesOf(entries) });
for (const [theme, entries] of Object.entries(themes)) means(entries, { theme: theme as Theme, like: phrasesOf(entries) });
for (const [language, entries] of Object.entries(languages)) means(entries, { language: language as Language, like: phrasesOf(entries) });
for (const [day, entries] of Object.entries(days)) means(entries, { days: [day as Weekday] });
for (const [time, entries] of Object.entries(times)) means(entries, { times: [time as DayPart] });
means(weekend, { days: ["sat", "sun"] });
means(silent, { silent: true });

export const meaningOf = (phrase: string): Meaning | undefined => meanings.get(phrase);
/** Single words that mean something, in which a misspelt one may be recognised. */
export const meaningful = [...meanings].filter(([phrase, { silent }]) => !silent && !phrase.includes(" ")).map(([phrase]) => phrase);
