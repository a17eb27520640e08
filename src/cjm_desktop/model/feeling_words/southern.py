"""Feelings in French, Spanish, Portuguese, Italian, Catalan and Romanian."""

from __future__ import annotations

from cjm_desktop.model.feeling_words.language import Language

_FRENCH = Language(
    "French",
    {
        2.0: "heureux heureuse heureuses ravi ravie ravis ravies joie joies joyeu* fier fiers fière fières fierté "
        "enthousias* enchant* excité* excitant* excitation émerveill* comblé* amour adore adorent euphori* "
        "passionn* extase génial* formidable* fantastique* merveill* excellent* parfait* exalté* triomph* super "
        "jubil* aux_anges magnifique* bonheur",
        1.0: "satisfait* satisfaction* satisfaisant* curieu* curiosité soulag* espoir* espère* confian* intéress* "
        "intérêt* rassur* serein* tranquil* calme calmes calmé* content contents contente contentes détendu* "
        "motivé* motivant* inspiré* reconnaissan* gratitude optimis* confort* sécuris* sécurité amusé* amusant* "
        "engagé* encourag* aise à_l_aise bien mieux bon bonne agréable* agréabl* apaisé* paisible* convainc* "
        "convaincu* déterminé* impatient_de impatiente_de hâte_de valorisé* écouté* impressionné* plaisir "
        "plaisant* positif* positive* facile* fluide* gai gaie soutenu* bienvenu* sympa zen sûr sûre sûrs prêt "
        "prête aime aiment épanoui*",
        0.5: "pas_mal pas_mauvais pas_de_problème* pas_de_souci* plutôt_bien assez_bien",
        0.0: "neutre* indifféren* surpris* surprise mitigé* partagé* moyen moyenne moyens attentif attentifs "
        "attentive attentives pensif* pensive* réfléchi* prudent* vigilan* comme_ci_comme_ça bof =ok =okay =normal "
        "=correct =d_accord =ça_va ça_va_aller sans_avis ni_content_ni_mécontent ni_satisfait_ni_insatisfait "
        "expectati* égal nostalgi*",
        -0.5: "réservé* bof_bof peu_convaincu*",
        -1.0: "inquiet* inquiét* inquièt* déçu* décept* décev* doute* incert* méfian* nerveu* perdu* fatigu* peur "
        "peurs triste* tristesse ennui ennuie ennuyé* ennuyeu* ennuyant* anxieu* anxiété angoiss* confus* "
        "confusion embarrass* gêné* gêne honte honteu* impatient* impatience hésit* insatisf* mécontent* "
        "malheureu* seul seule seuls solitude solitaire* épuis* découragé* démotivé* désintéress* désengagé* "
        "sceptique* scepticisme préoccup* soucieu* souci* tendu* tension* pression jalou* envieu* coupab* culpab* "
        "vulnérab* impuissan* dépassé* désorienté* désempar* désarm* perplexe* frileu* craint* crainte* craintif* "
        "inconfort* mal_à_l_aise =mal très_mal mauvais* négatif* négative* difficile* compliqué* isolé* exclu* "
        "ignoré* incompris* incompréhension contrarié* regret* pessimis* résigné* démoralis* surchargé* surcharge "
        "débordé* pas_bien pas_ok pas_terrible pas_top bloqué* pas_d_accord abattu* mélancol* troublé* insécur* "
        "défian*",
        -2.0: "énerv* colère colères furieu* frustr* stress* irrit* agacé* agaç* exaspér* rage enragé* haine "
        "déteste* détester panique* paniqu* désespér* désespoir dégoût* horrible* horreur terrible* affreu* "
        "épouvant* catastroph* insupport* accablé* submergé* déprim* dépité* révolté* scandalis* outré* indigné* "
        "choqué* traumatis* humili* trahi* fâché* en_colère ras_le_bol marre misère hostil*",
    },
    no=(
        "pas ne jamais sans ni aucun aucune non peu manque_de manque_d guère moins rien absence_de absence_d "
        "perte_de plus_du_tout n_est_plus ne_suis_plus ne_sont_plus personne"
    ),
    strong="du_tout aucunement",
    more=(
        "très trop extrêmement vraiment totalement complètement tellement si hyper ultra fort profondément "
        "beaucoup absolument particulièrement tout_à_fait terriblement"
    ),
    less="un_peu légèrement quelque_peu un_tantinet un_brin moyennement vaguement plutôt assez",
    but="mais cependant toutefois pourtant néanmoins",
    and_="et ou ni",
    only="pas_seulement non_seulement pas_que ne_que",
    un="in dé dés mé mal",
)

