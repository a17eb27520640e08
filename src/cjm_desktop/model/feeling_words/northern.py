"""Feelings in English, German, Dutch and the languages of the north."""

from __future__ import annotations

from cjm_desktop.model.feeling_words.language import Language

_ENGLISH = Language(
    "English",
    {
        2.0: "delight* excite* exciting ecstatic euphori* thrill* love loves loved loving enthusias* enthus* joy* "
        "happy happier happiest happily happiness great amazing amazed awesome proud pride accomplish* elated "
        "elation celebrat* fantastic wonderful excellent brilliant superb perfect victorious triumph* loyal "
        "loyalty overjoyed jubilant ecstasy wow passionate exhilarat* blissful cheerful can_not_wait "
        "could_not_be_happier could_not_be_better never_been_happier over_the_moon best_day so_good",
        1.0: "satisf* pleased pleasing glad gladly hope hopeful hopes hoping relieved relief calm calmer confident "
        "confidence interest* curio* content contented contentment good better trust trusts trusting trustful "
        "positive positively motivat* inspir* empower* anticipat* eager reassur* comfort comfortable comfortably "
        "comforted secure security safe safer high intrigu* engag* amused encourag* grateful gratitude thankful "
        "appreciat* optimis* relax* smooth smoothly easy easily smart smarter determin* focused prepared validated "
        "i_like we_like they_like liked likes enjoy* nice peace* serene serenity cosy supported valued welcome "
        "welcomed understood sure assured ready impress* fun playful at_ease in_control looking_forward "
        "well_informed cared_for taken_care_of energi* energetic respected included fulfilled rewarded rewarding "
        "convinced adventurous ambitious =well fast pleasant* helpful fascinat* warm friendly fine_with "
        "happy_enough no_wonder keen =kind",
        0.5: "not_bad not_too_bad not_so_bad not_that_bad not_half_bad no_problem no_problems no_complaints "
        "no_worries no_issues =fair",
        0.0: "neutral* indifferen* okay ok okey unsure uncertain* mixed medium average cautious evaluat* "
        "analytical attentive alert surpris* =fine =alright alright so_so all_right could_be_better moderate "
        "ambivalen* thoughtful contemplat* pensive reflective nostalgi* do_not_care do_not_mind whatever not_sure "
        "not_certain neither_good_nor_bad expectant =normal =serious as_expected no_feeling* no_emotion* "
        "no_strong_feelings",
        -0.5: "meh apath* unexcit* unenthusias* uninspir* unimpress* underwhelm* wary reserved sigh restless",
        -1.0: "confus* doubt* worried worry worries worrying worrisome anxious anxiously anxiety bored boredom "
        "boring tired tiring disappoint* uneasy unease skeptic* sceptic* hesitan* hesitat* concern* impatien* "
        "nervous* negative negatively bad badly worse sad sadly sadness sadder low guarded suspici* reluct* "
        "apprehens* fear* afraid scared scary unhappy dissatisf* distrust* mistrust* insecure lost stuck rushed "
        "discourag* unclear unsettled unsettling exhaust* fatigue* bother* disengag* regret* lonely loneliness "
        "alone shy ashamed shame embarrass* guilt* jealous* envious envy =blue gloomy melanchol* moody dull "
        "stressful sleepy weary worn_out slow poor burnt_out burned_out burnout drained overload* puzzled perplex* "
        "bewilder* baffled troubled unsatisf* displeas* disturb* dismay* discomfort* uncomfort* pressured pressure "
        "under_pressure tense tension hurt isolated excluded ignored neglected vulnerable helpless powerless "
        "hopeless lacking misunderstood neglect* judged let_down fed_up alarmed hard difficult complicated tedious "
        "intimidat* unwelcome unprepared unwilling unloved disconnect* distract* disinterest* uninterest* "
        "unmotivat* demotivat* disillusion* disapprov* resign* pessimis* cynical grumpy cranky irked complain* "
        "unconvinced untrust* unappreciat* unsupported unsafe crowded trapped homesick awkward in_the_dark "
        "at_a_loss not_ok not_okay not_fine not_alright not_well not_great do_not_like not_like dislike*",
        -2.0: "frustrat* angry angrier angrily anger furious* fury annoyed annoying annoys annoyance irritat* "
        "stress* overwhelm* panic* despair* hate hates hated hating hatred terrible terribly awful awfully rage "
        "raging outrag* desperat* devastat* betray* horrib* horrified disgust* upset upsetting pissed mad enraged "
        "livid infuriat* exasperat* aggravat* resent* miserable misery heartbroken depress* distress* dread* "
        "terrified terrifying terror shocked appalled worst unbearable unacceptable nightmare hostile bitter "
        "humiliat* offended cheated grief griev* hysteri* freaking_out freaked_out sick_of",
    },
    no=(
        "not no never without neither nor none nothing nobody hardly barely scarcely cannot isnt arent wasnt werent "
        "dont doesnt didnt cant couldnt wont wouldnt havent hasnt hadnt aint shouldnt lack lacks lacked lack_of "
        "lacking loss_of lost_all losing loses less non far_from anything_but no_longer not_any_more absence_of "
        "not_enough insufficient stopped_being fails_to failed_to free_of"
    ),
    strong="at_all whatsoever in_the_least",
    more=(
        "very really extremely super so too totally completely absolutely highly deeply incredibly hugely utterly "
        "much truly especially strongly ever_so a_lot"
    ),
    less="a_bit a_little slightly somewhat a_little_bit kind_of sort_of mildly little bit partly faintly a_tad rather fairly",
    but="but yet however although though except",
    and_="and or nor &",
    only="not_only not_just not_merely no_matter nothing_but cannot_help not_to_mention",
    un="un dis in non",
)

