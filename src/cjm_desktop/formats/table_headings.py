"""Further headings of people's tables, as data: what lanes are called in more languages, and questions that name them.

They stand as in `table_words.MEANINGS`: by lane role, those of several words with bars between.
"""

from __future__ import annotations

#: Headings by language.
IN_LANGUAGES: dict[str, dict[str, str]] = {
    "uk": {
        "actions": "дія активності завдання кроки",
        "touchpoints": "точка|контакту точки|контакту точки|дотику точки|взаємодії канал канали",
        "thoughts": "думка питання запитання",
        "emotions": "емоція почуття настрій переживання задоволеність",
        "pains": "біль проблема труднощі больові|точки складнощі",
        "opportunities": "можливість покращення ідеї",
        "goals": "ціль мета",
        "metrics": "метрика метрики показник показники",
        "owners": "відповідальний відповідальні власник команда відділ",
        "evidence": "докази джерела джерело",
        "customer_actions": "дії|клієнта дії|користувача",
        "frontstage_people": "фронтстейдж видимі|дії передній|план",
        "backstage_people": "бекстейдж невидимі|дії за|лаштунками",
        "support": "процеси|підтримки допоміжні|процеси",
        "physical_evidence": "фізичні|докази матеріальні|докази",
    },
    "ar": {
        "actions": "الإجراء الأنشطة نشاط الأعمال",
        "touchpoints": "نقاط|التواصل نقطة|التواصل نقاط|الاتصال القناة قناة قنوات",
        "thoughts": "الأفكار الأسئلة",
        "emotions": "المشاعر مشاعر العاطفة المزاج الرضا الأحاسيس",
        "pains": "نقاط|الألم المشاكل مشاكل الصعوبات التحديات",
        "opportunities": "الفرص الفرصة التحسينات",
        "goals": "الأهداف الهدف",
        "metrics": "المقاييس المؤشرات المعايير",
        "owners": "المسؤول المسؤولون المالك الفريق القسم",
        "evidence": "الأدلة الدليل المصادر",
        "customer_actions": "إجراءات|العميل أفعال|العميل تصرفات|العميل",
        "frontstage_people": "الواجهة|الأمامية المسرح|الأمامي",
        "backstage_people": "الواجهة|الخلفية الكواليس",
        "support": "عمليات|الدعم العمليات|الداعمة",
        "physical_evidence": "الأدلة|المادية الدليل|المادي",
    },
    "hi": {
        "actions": "क्रिया क्रियाएँ क्रियाएं कार्रवाई गतिविधि गतिविधियाँ",
        "touchpoints": "टचपॉइंट टचप्वाइंट संपर्क|बिंदु माध्यम चैनल",
        "thoughts": "विचार सोच प्रश्न",
        "emotions": "भावना भावनाएँ संतुष्टि मनोदशा",
        "pains": "दर्द|बिंदु दर्द|बिंदुएँ परेशानी परेशानियाँ कठिनाइयाँ समस्याएँ",
        "opportunities": "अवसर सुधार",
        "goals": "लक्ष्य उद्देश्य",
        "metrics": "मापदंड मेट्रिक्स संकेतक",
        "owners": "ज़िम्मेदार जिम्मेदार स्वामी मालिक",
        "evidence": "साक्ष्य प्रमाण स्रोत",
        "customer_actions": "ग्राहक|क्रियाएँ ग्राहक|की|क्रियाएँ ग्राहक|कार्य",
        "frontstage_people": "फ्रंटस्टेज मंच|के|सामने",
        "backstage_people": "बैकस्टेज पर्दे|के|पीछे",
        "support": "सहायक|प्रक्रियाएँ समर्थन|प्रक्रियाएँ",
        "physical_evidence": "भौतिक|साक्ष्य भौतिक|प्रमाण",
    },
    "ko": {
        "actions": "행동 활동 고객행동",
        "touchpoints": "접점 고객|접점 채널",
        "thoughts": "생각 질문",
        "emotions": "감정 기분 느낌 만족도",
        "pains": "불만 불만사항 불편 불편사항 고통점 어려움 문제",
        "opportunities": "기회 개선점 개선|기회",
        "goals": "목표 목적",
        "metrics": "지표 측정|지표",
        "owners": "담당자 책임자 담당|부서 소유자",
        "evidence": "근거 출처",
        "customer_actions": "고객|행동",
        "frontstage_people": "프론트스테이지 프런트스테이지 전방|무대",
        "backstage_people": "백스테이지 후방|무대",
        "support": "지원|프로세스 지원|과정",
        "physical_evidence": "물리적|증거 물적|증거",
    },
    "pl": {
        "actions": "działanie czynność aktywności zadania kroki",
        "touchpoints": "punkt|kontaktu punkty|kontaktu kanał kanały",
        "thoughts": "myśl pytania",
        "emotions": "emocja odczucia nastrój zadowolenie satysfakcja",
        "pains": "ból bolączki problem trudności punkty|bólu frustracje",
        "opportunities": "szansa możliwość usprawnienia okazje",
        "goals": "cel cele",
        "metrics": "metryka metryki mierniki wskaźnik",
        "owners": "właściciel właściciele odpowiedzialny odpowiedzialni zespół dział",
        "evidence": "dowody dowód źródła źródło",
        "customer_actions": "działania|klienta czynności|klienta",
        "frontstage_people": "frontstage scena działania|widoczne",
        "backstage_people": "zaplecze kulisy działania|niewidoczne",
        "support": "procesy|wsparcia procesy|wspierające",
        "physical_evidence": "dowody|fizyczne dowody|materialne",
    },
    "tr": {
        "actions": "eylem aktiviteler faaliyetler davranışlar adımlar",
        "touchpoints": "temas|noktası temas|noktaları kanal kanallar",
        "thoughts": "düşünce sorular",
        "emotions": "duygu hisler memnuniyet ruh|hali",
        "pains": "sorun acı|noktaları ağrı|noktaları zorluklar sıkıntılar şikayetler",
        "opportunities": "fırsat iyileştirmeler öneriler",
        "goals": "hedef amaç amaçlar",
        "metrics": "metrik metrikler ölçütler göstergeler",
        "owners": "sorumlu sorumlular sahibi ekip departman",
        "evidence": "kanıt kanıtlar kaynaklar kaynak",
        "customer_actions": "müşteri|eylemleri müşteri|aksiyonları",
        "frontstage_people": "ön|sahne",
        "backstage_people": "arka|sahne perde|arkası sahne|arkası",
        "support": "destek|süreçleri",
        "physical_evidence": "fiziksel|kanıtlar fiziksel|kanıt",
    },
    "nl": {
        "actions": "actie handelingen activiteit taken gedrag stappen",
        "touchpoints": "contactmoment contactmomenten raakpunten kanaal kanalen",
        "thoughts": "gedachte vragen",
        "emotions": "emotie gevoel stemming tevredenheid beleving",
        "pains": "pijn problemen knelpunt frustraties ergernissen",
        "opportunities": "kans verbeteringen verbeterpunten mogelijkheden",
        "goals": "doel doelstellingen",
        "metrics": "meetwaarden indicatoren statistieken",
        "owners": "eigenaar eigenaren verantwoordelijke verantwoordelijk afdeling",
        "evidence": "bewijs bronnen bron",
        "customer_actions": "klantacties acties|klant klanthandelingen",
        "frontstage_people": "frontstage zichtbare|acties voor|de|schermen",
        "backstage_people": "backstage onzichtbare|acties achter|de|schermen",
        "support": "ondersteunende|processen ondersteuningsprocessen",
        "physical_evidence": "fysiek|bewijs fysieke|bewijzen",
    },
    "zh-Hant": {
        "actions": "行為 動作 行動 用戶行為 使用者行為",
        "touchpoints": "接觸點 觸點 觸及點 管道 渠道 通路",
        "thoughts": "想法 思考 疑問",
        "emotions": "情緒 情感 感受 心情 滿意度",
        "pains": "痛點 困難 問題點 困擾",
        "opportunities": "機會 機會點 改善 優化",
        "goals": "目標 目的",
        "metrics": "指標 衡量",
        "owners": "負責人 負責|部門 部門",
        "evidence": "證據 依據 來源",
        "customer_actions": "顧客行為 客戶行為 顧客行動",
        "frontstage_people": "前台 前臺",
        "backstage_people": "後台 後臺 幕後",
        "support": "支援流程 支持流程 支援過程",
        "physical_evidence": "有形展示 實體證據 有形證據",
    },
    "de": {
        "actions": "kundenhandlung kundenhandlungen",
        "emotions": "zufriedenheit kundenzufriedenheit",
        "frontstage_people": "sichtbare|mitarbeiteraktionen",
        "backstage_people": "unsichtbare|mitarbeiteraktionen",
    },
    "fr": {
        "emotions": "humeur",
        "frontstage_people": "personnel|en|contact personnel|contact",
        "backstage_people": "personnel|invisible",
        "support": "processus|de|soutien processus|support",
        "physical_evidence": "preuves|physiques preuve|physique éléments|tangibles preuves|matérielles",
    },
    "es": {"emotions": "satisfacción estado|de|ánimo", "support": "procesos|de|apoyo"},
    "pt": {"emotions": "satisfação humor", "support": "processos|de|apoio"},
    "it": {
        "emotions": "soddisfazione umore",
        "pains": "punto|dolente punti|dolenti",
        "physical_evidence": "evidenze|fisiche evidenza|fisica",
    },
    "ru": {"emotions": "удовлетворённость удовлетворенность"},
    "ja": {"emotions": "満足度", "physical_evidence": "物的証拠 物理的証拠"},
    "zh": {"emotions": "满意度"},
    "en": {
        "frontstage_people": "front|office front-office",
        "backstage_people": "back|office back-office",
    },
}