_SPANISH = Language(
    "Spanish",
    {
        2.0: "feliz felices felicidad encantad* alegr* entusias* orgullo* emocionad* emocionante* emoción euforia "
        "eufóric* ilusionad* ilusión fascinad* maravill* fantástic* genial excelente* perfecto perfecta amor "
        "extasiad* apasionad* triunf* increíble* júbilo jubilos* gozo",
        1.0: "satisfech* satisfacc* curios* aliviad* alivio esperanza esperanzad* confianza confiad* interés "
        "interes* interesad* tranquil* calma calmad* content* motivad* motivación inspirad* agradecid* gratitud "
        "optimis* cómod* segur* relajad* seren* paz animad* divertid* diversión entretenid* bien bueno buena "
        "buenos buenas mejor agradable* convencid* decidid* determinad* valorad* comprendid* escuchad* acompañad* "
        "apoyad* impresionad* positiv* expectante* a_gusto gusta gustan gusto me_gusta preparad* fácil* fluid* "
        "ganas comprometid* conforme* empoderad* complacid* satisfac*",
        0.5: "no_está_mal nada_mal no_estuvo_mal sin_problema* ningún_problema",
        0.0: "neutr* neutral* indiferen* sorprendid* sorpresa mixto mixta regular normal pensativ* atent* "
        "cautelos* precavid* más_o_menos =ok =okay =vale =así_así ni_bien_ni_mal me_da_igual =serio =seria "
        "nostalgi* reflexiv* ambivalente*",
        -0.5: "reservad* sin_más meh",
        -1.0: "preocupad* preocupación preocupa preocupan confundid* confus* confusión decepcion* duda dudas "
        "dudos* incertidumbre* ansiedad ansios* impacien* miedo temor temeros* nervios* cansad* cansancio aburrid* "
        "aburrimiento triste* tristeza incert* insegur* inquiet* insatisf* insatisfech* descontent* infeliz "
        "infelices desconfi* escéptic* desmotivad* desanimad* desalentad* desinterés desinteresad* desorientad* "
        "perdid* perplej* avergonzad* vergüenza culpa culpable* celos celoso* celosa* envidia envidios* =solo "
        "=sola solitari* soledad agotad* agotamiento incómod* incomod* molest* tens* tensión presión presionad* "
        "vulnerable* impotente* impotencia indefens* abandonad* ignorad* excluid* arrepentid* arrepentimiento "
        "pesimis* resignad* =mal mala malo muy_mal malos malas peor negativ* difícil* complicad* abrumad* saturad* "
        "disgustad* apenad* dolid* herid* afligid* melancól* vacilante* indecis* recelos* descepcion* no_está_bien "
        "no_ok apátic* bloquead* asustad* susto",
        -2.0: "enfad* enojad* enojo estresad* estrés estresante* frustra* irritad* irritante* irritación furios* "
        "furia rabia rabios* ira odio odia odian pánico desesper* horrible* horror terrible* espantos* asco "
        "asquead* indignad* indignación cabread* enfurecid* exasperad* deprimid* depresión angusti* desolad* "
        "devastad* traicionad* humillad* aterrad* aterrorizad* harto harta hartos hartas fastidiad* rencor agobi* "
        "desesperanza amargad* pésim* fatal hostil*",
    },
    no=(
        "no nunca jamás sin ni nada ningún ninguna ninguno tampoco falta_de poco poca menos apenas carente_de "
        "ausencia_de pérdida_de ya_no nadie"
    ),
    strong="para_nada en_absoluto de_ninguna_manera nada_de",
    more=(
        "muy más mucho mucha muchísimo tan demasiado extremadamente realmente totalmente completamente súper "
        "super sumamente profundamente absolutamente"
    ),
    less="un_poco algo un_poquito ligeramente levemente un_tanto medio más_bien",
    but="pero aunque sin_embargo mas",
    and_="y o ni e u",
    only="no_solo no_sólo no_solamente",
    un="in des dis im",
)

