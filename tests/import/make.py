#!/usr/bin/env python3
"""Makes the documents of this folder: four fictional official letters, each as text, PDF, Word document and web page.

Run it in this folder; it needs Python 3.10 and Chromium, for the PDFs. `expected.txt` of each language lists the blocks that an import
must find, by kind and text, as `dossier blocks` does. All names, offices and numbers are made up.
"""

import html
import pathlib
import subprocess
import tempfile
import zipfile

HERE = pathlib.Path(__file__).parent
SHY = "\u00ad"  # Where a word may be broken.

LETTERS = {
    "nl": {
        "header": "Ministerie van Bruggen en Veren",
        "page": ("Pagina", "van"),
        "menu": ["Home", "Onderwerpen", "Contact"],
        "blocks": [
            ("lines", ["De Voorzitter van de Veldse Staten", "Kadeplein 1", "Veldhaven"]),
            ("p", "Datum 4 maart 2031"),
            ("p", "Betreft Herstel van de Lage Brug"),
            ("p", "Geachte Voorzitter,"),
            ("p", "Met deze brief infor" + SHY + "meer ik u over het herstel van de Lage Brug in Noord-Velde, die sinds de overstro" + SHY + "ming van vorig jaar gesloten is voor zwaar verkeer.[1] Het herstel is een pre-commerciële proef met nieuw beton, waaraan vier provincies meebetalen."),
            ("h", "Stand van zaken"),
            ("p", "De aanbesteding is in januari gestart. Drie onder" + SHY + "nemingen hebben een voorstel ingediend; de beoordeling daarvan is nog niet afgerond. Ik verwacht u hierover in het voorjaar nader te kunnen berichten, zodra de technische toetsing door de dienst is voltooid."),
            ("p", "Voor het herstel gelden drie voorwaarden:"),
            ("li", ["de brug blijft open voor voetgangers en fietsers, ook tijdens de werkzaamheden;", "het werk is voor de winter van 2032 gereed, tenzij het water hoger staat dan in het plan is voorzien;", "de kosten blijven binnen de begroting die de Staten hebben vastgesteld."]),
            ("h", "Kosten van het herstel"),
            ("p", "De kosten zijn geraamd op 12,4 miljoen euro. De volgende tabel geeft de verdeling over de jaren, zoals die bij de begroting is vastgesteld."),
            ("rows", [["Jaar", "Rijk", "Provincies"], ["2031", "3,1", "2,0"], ["2032", "4,3", "3,0"]]),
            ("p", "Over de dekking van de bijdrage van de provincies wordt nog overlegd. Op korte termijn worden daarover bestuurlijke afspraken gemaakt, waarbij ook de kosten van het onderhoud na de oplevering aan de orde komen."),
            ("p", "Hieronder vindt u de antwoorden op de vragen die de commissie heeft gesteld."),
            ("h", "Vragen en antwoorden"),
            ("q", "1"),
            ("p", "Wanneer gaat de brug weer open voor vracht" + SHY + "wagens?"),
            ("a", "Antwoord"),
            ("p", "Naar verwachting in het najaar van 2032. Een eerdere opening is niet mogelijk, omdat het beton langer moet harden dan gebruikelijk en de proef anders geen uitkomst geeft."),
            ("q", "2"),
            ("p", "Deelt u de mening dat de omleiding te lang is?"),
            ("a", "Antwoord"),
            ("p", "Nee."),
            ("p", "De omleiding is met de gemeenten besproken en wordt elk kwartaal opnieuw bekeken."),
            ("lines", ["De Minister van Bruggen en Veren"]),
        ],
        "notes": ["Veldse Staten, vergaderjaar 2030, nummer 112."],
    },
    "en": {
        "header": "Department for Harbours",
        "page": ("Page", "of"),
        "menu": ["Home", "Topics", "Contact"],
        "blocks": [
            ("lines", ["To the Speaker of the Assembly", "2 Quay Street", "Eastmouth"]),
            ("p", "Date: 9 June 2030"),
            ("p", "Subject: Dredging of the outer harbour"),
            ("p", "Dear Speaker,"),
            ("p", "This letter informs the Assembly of the dredging of the outer harbour, which the Depart" + SHY + "ment has prepared together with the port of East" + SHY + "mouth since last autumn. It follows the pre-feasibility study that was laid before the Assembly in March.[1]"),
            ("h", "What has been decided"),
            ("p", "The work will be carried out in two parts. The first concerns the channel, which has silted up faster than was fore" + SHY + "seen; the second concerns the basin, where the quay walls must be strengthened before any material can be removed."),
            ("li", ["The channel will be deepened by two metres over a length of three miles.", "The basin will be dredged only after the quay walls have been tested.", "The material will be brought ashore and used for the new embankment."]),
            ("h", "What it costs"),
            ("p", "The estimate has not changed since the study. The table below shows the amounts by part, in millions, as they stand in the budget for the coming two years."),
            ("rows", [["Part", "2030", "2031"], ["Channel", "4.5", "1.2"], ["Basin", "0.8", "6.7"]]),
            ("p", "No other contribution has been promised. The Department will report to the Assembly again when the tenders have been opened, and in any case before the end of the year."),
            ("h", "Questions from the committee"),
            ("q", "1"),
            ("p", "Why was the basin not included in the first part of the work?"),
            ("a", "Answer"),
            ("p", "Because the quay walls have not been tested. Dredging beside a wall that may not hold would put the harbour office at risk, and the insurers have said that they would not cover it."),
            ("q", "2"),
            ("p", "Can the Assembly see the report on the quay walls?"),
            ("a", "Answer"),
            ("p", "Yes."),
            ("lines", ["The Minister for Harbours"]),
        ],
        "notes": ["Assembly Paper 77 of 2030."],
    },
    "fr": {
        "header": "Ministère des Phares",
        "page": ("Page", "sur"),
        "menu": ["Accueil", "Thèmes", "Contact"],
        "blocks": [
            ("lines", ["À la présidente de la Chambre", "3, rue du Port", "Sablemer"]),
            ("p", "Date : 17 octobre 2029"),
            ("p", "Objet : Remise en service du phare de Sablemer"),
            ("p", "Madame la Présidente,"),
            ("p", "La présente lettre informe la Chambre de la remise en ser" + SHY + "vice du phare de Sablemer, qui est éteint depuis la tempête de l’hiver dernier et que le ministère a fait exa" + SHY + "miner par un bureau indépendant.[1] L’avant-projet a été approuvé en septembre par le conseil."),
            ("h", "État des travaux"),
            ("p", "Les travaux ont commencé au mois d’août. La lanterne a été démontée et envoyée en atelier, où elle sera répa" + SHY + "rée avant le printemps ; la tour elle-même n’a subi aucun dommage qui empêche de la garder telle qu’elle est."),
            ("li", ["la lanterne sera remise en place avant la fin du mois de mars ;", "le feu provisoire restera allumé jusqu’à ce que les essais soient terminés ;", "le gardien sera logé au village pendant toute la durée des travaux."]),
            ("h", "Coût des travaux"),
            ("p", "Le coût est estimé à 2,6 millions d’euros. Le tableau ci-dessous en donne la répartition par année, telle que le budget la prévoit depuis le vote de la Chambre."),
            ("rows", [["Année", "État", "Commune"], ["2029", "1,1", "0,2"], ["2030", "1,0", "0,3"]]),
            ("p", "Aucune autre contribution n’est attendue à ce jour. Le ministère tiendra la Chambre informée de toute modification du calendrier, ainsi que du résultat des essais."),
            ("h", "Réponses aux questions"),
            ("q", "1"),
            ("p", "Pourquoi le feu provisoire est-il moins puissant que l’ancien ?"),
            ("a", "Réponse"),
            ("p", "Parce qu’il fonctionne sur batterie. Un feu plus puissant aurait demandé un câble que l’on ne peut poser en hiver, et les pilotes ont confirmé que la portée suffit."),
            ("q", "2"),
            ("p", "Les habitants ont-ils été consultés ?"),
            ("a", "Réponse"),
            ("p", "Oui."),
            ("lines", ["Le Ministre des Phares"]),
        ],
        "notes": ["Chambre, document 48 de la session 2028-2029."],
    },
    "de": {
        "header": "Ministerium für Deiche",
        "page": ("Seite", "von"),
        "menu": ["Start", "Themen", "Kontakt"],
        "blocks": [
            ("lines", ["An die Präsidentin des Landtags", "Am Siel 5", "Deichstadt"]),
            ("p", "Datum: 21. Februar 2030"),
            ("p", "Betreff: Erhöhung des Westdeichs"),
            ("p", "Sehr geehrte Frau Präsidentin,"),
            ("p", "mit diesem Schreiben unterrichte ich den Landtag über die Erhöhung des Westdeichs, die nach dem Hoch" + SHY + "wasser des vergangenen Winters beschlossen worden ist.[1] Die Planung folgt dem Nord-Süd-Vertrag und wird von drei Gemein" + SHY + "den mitgetragen."),
            ("h", "Stand der Arbeiten"),
            ("p", "Die Arbeiten haben im Januar begonnen. Der erste Abschnitt ist zur Hälfte fertig, und die Deich- und Wasser" + SHY + "bauverwaltung rechnet damit, dass er vor dem Herbst abgenommen werden kann, wenn das Wetter es erlaubt."),
            ("li", ["Der Deich wird auf einer Länge von vier Kilometern um einen Meter erhöht.", "Die Straße auf der Krone bleibt während der Arbeiten für Anlieger offen.", "Die Schafe werden für die Dauer der Arbeiten auf die Sommerweide gebracht."]),
            ("h", "Kosten der Arbeiten"),
            ("p", "Die Kosten werden auf 8,2 Millionen Euro geschätzt. Die folgende Tabelle zeigt, wie sie sich auf die Jahre verteilen, so wie es der Haushalt seit der letzten Änderung vorsieht."),
            ("rows", [["Jahr", "Land", "Gemeinden"], ["2030", "3,0", "1,1"], ["2031", "3,1", "1,0"]]),
            ("p", "Weitere Beiträge sind nicht zugesagt. Das Ministerium wird den Landtag unterrichten, sobald die Angebote für den zweiten Abschnitt vorliegen und geprüft worden sind."),
            ("h", "Antworten auf die Fragen"),
            ("q", "1"),
            ("p", "Warum wird der Deich nicht auf seiner ganzen Länge erhöht?"),
            ("a", "Antwort"),
            ("p", "Weil der Untergrund im Süden eine größere Last nicht trägt. Dort wird statt" + SHY + "dessen eine zweite Linie gebaut, die weiter im Land verläuft und das Dorf umschließt."),
            ("q", "2"),
            ("p", "Sind die Gemeinden gehört worden?"),
            ("a", "Antwort"),
            ("p", "Ja."),
            ("lines", ["Der Minister für Deiche"]),
        ],
        "notes": ["Landtag, Drucksache 31 aus dem Jahr 2029."],
    },
}


