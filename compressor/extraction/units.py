"""Spellings of currencies, scales and units of measure, and the one form each is normalised to."""

from __future__ import annotations

import re
from decimal import Decimal

PER_UNIT = re.compile(r"[a-z]{1,3}-\d")  # 'ha-1': so much for each


def _spellings(table: dict[str, str]) -> dict[str, str]:
    return {spelling: canonical for canonical, spellings in table.items() for spelling in spellings.split()}


# ISO 4217 code -> symbols and words; the codes themselves are added below.
_CURRENCY_SPELLINGS = {
    "USD": "$ US$ U.S.$ dollar dollars",
    "EUR": "€ euro euros",
    "GBP": "£ pound pounds sterling",
    "JPY": "¥ JP¥ yen",
    "CNY": "CN¥ RMB yuan renminbi",
    "INR": "₹ Rs Rs. rupee rupees",
    "KRW": "₩ won",
    "CHF": "Fr. SFr. franc francs",
    "AUD": "A$ AU$",
    "CAD": "C$ CA$",
    "NZD": "NZ$",
    "HKD": "HK$",
    "SGD": "S$ SG$",
    "TWD": "NT$",
    "BRL": "R$ real reais",
    "MXN": "MX$",
    "PLN": "zł zloty",
    "RUB": "₽ rouble roubles ruble rubles",
    "TRY": "₺ lira",
    "ILS": "₪ shekel shekels",
    "UAH": "₴ hryvnia",
    "VND": "₫",
    "THB": "฿ baht",
    "SEK": "",
    "NOK": "",
    "DKK": "",
    "CZK": "Kč",
    "HUF": "Ft forint",
    "ZAR": "rand",
    "AED": "dirham dirhams",
    "SAR": "",
    "IDR": "Rp",
    "MYR": "RM ringgit",
    "PHP": "₱",
    "NGN": "₦ naira",
    "EGP": "",
    "ARS": "",
    "CLP": "",
    "COP": "",
    "RON": "",
}
CURRENCIES = _spellings(_CURRENCY_SPELLINGS) | {code: code for code in _CURRENCY_SPELLINGS}

# In front of a unit, 'm', 'b' and 't' are metre, bit and tonne: only money reads them as scales.
SCALES = {
    **dict.fromkeys(("thousand", "k"), Decimal(1_000)),
    **dict.fromkeys(("million", "millions", "mn", "mln", "mio", "mio."), Decimal(1_000_000)),
    **dict.fromkeys(("billion", "billions", "bn", "bln", "mrd", "mrd."), Decimal(1_000_000_000)),
    **dict.fromkeys(("trillion", "trillions", "tn", "trn"), Decimal(1_000_000_000_000)),
}
MONEY_SCALES = SCALES | {
    "m": Decimal(1_000_000),
    "mm": Decimal(1_000_000),
    "b": Decimal(1_000_000_000),
    "t": Decimal(1_000_000_000_000),
}

PERCENT = frozenset({"%", "percent", "per cent", "pct", "percentage points", "percentage point"})

# Symbols tell 'MB' from 'Mb' and 'mW' from 'MW': they are looked up as written.
_SYMBOLS = _spellings(
    {
        "km": "km", "m": "m", "cm": "cm", "mm": "mm", "µm": "µm μm um", "nm": "nm",
        "mi": "mi", "ft": "ft", "in": 'in in. "', "yd": "yd",
        "kg": "kg", "g": "g", "mg": "mg", "µg": "µg μg mcg", "t": "t", "lb": "lb lbs lb.", "oz": "oz oz.",
        "L": "l L", "mL": "ml mL", "µL": "µl µL μl μL", "gal": "gal",
        "m²": "m² m2 sqm", "km²": "km² km2", "ha": "ha", "ft²": "ft² ft2", "m³": "m³ m3", "cm³": "cm³ cm3 cc",
        "s": "s sec secs", "ms": "ms", "µs": "µs μs us", "ns": "ns", "min": "min mins", "h": "h hr hrs", "d": "d",
        "°C": "°C ºC", "°F": "°F ºF", "K": "K", "°": "°",
        "B": "B", "KB": "KB kB", "MB": "MB", "GB": "GB", "TB": "TB", "PB": "PB",
        "KiB": "KiB", "MiB": "MiB", "GiB": "GiB",
        "kbit/s": "kbps kbit/s", "Mbit/s": "Mbps Mbit/s", "Gbit/s": "Gbps Gbit/s", "MB/s": "MB/s", "GB/s": "GB/s",
        "Hz": "Hz", "kHz": "kHz", "MHz": "MHz", "GHz": "GHz", "rpm": "rpm RPM", "fps": "fps",
        "mW": "mW", "W": "W", "kW": "kW", "MW": "MW", "GW": "GW", "Wh": "Wh", "kWh": "kWh", "MWh": "MWh", "GWh": "GWh",
        "TWh": "TWh", "mAh": "mAh", "Ah": "Ah", "mA": "mA", "A": "A", "mV": "mV", "V": "V", "kV": "kV",
        "J": "J", "kJ": "kJ", "MJ": "MJ", "cal": "cal", "kcal": "kcal", "N": "N", "Nm": "Nm", "Pa": "Pa", "kPa": "kPa",
        "MPa": "MPa", "bar": "bar", "mbar": "mbar", "psi": "psi", "hp": "hp", "dB": "dB", "lm": "lm",
        "m/s": "m/s", "km/h": "km/h kph kmh", "mph": "mph", "kn": "kn",
        "px": "px", "MP": "MP", "dpi": "dpi", "ppi": "ppi", "ppm": "ppm", "ppb": "ppb",
        "mol": "mol", "mM": "mM", "µM": "µM μM", "nM": "nM", "bp": "bps",
        "mg/L": "mg/l mg/L", "mg/kg": "mg/kg", "g/L": "g/l g/L",
    }
)  # fmt: skip

