from __future__ import annotations

import pytest

from cjm_desktop.text import fonts


@pytest.mark.parametrize(
    ("tag", "member"),
    [
        ("ja", "ja"),
        ("en", "ja"),
        ("", "ja"),
        ("ko-KR", "ko"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh_TW", "zh-Hant"),
        ("zh-Hant", "zh-Hant"),
        ("zh-HK", "zh-HK"),
    ],
)
def test_languages_choose_among_the_cjk_faces(tag: str, member: str) -> None:
    assert fonts.cjk_language(tag) == member


@pytest.mark.parametrize("weight", [400, 600, 700])
@pytest.mark.parametrize("italic", [False, True])
def test_every_face_of_a_chain_is_there_and_has_its_own_key(weight: int, italic: bool) -> None:
    chain = fonts.chain(weight, italic, "ja")
    assert len({face.key for face in chain}) == len(chain)
    for face in chain:
        assert face.path.is_file()
        assert face.weight == weight
        assert face.covers(0x20)
    assert chain[0] is fonts.base_face(weight, italic)
    assert chain[-1] is fonts.emoji_face(weight)


def test_every_script_face_is_bundled_in_the_chain() -> None:
    folder = fonts.base_face().path.parent
    bundled = {path.name for path in folder.glob("*.ttf")}
    chained = {face.path.name for italic in (False, True) for face in fonts.chain(400, italic, "ja")}
    assert bundled <= chained


def test_faces_are_shared_between_chains() -> None:
    upright, italic = fonts.chain(400, False, "ja"), fonts.chain(400, True, "ja")
    assert upright[0] is not italic[0]
    assert upright[1:] == italic[1:]


def test_asking_for_one_character_agrees_with_the_coverage() -> None:
    for face in fonts.chain(400, False, "ja"):
        for code in (0x20, 0x41, 0x301, 0x5D0, 0x627, 0x915, 0xE01, 0x2192, 0x5B57, 0x1F642, 0x378):
            assert face.covers(code) == (code in face.coverage)
