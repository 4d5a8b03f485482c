"""Party counts: ways of stating them, and what only looks like one."""

# ruff: noqa: E501 (phrases and tables stand on one line each)

from __future__ import annotations

import pytest

from passages import report_of
from reportdiff.facts import extract_facts

UNTOC, TIP, SOM, FIREARMS = (
    "untoc",
    "trafficking-in-persons-protocol",
    "smuggling-of-migrants-protocol",
    "firearms-protocol",
)
FOUR = (UNTOC, TIP, SOM, FIREARMS)
DRUGS = ("single-convention-1961", "psychotropic-convention-1971", "trafficking-convention-1988")
Row = tuple[str, int, int | None, str | None]


def _counts(language: str, text: str, heading: str | None = None) -> list[Row]:
    facts = extract_facts(report_of(language, text, heading=heading))
    return [(row.instrument, row.parties, row.newly, row.as_of) for row in facts.treaty_counts]


STATED: list[tuple[str, str, str | None, list[Row]]] = [
    (
        "en",
        "During the reporting period, two more States became parties to the Convention, bringing the total number of parties to 189.",
        "Organized crime",
        [(UNTOC, 189, 2, "2021")],
    ),
    (
        "en",
        "As at 31 December 2021, there were 190 parties to the Organized Crime Convention, 178 to the Trafficking in Persons Protocol, 150 to the Smuggling of Migrants Protocol and 120 to the Firearms Protocol.",
        None,
        [(name, n, None, "2021-12-31") for name, n in zip(FOUR, (190, 178, 150, 120), strict=True)],
    ),
    (
        "en",
        "The Organized Crime Convention, the Trafficking in Persons Protocol, the Smuggling of Migrants Protocol and the Firearms Protocol had 190, 178, 150 and 120 parties, respectively, by the end of 2021.",
        None,
        [(name, n, None, "2021") for name, n in zip(FOUR, (190, 178, 150, 120), strict=True)],
    ),
    (
        "en",
        "The Convention and its three Protocols had 190, 178, 150 and 120 parties respectively.",
        "United Nations Convention against Transnational Organized Crime and the Protocols thereto",
        [(name, n, None, None) for name, n in zip(FOUR, (190, 178, 150, 120), strict=True)],
    ),
    (
        "en",
        "The number of parties to the United Nations Convention against Corruption rose from 186 to 187.",
        None,
        [("uncac", 187, None, None)],
    ),
    (
        "en",
        "To date, 187 States have ratified or acceded to the Convention against Corruption.",
        None,
        [("uncac", 187, None, None)],
    ),
    (
        "en",
        "There are now 189 parties to the Convention, an increase of two compared with 2020.",
        "Corruption",
        [("uncac", 189, 2, None)],
    ),
    (
        "en",
        "In 2021, one State acceded to the Firearms Protocol, which now has 121 States parties.",
        None,
        [(FIREARMS, 121, 1, "2021")],
    ),
    (
        "en",
        "One additional State became a party to the Protocol against the Smuggling of Migrants by Land, Sea and Air, supplementing the United Nations Convention against Transnational Organized Crime, raising the number of parties to 150.",
        None,
        [(SOM, 150, 1, None)],
    ),
    (
        "en",
        "The three international drug control conventions had 186, 184 and 191 parties, respectively.",
        None,
        [(name, n, None, None) for name, n in zip(DRUGS, (186, 184, 191), strict=True)],
    ),
    (
        "en",
        "The Single Convention on Narcotic Drugs of 1961 as amended by the 1972 Protocol has 186 parties, the Convention on Psychotropic Substances of 1971 has 184 and the 1988 Convention has 191.",
        None,
        [(name, n, None, None) for name, n in zip(DRUGS, (186, 184, 191), strict=True)],
    ),
    (
        "en",
        "Two States became parties to the Trafficking in Persons Protocol and one became party to the Firearms Protocol, bringing the numbers of parties to 180 and 122, respectively.",
        None,
        [(TIP, 180, 2, None), (FIREARMS, 122, 1, None)],
    ),
    (
        "zh",
        "在本报告所述期间，又有三个国家成为《公约》缔约国，缔约国总数达到 192 个。",
        "《联合国打击跨国有组织犯罪公约》及其各项议定书",
        [(UNTOC, 192, 3, "2021")],
    ),
    (
        "zh",
        "截至 2021 年 12 月 31 日，《有组织犯罪公约》有 190 个缔约方，《贩运人口议定书》有 178 个缔约方，《偷运移民议定书》有 150 个，《枪支议定书》有 120 个。",
        None,
        [(name, n, None, "2021-12-31") for name, n in zip(FOUR, (190, 178, 150, 120), strict=True)],
    ),
    (
        "zh",
        "《有组织犯罪公约》、《贩运人口议定书》、《偷运移民议定书》和《枪支议定书》的缔约国分别为 190 个、178 个、150 个和 120 个。",
        None,
        [(name, n, None, None) for name, n in zip(FOUR, (190, 178, 150, 120), strict=True)],
    ),
    ("zh", "《联合国反腐败公约》缔约国数目从 186 个增至 187 个。", None, [("uncac", 187, None, None)]),
    ("zh", "已有 187 个国家批准或加入了《反腐败公约》。", None, [("uncac", 187, None, None)]),
    ("zh", "目前有 189 个国家是《公约》的缔约国。", "反腐败", [("uncac", 189, None, None)]),
    (
        "zh",
        "两个国家加入了《公约》，一个国家加入了《枪支议定书》，缔约国总数分别达到 192 个和 123 个。",
        "打击跨国有组织犯罪",
        [(UNTOC, 192, 2, None), (FIREARMS, 123, 1, None)],
    ),
    (
        "zh",
        "三项国际药物管制公约的缔约国分别为 186 个、184 个和 191 个。",
        None,
        [(name, n, None, None) for name, n in zip(DRUGS, (186, 184, 191), strict=True)],
    ),
    ("zh", "年内，《1988 年公约》新增两个缔约国，总数达到 191 个。", None, [(DRUGS[2], 191, 2, "2021")]),
    ("zh", "《有组织犯罪公约》缔约国一百九十个。", None, [(UNTOC, 190, None, None)]),
]