_NAMES = {
    "km": "kilometre kilometer", "m": "metre meter", "cm": "centimetre centimeter", "mm": "millimetre millimeter",
    "mi": "mile", "ft": "foot feet", "in": "inch inches", "yd": "yard", "nmi": "nautical-mile",
    "kg": "kilogram kilogramme kilo", "g": "gram gramme", "mg": "milligram", "t": "tonne ton", "lb": "pound-mass",
    "oz": "ounce", "L": "litre liter", "mL": "millilitre milliliter", "gal": "gallon", "bbl": "barrel",
    "m²": "square-metre square-meter", "km²": "square-kilometre square-kilometer", "ft²": "square-foot square-feet",
    "mi²": "square-mile", "m³": "cubic-metre cubic-meter", "ha": "hectare", "acre": "acre",
    "s": "second", "ms": "millisecond", "µs": "microsecond", "min": "minute", "h": "hour", "d": "day", "week": "week",
    "month": "month", "quarter": "quarter", "year": "year yr", "decade": "decade", "century": "century centuries",
    "°C": "degree-celsius degrees-celsius", "°F": "degree-fahrenheit degrees-fahrenheit", "°": "degree", "K": "kelvin",
    "KB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "B": "byte", "bit": "bit",
    "Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz",
    "W": "watt", "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "kWh": "kilowatt-hour", "MWh": "megawatt-hour",
    "GWh": "gigawatt-hour", "TWh": "terawatt-hour", "V": "volt", "A": "ampere amp", "kn": "knot", "hp": "horsepower",
    "MP": "megapixel", "px": "pixel", "bp": "basis-point", "kcal": "kilocalorie calorie",
}  # fmt: skip
_WORDS = {
    form.replace("-", " "): symbol
    for symbol, names in _NAMES.items()
    for name in names.split()
    for form in (name, f"{name}s")
} | {"kilowatt-hour": "kWh", "kilowatt-hours": "kWh", "megawatt-hours": "MWh"}


def unit_of(spelling: str) -> str | None:
    """Return the canonical form of a unit, e.g. 'km' for 'kilometres', or None."""
    return _SYMBOLS.get(spelling) or _WORDS.get(spelling.lower().replace("-", " "))


_DIMENSIONS = _spellings(
    {
        "length": "km m cm mm µm nm mi ft in yd nmi",
        "mass": "kg g mg µg t lb oz",
        "volume": "L mL µL gal bbl m³ cm³",
        "area": "m² km² ft² mi² ha acre",
        "duration": "s ms µs ns min h d week month quarter year decade century",
        "temperature": "°C °F K",
        "storage": "B KB MB GB TB PB KiB MiB GiB",
        "rate": "kbit/s Mbit/s Gbit/s MB/s GB/s fps rpm",
        "frequency": "Hz kHz MHz GHz",
        "power": "mW W kW MW GW hp",
        "energy": "Wh kWh MWh GWh TWh J kJ MJ cal kcal",
        "charge": "mAh Ah",
        "current": "A mA",
        "voltage": "V mV kV",
        "pressure": "Pa kPa MPa bar mbar psi",
        "speed": "m/s km/h mph kn",
        "resolution": "px MP dpi ppi",
    }
)


def dimension_of(unit: str) -> str | None:
    """Return what a canonical unit measures, e.g. 'length' for 'km', or None."""
    return _DIMENSIONS.get(unit)
