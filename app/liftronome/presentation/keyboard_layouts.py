"""Where the letters of other scripts lie on a keyboard, so that a key is known by its place as well as by its
letter: P pauses on a Russian keyboard too, where that key writes "з"."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

PLACES: Final = "qwertyuiopasdfghjklzxcvbnm"
"""The letter keys by what they write on a US keyboard, row by row."""

LAYOUTS: Final[Mapping[str, tuple[str, str]]] = {
    "ru": ("йцукенгшщзфывапролдячсмить", ""),
    "uk": ("йцукенгшщзфівапролдячсмить", ""),
    "be": ("йцукенгшўзфывапролдячсміть", ""),
    "bg": (",уеишщксдзьяаожгтнвюйъэфхп", "ы"),
    "sr": ("љњертзуиопасдфгхјклжџцвбнм", ""),
    "mk": ("љњертѕуиопасдфгхјклзџцвбнм", ""),
    "mn": ("фцужэнгшүзйыбөахролячёсмит", ""),
    "el": (";ςερτυθιοπασδφγηξκλζχψωβνμ", ""),
    "hy": ("ճփբսմուկըթջվգեանիտհժդչյզլք", ""),
    "ka": ("ქწერტყუიოპასდფგჰჯკლზხცვბნმ", " ჭ ღთ      შ    ჟ  ძ ჩ"),
    "he": ("/'קראטוןםפשדגכעיחלךזסבהנמצ", ""),
    "ar": ("ضصثقفغعهخحشسيبلاتنمئءؤر ىة", "ًٌَُ إ ÷×؛ٍِ   أـ،  ْ   آ"),
    "fa": ("ضصثقفغعهخحشسیبلاتنمظطزرذدپ", "ًٌٍَُِّْ  ؤئيإأآة»«كٓژٰ ٔء"),
    "ur": ("قوعرتےءیہپاسدفگحجکلزشچطبنم", "ْؤٰڑٹَئِۃُآصڈّغھضخٔذژثظ ں٘"),
    "hi": ("ौैाीूबहगदजोे्िुपरकतॆंमनवलस", "औऐआईऊभङघधझओएअइउफऱखथऎँणऩऴळश"),
    "ne": ("टौेरतयुिोपासदउगहजकलषडचवबनम", "ठऔैृथञूीओफआशधऊघअझख॥ऋढछँभणं"),
    "bn": ("ৌৈাীূবহগদজোে্িুপরকত ংমনবলস", "ঔঐআঈঊভঙঘধঝওএঅইউফ খথ ঁণনবলশ"),
    "pa": ("ੌੈਾੀੂਬਹਗਦਜੋੇ੍ਿੁਪਰਕਤ ਂਮਨਵਲਸ", "ਔਐਆਈਊਭਙਘਧਝਓਏਅਇਉਫੜਖਥਁੰਣਨਵ"),
    "gu": ("ૌૈાીૂબહગદજોે્િુપરકત ંમનવલસ", "ઔઐઆઈઊભઙઘધઝઓએઅઇઉફરખથ ઁણનવળશ"),
    "ta": ("ௌைாீூ ஹ  ஜோே்ிுபரகதெஂமநவலஸ", "ஔஐஆஈஊ ங   ஓஏஅஇஉ ற  எ ணனழளஶ"),
    "te": ("ౌైాీూబహగదజోే్ిుపరకతెంమనవలస", "ఔఐఆఈఊభఙఘధఝఓఏఅఇఉఫఱఖథఎఁణ  ళశ"),
    "si": ("ඍඇඑරතයඋඉඔපඅසදෆගහජකලඤඳචවබනම", "ඎඈඒ්ථ ඌඊඕඵආශධ ඝඃඣඛළඥඬඡ භණඹ"),
    "th": ("ๆไำพะัีรนยฟหกดเ้่าสผปแอิืท", "๐ ฎฑธํ๊ณฯญฤฆฏโฌ็๋ษศ  ฉฮฺ์"),
    "lo": ("ົໄຳພະິີຣນຍັຫກດເ້່າສຜປແອຶືທ", " ໐     ຮ ຽ     ໊໋  ₭ ຯ   ໆ"),
    "km": ("ឆឹេរតយុិោផាសដថងហ្កលឋខចវបនម", "ឈឺែឬទួូីៅភ ៃឌធអះញគឡឍឃជ ពណំ"),
    "my": ("ဆတနမအပကငသစေျိ်ါ့ြုူဖထခလဘညာ", "ဈဝဣ၎ဤ၌ဥ၍ဿဏဗှီ္ွံဲဒဓဇဌဃဠယဉဦ"),
    "ja": ("タテイスカンナニラセチトシハキクマノリツサソヒコミモ", "  ィ                ッ"),
    "ko": ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", "ㅃㅉㄸㄲㅆ   ㅒㅖ"),
}
"""What the letter keys write, by the language of the usual layout and in the order of `PLACES`; then what
they write with Shift where that is no capital. A blank stands for a key without a letter. From
xkeyboard-config, the Korean from KS X 5002. Where two layouts put one letter on different keys, the earlier
layout counts."""

_EXTRA: Final = {"ԛ": "q"}
"""The Cyrillic letter qa, which looks and is named like q."""


def latin_letter(char: str, language: str = "") -> str:
    """The lower-case Latin letter of the key that writes a character, "" if it is none of a letter key.

    `language` is the code of the language whose layout is looked at first, such as "sr"; only with it are
    punctuation marks taken for letter keys, as they lie elsewhere on most keyboards.
    """
    plain = _plain(char)
    if len(plain) == 1 and plain in PLACES:
        return plain
    if found := _keys_of(language).get(plain):
        return found
    return "" if plain.isascii() else _all_keys().get(plain, "")


def _plain(char: str) -> str:
    return unicodedata.normalize("NFKC", char).lower()


@cache
def _keys_of(language: str) -> Mapping[str, str]:
    rows = LAYOUTS.get(language, ())
    found = ((_plain(char), key) for row in reversed(rows) for char, key in zip(row, PLACES, strict=False))
    return {char: key for char, key in found if char != " "}


@cache
def _all_keys() -> Mapping[str, str]:
    found: dict[str, str] = dict(_EXTRA)
    for language in LAYOUTS:
        found = {**_keys_of(language), **found}
    return found
