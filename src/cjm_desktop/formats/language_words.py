"""By what words and letters a language in Latin script is known: as data, by its tag."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language in English (`name`), small words and words of maps that it is known by, and letters that speak for it."""

    name: str
    words: str
    letters: str = ""


#: English stands among them so that a text with a foreign word or two stays English.
LATIN: dict[str, Tongue] = {
    "en": Tongue(
        "English",
        "the and of to is in for with on her his she he they it not no are was be this that from at by what how when why "
        "which have has can my your i we a an does do user users customer customers stage stages phase action actions step "
        "feelings pain pains points point opportunities touchpoint touchpoints thoughts needs goals channel channels search "
        "looks reads asks buys pays finds gets waits calls",
    ),
    "de": Tongue(
        "German",
        "der die das und ist nicht ein eine einen einem einer mit für auf von zu zum zur im den dem des sich es sie er wir "
        "ich auch oder aber wird werden sind hat kein keine wie was wenn nach bei aus über noch nur schon sehr kunde kunden "
        "handlungen handlung kundenaktion aktionen stimmung gefühle gedanken bedürfnisse ziele ziel schmerzpunkte probleme "
        "chancen kontaktpunkte kanal kanäle suche kauf nutzung bestellung lieferung phase phasen schritt verantwortlich "
        "prüft bucht sucht wartet bestellt kauft liest fragt ruft sichtbarkeitslinie",
        "äöüß",
    ),
    "fr": Tongue(
        "French",
        "le la les des du un une et est dans pour pas que qui sur avec au aux ce cette ces il elle ils elles je nous vous "
        "ne se sa son ses par plus mais ou où très trop être sont avant après étape étapes actions émotions pensées besoins "
        "objectifs irritants douleur points opportunités canaux contact achat recherche découverte livraison",
        "éèêçàùœ",
    ),
    "es": Tongue(
        "Spanish",
        "el la los las de del un una y es en para con por no que se su sus lo al como más pero muy cuando está son qué "
        "cliente etapa etapas acciones emociones pensamientos necesidades objetivos dolor puntos oportunidades canales "
        "contacto compra búsqueda descubrimiento entrega uso busca paga espera pregunta lee",
        "ñ¿¡óí",
    ),
    "pt": Tongue(
        "Portuguese",
        "o a os as de do da dos das um uma e é em no na nos nas para com por não que se seu sua ao como mais mas muito "
        "quando está são cliente etapa etapas ações emoções pensamentos necessidades objetivos dores pontos oportunidades "
        "canais contato compra busca descoberta entrega uso procura paga espera pergunta",
        "ãõç",
    ),
    "it": Tongue(
        "Italian",
        "il lo la i gli le di del della dei delle un una e è in per con non che si su sul al alla come più ma molto quando "
        "sono ha cliente fase fasi azioni emozioni pensieri bisogni obiettivi problemi punti opportunità canali contatto "
        "acquisto ricerca scoperta consegna uso cerca paga aspetta chiede",
        "òàìù",
    ),
    "nl": Tongue(
        "Dutch",
        "de het een en is in voor met op van te niet dat die er aan zijn wordt worden naar bij uit ook maar of ik hij zij "
        "wij nog geen wat hoe als klant fase fasen stap acties gevoelens emoties gedachten behoeften doelen pijnpunten "
        "kansen kanalen contactpunten zoeken kopen aankoop gebruik levering zoekt koopt betaalt wacht vraagt",
    ),
    "pl": Tongue(
        "Polish",
        "i w na z do nie się jest to że o od po dla ze za jak co ale czy już tylko są klient etap etapy działania emocje "
        "myśli potrzeby cele problemy bóle szanse kanały punkty styku zakup świadomość wyszukiwanie dostawa szuka płaci "
        "czeka pyta",
        "łąęśżźćń",
    ),
    "cs": Tongue(
        "Czech",
        "a v na se z do je to že o od po pro za jak co ale jen jsou si ve zákazník fáze krok kroky akce činnosti emoce "
        "myšlenky potřeby cíle problémy bolesti příležitosti kanály nákup hledání dodání hledá platí čeká",
        "řěůťďň",
    ),
    "sk": Tongue(
        "Slovak",
        "a v na sa z do je to že o od po pre za ako čo ale len sú si vo zákazník fáza kroky akcie činnosti emócie "
        "myšlienky potreby ciele problémy príležitosti kanály nákup hľadanie dodanie",
        "ľĺŕôäťďň",
    ),
    "tr": Tongue(
        "Turkish",
        "ve bir bu için ile de da çok ne mi mı daha ama gibi olarak sonra kadar değil var yok müşteri aşama aşamalar adım "
        "eylem eylemler duygu duygular düşünceler ihtiyaçlar hedefler sorunlar fırsatlar kanallar temas noktaları satın "
        "alma arama teslimat kullanım",
        "ğışİç",
    ),
    "vi": Tongue(
        "Vietnamese",
        "và của là có không cho với một các những được trong khi này để từ đến người khách hàng giai đoạn bước hành động "
        "hoạt cảm xúc suy nghĩ nhu cầu mục tiêu điểm đau chạm cơ hội kênh mua tìm kiếm",
        "đơưạảấầẩậắằặẹẻẽếềểệịọỏốồổộớờởợụủứừửữựỳỷỹ",
    ),
    "sv": Tongue(
        "Swedish",
        "och att det i en ett är på för med av inte som till den de han hon vi jag om men från har vid eller kan så bara "
        "kund kunden fas faser steg handlingar aktiviteter känslor tankar behov mål smärtpunkter möjligheter kanaler "
        "kontaktpunkter köp sök leverans användning söker köper betalar väntar",
        "åäö",
    ),
    "da": Tongue(
        "Danish",
        "og at det i en et er på for med af ikke som til den de han hun vi jeg om men fra har ved eller kan så kun kunde "
        "kunden fase faser trin handlinger følelser tanker behov mål smertepunkter muligheder kanaler kontaktpunkter køb "
        "søgning levering brug søger køber betaler venter",
        "æøå",
    ),
    "nb": Tongue(
        "Norwegian",
        "og at det i en et er på for med av ikke som til den de han hun vi jeg om men fra har ved eller kan så bare kunde "
        "kunden fase faser steg handlinger følelser tanker behov mål smertepunkter muligheter kanaler kontaktpunkter kjøp "
        "søk levering bruk søker kjøper betaler venter",
        "æøå",
    ),
    "fi": Tongue(
        "Finnish",
        "ja on ei se että hän he me mutta tai kun niin kuin myös vain jos mitä miten ovat asiakas vaihe vaiheet toiminta "
        "toimet tunteet ajatukset tarpeet tavoitteet kipupisteet ongelmat mahdollisuudet kanavat kosketuspisteet osto haku "
        "toimitus käyttö",
        "äö",
    ),
    "hu": Tongue(
        "Hungarian",
        "a az és hogy nem is egy van de meg ez csak már ha mint vagy ami ügyfél vevő szakasz szakaszok lépés érzelmek "
        "gondolatok igények célok problémák lehetőségek csatornák érintkezési pontok vásárlás keresés szállítás használat",
        "őű",
    ),
    "ro": Tongue(
        "Romanian",
        "și si de la în in cu pe nu un o este sunt din pentru care ce mai se sa după dar client etapă etape etapa acțiuni "
        "emoții gânduri nevoi obiective probleme oportunități canale cumpărare căutare livrare",
        "țșăî",
    ),
    "id": Tongue(
        "Indonesian",
        "dan yang di ke dari untuk dengan tidak ini itu ada pada adalah saya dia akan bisa pelanggan tahap tahapan tindakan "
        "aksi emosi perasaan pikiran kebutuhan tujuan masalah peluang saluran pembelian pencarian pengiriman",
    ),
    "hr": Tongue(
        "Croatian",
        "i u na se je da ne za od do s po kao što ali su ili kupac faza faze korak aktivnosti emocije misli potrebe ciljevi "
        "problemi prilike kanali kupnja pretraga dostava korištenje",
        "čćžšđ",
    ),
}  # fmt: skip

#: What languages of other scripts are called in English.
OTHER_NAMES = {
    "ar": "Arabic", "el": "Greek", "fa": "Persian", "he": "Hebrew", "hi": "Hindi", "ja": "Japanese", "ko": "Korean",
    "ru": "Russian", "th": "Thai", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