_GERMAN = Language(
    "German",
    {
        2.0: "begeister* glücklich* freude freudig* überglücklich* stolz* euphori* toll* großartig* super "
        "fantastisch* wunderbar* hervorragend* ausgezeichnet* entzückt* liebe liebt lieben enthusias* jubel* "
        "fröhlich* triumph* hocherfreut* selig* perfekt* genial* spitze fasziniert* verliebt* herrlich* klasse",
        1.0: "zufrieden* neugier* hoffnung hoffnungsvoll* hofft hoffen erleichter* vertrauen* interess* entspann* "
        "ruhig* gelassen* sicher sichere sicheren sicherer sicherheit zuversicht* erfreut* froh* freu freue freut "
        "freuen gefreut gut gute guter gutes besser angenehm* motiviert* motivation inspiriert* dankbar* gespannt* "
        "erwartungsvoll* optimis* selbstbewusst* bestätigt* bestärkt* wohl geborgen* heiter* vorfreude munter* "
        "vergnügt* amüsiert* überzeugt* gefällt gefallen mag schön* leicht einfach unbeschwert* wertgeschätzt* "
        "verstanden willkommen* engagiert* konzentriert* vorbereitet* ermutigt* beruhigt* aufgeregt* positiv* nett "
        "freundlich* beeindruckt* entschlossen* unterstützt* sorglos* sorgenfrei* stressfrei* ausgeglichen* lust",
        0.5: "nicht_schlecht nicht_so_schlecht gar_nicht_schlecht kein_problem keine_probleme ganz_gut ganz_okay",
        0.0: "neutral* gleichgültig* gleichmütig* okay okey in_ordnung mittelmäßig* durchschnittlich* überrascht* "
        "überraschung* abwartend* aufmerksam* nachdenklich* sachlich* unentschieden* unentschlossen* gemischt* "
        "solala so_lala =geht =normal es_geht geht_so egal teils_teils ambivalent* wachsam* vorsichtig* ernst "
        "nüchtern* weder_gut_noch_schlecht nicht_sicher mir_egal",
        -0.5: "naja na_ja reserviert* zurückhaltend* unbeeindruckt*",
        -1.0: "verwirr* zweifel* besorgt* sorge sorgen sorgt enttäusch* unsicher* ungeduld* traurig* trauer angst "
        "ängst* skept* nervös* müde* verunsicher* gelangweilt* langweil* langeweile* unzufrieden* unglücklich* "
        "erschöpft* bedrückt* niedergeschlagen* beunruhig* schlecht* negativ* unwohl unbehag* misstrau* zögerlich* "
        "zögern* hilflos* machtlos* einsam* allein verloren* überlastet* überlast* angespannt* anspannung druck "
        "unter_druck zurückgesetzt* ausgeliefert* beschämt* scham peinlich* schuld* neid* eifersüchtig* verletzt* "
        "gekränkt* ratlos* unklar* verlegen* hoffnungslos* lustlos* demotiviert* desinteress* resigniert* "
        "pessimis* mutlos* kraftlos* ausgelaugt* ausgebrannt* gehetzt* gedrängt* bedenken unruhig* unentspannt* "
        "mulmig* abgelenkt* schwierig* kompliziert* mühsam* unverstanden* ignoriert* alleingelassen* "
        "eingeschüchtert* befürcht* furcht* bedauer* nicht_gut nicht_okay nicht_ok nicht_in_ordnung missmut* "
        "missvergnügt* betrübt* entmutigt* irritiert* gestört* melanchol*",
        -2.0: "wütend* wut frust* gestresst* stress* verärgert* ärger* frustr* zorn* sauer überfordert* "
        "überforder* panik* panisch* verzweifel* entsetzt* empört* aufgebracht* hass* hasse* schrecklich* "
        "furchtbar* schlimm* aggressiv* gereizt* erbost* rasend* deprimiert* niederschmetter* katastroph* "
        "grauenhaft* angewidert* ekel* fassungslos* verbittert* schockiert* geschockt* horror elend* stinksauer "
        "genervt* fuchsteufelswild* bestürzt* verhasst* unerträglich*",
    },
    no=(
        "kein* ohne weder noch_nicht nie niemals niemand keinesfalls keineswegs kaum mangel_an mangelnde* fehlende* "
        "fehlt wenig weniger nicht_mehr verlust_von"
    ),
    no_either="nicht nix nichts",
    strong="überhaupt gar ganz_und_gar",
    more=(
        "sehr total äußerst extrem völlig so zu wirklich richtig besonders unglaublich höchst ganz_besonders mega "
        "voll echt überaus tief absolut"
    ),
    less="etwas ein_bisschen ein_wenig leicht bisschen ein_klein_wenig einigermaßen teilweise ein_bißchen minimal eher mäßig",
    but="aber doch jedoch trotzdem dennoch sondern obwohl",
    and_="und oder noch",
    only="nicht_nur nicht_zuletzt",
    un="un des miss",
)