STATED += [
    ("en", "By 31 December 2019, 189 States and the European Union were parties to the Organized Crime Convention.", None, [(UNTOC, 190, None, "2019-12-31")]),
    ("en", "As of 1 May 2020, the Convention against Corruption enjoyed near-universal adherence, with 187 States parties.", None, [("uncac", 187, None, "2020-05-01")]),
    ("en", "Four additional States ratified the Convention in 2019 (Fiji, Niue, Samoa and Tonga), bringing to 190 the number of States parties.", "Organized crime", [(UNTOC, 190, 4, "2019")]),
    ("en", "The Convention, which entered into force in 2003, has been ratified by 190 parties.", "Organized crime", [(UNTOC, 190, None, None)]),
    ("en", "In 2019, no State acceded to the Firearms Protocol, and the number of its parties remained at 118.", None, [(FIREARMS, 118, None, "2019")]),
    ("en", "The Organized Crime Convention had 190 parties (up from 189 in 2018), the Trafficking in Persons Protocol 178 (up from 174) and the Firearms Protocol 119 (no change).", None, [(UNTOC, 190, None, None), (TIP, 178, None, None), (FIREARMS, 119, None, None)]),
    ("en", "The status is as follows: Organized Crime Convention, 190 parties; Trafficking in Persons Protocol, 178 parties.", None, [(UNTOC, 190, None, None), (TIP, 178, None, None)]),
    ("zh", "截至 2019 年底，共有 189 个国家和欧洲联盟成为《有组织犯罪公约》的缔约方。", None, [(UNTOC, 190, None, "2019")]),
    ("zh", "《联合国反腐败公约》现有 187 个缔约国，比去年多两个。", None, [("uncac", 187, 2, None)]),
    ("zh", "《枪支议定书》的缔约国总数仍为 118 个。", None, [(FIREARMS, 118, None, None)]),
    ("zh", "《公约》已获 190 个国家批准。", "反腐败", [("uncac", 190, None, None)]),
]  # fmt: skip