def plain(text):
    """A text without the places where its words may be broken, its footnote marks raised."""
    return text.replace(SHY, "").replace("[1]", "¹")


def expected(letter):
    """The blocks by kind and text."""
    found = []
    kinds = {"p": "paragraph", "h": "heading", "q": "question", "a": "answer"}
    for kind, value in letter["blocks"]:
        if kind == "lines":
            found.append("paragraph\t" + "⏎".join(value))
        elif kind == "li":
            found += ["list item\t" + plain(item) for item in value]
        elif kind == "rows":
            found += ["table row\t" + "|".join(row) for row in value]
        else:
            found.append(kinds[kind] + "\t" + plain(value))
    found += ["paragraph\t" + note for note in letter["notes"]]
    return "\n".join(found) + "\n"


def wrapped(text, width, indent=""):
    """Lines of a text, broken at spaces, behind hyphens and where a word may be broken."""
    text = text.replace("[1]", "¹")
    lines, line = [], ""
    for word in text.split(" "):
        # The parts of a word, the last of which may not be broken.
        parts = word.replace("-", "-" + SHY).split(SHY)
        while True:
            whole = "".join(parts)
            if len(line) + bool(line) + len(whole) <= width:
                line = f"{line} {whole}" if line else whole
                break
            room = width - len(line) - bool(line)
            for n_parts in range(len(parts) - 1, 0, -1):
                head = "".join(parts[:n_parts])
                head = head if head.endswith("-") else head + "-"
                if len(head) <= room:
                    lines.append(f"{line} {head}" if line else head)
                    line, parts = "", parts[n_parts:]
                    break
            else:
                lines.append(line)
                line = ""
    lines.append(line)
    return [lines[0]] + [indent + line for line in lines[1:]]


