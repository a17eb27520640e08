"""What people write of a touchpoint goes in; the channel of the catalogue that it names comes out, if it is one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from cjm_desktop.formats.table_reading import is_filled
from cjm_desktop.formats.table_words import cleaned
from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.records import NAME_MAX, Channel

#: Further words for channels beside the catalogue's own: English ones, then those of other languages.
_WORDS: dict[str, str] = {
    "search": "google, google search, seo, search engine, organic search, bing, поиск, поисковик, яндекс, suche, "
    "suchmaschine, recherche, buscador, busca, ricerca, 搜索, 百度, 検索, 검색, 네이버",
    "web": "website, web site, site, webseite, web page, landing page, homepage, home page, online, browser, desktop, "
    "сайт, веб-сайт, лендинг, internetseite, site web, page web, sitio web, página web, sito, sito web, strona, "
    "官网, 网站, webサイト, サイト, ホームページ, 웹사이트, 홈페이지, trang web, الموقع, الموقع الإلكتروني, वेबसाइट",
    "app": "mobile app, application, mobile, ios app, android app, in-app, приложение, мобильное приложение, "
    "anwendung, application mobile, aplicación, aplicación móvil, aplicativo, applicazione, aplikacja, uygulama, aplikasi, "
    "应用, 小程序, アプリ, 앱, ứng dụng, التطبيق, ऐप",
    "email": "email, e-mail, mail, newsletter, email newsletter, почта, письмо, эл. почта, courriel, mél, correo, "
    "correo electrónico, e-mails, emails, 邮件, 电子邮件, メール, 이메일, thư điện tử, البريد الإلكتروني, ईमेल",
    "sms": "text message, text, смс, sms-nachricht, 短信, ショートメッセージ, 문자, tin nhắn",
    "phone": "phone call, call, telephone, hotline, call center, call centre, телефон, звонок, колл-центр, anruf, "
    "téléphone, appel, teléfono, llamada, telefone, ligação, telefono, telefon, 电话, 電話, 전화, điện thoại, الهاتف, फोन",
    "chat": "live chat, chatbot, messenger, whatsapp, telegram, чат, чат-бот, мессенджер, 微信, 在线客服, チャット, line, "
    "채팅, 카카오톡, zalo, واتساب",
    "social": "social, social network, social networks, instagram, facebook, twitter, x, linkedin, tiktok, youtube, sns, "
    "reddit, pinterest, соцсети, социальные сети, вконтакте, soziale medien, réseaux sociaux, redes sociales, "
    "redes sociais, social network, media społecznościowe, sosyal medya, media sosial, 社交媒体, 抖音, 微博, 小红书, "
    "ソーシャルメディア, インスタグラム, 인스타그램, 유튜브, mạng xã hội, إنستغرام, فيسبوك, फेसबुक, इंस्टाग्राम",
    "shop": "store, in-store, physical store, retail store, branch, showroom, магазин, салон, filiale, geschäft, laden, "
    "magasin, boutique, tienda, loja, negozio, sklep, 门店, 商店, 店舗, 매장, cửa hàng, المتجر, दुकान",
    "counter": "front desk, reception, desk, касса, ресепшн, theke, schalter, comptoir, mostrador, balcão, 前台, 窓口, 카운터",
    "parcel": "package, packaging, box, посылка, упаковка, paket, verpackung, colis, paquete, pacote, pacco, 包裹, 小包, 택배",
    "letter": "post, direct mail, письмо по почте, brief, courrier, carta, lettera, 信件, 手紙, 우편",
    "courier": "delivery, driver, курьер, доставка, kurier, lieferung, livreur, livraison, mensajero, entrega, corriere, "
    "快递, 配送, 배송",
    "self_service": "kiosk, terminal, vending machine, atm, self-service, киоск, банкомат, automat, borne, cajero, 自助机",
    "face_to_face": "in person, in-person, meeting, personal, лично, встреча, persönlich, en personne, en persona, "
    "presencial, di persona, 面对面, 対面, 대면, trực tiếp",
    "review_site": "reviews, review sites, g2, trustpilot, yelp, отзывы, bewertungen, avis, reseñas, avaliações, recensioni, "
    "口コミ, レビューサイト, 评价, 후기",
    "advert": "ad, ads, advertising, advertisement, google ads, online ad, banner, tv ad, billboard, реклама, баннер, "
    "werbung, anzeige, publicité, pub, anuncio, publicidad, anúncio, publicidade, pubblicità, reklama, reklam, iklan, 广告, "
    "広告, 광고, quảng cáo, إعلان, विज्ञापन",
    "word_of_mouth": "friend, friends, referral, recommendation, colleague, друзья, сарафанное радио, рекомендация, "
    "mundpropaganda, empfehlung, bouche-à-oreille, bouche à oreille, boca a boca, indicação, passaparola, 口碑, 朋友推荐, "
    "紹介, 지인 추천, truyền miệng",
    "payment": "payment, invoice, checkout, bill, оплата, счёт, счет, rechnung, zahlung, paiement, facture, pago, factura, "
    "pagamento, fatura, 支付, 支払い, 결제, thanh toán, الدفع, भुगतान",
}
#: A touchpoint with its channel behind it, as this program writes it.
_BEHIND = re.compile(r"^(.*\S)\s+\(([^()]{2,40})\)$", re.DOTALL)
_BRACKETS = re.compile(r"\s*\([^()]{0,40}\)\s*$")
#: A longer text names no channel alone.
_LONGEST, _LONGEST_LIST = 60, 200
#: A part of a list in one line has no more words than this.
_WORDS_MOST = 3
#: Between the channels of one place.
_LIST = re.compile(r"\s*(?:[\n;,、，·]|\s[/+]\s)\s*")

#: Between channels that are known.
_JOINED = re.compile(r"/|\s(?:and|und|et|y|e|i|en|och|og|и|та|ve|&)\s|和|及|と", re.IGNORECASE)
#: Words that say more than the channel that they name.
_NARROWER_WORDS = (
    "google, google search, bing, яндекс, 百度, 네이버, landing page, лендинг, ios app, android app, 小程序, newsletter, "
    "email newsletter, chatbot, чат-бот, whatsapp, telegram, 微信, line, 카카오톡, zalo, واتساب, instagram, facebook, twitter, x, "
    "linkedin, tiktok, youtube, reddit, pinterest, вконтакте, 抖音, 微博, 小红书, インスタグラム, 인스타그램, 유튜브, إنستغرام, "
    "فيسبوك, फेसबुक, इंस्टाग्राम, showroom, kiosk, atm, киоск, банкомат, vending machine, g2, trustpilot, yelp, google ads, "
    "tv ad, billboard, banner, баннер, friend, friends, друзья, colleague, invoice, rechnung, facture, factura"
)


class Channels:
    """What a table says of channels: those of each place, and the map's own ones that it takes for them."""

    def __init__(self) -> None:
        self._beside: dict[int, list[tuple[str, str]]] = {}
        self._given: set[int] = set()
        self._lost = False
        self._own: dict[str, Channel] = {}

    @property
    def own(self) -> tuple[Channel, ...]:
        """Channels that the catalogue has not, by the names that the table gives them."""
        return tuple(self._own.values())

    @property
    def are_given(self) -> bool:
        """Whether any touchpoint has got the channel beside it."""
        return bool(self._given)

    @property
    def are_all_given(self) -> bool:
        """Whether nothing that the line of channels says is missing at the touchpoints."""
        return not self._lost and all(place in self._given for place, named in self._beside.items() if named)

    def tell(self, place: int, texts: Iterable[str]) -> bool:
        """The cells of a line of channels at a place; whether they name any."""
        parts = [part for text in texts for part in _parts(text)]
        named = [(part, self._id(part)) for part in parts if len(part) <= _LONGEST]
        self._lost = self._lost or len(named) < len(parts)
        self._beside[place] = named
        return bool(named)

    def named(self, text: str) -> list[str]:
        """The ids of the channels that a text lists."""
        return [self._id(part) for part in _parts(text) if len(part) <= _LONGEST]

    def of(self, text: str, place: int, number: int, count: int) -> tuple[str, str | None]:
        """The text of a touchpoint, the one of this `number` out of so many at a place, and the id of its channel.

        What stands beside it counts for more than what its text may mean.
        """
        bare, behind = without_channel(text)
        beside = self._beside.get(place, [])
        if beside and (count == 1 or len(beside) in (1, count)):
            self._given.add(place)
            channel = beside[number if len(beside) == count else 0][1]
            return bare if behind == channel else text, channel
        named = channel_named(text)
        return (text, named) if named is not None else (bare, behind)

    def remark(self, place: int, number: int, count: int) -> str:
        """The words beside that touchpoint where they say more than its one channel: several, or “Instagram”."""
        beside = self._beside.get(place, [])
        if count == 1 and len(beside) > 1:
            return ", ".join(name for name, _ in beside)
        if len(beside) not in (1, count):
            return ""
        name = beside[number if len(beside) == count else 0][0]
        return name if _folded(name) in _NARROWER else ""

    def _id(self, name: str) -> str:
        known = channel_named(name) or channel_named(_BRACKETS.sub("", name))
        if known is not None:
            return known
        made = Channel(id=f"channel-{len(self._own) + 1}", name=name[:NAME_MAX])
        return self._own.setdefault(_folded(name), made).id