TRAPS: list[tuple[str, str, str | None]] = [
    (
        "en",
        "A total of 178 States participated in the review of the implementation of the Convention against Corruption.",
        None,
    ),
    ("en", "The Convention against Corruption has 140 signatories.", None),
    ("en", "The Convention had been signed by 147 States.", "Organized crime"),
    (
        "en",
        "In all, 120 States parties to the Convention against Corruption submitted replies to the questionnaire.",
        None,
    ),
    ("en", "Reviews of 84 States parties to the Convention were completed.", "Corruption"),
    ("en", "The Convention on the Rights of the Child has 196 parties.", "Organized crime"),
    ("en", "The Chemical Weapons Convention has 193 States parties.", "Organized crime"),
    ("en", "The Office promoted the 19 international conventions and protocols against terrorism.", None),
    ("en", "Twelve States parties to the Convention requested assistance.", "Organized crime"),
    (
        "en",
        "The Conference of the Parties to the Convention, attended by 128 parties, adopted 5 resolutions.",
        "Organized crime",
    ),
    (
        "en",
        "Sixty States are parties to all four instruments, including the Organized Crime Convention.",
        None,
    ),
    ("en", "Ten States have yet to become parties to the Firearms Protocol.", None),
    ("zh", "共有 178 个国家参与了《反腐败公约》审议进程。", None),
    ("zh", "《反腐败公约》有 140 个签署国。", None),
    ("zh", "120 个缔约国提交了对调查表的答复。", "《联合国反腐败公约》"),
    ("zh", "《儿童权利公约》有 196 个缔约国。", "打击跨国有组织犯罪"),
    ("zh", "出席《公约》缔约方会议第十届会议的有 128 个缔约国。", "反腐败"),
    ("zh", "迄今已有 12 个国家签署但尚未批准《公约》。", "反腐败"),
    ("zh", "办公室为 30 个缔约国执行《公约》提供了援助。", "反腐败"),
    ("zh", "有关恐怖主义的 19 项国际公约和议定书获得更多批准。", None),
]

STATED += [
    ("fr", "Pendant la période considérée, deux nouveaux États ont adhéré à la Convention, portant à 189 le nombre total de parties.", "Criminalité organisée", [(UNTOC, 189, 2, "2021")]),
    ("fr", "Au 31 décembre 2021, on comptait 190 Parties à la Convention contre la criminalité organisée, 178 au Protocole relatif à la traite des personnes et 120 au Protocole relatif aux armes à feu.", None, [(UNTOC, 190, None, "2021-12-31"), (TIP, 178, None, "2021-12-31"), (FIREARMS, 120, None, "2021-12-31")]),
    ("fr", "Le nombre de parties à la Convention des Nations Unies contre la corruption est passé de 186 à 187.", None, [("uncac", 187, None, None)]),
    ("fr", "La Convention et ses trois Protocoles comptaient respectivement 190, 178, 150 et 120 parties.", "Criminalité organisée", [(name, n, None, None) for name, n in zip(FOUR, (190, 178, 150, 120), strict=True)]),
    ("es", "Durante el período que se examina, otros dos Estados se adhirieron a la Convención, con lo que el número total de partes ascendió a 189.", "Delincuencia organizada", [(UNTOC, 189, 2, "2021")]),
    ("es", "El número de partes en la Convención de las Naciones Unidas contra la Corrupción pasó de 186 a 187.", None, [("uncac", 187, None, None)]),
    ("es", "La Convención y sus tres Protocolos tenían 190, 178, 150 y 120 partes, respectivamente.", "Delincuencia organizada", [(name, n, None, None) for name, n in zip(FOUR, (190, 178, 150, 120), strict=True)]),
    ("ru", "За отчетный период участниками Конвенции стали еще два государства, в результате чего общее число участников достигло 189.", "Транснациональная организованная преступность", [(UNTOC, 189, 2, "2021")]),
    ("ru", "По состоянию на 31 декабря 2021 года участниками Конвенции против коррупции являются 189 государств.", None, [("uncac", 189, None, "2021-12-31")]),
    ("ru", "Число участников Протокола об огнестрельном оружии возросло с 119 до 121.", None, [(FIREARMS, 121, None, None)]),
    ("ar", "وحتى 31 كانون الأول/ديسمبر 2021، بلغ عدد الأطراف في اتفاقية مكافحة الفساد 189 طرفا.", None, [("uncac", 189, None, "2021-12-31")]),
]  # fmt: skip
TRAPS += [
    ("fr", "La Convention contre la corruption compte 140 signataires.", None),
    (
        "fr",
        "Au total, 178 États ont participé à l’examen de l’application de la Convention contre la corruption.",
        None,
    ),
    ("fr", "La Convention relative aux droits de l’enfant compte 196 parties.", "Criminalité organisée"),
    ("es", "La Convención contra la Corrupción tiene 140 signatarios.", None),
    (
        "es",
        "En total, 178 Estados participaron en el examen de la aplicación de la Convención contra la Corrupción.",
        None,
    ),
    ("es", "La Convención sobre los Derechos del Niño tiene 196 partes.", "Delincuencia organizada"),
    ("ru", "Конвенцию против коррупции подписали 140 государств.", None),
    ("ru", "В обзоре хода осуществления Конвенции против коррупции приняли участие 178 государств.", None),
    ("ru", "К Конвенции о правах ребенка присоединились 196 государств.", None),
    ("ar", "وشاركت 178 دولة في استعراض تنفيذ اتفاقية مكافحة الفساد.", None),
    ("ar", "ووقعت 140 دولة على اتفاقية مكافحة الفساد.", None),
]


