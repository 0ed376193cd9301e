"""Vocabulary and sentence templates of the synthetic corpus."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST = _words(
    "Olena Taras Iryna Bohdan Mykola Daria Yurii Halyna Andrii Sofia Anna Viktor Marta Pavel Elena Lev Nina Oskar "
    "Ingrid Matteo Clara Henrik Lucia Tomas Agnes Ruben Stella Marek Judit Emil Nadia Karim Leila Samir Rosa Anton "
    "Vera Igor Tamara Filip"
)
LAST = _words(
    "Bondar Koval Melnyk Savchuk Tkach Lysenko Rudenko Marchuk Horban Didenko Petrov Orlova Sokolov Lebedev Volkova "
    "Larsen Lindqvist Moretti Fontana Keller Brandt Novak Horak Varga Szabo Dumont Lefevre Navarro Ortega Almeida "
    "Costa Kowalski Zielinska Haddad Nasser Okafor Mensah Tanaka Castellan Whitmore Ashdown Pemberton Galloway "
    "Harkness Ravenscroft Thorne Aldridge Beaumont Calloway Drummond"
)
STATES = _words("Norland Vastria Keldonia Ostmark Tervia Lindesia Marovia Suranto")
BODIES = (
    "Ministry of Foreign Affairs",
    "Ministry of Defence",
    "General Staff",
    "Contact Group",
    "Monitoring Mission",
    "National Bank",
    "Parliament",
    "Negotiating Delegation",
    "Security Council",
    "Press Service",
)
OFFICES = ("Foreign minister", "Chief negotiator", "Defence minister", "Special envoy", "Press secretary", "Adviser")
OUTLETS = ("Daily Courier", "Wire Service", "Evening Post", "Public Radio", "Morning Chronicle", "Review of Affairs")
PLACES = (
    ("Geneva", "CH", "46.20", "6.14"),
    ("Vienna", "AT", "48.21", "16.37"),
    ("Istanbul", "TR", "41.01", "28.98"),
    ("Bishkek", "KG", "42.87", "74.59"),
    ("Oslo", "NO", "59.91", "10.75"),
    ("Doha", "QA", "25.29", "51.53"),
    ("Helsinki", "FI", "60.17", "24.94"),
)
EVENTS = (
    ("talks", "Talks on {subject} in {place}"),
    ("meeting", "Delegations meet about {subject}"),
    ("press-conference", "Press conference of {person}"),
    ("statement", "{person} speaks on {subject}"),
    ("publication", "A text on {subject} is published"),
    ("leak", "Draft on {subject} leaked"),
    ("decision", "{state} decides on {subject}"),
    ("visit", "{person} visits {place}"),
    ("call", "Call between {person} and {other}"),
    ("legal", "Court rules on {subject}"),
)
THEMES = _words(
    "process territory ceasefire guarantees forces assets sanctions humanitarian nuclear elections monitoring language"
)
SUBJECTS = (
    "the line of contact",
    "the exchange of prisoners",
    "the size of the armed forces",
    "frozen assets",
    "security guarantees",
    "the monitoring mission",
    "the return of children",
    "the power plant",
    "relief from sanctions",
    "the date of elections",
    "the status of minorities",
    "the corridor for grain",
)
SENTENCES = (
    "{person} told reporters in {place} that {subject} had been discussed for several hours without a result.",
    "The delegation of {state} brought a text of its own, which the other side took note of but did not accept.",
    "According to two participants, {person} and {other} spoke alone before the full session began.",
    "The question of {subject} was left to a working group that is to meet again within two weeks.",
    "A spokesman for {state} said that no date for another round had been agreed.",
    "{person} had named {subject} as the condition for everything else already a month before.",
    "The report does not say who wrote the passage on {subject}, nor when it was added.",
    "Outlets differ on the order of events; the one given here follows the account that names its witnesses.",
    "The wording was changed three times in one night, and each version was sent to both capitals.",
    "{other} denied that {subject} had been a subject of the talks at all.",
    "Later accounts place the decisive conversation in {place}, not at the conference table.",
    "Observers from {state} were in the room, but they did not speak and signed nothing.",
    "It is not known whether {person} had a mandate to agree to a compromise on {subject}.",
    "The joint statement calls the conversation useful and names no detail.",
    "Both sides said afterwards that nothing is agreed until everything is agreed.",
)
CLAIMS = (
    "{person} said that {subject} could be settled first, if {state} gave a written assurance.",
    "{person} called the proposal on {subject} a basis for further work, with changes.",
    "{person} ruled out any agreement that leaves {subject} open.",
    "{person} asked {other} to publish the text on {subject} in full.",
    "{person} said the delegation would answer on {subject} within a week.",
)
QUOTES = (
    "We have come a long way, and there is still a long way to go",
    "Nobody has shown us this text, and we cannot answer what we have not read",
    "This can be the ground on which we build, but it is not the house",
    "We will sign nothing that our parliament cannot ratify",
    "There was progress on two of the points, on the others we shall see",
    "The door is open, it is for them to walk through it",
)
ORIGINALS = (
    "Ми пройшли довгий шлях, і попереду ще довгий шлях",
    "Нам ніхто не показував цього тексту",
    "Ми не підпишемо того, чого не зможе ратифікувати парламент",
)
CYRILLIC = {
    "sh": "ш",
    "ch": "ч",
    "kh": "х",
    "yu": "ю",
    "ya": "я",
    "ii": "ій",
    **dict(zip("abcdefghijklmnopqrstuvwxyz", "абкдефгхіжклмнопкрстувваиз", strict=True)),
}
