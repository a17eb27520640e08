"""Feelings in the Slavic languages, in Greek, Turkish and Hungarian."""

from __future__ import annotations

from cjm_desktop.model.feeling_words.language import Language

_RUSSIAN = Language(
    "Russian",
    {
        2.0: "восторг* восторж* горд горда горды гордость гордости гордится радост* рад рада рады радует радуется "
        "счаст* энтузиазм* восхищ* эйфори* ликова* обожа* люблю любит любовь прекрасн* замечательн* отличн* "
        "великолепн* потряс* воодушевл* воодушевлен* торжеств* триумф* супер круто классно наслажд* кайф вау "
        "в_восторге на_седьмом_небе блаженств* очарован*",
        1.0: "удовлетвор* доволен довольна довольны довольн* интерес* заинтересов* любопыт* любознат* надежд* "
        "надее* облегч* спокой* спокоен уверен* мотивац* мотивиров* вдохнов* довери* доверя* безопасност* "
        "безопасн* ожидани* предвкуш* приятн* благодар* признател* оптими* комфорт* удобн* расслабл* умиротвор* "
        "хорошо хороший хорошее лучше весел* нравится понравил* увлечен* увлечён* вовлечен* вовлечён* убежд* "
        "позитив* положительн* легко легкость бодр* заинтригов* решител* поддержк* воодуш* симпати* теплота тепло "
        "гармони* азарт* понятно ясно",
        0.5: "неплох* не_плохо нет_проблем без_проблем нет_претензий не_против",
        0.0: "нейтрал* безразлич* равнодуш* вниматель* насторож* нормальн* =норм =ок =окей удивл* удивлен* "
        "смешанн* неоднозначн* задумчив* так_себе ни_рыба_ни_мясо средне средн* все_равно осторожн* изумл* "
        "сосредоточ* ностальг* ни_хорошо_ни_плохо не_важно",
        -0.5: "сдержан* прохладно вяло =не_очень",
        -1.0: "растерян* сомнен* сомнев* тревог* тревож* беспокой* скук* скуч* разочаров* устал* неуверен* "
        "нетерпен* нетерпел* грусть грустно груст* печаль* печал* страх* страшн* боит* боюсь боязн* боятся замеша* "
        "неудобств* неудобно недоум* недовер* недовол* неудовлетвор* несчаст* скепти* волнен* волну* волнуется "
        "нервн* нервнич* опасен* опасения опасается озабоч* обеспоко* смущ* стыд* стыдно неловк* вина виноват* "
        "зависть завид* ревн* одинок* одиноч* потерян* изможд* утомл* утоми* выгор* напряж* напрягает дискомфорт* "
        "обида обиж* обидно беспомощн* бессили* подавлен* уныни* унылы* тоск* апати* пессими* неприят* плохо "
        "плохой хуже негатив* отрицательн* сложно трудно непонят* непониман* демотивир* незаинтересован* "
        "неинтересн* небезопасн* незащищ* игнор* отверг* перегруз* перегруж* давлен* опустош* сожал* жалко жаль "
        "подозр* колеб* нереши* дезориент* запута* запутан* неспокой* нет_сил нехорош* тяжело тягост* нерад*",
        -2.0: "раздраж* злост* злит* злой злая злые злюсь гнев* ярост* стресс* паник* фрустрац* фрустрир* злость "
        "сердит* отчая* бесит бешен* беш* зла ненавид* ненавист* ужас* кошмар* возмущ* негодов* отвращ* отвратит* "
        "невыносим* депресс* досад* в_шоке шокир* истерик* взбеш* разъярен* разъярён* бесят бесил* обманут* "
        "унижен* нервный_срыв враждебн* омерз* замучил* достало задолбал* надоел*",
    },
    no=(
        "не не_очень нет без ни никогда нисколько ничуть отсутстви* недостаток недостатка нехватка мало меньше "
        "никакой никакого никакая никаких никто потеря потери утрата едва вряд_ли больше_не уже_не"
    ),
    strong="совсем вовсе ни_капли отнюдь",
    more=(
        "очень крайне сильно весьма невероятно так слишком полностью абсолютно безумно глубоко максимально "
        "чрезвычайно особенно"
    ),
    less="немного чуть слегка чуть_чуть немножко отчасти несколько капельку скорее довольно достаточно умеренно",
    but="но однако зато хотя",
    and_="и или ни",
    only="не_только не_просто",
    un="не без бес дез",
)