def text(letter):
    """The letter as a text with hard line ends and page furniture; a form feed ends a page."""
    lines = []
    for kind, value in letter["blocks"]:
        if kind == "lines":
            lines += value
        elif kind == "li":
            for item in value:
                lines += wrapped("• " + item, 57, "  ")
        elif kind == "rows":
            lines += ["".join(cell.ljust(16) for cell in row).rstrip() for row in value]
        else:
            lines += wrapped(value, 57)
        if kind not in ("h", "q", "a"):
            lines.append("")
    note = ["¹ " + letter["notes"][0], ""]
    size = 40
    pages = [lines[start : start + size] for start in range(0, len(lines), size)]
    word, of = letter["page"]
    out = []
    for idx, page in enumerate(pages):
        out.append(("\f" if idx else "") + letter["header"])
        out += ["", *page, ""]
        out += note if idx == 0 else []
        out.append(f"{word} {idx + 1} {of} {len(pages)}")
    return "\n".join(out) + "\n"


def body(letter, link_notes):
    """The letter as HTML."""
    mark = '<sup><a href="#n1">1</a></sup>' if link_notes else "<sup>1</sup>"
    inline = lambda value: html.escape(value, quote=False).replace(SHY, "&shy;" if not link_notes else "").replace("[1]", mark)
    out = []
    for kind, value in letter["blocks"]:
        if kind == "lines":
            out.append("<p>" + "<br>".join(map(inline, value)) + "</p>")
        elif kind == "li":
            out.append("<ul>" + "".join(f"<li>{inline(item)}</li>" for item in value) + "</ul>")
        elif kind == "rows":
            rows = ["<tr>" + "".join(f"<td>{inline(cell)}</td>" for cell in row) + "</tr>" for row in value]
            out.append("<table>" + "".join(rows) + "</table>")
        elif kind == "h":
            out.append(f"<h2>{inline(value)}</h2>")
        else:
            out.append(f"<p>{inline(value)}</p>")
    return "\n".join(out)