_DUTCH = Language(
    "Dutch",
    {
        2.0: "blij blije enthousias* gelukkig* trots* verrukt* opgetogen geweldig* fantastisch* vreugde* dolblij "
        "uitstekend* prachtig* liefde",
        1.0: "tevreden nieuwsgierig* opgelucht* hoopvol* hoop vertrouwen* zelfverzekerd* geïnteresseerd* interesse "
        "ontspannen rustig* kalm* gerust* gemotiveerd* geïnspireerd* dankbaar* goed goede beter fijn fijne "
        "prettig* leuk leuke veilig* benieuwd* opgewekt* vrolijk* positief* positieve comfortabel* gewaardeerd* "
        "welkom zeker optimis* gemakkelijk",
        0.5: "niet_slecht geen_probleem niet_verkeerd",
        0.0: "neutraal neutrale onverschillig* verrast* gemengd* gemiddeld* afwachtend* oplettend* oké =prima "
        "=gaat zo_zo het_gaat voorzichtig*",
        -1.0: "bezorgd* onzeker* verward* twijfel* teleurgesteld* teleurstell* ongeduldig* verdrietig* bang bange "
        "angst* nerveus* zenuwachtig* moe verveeld* verveling ontevreden ongelukkig* ongerust* gespannen spanning* "
        "sceptisch* wantrouw* eenzaam* verloren uitgeput* slecht* negatief* onrustig* hulpeloos* machteloos* "
        "overbelast* beschaamd* schuldig* jaloers* treurig* somber* ongemakkelijk* terughoudend* zorgen niet_goed",
        -2.0: "boos boze woede* woedend* gefrustreerd* frustr* gestrest* geïrriteerd* irriteerd irritatie* "
        "overweldigd* paniek* wanhop* kwaad kwade geërgerd* ergernis* haat* vreselijk* verschrikkelijk* overstuur "
        "razend* depressief* ellendig*",
    },
    no="niet geen nooit zonder nauwelijks gebrek_aan weinig minder niet_meer nergens",
    strong="allerminst",
    more="heel erg zeer ontzettend enorm zo te echt bijzonder",
    less="een_beetje enigszins wat licht iets eerder redelijk",
    but="maar echter toch",
    and_="en of",
    only="niet_alleen niet_enkel",
    un="on",
)