def _parts(text: str) -> list[str]:
    """The channels that a text lists, as it calls them; “App and e-mail” are two where both are known."""
    found: list[str] = []
    for part in filter(is_filled, map(str.strip, _LIST.split(text))):
        joined = [] if channel_named(part) else [one.strip() for one in _JOINED.split(part)]
        found += joined if len(joined) > 1 and all(map(channel_named, joined)) else [part]
    return found


def channels_apart(text: str, *, sure: bool) -> list[str]:
    """The channels that a touchpoint's text lists in one line, where all of them are known or it is `sure`; else the text.

    “Website, App, Phone” and “App + E-mail” are such lists, “the desk, with a queue” is none.
    """
    parts = [] if "\n" in text or len(text) > _LONGEST_LIST else _parts(text)
    short = all(len(part.split()) <= _WORDS_MOST and part.count("(") == part.count(")") for part in parts)
    known = all(map(channel_named, parts))
    return parts if len(parts) > 1 and short and (sure or known) else [text]


def channel_named(text: str) -> str | None:
    """The id of the channel that a text names and says nothing else; None where it does not."""
    return None if len(text) > _LONGEST else _CHANNELS.get(_folded(text))


def without_channel(text: str) -> tuple[str, str | None]:
    """The text without a channel of the catalogue in brackets behind it (“Out for delivery (SMS)”), and the channel."""
    found = _BEHIND.match(text[-400:]) if text.endswith(")") and len(text) <= 400 else None
    channel = None if found is None else _NAMES.get(_folded(found.group(2)))
    return (text, None) if found is None or channel is None else (found.group(1), channel)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", cleaned(text)).casefold().strip(" .,:;!?–—-")


_NARROWER = frozenset(_folded(word) for word in _NARROWER_WORDS.split(", "))
_NAMES = {_folded(channel.name): id_ for id_, channel in CHANNELS.items()}
_CHANNELS = {_folded(word): id_ for id_, words in _WORDS.items() for word in words.split(", ")} | _NAMES