_PORTUGUESE = Language(
    "Portuguese",
    {
        2.0: "feliz felizes felicidade encantad* alegr* entusias* entusiasm* orgulh* animadíssim* empolgad* "
        "eufóric* euforia maravilh* fantástic* excelente* perfeit* ótimo ótima amor adoro adora adoram emocionad* "
        "apaixonad* extasiad* radiante* incrível realizad* vitorios*",
        1.0: "satisfeit* satisfaç* satisfaz* curios* aliviad* alívio esperança esperançad* esperançosa* "
        "esperançoso* confiança confiant* interesse* interessad* tranquil* calmo calma calmos calmas contente* "
        "motivad* motivação inspirad* grato grata gratos gratidão agradecid* otimis* segur* confortável "
        "confortáveis relaxad* seren* paz animad* divertid* bem bom boa bons boas melhor agradável agradáveis "
        "convencid* determinad* valorizad* compreendid* acolhid* apoiad* ouvid* impressionad* positiv* fácil "
        "fáceis gosto gosta gostam preparad* engajad* à_vontade",
        0.5: "nada_mal não_é_mau não_está_mal sem_problema* nenhum_problema",
        0.0: "neutr* indiferen* surpres* misto mista mistos médio média regular normal pensativ* atent* cautelos* "
        "mais_ou_menos =ok =okay =tudo_bem assim_assim nem_bem_nem_mal tanto_faz nostálgic* reflexiv* ambivalente*",
        -0.5: "reservad* sem_graça",
        -1.0: "preocupad* preocupação preocupa confus* confusão decepcion* dececion* dúvida dúvidas duvidos* "
        "ansios* ansiedade impacien* medo medos receio* receos* nervos* cansad* cansaço entediad* tédio aborrecid* "
        "triste* tristeza incert* insegur* inquiet* insatisf* insatisfeit* descontent* infeliz infelizes desconfi* "
        "cétic* cético* desmotivad* desanimad* desinteresse desinteressad* desorientad* perdid* perplex* "
        "envergonhad* vergonha culpad* culpa ciúme* ciument* inveja invejos* sozinh* solitári* solidão exaust* "
        "esgotad* desconfortável desconforto incomodad* incômod* tens* tensão pressão pressionad* vulnerável "
        "impotente* impotência ignorad* excluíd* arrependid* pessimis* resignad* =mal muito_mal mau má maus ruim "
        "ruins pior negativ* difícil difíceis complicad* sobrecarregad* chatead* magoad* abatid* melancól* "
        "hesitant* indecis* apreensiv* não_está_bem assustad* desapontad*",
        -2.0: "raiva raivos* irritad* irritação irritante* frustr* estressad* stressad* estresse stress furios* "
        "fúria ódio odeia odeiam pânico desesper* horrível horror terrível péssim* nojo enojad* indignad* "
        "revoltad* zangad* enfurecid* exasperad* deprimid* depressão angústia angustiad* devastad* traíd* "
        "humilhad* apavorad* aterrorizad* farto farta fartos irado irada amargurad* hostil",
    },
    no=(
        "não nunca jamais sem nem nenhum nenhuma nada falta_de pouco pouca menos ausência_de perda_de já_não "
        "ninguém tampouco"
    ),
    strong="de_todo de_jeito_nenhum nem_um_pouco de_forma_alguma de_modo_algum",
    more="muito muita tão demais extremamente realmente totalmente completamente super profundamente absolutamente",
    less="um_pouco um_pouquinho ligeiramente levemente meio um_tanto algo razoavelmente",
    but="mas porém contudo embora",
    and_="e ou nem",
    only="não_só não_somente não_apenas",
    un="in des im",
)

_ITALIAN = Language(
    "Italian",
    {
        2.0: "felice felici felicità gioia gioios* orgogl* entusias* entusiasm* emozionat* euforic* euforia "
        "deliziat* meraviglia* meraviglios* fantastic* eccellent* perfett* amore amano adora adoro innamorat* "
        "estasi entusiast* ottimo ottima appassionat* raggiante* trionf* eccitat* esaltat*",
        1.0: "soddisf* sollievo sollevat* curios* fiducia fiducios* calmo calma calmi calme content* interess* "
        "tranquill* seren* rilassat* motivat* motivazione ispirat* grato grata grati grate gratitudine ottimis* "
        "sicuro sicura sicuri sicure sicurezza speranza speranzos* comod* a_mio_agio a_suo_agio agio divertit* "
        "divertente bene buono buona buoni buone meglio piacevol* piacere piace piacciono convint* determinat* "
        "decis* valorizzat* compres* ascoltat* supportat* impressionat* positiv* facile facili pace allegr* pront* "
        "coinvolt* rassicurat* lieto lieta lieti incoraggiat*",
        0.5: "non_male mica_male niente_male nessun_problema non_è_male",
        0.0: "neutro neutra neutri neutral* indifferent* sorpres* misto mista medio media normale pensieros* "
        "attent* cauto cauta =ok =okay così_così cosi_cosi =va_bene né_bene_né_male ambivalent* nostalgi*",
        -0.5: "riservat* mah",
        -1.0: "delus* dubbi* dubbio preoccup* ansia ansios* confus* confusione incert* insicur* inquiet* nervos* "
        "stanc* stanchezza annoiat* noia noios* triste tristi tristezza paur* impaur* timor* timoros* insoddisf* "
        "scontent* infelic* sfiducia sfiduciat* diffiden* scettic* demotivat* disinteress* disorientat* perso "
        "persa persi perse smarrit* perpless* imbarazz* vergogn* colpa colpevol* gelos* invidia invidios* =solo "
        "=sola =soli da_solo da_sola solitudine solitari* esaust* sfinit* spossat* a_disagio disagio scomod* teso "
        "tesa tesi tensione pressione vulnerabil* impotent* ignorat* esclus* incompres* pentit* pessimis* "
        "rassegnat* male peggio cattiv* negativ* difficil* complicat* sovraccaric* dispiaciut* dispiace ferit* "
        "abbattut* malinconic* esitant* esitazione titubant* indecis* apprensi* impazient* non_va_bene scoraggiat* "
        "spaventat* turbat* infastidit*",
        -2.0: "arrabbiat* rabbia stressat* stress stressant* frustra* irritat* irritante irritazione furios* furia "
        "ira odio odia odiano panico disperat* disperazione orribil* orrore terribil* pessim* disgust* indignat* "
        "esasperat* infuriat* depress* angoscia angosciat* devastat* tradit* umiliat* terrorizzat* stufo stufa "
        "stufi sopraffatt* incazzat* amareggiat* ostil* schifo",
    },
    no=(
        "non mai senza né nessun nessuna nessuno niente mancanza_di poco poca meno assenza_di perdita_di neanche "
        "nemmeno neppure"
    ),
    strong="per_niente per_nulla affatto",
    more=(
        "molto molta tanto tanta così troppo estremamente davvero veramente totalmente completamente super "
        "profondamente assolutamente"
    ),
    less="un_po un_poco leggermente lievemente un_pochino vagamente un_tantino piuttosto abbastanza",
    but="ma però tuttavia eppure",
    and_="e o né ed",
    only="non_solo non_soltanto non_solamente",
    un="in dis im mal",
)