_NORDIC = Language(
    "Swedish, Danish, Norwegian",
    {
        2.0: "lycklig* glad glada glade glæde* glädje* lykkelig* entusias* begejstr* begeistr* stolt* överlycklig* "
        "fantastisk* underbar* vidunderlig* förtjust*",
        1.0: "nöjd nöjda nyfiken* nysgerrig* nysgjerrig* lättad* lettet* tilfreds* fornøyd* fornøjet hoppfull* "
        "håpefull* håbefuld* hopp håb håp lugn* rolig* trygg* tryg trygge tillit* tillid* intresserad* "
        "interesseret* interessert* avslappnad* afslappet* avslappet* motiverad* motivere* tacksam* taknemlig* "
        "takknemlig* säker sikker bra bedre bättre godt =god positiv* avspänd* hyggelig* trevlig*",
        0.5: "inte_dålig* ikke_dårlig* ikke_verst inga_problem intet_problem",
        0.0: "neutral* nøytral* likgiltig* ligeglad* likeglad* överraskad* overrasket* avvaktande* blandad* "
        "blandet* sådär =okej okej sånn_passe",
        -1.0: "orolig* bekymr* urolig* förvirr* forvirr* besviken besvikna skuffet* skuffende* tvivl* tvil* "
        "usikker* osäker* ledsen ledsna trist* ked_af lei_seg trött* træt* trett* nervös* nervøs* rädd* bange "
        "redd* angst* uttråkad* kede kjede* keder missnöjd* utilfreds* misfornøyd* olycklig* ulykkelig* otålig* "
        "utålmodig* ensam* ensom* skeptisk* skam* skyldig* spänd* anspændt* utmattad* udmattet* dålig* dårlig* "
        "negativ* hjälplös* hjælpeløs* inte_bra ikke_godt ikke_bra",
        -2.0: "arg arga vred* sint* frustr* stressad* stresset* irriter* rasande* rasende* överväldig* overvæld* "
        "overveld* panik* panikk* förtvivl* fortvivl* fortvil* hatar hader hater ilsken* upprörd* oprørt* opprørt* "
        "forfærdelig* hemsk* deprimer*",
    },
    no=("inte ikke ej icke aldrig aldri utan uden uten ingen inga intet inget inkje brist_på mangel_på mindre knappt"),
    strong="alls slet overhovedet overhodet",
    more="mycket väldigt meget veldig jätte* så helt utrolig* otroligt",
    less="lite litt lidt en_smula något noget noe en_aning ganska ganske nokså snarare snarere",
    but="men dock",
    and_="och og eller",
    only="inte_bara ikke_bare ikke_kun",
    un="o u mis miss",
)

_FINNISH = Language(
    "Finnish",
    {
        2.0: "iloinen iloisia ilo iloa onnellin* onnellis* innostunut innostu* ylpeä* riemu* ihana* loistava* "
        "mahtava* rakastaa ilahtu*",
        1.0: "tyytyväi* utelias* uteliaisuu* helpottu* toiveik* toivo* luottav* luottamu* rauhalli* rento* varma "
        "kiinnostu* turvalli* motivoitu* kiitolli* hyvä hyvää mukava* levolli* positiivi*",
        0.0: "neutraali* välinpitämätön* yllätty* yllätys* ihan_ok odottava* varovai* =normaali",
        -1.0: "huolissaan huoli huolestu* hämment* hämilläään pettyn* pettymy* epävarm* epäil* surulli* suru* "
        "väsyn* väsymy* hermostu* pelko* pelokas* pelottaa peloissaan tylsisty* tylsä* pitkästy* tyytymätön* "
        "tyytymättö* onneton onnettom* kärsimät* yksinäi* jännitty* uupu* huono* negatiivi* epämukav* ahdistu* "
        "levoton*",
        -2.0: "vihai* viha turhautu* stressaantu* stressi* ärsyynty* ärsyttä* raivo* paniik* epätoivo* kauhu* "
        "kamala* inho* vihaa ylikuormittu* masentu* suuttu*",
    },
    no="en_ole ei_ole et_ole eivät_ole emme_ole ette_ole ei eivät ilman puute vailla",
    strong="ollenkaan lainkaan",
    more="erittäin todella hyvin tosi niin liian",
    less="vähän hieman hiukan jonkin_verran melko aika",
    but="mutta kuitenkin",
    and_="ja tai eikä",
    only="ei_vain ei_pelkästään",
    un="epä",
)

LANGUAGES = (_ENGLISH, _GERMAN, _DUTCH, _NORDIC, _FINNISH)