_UKRAINIAN = Language(
    "Ukrainian",
    {
        2.0: "радіс* радий рада раді радіє щаслив* щаст* захоплен* захват захваті захопл* горд* гордість гордий "
        "гордості ентузіазм* ейфорі* люблю любить любов чудов* прекрасн* відмінн* неймовірн* натхненн* тріумф* "
        "супер у_захваті",
        1.0: "задовол* цікав* зацікав* допитлив* надія надії надію сподів* полегш* спокій спокою спокійн* впевнен* "
        "упевнен* довір* довіра мотив* вмотив* натхн* безпек* безпечн* очікув* передчут* приємн* вдячн* вдячність "
        "оптиміз* оптиміст* комфорт* зручн* розслаб* умиротвор* добре добрий краще весел* подоба* позитив* легко "
        "переконан* рішуч* залучен* бадьор* інтерес* гармоні*",
        0.5: "непоган* не_погано без_проблем немає_проблем",
        0.0: "нейтрал* байдуж* здивован* здивув* уважн* насторож* нормальн* =норм =ок =окей змішан* так_собі "
        "середн* обережн* замислен* все_одно ні_добре_ні_погано",
        -0.5: "стриман* =не_дуже",
        -1.0: "тривог* тривож* сумн* сумнів* сумує розчар* розгублен* занепокоє* непоко* нудьг* нудн* втом* "
        "стомлен* невпевнен* нетерпін* нетерпл* страх* страшн* боїть* боязн* бояться побою* скепти* хвилю* хвилюв* "
        "нерв* нервов* незадовол* невдовол* нещасн* недовір* соро* сором* провин* винен винна заздр* ревн* самотн* "
        "загублен* виснаж* вигор* напруж* напруг* дискомфорт* образ* ображен* безпорадн* безсил* пригнічен* туга "
        "апаті* песиміз* неприємн* погано поганий гірше негатив* складно важко незрозум* неспок* жаль шкода "
        "підозр* вагат* заплутан* збентеж* перевантаж* незручн* нецікав* небезпе* журб* засмуч*",
        -2.0: "роздрат* гнів* лють злість злий зла злі злить* злиться стрес* паніка паніку паніч* панік* фрустр* "
        "відча* обуре* ненавид* ненавист* жах* кошмар* огид* нестерп* депрес* бісить шокован* принижен* розлючен* "
        "лютий люта сердит* дістало",
    },
    no=(
        "не не_дуже ні без ніколи нітрохи відсутн* брак нестача немає мало менше жодного жодної жоден ніхто "
        "більше_не вже_не"
    ),
    strong="зовсім взагалі аж_ніяк",
    more="дуже вкрай сильно надзвичайно неймовірно так занадто повністю абсолютно глибоко особливо надто",
    less="трохи трішки ледь злегка дещо почасти скоріше радше досить доволі",
    but="але проте однак зате хоча",
    and_="і й та або чи ні",
    only="не_лише не_тільки",
    un="не без",
)