@pytest.mark.parametrize(("language", "text", "heading", "rows"), STATED)
def test_a_stated_count_goes_to_its_instrument(
    language: str, text: str, heading: str | None, rows: list[Row]
) -> None:
    assert _counts(language, text, heading) == rows


@pytest.mark.parametrize(("language", "text", "heading"), TRAPS)
def test_what_only_looks_like_a_count_is_none(language: str, text: str, heading: str | None) -> None:
    assert _counts(language, text, heading) == []


def test_the_convention_means_the_one_named_before_it_in_the_paragraph() -> None:
    text = "The Office promoted the Convention against Corruption. The Convention has 189 parties."
    assert _counts("en", text, "Organized crime") == [("uncac", 189, None, None)]


def test_a_count_of_an_unknown_convention_is_a_finding() -> None:
    facts = extract_facts(report_of("en", "The Convention has 189 parties.", heading="Outlook"))
    assert facts.treaty_counts == ()
    assert [(finding.kind, finding.address) for finding in facts.findings] == [
        ("treaty-count-not-understood", "1")
    ]


def test_an_increment_told_in_the_sentence_before_is_kept() -> None:
    text = "During the year, two States acceded to the Firearms Protocol. That Protocol now has 121 parties."
    assert _counts("en", text) == [(FIREARMS, 121, 2, "2021")]