#: Questions and short sentences in place of a heading; each has more words than what else it might be taken for.
QUESTIONS: dict[str, str] = {
    "actions": "i|do they|doing was|macht|kunde was|tut|kunde was|machen que|fait que|fait|client qué|hace "
    "qué|hace|cliente o|que|faz cosa|fa что|делает что|делает|клиент що|робить wat|doet co|robi 做什么 "
    "做什麼 何をし 무엇을|하",
    "thoughts": "do|they|think they|thinking i|think do|i|think does|think question|they questions|they was|denkt "
    "was|denkt|kunde was|denken que|pense que|pense|client qué|piensa o|que|pensa cosa|pensa "
    "что|думает о|чем|думает що|думає wat|denkt co|myśli 怎么想 怎麼想 想什么 想什麼 考えて 思って",
    "emotions": "do|they|feel they|feel i|feel do|i|feel does|feel they|feeling wie|fühlt wie|fühlen was|fühlt comment|sent "
    "que|ressent cómo|siente qué|siente como|sente cosa|prova come|sente что|чувствует "
    "как|чувствует|себя що|відчуває wat|voelt hoe|voelt co|czuje 感觉 感覺 感じ 느끼 느낌",
    "pains": "where|it|hurt where|does|hurt what|hurts go|wrong goes|wrong is|wrong what|frustrates "
    "problems|they pains|they where|stuck wo|tut|weh wo|es|weh was|schmerzt was|stört|kunde où|mal "
    "ça|fait|mal qué|duele dónde|duele onde|dói o|que|dói cosa|fa|male dove|fa|male что|болит "
    "где|болит что|мешает|клиенту де|болить waar|pijn co|boli gdzie|boli",
    "opportunities": "what|could|we|do what|can|we|do how|could|we how|can|we how|might|we what|can|improve "
    "what|could|better was|können|wir was|könnten|wir wie|können|wir que|pouvons-nous qué|podemos "
    "qué|podríamos o|que|podemos cosa|possiamo что|можем|мы что|можно|улучшить wat|kunnen|we "
    "co|możemy",
    "goals": "they|want do|they|want i|want does|want goals|they was|will|kunde was|wollen que|veut qué|quiere "
    "o|que|quer cosa|vuole чего|хочет что|хочет wat|wil|klant co|chce",
    "needs": "they|need do|they|need does|need needs|they was|braucht was|brauchen qué|necesita o|que|precisa",
    "touchpoints": "where|we|meet where|they|meet where|interact where|contact wo|treffen|wir wo|kontakt où|contact "
    "dónde|contacto где|контакт",
    "owners": "who|is|responsible who|owns wer|ist|verantwortlich qui|est|responsable",
}