_POLISH = Language(
    "Polish",
    {
        2.0: "szczęśliw* szczęści* radość radości radosn* radosna zachwy* zachwyc* entuzjazm* entuzjastyczn* dumn* "
        "duma dumy ekscyt* podekscyt* euforia euforii kocham kocha uwielbia* wspania* cudown* fantastyczn* świetn* "
        "doskonał* rewelac* triumf* wniebowzięt* super zafascyn*",
        1.0: "zadowol* ciekaw* zaciekaw* ulga ulgi ulgę nadziej* zaufani* ufa ufam ufność pewny pewna pewni "
        "pewność zainteresow* spokój spokoju spokojn* odprężon* zrelaksow* zmotywow* motywacj* zainspir* wdzięczn* "
        "optymi* bezpiecz* komfort* wygod* usatysf* satysfakcj* podoba lubi dobrze dobry dobra dobre lepiej lepszy "
        "mił* przyjemn* wesoł* rozbawi* przekonan* zdecydowan* zdeterm* doceni* zrozumian* pozytywn* łatwo łatwe "
        "zaangażow* gotow* swobodn* ukontent* pogodn*",
        0.5: "nieźle niezły niezła nie_najgorzej nie_jest_źle bez_problemu nie_ma_problemu całkiem_nieźle",
        0.0: "neutraln* obojętn* zaskocz* mieszan* uważn* ostrożn* zamyśl* średni* średnio =normalnie =ok =okej "
        "przeciętn* tak_sobie taki_sobie wszystko_jedno może_być ani_dobrze_ani_źle zdziwi* zdziwion* czujn*",
        -0.5: "powściągliw* zdystans*",
        -1.0: "niepew* zmęcz* znudz* nuda nudy nudn* nudzi zaniepokoj* niepokój niepokoju niepokoi zmartwi* martwi "
        "obaw* rozczarow* zawied* zdezorient* zagubion* zagubie* wątpliw* wątpi smutn* smutek smutku smutno "
        "strach* lęk lęku lęki boi boję boją przestrasz* wystrasz* nerwow* niecierpliw* zniecierpl* niezadowol* "
        "nieszczęśliw* sceptyc* nieufn* niewyspan* wyczerp* wypalon* napięci* napięt* stremow* zawstydz* wstyd* "
        "winn* wina zazdr* samotn* bezradn* bezsil* przygnęb* apati* pesymi* zniechęc* zrezygn* źle zły_nastrój "
        "gorzej gorszy negatywn* trudn* skomplik* niekomfort* niewygod* zakłopot* żal przykro przykr* zmieszan* "
        "skonfund* niezrozum* presja presji wahani* waha podejrzl* zraniony zranion* urażon* ignorow* przeciąż* "
        "zagubiona zaniepokoi*",
        -2.0: "zły złość złości złoszczą zła źli zirytow* irytac* irytuj* frustrac* frustr* sfrustrow* wściek* "
        "zdenerwow* denerw* zestres* stres* panik* rozpacz* nienawi* okropn* straszn* przerażon* przeraż* "
        "przytłocz* gniew* rozgniew* oburz* wkurz* wkurw* obrzydz* zdegust* depres* załam* zdruzgot* upokorz* "
        "koszmar* furi* rozdrażn* rozwściecz* zdesperow* dramat* zszokow*",
    },
    no="nie bez ani nigdy brak braku mniej mało żadn* nikt utrata utraty ledwo już_nie",
    strong="wcale w_ogóle absolutnie bynajmniej",
    more="bardzo niezwykle naprawdę całkowicie zupełnie tak zbyt ogromnie mocno szczególnie niesamowicie głęboko",
    less="trochę lekko nieco odrobinę troszkę poniekąd raczej dość",
    but="ale jednak lecz choć",
    and_="i oraz lub albo ani",
    only="nie_tylko",
    un="nie bez",
)

_CZECH = Language(
    "Czech, Slovak",
    {
        2.0: "šťastn* šťast* nadšen* nadšení radost* radostn* hrd* hrdost* euforie vzrušen* miluje miluju skvěl* "
        "úžasn* výborn* báječn* nadchnut*",
        1.0: "spokojen* zvědav* úleva úlevu ulevilo uľav* naděj* nádej* důvěra důvěru důvěř* dôver* klid klidn* "
        "pokojn* jist* zájem zaujat* zaujal* zainteresov* motivov* inspirov* vděčn* vďačn* optimis* bezpečn* "
        "pohodln* příjemn* príjemn* uvolněn* dobře dobrý dobre lepší lépe líbí těší potěšen* pozitivn* snadn* "
        "pobaven*",
        0.5: "není_to_špatné bez_problémů",
        0.0: "neutráln* lhostejn* ľahostajn* překvapen* prekvapen* smíšen* opatrn* pozorn* průměrn* =ok =ujde "
        "tak_napůl jedno",
        -1.0: "nejist* neist* zmaten* zklaman* sklaman* obav* úzkost* smutn* smutek unaven* znuděn* nuda "
        "nespokojen* nešťastn* netrpěliv* nervózn* strach* bojí pochyb* skeptic* nedůvěř* nedôver* osaměl* "
        "vyčerpan* napjat* napět* ztracen* stydí vinn* špatn* zle negativn* znepokoj* rozpačit* rozpač* bezmocn* "
        "zahanben* trápí starost*",
        -2.0: "naštvan* vztek* zlost* frustr* stres* vystresov* podrážděn* hněv* zuřiv* panik* zoufal* nenávid* "
        "hrozn* strašn* přetížen* rozzloben* rozčilen* nahnevan* otráven* deprim* znechucen* zděšen*",
    },
    no="ne není nejsem nejsou nie bez ani nikdy nedostatek málo méně už_ne",
    strong="vůbec vôbec",
    more="velmi hodně moc velice veľmi opravdu tak příliš zcela úplně",
    less="trochu poněkud mírně lehce trošku spíše docela",
    but="ale však ovšem",
    and_="a nebo ani i",
    only="nejen nie_len",
    un="ne",
)

