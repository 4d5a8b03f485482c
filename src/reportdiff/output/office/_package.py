"""The parts of a Word file around its text, and the archive: the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from xml.sax.saxutils import escape

from lxml import etree

from reportdiff.output.office._lines import DEEPEST
from reportdiff.output.office._wordml import RELATIONS, WORD, element

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_TYPES}.settings+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_TYPES}.header+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_TYPES}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_EAST_ASIAN = {"zh": "SimSun", "ja": "MS Mincho", "ko": "Batang"}
_REGIONS = {"ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ru": "ru-RU", "zh": "zh-CN"}
_MARGIN, _WIDTH, _HEIGHT = 1304, 11906, 16838
"""Twentieths of a point: A4."""


def archive(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of these parts with fixed times."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for part, content in parts.items():
            entry = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            file.writestr(entry, content)
    return held.getvalue()


def document_file(
    body: Iterable[etree._Element], *, title: str, header: str, language: str, right_to_left: bool, made: date
) -> bytes:
    """A Word file of these paragraphs.

    Args:
        body: Children of the body, without the properties of its section.
        title: Of the document's properties.
        header: Shown at the top of each page.
        language: BCP 47.
        right_to_left: How the language is written.
        made: The date of the document's properties.
    """
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES.encode(),
        "_rels/.rels": _relations(
            ("rId1", f"{RELATIONS}/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(title, language, made).encode(),
        "word/_rels/document.xml.rels": _relations(
            *(
                (f"rId{number}", f"{RELATIONS}/{kind}", f"{part}.xml")
                for number, (kind, part) in enumerate(
                    [
                        ("styles", "styles"),
                        ("settings", "settings"),
                        ("header", "header1"),
                        ("footer", "footer1"),
                    ],
                    1,
                )
            )
        ),
        "word/document.xml": _document(body, right_to_left=right_to_left),
        "word/styles.xml": _styles(language, right_to_left=right_to_left).encode(),
        "word/settings.xml": _settings().encode(),
        "word/header1.xml": _margin_text("hdr", "Header", [_plain_run(header, right_to_left=right_to_left)]),
        "word/footer1.xml": _margin_text("ftr", "Footer", _page_number()),
    }
    return archive(parts)


# ------------------------------------------------------------------------------ the text


def _document(body: Iterable[etree._Element], *, right_to_left: bool) -> bytes:
    root = etree.Element(f"{{{WORD}}}document", nsmap={"w": WORD, "r": RELATIONS})
    content = etree.SubElement(root, f"{{{WORD}}}body")
    content.extend(body)
    section = element("sectPr", _reference("headerReference", "rId3"), _reference("footerReference", "rId4"))
    section.append(element("pgSz", w=str(_WIDTH), h=str(_HEIGHT)))
    sides = dict.fromkeys(("top", "right", "bottom", "left"), str(_MARGIN))
    section.append(element("pgMar", **sides, header="680", footer="680", gutter="0"))
    if right_to_left:
        section.append(element("bidi"))
    content.append(section)
    return _bytes(root)


def _reference(tag: str, relation: str) -> etree._Element:
    made = element(tag, type="default")
    made.set(f"{{{RELATIONS}}}id", relation)
    return made


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _margin_text(tag: str, style: str, runs: Iterable[etree._Element]) -> bytes:
    root = etree.Element(f"{{{WORD}}}{tag}", nsmap={"w": WORD})
    root.append(element("p", element("pPr", element("pStyle", val=style)), *runs))
    return _bytes(root)


def _plain_run(text: str, *, right_to_left: bool) -> etree._Element:
    words = element("t")
    words.text = text
    return element("r", *([element("rPr", element("rtl"))] if right_to_left else []), words)


def _page_number() -> list[etree._Element]:
    command = element("instrText")
    command.text = "PAGE"
    begin, end = element("fldChar", fldCharType="begin"), element("fldChar", fldCharType="end")
    return [element("r", begin), element("r", command), element("r", end)]


# ------------------------------------------------------------------------------ around the text


def _relations(*relations: tuple[str, str, str]) -> bytes:
    lines = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{to}"/>' for i, kind, to in relations)
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'.encode()


def _core(title: str, language: str, made: date) -> str:
    day = f"{made.isoformat()}T00:00:00Z"
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>reportdiff</dc:creator>"
        f"<cp:lastModifiedBy>reportdiff</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified>'
        f"<dc:language>{escape(language)}</dc:language></cp:coreProperties>"
    )


def _settings() -> str:
    compatible = (
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/>'
    )
    return f'{_HEAD}<w:settings xmlns:w="{WORD}"><w:compat>{compatible}</w:compat></w:settings>'


def _styles(language: str, *, right_to_left: bool) -> str:
    primary = language.split("-", maxsplit=1)[0]
    region = escape(_REGIONS.get(primary, language))
    east = _EAST_ASIAN.get(primary, "SimSun")
    which = "bidi" if right_to_left else "eastAsia" if primary in _EAST_ASIAN else "val"
    known = {"val": "en-GB", "eastAsia": "zh-CN", "bidi": "ar-SA"} | {which: region}
    tongues = " ".join(f'w:{key}="{value}"' for key, value in known.items())
    bidi = "<w:bidi/>" if right_to_left else ""
    fonts = (
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{east}" '
        'w:cs="Times New Roman"/>'
    )
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="22"/><w:szCs w:val="24"/>'
        f"<w:lang {tongues}/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="140" w:line="288" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    made = [
        _style("Normal", f'<w:tabs><w:tab w:val="left" w:pos="680"/></w:tabs>{bidi}', default=True),
        *(_heading_style(level) for level in range(1, DEEPEST + 1)),
        _style("Subparagraph", '<w:ind w:left="1247" w:hanging="567"/>'),
        _style(
            "TableText",
            '<w:spacing w:after="60"/><w:ind w:left="340"/>',
            '<w:sz w:val="20"/><w:szCs w:val="22"/>',
        ),
        _style("Summary", '<w:ind w:left="680" w:right="680"/>', "<w:i/><w:iCs/>"),
        _style("FrontMatter", '<w:spacing w:after="60"/>', '<w:color w:val="444444"/>'),
        _style(
            "FootnoteText",
            '<w:spacing w:after="60"/>',
            '<w:sz w:val="18"/><w:szCs w:val="20"/>',
            "footnote text",
        ),
        _style("Header", "", '<w:color w:val="666666"/><w:sz w:val="17"/><w:szCs w:val="19"/>', "header"),
        _style("Footer", '<w:jc w:val="center"/>', '<w:color w:val="666666"/><w:sz w:val="17"/>', "footer"),
        _character_style("ParagraphNumber", "Paragraph number", ""),
        _character_style("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
    ]
    return f'{_HEAD}<w:styles xmlns:w="{WORD}">{defaults}{"".join(made)}</w:styles>'


def _style(key: str, paragraph: str, run: str = "", shown: str = "", *, default: bool = False) -> str:
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    mark = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="paragraph"{mark} w:styleId="{key}"><w:name w:val="{shown or key}"/>{based}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _character_style(key: str, shown: str, run: str) -> str:
    named = f'<w:style w:type="character" w:styleId="{key}"><w:name w:val="{shown}"/>'
    return f"{named}<w:rPr>{run}</w:rPr></w:style>"


def _heading_style(level: int) -> str:
    size = max(22, 32 - 3 * level)
    paragraph = (
        '<w:keepNext/><w:keepLines/><w:spacing w:before="280" w:after="120"/>'
        f'<w:outlineLvl w:val="{level - 1}"/>'
    )
    run = f'<w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size + 2}"/>'
    return _style(f"Heading{level}", paragraph, run, f"heading {level}")
