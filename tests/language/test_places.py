"""Names of States under their long, short and inverted forms."""

from __future__ import annotations

import pytest

from reportdiff.language.places import alpha3, is_state, places_in

LONG_FORMS = {
    "en": {
        "Bolivia (Plurinational State of)": "BOL",
        "the Netherlands (Kingdom of the)": "NLD",
        "Bosnia and Herzegovina": "BIH",
        "Türkiye": "TUR",
        "Turkey": "TUR",
        "Viet Nam": "VNM",
        "Côte d’Ivoire": "CIV",
        "the United Kingdom of Great Britain and Northern Ireland": "GBR",
        "the Democratic Republic of the Congo": "COD",
        "the Congo": "COG",
        "the Republic of Korea": "KOR",
        "Lao People’s Democratic Republic": "LAO",
    },
    "fr": {
        "la Bolivie (État plurinational de)": "BOL",
        "l’Iran (République islamique d’)": "IRN",
        "le Royaume-Uni de Grande-Bretagne et d’Irlande du Nord": "GBR",
        "la République démocratique du Congo": "COD",
        "le Congo": "COG",
        "la République populaire démocratique de Corée": "PRK",
        "la Fédération de Russie": "RUS",
        "les Émirats arabes unis": "ARE",
        "la Guinée équatoriale": "GNQ",
        "la Dominique": "DMA",
        "la République dominicaine": "DOM",
        "le Soudan du Sud": "SSD",
        "Saint-Vincent-et-les Grenadines": "VCT",
        "le Nigéria": "NGA",
        "le Niger": "NER",
    },
    "es": {
        "Bolivia (Estado Plurinacional de)": "BOL",
        "la República Islámica del Irán": "IRN",
        "el Reino Unido de Gran Bretaña e Irlanda del Norte": "GBR",
        "la República Democrática del Congo": "COD",
        "la República Popular Democrática de Corea": "PRK",
        "la Federación de Rusia": "RUS",
        "los Emiratos Árabes Unidos": "ARE",
        "Guinea Ecuatorial": "GNQ",
        "Dominica": "DMA",
        "la República Dominicana": "DOM",
        "Sudán del Sur": "SSD",
        "Malí": "MLI",
        "Rwanda": "RWA",
        "Arabia Saudita": "SAU",
        "El Salvador": "SLV",
    },
    "zh": {
        "多民族玻利维亚国": "BOL",
        "大不列颠及北爱尔兰联合王国": "GBR",
        "刚果民主共和国": "COD",
        "刚果": "COG",
        "大韩民国": "KOR",
        "特立尼达和多巴哥": "TTO",
        "印度尼西亚": "IDN",
        "印度": "IND",
        "美国": "USA",
        "美利坚合众国": "USA",
    },
}


@pytest.mark.parametrize(
    ("language", "name"), [(lang, name) for lang, names in LONG_FORMS.items() for name in names]
)
def test_a_state_is_found_under_each_of_its_names(language: str, name: str) -> None:
    assert [term.key for term in places_in(name, language)] == [LONG_FORMS[language][name]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "印度洋"),
        ("zh", "几内亚湾"),
        ("en", "the Gulf of Guinea"),
        ("fr", "le golfe de Guinée"),
        ("es", "Reunión del Golfo de Guinea"),
        ("en", "a jordan"),
    ],
)
def test_a_name_inside_another_name_is_no_state(language: str, text: str) -> None:
    assert [term.key for term in places_in(text, language) if is_state(term.key)] == []


def test_regions_have_slugs_and_states_codes() -> None:
    keys = [term.key for term in places_in("in West Africa, Kenya and the Sahel", "en")]
    assert keys == ["west-africa", "KEN", "sahel"]


def test_every_code_is_given_once() -> None:
    codes = list(alpha3().values())
    assert len(codes) == len(set(codes))
    assert {"FRA", "COD", "TLS", "DEU", "YEM", "MMR"} <= set(codes)
