"""Texts in older encodings: which one it is, what is told of it, and what is refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.formats import sheet_csv
from cjm_desktop.formats.encodings import decoded, encoding_called, unified
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.spreadsheet import Choices, read, tables_in
from cjm_desktop.templates import load_template

#: Small tables of many languages, with the encodings that programs wrote them in.
TABLES = {
    "Russian": (("cp1251", "koi8_r", "cp866"), "Этап;Действия\nПоиск;сравнивает цены\nПокупка;платит картой\n"),
    "Russian without headings": (("cp1251", "koi8_r", "cp866"), "Шаг,Заметка\nЗаявка,форма\nОтвет,три дня\n"),
    "Ukrainian": (("cp1251",), "Етап,Дії,Емоції\nПошук,порівнює ціни,тривога\nОплата,сплачує карткою,радість\n"),
    "Polish": (("cp1250",), "Krok;Opis\nRejestracja;zakłada konto\nPłatność;przelew\n"),
    "Czech": (("cp1250",), "Krok;Popis\nRegistrace;založí účet\nDoručení;čeká příliš dlouho\n"),
    "Hungarian": (("cp1250",), "Szakasz,Érzelmek\nKeresés,kíváncsi\nVásárlás,öröm\nSzállítás,túl sokáig vár\n"),
    "German": (("cp1252",), "Schritt;Was passiert\nTür öffnen;Schlüssel klemmt\nGespräch;größer als gedacht\n"),
    "French": (("cp1252",), "Étape;Actions\nDécouverte;préfère\nCaisse;règle à côté\n"),
    "Spanish": (("cp1252",), "Fase,Lo que hace\nLlegada,busca señal\nRecepción,firma aquí\n"),
    "Portuguese": (("cp1252",), "Fase;Ações\nInício;não encontra a página\nCompra;cartão\n"),
    "Italian": (("cp1252",), "Fase;Azioni;Perché\nArrivo;entra in città;è tardi\nUscita;paga;più file\n"),
    "Swedish": (("cp1252",), "Steg;Händelse\nSökning;jämför priser på nätet\nKöp;väntar länge i kön\n"),
    "Danish": (("cp1252",), "Trin;Handlinger\nSøgning;læser på nettet\nKøb;får kvittering\n"),
    "Turkish": (("cp1254",), "Aşama;Eylemler\nArayış;fiyatları karşılaştırır\nÖdeme;kartla öder\n"),
    "Greek": (("cp1253",), "Στάδιο;Ενέργειες\nΑναζήτηση;συγκρίνει τιμές\nΠληρωμή;με κάρτα\n"),
    "Arabic": (("cp1256",), "المرحلة;الإجراءات\nالبحث;يقارن الأسعار\nالشراء;يدفع بالبطاقة\n"),
    "Japanese": (("shift_jis", "euc_jp"), "段階,やること\n来店,店員に聞く\n支払い,現金で払う\n"),
    "Chinese": (("gb18030",), "阶段,行动\n进店,询问店员\n付款,扫二维码\n"),
    "Chinese in Taiwan": (("big5",), "步驟,使用者做什麼\n進店,詢問店員\n付款,掃描條碼\n"),
    "Korean": (("euc_kr",), "과정,고객이 하는 일\n방문,직원에게 묻는다\n결제,현금으로 낸다\n"),
}
WIDE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")


@pytest.mark.parametrize(("language", "encoding"), [(name, one) for name, (of, _) in TABLES.items() for one in of])
def test_older_encodings(language: str, encoding: str) -> None:
    whole = TABLES[language][1]
    lines = whole.splitlines(keepends=True)
    for text in (whole, "".join(lines[:2]), whole + "".join(lines[1:]) * 30):
        found, guessed = decoded(text.encode(encoding), "a.csv")
        assert found == text
        assert guessed


@pytest.mark.parametrize("language", TABLES)
@pytest.mark.parametrize("encoding", WIDE)
def test_unicode(language: str, encoding: str) -> None:
    text = TABLES[language][1]
    assert decoded(text.encode(encoding), "a.csv")[0] == text


def test_what_is_guessed_is_told_and_can_be_said() -> None:
    data = TABLES["Japanese"][1].encode("shift_jis")
    found = read(data, "a.csv")
    assert [stage.name for stage in found.journey.stages.values()] == ["来店", "支払い"]
    assert "The file says no encoding; it was read as Shift-JIS." in found.notes
    tables = tables_in(data, "a.csv")
    assert tables is not None
    assert "The file says no encoding; it was read as Shift-JIS." in tables.notes
    said = read(data, "a.csv", Choices(encoding="Shift-JIS"))
    assert [stage.name for stage in said.journey.stages.values()] == ["来店", "支払い"]
    assert not any("encoding" in note for note in said.notes)
    other = read("Phase;Aktivitäten\nPrüfung;zahlt\nKauf;geht\n".encode("cp850"), "a.csv", Choices(encoding="cp850"))
    assert [stage.name for stage in other.journey.stages.values()] == ["Prüfung", "Kauf"]
    with pytest.raises(FileProblem, match="line 1 is no text in EUC-KR"):
        read(b"\xff\xff,b\nc,d\n", "a.csv", Choices(encoding="euc-kr"))
    with pytest.raises(FileProblem, match="is a workbook"):
        read(b"PK", "a.xlsx", Choices(encoding="utf-8"))


@pytest.mark.parametrize("name", ["no-such", "hex", "rot13", "", "zip", "a\0b", "x" * 5_000])
def test_what_is_no_encoding(name: str) -> None:
    with pytest.raises(FileProblem, match="no encoding that is known"):
        encoding_called(name)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"Stage,Actions\nA,\x00x\n", "line 2 holds NUL characters|it holds NUL"),
        (b"Stage,Actions\nA,b\nC,\x1b[31mred\n", "line 3 holds control characters"),
        (b"\x00\x01\x02\x03" * 50, "NUL"),
        (codecs.BOM_UTF16_LE + b"a", "looks like UTF-16"),
        (codecs.BOM_UTF8 + b"\xff", "looks like UTF-8"),
        (b"%PDF-1.4", "a PDF document"),
        (b"<!doctype html><p>", "a web page"),
        ("<html>".encode("utf-16"), "a web page"),
    ],
)
def test_what_is_no_text(data: bytes, problem: str) -> None:
    with pytest.raises(FileProblem, match=problem):
        decoded(data, "a.csv")


@pytest.mark.parametrize(
    ("encoding", "separator"), [("utf-16", "\t"), ("cp1252", ","), ("cp1252", ";"), ("utf-8-sig", "\t")]
)
def test_our_table_as_a_spreadsheet_writes_it_again(encoding: str, separator: str) -> None:
    """As “Unicode text”, or in the code page of a Western system."""
    import csv
    import io

    journey = load_template("current-state")
    rows = list(csv.reader(io.StringIO(sheet_csv.write(journey).data.decode("utf-8-sig"), newline="")))
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    plain = written.getvalue().encode(encoding, "replace").decode(encoding)
    found = read(written.getvalue().encode(encoding, "replace"), "a.csv")
    expected = sheet_csv.read(plain.encode(), "a.csv")
    assert found.journey == expected.journey
    assert len(found.journey.cards) == len(journey.cards)
    assert [card.id for card in found.journey.cards.values()] == [card.id for card in journey.cards.values()]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=100).map(lambda text: text.encode("utf-16-le", "replace")))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, _ = decoded(data, "a.csv")
        assert "\0" not in text
        assert unified(data, "a.csv")[0].decode() == text
    except FileProblem:
        pass
