"""Find what has a fixed form (addresses, amounts, dates, identifiers) before any model is asked.

Every pattern runs in linear time: repetitions are bounded or possessive, and none can start anew
inside a stretch that it has already failed on.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_AMOUNT = r"\d++(?:,\d{3})*+(?:\.\d++)?"
_NUMBER = rf"(?<![\w.,]){_AMOUNT}"
_SPELLED = (
    r"(?<![\w-])(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve"
    r"|(?:[Tt]hir|[Ff]our|[Ff]if|[Ss]ix|[Ss]even|[Ee]igh|[Nn]ine)teen"
    r"|(?:[Tt]wen|[Tt]hir|[Ff]or|[Ff]if|[Ss]ix|[Ss]even|[Ee]igh|[Nn]ine)ty"
    r"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)"
)
_SCALE = r"(?:[kK]\b|[ -]?(?:[mMB]|bn|mn|thousand|million|billion|trillion)\b)"
_SYMBOL = r"(?:(?<![A-Za-z])(?:US|CA|AU|NZ|HK|C|A|S))?[$€£¥₹₩]"
_UP_TO = rf"(?:[–-]{_AMOUNT})?"  # the rest of a range
_TO = rf"(?:(?:[–-]| to ){_AMOUNT})?"  # of what is measured, in words too
_COINS = r"(?:(?:US |Canadian |Australian )?dollars?|euros?|cents|yen|rupees|yuan)\b"
_CURRENCY = r"(?:USD|EUR|GBP|JPY|CHF|CAD|AUD|CNY|INR|SEK|NOK|DKK|KRW|BRL|MXN|SGD|HKD|NZD|ZAR)"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d)"
_YEAR = r"(?:1\d|20)\d\d(?!\d)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_PERIOD = rf"(?:day|night|week|weekend|month|quarter|year|decade|century|{_SEASON}|{_WEEKDAY}|{_MONTH})"
_SPAN = r"(?:day|week|month|year|decade)s?"
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,6})?)?(?!\d)"
_ZONE = r"(?:Z\b| ?(?:UTC|GMT|[CEMP][SD]?T|CES?T|BST|[+-]\d\d:?\d\d)\b)"
_NOON = r"(?:[ap]\.m\.|[ap]m\b|[AP]\.M\.|[AP]M\b)"
_STANDARD = r"(?:ISO|IEC|IEEE|RFC|UTF|SHA|BS|DIN|EN)"
_VERSION_END = r"(?:-[A-Za-z0-9]+(?:\.\d+)?)?\b(?!\.\d)"
_NO_SECTION = r"(?<!ection )(?<!lause )(?<!hapter )(?<!rticle )"
_TOP_DOMAIN = r"(?:com|org|net|io|dev|gov|edu)"
_ISO_DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_UNIT = "|".join(
    (
        r"[kcmnµμ]?m[²³]?|km/h|mph|m/s|miles?|feet|foot|ft|inch(?:es)?|yards?|acres?|hectares?",
        r"square (?:kilomet(?:er|re)s|met(?:er|re)s|feet|miles)|cubic (?:met(?:er|re)s|feet)",
        r"(?:kilo|centi|milli|nano)?(?:met(?:er|re)|gram)s?|[kmµμ]?g|lbs?|oz|pounds|ounces?|tons?|tonnes?",
        r"m?[lL]|(?:milli)?lit(?:er|re)s?|gallons?|barrels?",
        r"[KkMGTP]i?[Bb](?:ps|/s)?|(?:kilo|mega|giga|tera|peta)?bytes?|bits?|[kMGT]?Hz|rpm|fps|dpi|px|(?:mega)?pixels?",
        r"[kMGT]?Wh?|[km]?V|m?Ah?|(?:kilo|mega|giga)?watt(?:-?hour)?s?|volts?|amps?|[kM]?[JN]|[kM]?Pa|psi|k?cal|calories|dB",
        r"°[CF]?|º[CF]?|degrees?(?: (?:Celsius|Fahrenheit))?|[µμn]?s|ms|(?:milli|micro|nano)?sec(?:ond)?s?",
        r"min(?:ute)?s?|hrs?|hours?|days?|weeks?|months?|years?|basis points|bps|tokens|parameters",
    )
)
_EXTENSION = (
    r"(?:py|js|ts|jsonl?|ya?ml|toml|ini|cfg|conf|md|rst|txt|[ct]sv|pdf|docx?|xlsx?|pptx?|html?|css|xml|sql|sh|bat|ps1"
    r"|log|java|go|rs|cc?|cpp|hpp?|rb|php|exe|dll|so|jar|whl|zip|gz|tar|png|jpe?g|gif|svg|mp[34]|parquet|db)\b"
)


_FORM_CONFIDENCE = 0.95


class Match(NamedTuple):
    """A labelled stretch of a text."""

    start: int
    end: int
    label: str
    confidence: float = _FORM_CONFIDENCE  # estimated probability that it is one, and from start to end


class Pattern(NamedTuple):
    """What a label looks like: the group 'span', where there is one, is the match."""

    label: str
    regex: re.Pattern[str]
    hints: tuple[str, ...]  # any text that matches holds at least one of these; empty: no telling


def _pattern(label: str, expression: str, *hints: str) -> Pattern:
    return Pattern(label, re.compile(expression), hints)


_DIGITS = tuple("0123456789")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PARTS, _AGO, _PERCENT = ("quarter", "half"), (" ago", " earlier", " later"), ("%", "percent", "per cent")
_COIN_WORDS = ("dollar", "euro", "cents", "yen", "rupees", "yuan", "€", "£", *_CURRENCY[3:-1].split("|"))

# Where two matches start and end together, the one further up wins.
PATTERNS = (
    _pattern("EMAIL", r"(?<![\w.+-])[\w.+-]{1,64}+@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}\b", "@"),
    _pattern("URL", r"\b(?:https?://|ftp://|www\.)[^\s<>\"'`|]{0,2000}[^\s<>\"'`|.,;:!?)\]}*]", "://", "www."),
    _pattern("URL", rf"(?<![\w.@/-])(?:[a-z0-9-]{{1,63}}\.){{1,4}}{_TOP_DOMAIN}\b(?:/[\w./%?=&#-]*[\w/])?", "."),
    _pattern("UUID", r"\b[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\b", "-"),
    _pattern("HASH", r"\b(?:sha\d{1,3}:[0-9a-f]{7,128}|[0-9a-f]{32}(?:[0-9a-f]{8}|[0-9a-f]{32}|[0-9a-f]{96})?)\b"),
    _pattern("IP", rf"(?<![\w.]){_OCTET}(?:\.{_OCTET}){{3}}(?:/\d{{1,2}}|:\d{{1,5}})?(?!\.?\w)", "."),
    _pattern("IP", r"(?<![\w:])(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}(?![\w:])", ":"),
    _pattern("IP", r"(?<![\w:])(?:[0-9A-Fa-f]{1,4}:){1,6}(?::[0-9A-Fa-f]{1,4}){1,6}(?![\w:])", ":"),
    _pattern("DATE", rf"(?<![\w-]){_ISO_DAY}(?:[T ]{_CLOCK}{_ZONE}?)?(?!\w)", "-"),
    _pattern("DATE", r"(?<![\w./-])\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?![\w/-]|\.\d)", "/", ".", "-"),
    _pattern("DATE", r"(?<![\w./-])\d{4}/\d{1,2}/\d{1,2}(?![\w/-]|\.\d)", "/"),
    _pattern("DATE", rf"\b(?:{_WEEKDAY},? )?{_MONTH} {_DAY}(?:,? {_YEAR})?(?! ?%)", *_MONTHS),
    _pattern("DATE", rf"\b(?:{_WEEKDAY},? )?(?:the )?{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?", *_MONTHS),
    _pattern("DATE", rf"\b{_MONTH},? (?:of )?{_YEAR}", *_MONTHS),
    _pattern("DATE", rf"\b(?:Q[1-4]|H[12]|FY)[ -]?(?:of )?(?:FY ?)?(?:{_YEAR}|'?\d\d)\b", "Q", "H1", "H2", "FY"),
    _pattern("DATE", rf"\b(?:fiscal(?: year)?|FY) ?{_YEAR}", "fiscal", "FY"),
    _pattern("DATE", rf"\b(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth) (?:quarter|half) of (?:fiscal )?{_YEAR}", *_PARTS),
    _pattern("DATE", rf"\b(?:[Ll]ast|[Nn]ext|[Pp]revious|[Tt]his(?: past| coming)?) {_PERIOD}\b"),
    _pattern("DATE", rf"(?:{_NUMBER}|{_SPELLED}|\b[Aa]n?) {_SPAN} (?:ago|earlier|later)\b", *_AGO),
    _pattern("DATE", r"\b(?:[Yy]esterday|[Tt]omorrow|[Tt]oday|[Tt]onight)\b", "oday", "onight", "omorrow", "esterday"),
    _pattern("DATE", r"\b(?:[Tt]he )?(?:(?:early|mid|late)[ -])?(?:1[5-9]|20)\d0s\b", "0s"),
    _pattern("TIME", rf"(?<![\w:.]){_CLOCK}(?: ?{_NOON})?{_ZONE}?(?![\w:])", ":"),
    _pattern("TIME", rf"(?<![\w:.])(?:1[0-2]|[1-9]) ?{_NOON}{_ZONE}?", "m", "M"),
    _pattern("MONEY", rf"{_SYMBOL} ?{_AMOUNT}{_UP_TO}{_SCALE}?(?: {_CURRENCY}\b)?", "$", "€", "£", "¥", "₹", "₩"),
    _pattern("MONEY", rf"\b{_CURRENCY} ?{_AMOUNT}{_UP_TO}{_SCALE}?", *_DIGITS),
    _pattern("MONEY", rf"{_NUMBER}{_SCALE}? ?(?:{_CURRENCY}\b|{_COINS}|[€£])", *_COIN_WORDS),
    _pattern("PERCENT", rf"(?:[-+−]|(?<=[~≈<>]))?{_NUMBER} ?(?:%|per ?cent\b|percentage points?\b)(?!\w)", *_PERCENT),
    _pattern("PHONE", r"(?<![\w.])\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){1,4}(?!\w)", "+"),
    _pattern("PHONE", r"(?<![\w.-])(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[.-])\d{3}[ .-]\d{4}(?![\w-])", "-", ".", " "),
    _pattern("TICKET", r"\bCVE-\d{4}-\d{4,7}\b", "CVE-"),
    _pattern("TICKET", rf"\b(?!{_STANDARD}-)[A-Z]{{2,10}}-\d{{3,7}}\b(?!-)", "-"),
    _pattern("TICKET", r"(?<![\w#&/])#\d{2,8}\b", "#"),
    _pattern("TICKER", r"(?<![\w$])\$[A-Z]{1,5}\b(?![\d.])", "$"),
    _pattern("TICKER", r"\b(?:NYSE|NASDAQ|Nasdaq|LSE|TSX|ASX|HKEX|TSE): ?[A-Z0-9]{1,6}\b", ":"),
    _pattern("VERSION", rf"(?<![\w.])(?:v|[Vv]ersion |[Rr]elease )\d+(?:\.\d+){{0,3}}{_VERSION_END}", *_DIGITS),
    _pattern("VERSION", rf"(?<=[a-z] ){_NO_SECTION}\d+\.\d+\.\d+{_VERSION_END}", "."),
    _pattern("QUANTITY", rf"{_NUMBER}{_TO}(?:[ -](?:thousand|million|billion))?[ -]?(?:{_UNIT})(?![\w/])", *_DIGITS),
    _pattern("QUANTITY", rf"{_SPELLED}(?: and a half)?[ -](?:(?:hundred|thousand|million) )?(?:{_UNIT})(?![\w/])"),
    _pattern("PATH", r"(?<![\w/.:~<-])(?:~|\.{1,2})?(?:/[\w.@%+-]{1,255}){2,64}/?(?<!\.)", "/"),
    _pattern("PATH", r"(?<![\w/.:~<-])(?:~|\.{1,2})/[\w.@%+-]{1,255}(?<!\.)", "/"),
    _pattern("PATH", r"\b[A-Za-z]:\\[^\s:*?\"<>|]{1,260}(?<![.,;)])", "\\"),
    _pattern("PATH", rf"(?<![\w./@-])(?:[\w-]{{1,255}}+[./]){{1,16}}{_EXTENSION}(?![/\w])", "."),
    _pattern("CODE", r"(?<!`)`(?P<span>[^`\n]{1,120}+)`(?!`)", "`"),
    _pattern("CODE", r"(?<![\w.])[A-Za-z_]\w{0,80}+(?:\.\w{1,80}+){0,8}\(\)", "("),
    _pattern("CODE", r"(?<![\w.-])(?=[A-Za-z_]{1,80}\w*_)_{0,2}[A-Za-z]\w{1,80}+(?:\.\w{1,80}+){0,8}", "_"),
    _pattern("CODE", r"(?<![\w-])--[a-z][a-z0-9]{0,40}+(?:-[a-z0-9]{1,40}+){0,8}", "-"),
    _pattern("HANDLE", r"(?<![\w@./+-])@[A-Za-z_]\w{1,30}\b(?!\.\w)", "@"),
    _pattern("TAG", r"(?<![\w#&/(])#[A-Za-z]\w{1,60}\b", "#"),
)  # fmt: skip

FORM_LABELS = frozenset(pattern.label for pattern in PATTERNS)


def find_patterns(text: str) -> list[Match]:
    """Return what has a fixed form, in text order; of overlapping matches the earliest, then the longest."""
    found = [
        (*(match.span("span" if "span" in regex.groupindex else 0)), order)
        for order, (_, regex, hints) in enumerate(PATTERNS)
        if not hints or any(hint in text for hint in hints)
        for match in regex.finditer(text)
    ]
    found.sort(key=lambda candidate: (candidate[0], -candidate[1], candidate[2]))
    matches, last = list[Match](), 0
    for start, end, order in found:
        if start >= last:
            matches.append(Match(start, end, PATTERNS[order].label))
            last = end
    return matches