def page(letter, lang):
    """The letter as a web page, with navigation around it."""
    menu = "".join(f'<li><a href="/">{name}</a></li>' for name in letter["menu"])
    return f"""<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{letter["header"]}</title><script>var x = "<p>no</p>";</script></head>
<body><header role="banner"><p>{letter["header"]}</p></header><nav><ul>{menu}</ul></nav>
<main><div class="content">
{body(letter, True)}
<ol class="footnotes"><li id="n1">{letter["notes"][0]} <a href="#r1">↩</a></li></ol>
</div></main><aside><p>Cookies?</p></aside><footer><p>© {letter["header"]}</p></footer></body></html>
"""


def pdf(letter, lang, path):
    """The letter as a PDF that Chromium prints."""
    word, of = letter["page"]
    style = f"""
      @page {{ size: A5; margin: 20mm 18mm; @top-left {{ content: "{letter["header"]}"; font: 8pt serif }}
        @bottom-right {{ content: "{word} " counter(page) " {of} " counter(pages); font: 8pt serif }} }}
      body {{ font: 10.5pt/1.35 serif; hyphens: manual; text-align: left }} h2 {{ font-size: 13pt; margin: 14pt 0 6pt; break-after: avoid }}
      p, ul, table {{ margin: 0 0 9pt }} ul {{ list-style-type: "• " }} td {{ padding: 1pt 30pt 1pt 0 }} sup {{ font-size: 7pt; line-height: 0 }}
      .note {{ font-size: 8pt }} .note sup {{ font-size: 6pt }}"""
    note = f'<p class="note"><sup>1</sup> {letter["notes"][0]}</p>'
    source = f'<!DOCTYPE html><html lang="{lang}"><meta charset="utf-8"><style>{style}</style>{body(letter, False)}{note}</html>'
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "letter.html"
        file.write_text(source, "utf-8")
        arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={path}", file.as_uri()]
        subprocess.run(["chromium", *arguments], check=True, capture_output=True)


def docx(letter, path):
    """The letter as a Word document, by hand."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    escape = lambda value: html.escape(value.replace(SHY, ""), quote=False)

    def runs(value):
        parts = escape(value).split("[1]")
        run = lambda part: f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>'
        mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
        return mark.join(map(run, parts))

    def paragraph(inner, properties=""):
        return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"

    out = []
    for kind, value in letter["blocks"]:
        if kind == "lines":
            out.append(paragraph("<w:r><w:br/></w:r>".join(map(runs, value))))
        elif kind == "li":
            out += [paragraph(runs(item), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') for item in value]
        elif kind == "rows":
            cells = lambda row: "".join(f"<w:tc>{paragraph(runs(cell))}</w:tc>" for cell in row)
            out.append("<w:tbl>" + "".join(f"<w:tr>{cells(row)}</w:tr>" for row in value) + "</w:tbl>")
        elif kind == "h":
            out.append(paragraph(runs(value), '<w:pStyle w:val="Kop2"/>'))
        else:
            out.append(paragraph(runs(value)))
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "word/document.xml": f"<w:document {space}><w:body>{''.join(out)}</w:body></w:document>",
        "word/styles.xml": f'<w:styles {space}><w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/></w:style></w:styles>',
        "word/numbering.xml": f'<w:numbering {space}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "word/footnotes.xml": f'<w:footnotes {space}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">{paragraph(runs(letter["notes"][0]))}</w:footnote></w:footnotes>',
        "word/header1.xml": f'<w:hdr {space}>{paragraph(runs(letter["header"]))}</w:hdr>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), declaration + part, zipfile.ZIP_DEFLATED)


for lang, letter in LETTERS.items():
    folder = HERE / lang
    folder.mkdir(exist_ok=True)
    (folder / "expected.txt").write_text(expected(letter), "utf-8")
    (folder / "letter.txt").write_text(text(letter), "utf-8")
    (folder / "letter.html").write_text(page(letter, lang), "utf-8")
    docx(letter, folder / "letter.docx")
    pdf(letter, lang, folder / "letter.pdf")