_SERBIAN = Language(
    "Serbian, Croatian, Bulgarian",
    {
        2.0: "sretan sretna sretni srećan srećna radost* oduševljen* ponosan ponosna uzbuđen* срећан срећна "
        "радостан одушевљен* поносан щастлив* въодушев* възхит* радостн*",
        1.0: "zadovoljan zadovoljn* znatiželjn* olakšanj* nada nade povjerenj* poverenj* miran mirna opušten* "
        "siguran sigurna zainteresiran* zainteresovan* задовољ* радознал* поверење спокоен спокойна облекчен* "
        "любопитен любопитн* доверие надежда",
        0.0: "neutraln* ravnodušn* iznenađen* неутрал* равнодуш* изненад*",
        -1.0: "zabrinut* zbunjen* razočaran* nesiguran* nesigurn* umoran umorn* tužan tužn* dosad* strah* nervozn* "
        "nezadovolj* nestrpljiv* забринут* збуњен* разочаран* уморан туж* притесн* объркан* разочарован* уморен* "
        "тъжен тъжн* недоволен скучн* несигур*",
        -2.0: "ljut ljuta ljutnj* bijes* bes frustriran* razdražen* iznerviran* pod_stresom љут* бес фрустр* "
        "ядосан* гняв* разстроен* раздразнен*",
    },
    no="ne nije nisam nisu bez nikad не није без никад",
    more="vrlo veoma jako jak врло веома много",
    less="malo pomalo donekle мало малко",
    but="ali но али",
    and_="i ili и или",
    un="ne не",
)

_GREEK = Language(
    "Greek",
    {
        2.0: "χαρ* χαρούμεν* ευτυχ* ενθουσι* περήφαν* υπερήφαν* λατρεύ* αγαπ* υπέροχ* τέλει* φανταστικ* εξαιρετικ*",
        1.0: "ικανοποι* περίεργ* ανακούφισ* ανακουφισμ* ελπίδα ελπίζ* εμπιστοσύν* εμπιστεύ* ήρεμ* ηρεμ* ενδιαφέρ* "
        "ενδιαφερ* σίγουρ* ασφάλει* ασφαλ* χαλαρ* ευγνώμ* αισιόδοξ* άνετ* καλά καλό καλύτερα ευχάριστ* θετικ* "
        "κίνητρ*",
        0.5: "όχι_άσχημα",
        0.0: "ουδέτερ* αδιάφορ* έκπληκτ* έκπληξη μέτρι* επιφυλακτικ* έτσι_κι_έτσι προσεκτικ*",
        -1.0: "ανησυχ* ανήσυχ* άγχος αγχωμ* μπερδεμ* σύγχυσ* απογοητε* απογοήτευσ* κουρασμ* κούρασ* λυπημ* λύπη "
        "στεναχωρ* βαρε* βαριεστημ* βαρετ* φόβο* φοβ* αμφιβολ* αβέβαι* αβεβαι* νευρικ* ανυπόμον* δυσαρεστ* δυστυχ* "
        "μοναξι* άσχημ* κακ* αρνητικ* σκεπτικ* ντροπ* ενοχ* εξαντλημ* ανασφ*",
        -2.0: "θυμωμ* θυμό* θυμός οργή εκνευρ* εκνευρισμ* στρες στρεσαρ* πανικ* απελπισ* μίσος μισώ φρίκη απαίσι* "
        "τρομ* έξαλλ* αγανάκτ*",
    },
    no="δεν όχι χωρίς ποτέ ούτε δε μη μην έλλειψη",
    strong="καθόλου",
    more="πολύ πάρα_πολύ εξαιρετικά τόσο υπερβολικά τελείως",
    less="λίγο λιγάκι κάπως ελαφρώς",
    but="αλλά όμως ωστόσο",
    and_="και ή ούτε",
    only="όχι_μόνο",
)

