"""Name the kind of aspect that a noun or an opinion word speaks of."""

from __future__ import annotations

from collections.abc import Sequence

_WORDS = {
    "price": "price cost value fee charge bill deal discount expensive cheap affordable overpriced pricey inexpensive "
    "costly money subscription",
    "battery": "battery charge charger charging power",
    "service": "service support staff waiter waitress server customer helpdesk manager host hostess bartender crew "
    "employee rude friendly attentive courteous helpful polite delivery shipping warranty repair refund",
    "design": "design look looks style color colour finish appearance shape size weight layout lightweight bulky "
    "sleek stylish compact",
    "display": "display screen picture resolution image monitor brightness panel",
    "sound": "sound speaker audio bass microphone headphone headset noise loud noisy quiet",
    "performance": "performance speed processor memory graphic responsiveness fast slow quick sluggish laggy "
    "responsive snappy run load",
    "quality": "quality build material construction durability reliability craftsmanship hinge durable sturdy flimsy "
    "reliable unreliable defective faulty",
    "usability": "use interface setup installation install control navigation menu instruction manual easy intuitive "
    "confusing complicated user-friendly",
    "software": "software app application program feature update driver system website",
    "comfort": "comfort seat mattress bed pillow fit comfortable uncomfortable comfy cozy spacious roomy cramped",
    "food": "food dish meal dinner lunch breakfast dessert appetizer menu portion ingredient flavor flavour taste "
    "drink wine beer coffee tea cocktail soup salad bread meat fish delicious tasty bland",
    "ambience": "atmosphere ambience ambiance decor interior music setting mood vibe lighting",
    "location": "location place area neighborhood neighbourhood view parking",
    "cleanliness": "cleanliness bathroom toilet hygiene dirty filthy tidy",
}
_CATEGORIES = {word: category for category, words in _WORDS.items() for word in words.split()}


def category_of(lemmas: Sequence[str]) -> str | None:
    """Return the category of a phrase by the last of its lemmas that has one: 'price' for 'low cost', or None."""
    return next((category for lemma in reversed(lemmas) if (category := _CATEGORIES.get(lemma.lower()))), None)
