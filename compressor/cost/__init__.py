"""Work out what compression saves: computation, memory and money, and where it saves nothing."""

from compressor.cost.prices import Prices, Tariff, tariff, tariff_of_own
from compressor.cost.reading import Bill, Caching, Hardware, ReadingCost, Traffic, reading_cost
from compressor.cost.tuning import Training, TuningCost, tuning_cost

__all__ = [
    "Bill",
    "Caching",
    "Hardware",
    "Prices",
    "ReadingCost",
    "Tariff",
    "Traffic",
    "Training",
    "TuningCost",
    "reading_cost",
    "tariff",
    "tariff_of_own",
    "tuning_cost",
]