_TURKISH = Language(
    "Turkish",
    {
        2.0: "mutlu* mutluluk* sevinç* sevinçli sevin* heyecanlı coşku* coşkulu gurur* gururlu neşeli neşe harika "
        "mükemmel muhteşem bayıl* seviyor seviyorum aşk hayran* keyif* şahane çok_iyi",
        1.0: "memnun* memnuniyet* meraklı merak ilgi* ilgili rahatla* rahatlam* rahatlık rahat umut* umutlu güven "
        "güveni güvenli güvende güvenilir güvenen güveniyor sakin* huzur* huzurlu motive* ilham* minnet* iyimser* "
        "iyi güzel hoş olumlu pozitif kolay tatmin* kararlı hazır emin destek* hevesli istekli rahatlatıcı beğen* "
        "eğlen* keyifli şükran* değerli",
        0.5: "fena_değil kötü_değil sorun_yok sorunsuz",
        0.0: "nötr kayıtsız* şaşkın şaşır* sürpriz dikkatli temkinli orta =normal =tamam =ok idare_eder "
        "şöyle_böyle fark_etmez eh düşünceli",
        -1.0: "endişe* kaygı* kafası_karış* kafa_karış* karışık şüphe* hayal_kırıklığı* hayal_kırıkl* yorgun* "
        "yorucu yoruldu bıkkın* sıkıl* sıkıntı* sıkıcı can_sıkıcı üzgün* üzül* üzüntü* korku* korkmuş kork* "
        "tereddüt* kararsız* sabırsız* gergin* tedirgin* mutsuz* memnuniyetsiz* güvensiz* huzursuz* rahatsız* "
        "umutsuz* isteksiz* ilgisiz* motivasyonsuz* belirsiz* kuşku* yalnız* utan* utanç* suçlu* kıskan* çaresiz* "
        "bunalmış tükenmiş* bitkin* kötü* olumsuz* negatif zor karamsar* keyifsiz* neşesiz* tatminsiz* emin_değil "
        "pişman* incinmiş kırgın* baskı* kaybolmuş baygın* hoşnutsuz*",
        -2.0: "sinirli* sinir* kızgın* kızgınlık* öfke* öfkeli hüsran* stres* stresli bunal* panik* çıldır* "
        "nefret* berbat* korkunç* dehşet* çileden_çık* delir* hiddet* rezalet* isyan* depresif* perişan* yıkılmış* "
        "iğren* kriz",
    },
    no="hiç ne",
    no_after=(
        "değil* yok yoktur olmadan olmayan olmadı duymuyor hissetmiyor* etmiyor* olmuyor* değilim etmedi "
        "duymadı hissetmedi kalmadı azlığı eksikliği"
    ),
    strong="hiç asla",
    more="çok aşırı gerçekten fazla son_derece tamamen inanılmaz pek epey",
    less="biraz az hafif azıcık kısmen",
    but="ama fakat ancak lakin",
    and_="ve veya ya_da ne",
    only="sadece_değil",
)

_HUNGARIAN = Language(
    "Hungarian",
    {
        2.0: "boldog* boldogság* öröm* lelkes* izgatott* büszke* büszkeség* imád* szeret nagyszerű* fantasztikus* "
        "csodála* kiváló* eufór*",
        1.0: "elégedett* kíváncsi* megkönnyebb* remény* reményteli bizal* bízik bizakod* nyugodt* nyugalom érdekl* "
        "érdekes magabiztos* biztos biztonság* motivált* inspirált* hálás* optimista jó jól jobb kellemes* "
        "pozitív* kényelmes* könnyű vidám*",
        0.5: "nem_rossz nincs_gond",
        0.0: "semleges* közömbös* meglep* vegyes* óvatos* átlagos* =oké =ok elmegy figyelmes*",
        -1.0: "aggód* aggoda* aggály* bizonytalan* zavart* zavarod* összezavar* csalód* kételk* kétség* szomorú* "
        "fáradt* unott* unalm* unat* elégedetlen* boldogtalan* türelmetlen* ideges* félel* félek szkeptik* magány* "
        "kimerült* rossz* rosszul negatív* feszült* szégyen* bűntud* tehetetlen* elveszett* bizalmatlan* "
        "nyugtalan* kényelmetlen*",
        -2.0: "dühös* düh mérges* frusztr* stressz* stresszes* ingerült* bosszús* bosszant* pánik* kétségbees* "
        "gyűlöl* szörnyű* borzalm* túlterhelt* felháborod* dühít* depress*",
    },
    no="nem sem soha hiány",
    no_after="nélkül hiánya",
    no_either="nincs",
    strong="egyáltalán",
    more="nagyon rendkívül igazán annyira túl teljesen",
    less="kicsit kissé egy_kicsit némileg enyhén",
    but="de azonban mégis",
    and_="és vagy sem",
    only="nem_csak nemcsak",
)

LANGUAGES = (_RUSSIAN, _UKRAINIAN, _POLISH, _CZECH, _SERBIAN, _GREEK, _TURKISH, _HUNGARIAN)