# Sample sentences of our own, each for a way of saying; rows as above.
SAID: list[tuple[str, str, list[Row]]] = [
    ("en", "The 189 parties to the Convention against Corruption are required to name an authority.", [("uncac", 189, None, None)]),
    ("fr", "Les 189 États parties à la Convention contre la corruption doivent nommer une autorité.", [("uncac", 189, None, None)]),
    ("es", "Las 189 partes en la Convención contra la Corrupción están obligadas a nombrar una autoridad.", [("uncac", 189, None, None)]),
    ("zh", "《反腐败公约》的189个缔约国必须确定一个机关。", [("uncac", 189, None, None)]),
    ("es", "Han ratificado el Protocolo sobre Armas de Fuego, o se han adherido a él, 122 Estados.", [(FIREARMS, 122, None, None)]),
    ("fr", "À ce jour, ont ratifié la Convention contre la corruption, ou y ont adhéré, 189 États.", [("uncac", 189, None, None)]),
    ("en", "So far 189 States have deposited their instruments of ratification of, or accession to, the Convention against Corruption.", [("uncac", 189, None, None)]),
    ("en", "It is encouraging that 189 States are now parties to the Convention against Corruption.", [("uncac", 189, None, None)]),
    ("fr", "Il est encourageant de noter que 189 États sont parties à la Convention contre la corruption.", [("uncac", 189, None, None)]),
    ("es", "Es alentador que 189 Estados sean ya partes en la Convención contra la Corrupción.", [("uncac", 189, None, None)]),
    ("fr", "Si la Convention contre la corruption compte 189 parties, son application reste inégale.", [("uncac", 189, None, None)]),
    ("es", "Si la Convención contra la Corrupción cuenta con 189 partes, su aplicación sigue siendo desigual.", [("uncac", 189, None, None)]),
    ("ru", "Если Конвенция против коррупции насчитывает 189 участников, то ее применение остается неравномерным.", [("uncac", 189, None, None)]),
    ("fr", "Le Protocole relatif aux armes à feu, auquel 121 États étaient parties au 1er mai 2021, est moins suivi.", [(FIREARMS, 121, None, "2021-05-01")]),
    ("en", "The number of parties to the Convention against Corruption, which was 186 in 2019, has reached 189.", [("uncac", 189, None, None)]),
    ("ru", "Число участников Конвенции против коррупции, равнявшееся в 2019 году 186, выросло до 189.", [("uncac", 189, None, None)]),
    ("ru", "После того как в 2021 году к Протоколу об огнестрельном оружии присоединились два государства, его участниками стали 122 государства.", [(FIREARMS, 122, 2, "2021")]),
    ("zh", "《经〈1972年议定书〉修正的1961年麻醉品单一公约》缔约国为185个，与去年持平。", [(DRUGS[0], 185, None, None)]),
    ("zh", "拥有189个缔约国的《反腐败公约》适用广泛。", [("uncac", 189, None, None)]),
    ("ar", "ولم تصبح أطرافا في بروتوكول الأسلحة النارية سوى 122 دولة.", [(FIREARMS, 122, None, None)]),
    ("ar", "ولم تصدق على بروتوكول الأسلحة النارية إلا 122 دولة.", [(FIREARMS, 122, None, None)]),
]  # fmt: skip

TOLD_OF_SOMETHING_ELSE: list[tuple[str, str]] = [
    ("en", "The Convention against Corruption was cited by 120 States parties."),
    ("en", "The Convention against Corruption was debated with 120 States parties."),
    ("en", "The directory lists focal points of 140 countries for the Convention against Corruption."),
    ("en", "The Office is encouraging 60 States to ratify the Convention against Corruption."),
    ("fr", "La Convention contre la corruption a servi de base à 120 États parties."),
    ("fr", "Si 195 États ratifient la Convention contre la corruption, l’universalité est acquise."),
    ("fr", "Si la Convention contre la corruption compte un jour 195 parties, elle deviendra universelle."),
    ("es", "La Convención contra la Corrupción se explicó a 120 partes."),
    ("es", "Si la Convención contra la Corrupción cuenta con 195 partes, se celebrará un acto."),
    ("ru", "Конвенция против коррупции послужила основой для 120 участников."),
    ("ru", "После того как 150 государств ратифицируют Конвенцию против коррупции, она вступит в силу."),
    ("zh", "数据库收录了162个国家为执行《反腐败公约》而制定的条例。"),
    ("zh", "档案馆保存着175个国家批准《反腐败公约》的法令。"),
    ("zh", "《反腐败公约》得到120个缔约国的支持。"),
    ("zh", "《反腐败公约》是120个国家开展合作的依据。"),
    ("ar", "ولم تصبح 73 دولة أطرافا في بروتوكول الأسلحة النارية."),
    ("ar", "وتضم قاعدة البيانات أحكاما من 120 دولة طرفا في اتفاقية مكافحة الفساد."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "rows"), SAID)
def test_a_number_of_parties_is_read_however_it_is_said(language: str, text: str, rows: list[Row]) -> None:
    assert _counts(language, text) == rows


@pytest.mark.parametrize(("language", "text"), TOLD_OF_SOMETHING_ELSE)
def test_what_countries_do_with_an_instrument_is_no_number_of_parties(language: str, text: str) -> None:
    assert _counts(language, text) == []
