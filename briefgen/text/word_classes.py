"""Listed words: negations, conditions, modal verbs and numbers.

A quotation must not hide such words. An omission or an editor's words may neither contain nor replace one. There are lists for English, Ukrainian, Russian,
French and German, with inflected forms. docs/provenance.md describes how they are used.
"""

from __future__ import annotations

import re
from functools import lru_cache

from briefgen.text.messages import N_

OTHER, NEGATION, CONDITION, MODAL, NUMBER, UNHEARD = range(6)
"""The classes of words. `UNHEARD` is a note of the transcriber that something could not be heard."""
NAMES = (
    "other", N_("negation"), N_("condition"), N_("modal verb"), N_("number"), N_("note that words were not heard"),
)  # fmt: skip

# A star stands for any ending.
_LISTED = {
    "en": (
        (
            "no not never none nobody nothing neither nor without hardly barely cannot nowhere n't dont doesnt didnt wont cant "
            "isnt arent wasnt werent hasnt havent hadnt wouldnt couldnt shouldnt mustnt refus* deny denie* denying denial* fail*"
        ),
        "if unless until till provided only except but however although though whether once when before after",
        "may might can could will would shall should must ought need needs needed maybe perhaps probably allegedly",
        (
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
            "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred* thousand* million* billion* "
            "trillion* half halves third thirds quarter* dozen*"
        ),
    ),
    "uk": (
        (
            "не ні ані ніколи ніхто нікого нікому ніким нічого нічому нічим ніщо ніяк* ніде нікуди жоден жодн* без нема немає "
            "неможливо відмов*"
        ),
        "якщо якби доки поки лише тільки крім окрім але однак хоча хоч після перед",
        (
            "може можу можеш можемо можете можуть міг могла могли могло зможе* зможу* би б повин* має маю маєш маємо маєте "
            "мають мусить мушу мусимо мусять мусите можлив* нібито"
        ),
        (
            "один одна одне одного одному одній одну одним одною двоє два дві двох двом двома три трьох трьом трьома чотир* "
            "п'ят* шіст* шест* сім семи сімома вісім вос* дев'ят* десят* одинадцят* дванадцят* тринадцят* двадцят* тридцят* "
            "сорок* сто ста двіст* триста сот* тисяч* мільйон* мільярд* половин* третин* чверт*"
        ),
    ),
    "ru": (
        (
            "не нет ни никогда никто никого никому никем ничего ничему ничем ничто никак* нигде никуда нельзя без невозможно "
            "отказ* отказыва* отверг*"
        ),
        "если пока лишь только кроме но однако хотя хоть после перед",
        (
            "может могу можешь можем можете могут мог могла могли могло сможе* смогу* бы б долж* следует следовало возможн* "
            "якобы вероятн*"
        ),
        (
            "один одна одно одного одному одной одну одним двое два две двух двум двумя три трех трем тремя четыр* пят* шест* "
            "семь семи семью восем* восьм* девят* десят* одиннадцат* двенадцат* тринадцат* двадцат* тридцат* сорок* сто ста "
            "двест* триста сот* тысяч* миллион* миллиард* половин* треть трети четверт*"
        ),
    ),
    "fr": (
        "ne n pas non jamais rien aucun* personne ni sans nul nulle guère refus*",
        "si s'il s'ils sauf pourvu mais seulement sinon lorsque lorsqu quand avant après",
        (
            "peut peuvent peux pouvons pouvez pourr* doit doivent dois devons devez devr* faut faudra* faudrait peut-être "
            "probablement"
        ),
        (
            "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt* trente "
            "quarante cinquante soixante cent cents mille million* milliard* moitié* tiers quart* douzaine*"
        ),
    ),
    "de": (
        "nicht kein* nie niemals nichts niemand* ohne weder kaum nein ablehn* lehnt lehnen lehnte* abgelehn*",
        "wenn falls sofern nur außer aber sobald bevor nachdem solange",
        (
            "kann kannst können könnt konnte* könnte* darf dürfen dürfte* durfte* muss muß müssen musste* müsste* soll sollen "
            "sollst sollte* will wollen wollte* würde* vielleicht angeblich"
        ),
        (
            "ein eine einen einem einer eines eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn zwanzig "
            "dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert* tausend* million* milliarde* hälfte* drittel* "
            "viertel* dutzend*"
        ),
    ),
}
_PARTS = re.compile(r"['-]\s*")


def is_listed(language: str) -> bool:
    """Return whether there are lists for a language; it is a code such as `en`."""
    return _primary(language) in _LISTED


def class_of(word: str, language: str) -> int:
    """Return the class of a word in any case.

    Its parts at a hyphen or an apostrophe count, too. `word` has plain apostrophes and hyphens, as `characters.unified` writes them. A word with a digit is a number.
    """
    if any(letter.isdigit() for letter in word):
        return NUMBER
    primary = _primary(language)
    if primary not in _LISTED:
        return OTHER
    lower = word.lower().replace("ё", "е")
    if primary == "en" and lower.endswith("n't"):
        return NEGATION
    pattern = _pattern(primary)
    found = (match.lastindex for part in (lower, *_PARTS.split(lower)) if (match := pattern.fullmatch(part)))
    return min(filter(None, found), default=OTHER)


@lru_cache
def _pattern(language: str) -> re.Pattern[str]:
    """Return an expression with one group for each class."""
    return re.compile("|".join(f"({'|'.join(map(_form, words.split()))})" for words in _LISTED[language]))


def _form(word: str) -> str:
    return rf"{re.escape(word[:-1])}\w*+" if word.endswith("*") else re.escape(word)


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