_CATALAN = Language(
    "Catalan",
    {
        2.0: "feliç feliços alegria entusiasmat* orgullós orgullosa encantat encantada meravell* emocionat*",
        1.0: "satisfet satisfeta satisfets curiós curiosa alleujat* alleugit* esperança confiança interessat* "
        "content contenta tranquil tranquil_la motivat* agraït* segur segura relaxat* bé còmode còmoda",
        0.0: "neutre neutral indiferent sorprès sorpresa",
        -1.0: "preocupat* confós confosa decebut decebuda dubte dubtes ansietat ansiós nerviós nerviosa cansat "
        "cansada avorrit avorrida trist trista insegur* insatisfet* descontent* perdut perduda malament",
        -2.0: "enfadat* enfadada estressat* frustrat* irritat* furiós furiosa ràbia pànic desesperat* fart farta "
        "horrible",
    },
    no="no mai sense cap ni manca_de",
    strong="gens en_absolut",
    more="molt molta tan massa",
    less="una_mica un_xic",
    but="però",
    and_="i o ni",
    only="no_només",
    un="in des",
)

_ROMANIAN = Language(
    "Romanian",
    {
        2.0: "fericit* bucur* entuzias* mândr* încânt* extaziat* minunat* fantastic* excelent* iubesc iubește "
        "emoționat*",
        1.0: "mulțumit* multumit* satisf* curio* curios* ușurat* speranț* încredere încrezăt* interes* interesat* "
        "calm calmă liniștit* relaxat* motivat* inspirat* recunoscăt* optimis* sigur sigură siguranță bine bun "
        "bună confortabil* pozitiv* plăcut*",
        0.0: "neutr* indiferent* surprins* =ok =normal așa_și_așa amestecat* atent*",
        -1.0: "îngrijorat* confuz* nedumerit* dezamăg* îndoi* anxio* anxietate nesigur* nervos* obosit* plictis* "
        "trist tristă tristețe frică teamă speriat* nemulțumit* nemultumit* nefericit* neliniștit* nerăbd* "
        "suspicio* sceptic* singur* rușin* vinovat* epuizat* rău proast* negativ* inconfortabil* tensionat* "
        "pierdut* neîncred*",
        -2.0: "furios* furie supărat* frustr* stresat* stres iritat* enervat* panic* disperat* ură urăsc groaznic* "
        "oribil* copleșit* deprimat* dezgustat* mânie mânios* îngrozit*",
    },
    no="nu niciodată fără nici lipsă_de lipsa_de puțin mai_puțin",
    strong="deloc",
    more="foarte extrem_de prea atât_de tare",
    less="un_pic oarecum ușor",
    but="dar însă totuși",
    and_="și sau nici",
    only="nu_doar nu_numai",
    un="ne in",
)

LANGUAGES = (_FRENCH, _SPANISH, _PORTUGUESE, _ITALIAN, _CATALAN, _ROMANIAN)
