-- What every table, view, column and macro means: its grain, unit and pitfalls. `reportdiff schema` prints it.

COMMENT ON TABLE store_version IS
    'One row: the layout of this file. Its presence marks the database as one of reportdiff.';
COMMENT ON COLUMN store_version.version IS
    'Layout of the tables, such as store/5. Another layout is built anew by the next run.';

COMMENT ON TABLE series IS
    'One row a series: the same report, year after year.';
COMMENT ON COLUMN series.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN series.title IS 'Title as series.toml gives it; NULL where it gives none.';
COMMENT ON COLUMN series.reference_language IS
    'Language to filter on where one answer a series is wanted. Views show all languages.';
COMMENT ON COLUMN series.sample IS 'True where the texts were written as samples: never quote its figures as facts.';

COMMENT ON TABLE editions IS
    'One row an edition: one report of a series in one language. A revision replaces what it supersedes.';
COMMENT ON COLUMN editions.edition_id IS 'series/edition/language, such as my-series/2016/en.';
COMMENT ON COLUMN editions.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN editions.edition IS
    'The period that names the edition, such as 2016 or 2025q1. Text: order by position.';
COMMENT ON COLUMN editions.language IS
    'BCP 47 code of the text, such as zh or en. A bilingual series has its rows once a language: filter before counting.';
COMMENT ON COLUMN editions.position IS
    'Order of the edition in its series and language, from 1. Counts editions held, so a missing year leaves no gap.';
COMMENT ON COLUMN editions.follows IS
    'The edition directly before it: its period ends the day before this one''s begins. NULL for the first, and where editions between are not held. Names that are no periods count as following each other.';
COMMENT ON COLUMN editions.symbol IS 'Document symbol as printed; NULL where none was found.';
COMMENT ON COLUMN editions.title IS 'Title as printed; NULL where none was found.';
COMMENT ON COLUMN editions.date IS
    'Date that the document bears; NULL where none was found or it is no ISO date. Not the end of the period reported on.';
COMMENT ON COLUMN editions.session IS 'Session as printed; NULL where none was found.';
COMMENT ON COLUMN editions.agenda_item IS 'Agenda item as printed; NULL where none was found.';
COMMENT ON COLUMN editions.period IS
    'Period reported on, as the document says; NULL where it does not. May differ from edition.';
COMMENT ON COLUMN editions.corpus IS 'The corpus folder that the file lay in when a run last saw it.';
COMMENT ON COLUMN editions.source IS 'Path of the file inside the corpus folder.';
COMMENT ON COLUMN editions.sha256 IS 'SHA-256 of the file''s bytes, in hexadecimal.';
COMMENT ON COLUMN editions.characters IS
    'Non-space characters in the text of the file; the eight columns that follow say where they went.';
COMMENT ON COLUMN editions.body IS 'Non-space characters in body paragraphs.';
COMMENT ON COLUMN editions.headings IS 'Non-space characters in headings.';
COMMENT ON COLUMN editions.notes IS 'Non-space characters in footnotes and their marks.';
COMMENT ON COLUMN editions.tables IS 'Non-space characters in tables.';
COMMENT ON COLUMN editions.front_matter IS 'Non-space characters in front matter.';
COMMENT ON COLUMN editions.furniture IS
    'Non-space characters in running heads, page numbers and the like, which are not stored.';
COMMENT ON COLUMN editions.not_understood IS
    'Non-space characters that found no place. More than a few mean: read the findings first.';
COMMENT ON COLUMN editions.revision IS
    'Which revision speaks: 0 as first issued, n where the file is edition.revn. What it superseded is in revisions.';
COMMENT ON COLUMN editions.settings IS
    'Digest of what series.toml and aliases.toml set for it: with sha256, all that its rows depend on but reportdiff.';
COMMENT ON COLUMN editions.cause IS
    'Why its rows were last written: first where the edition was not held before; content where a file or what the series'' files set changed since; version where only reportdiff itself did, which is no news.';
COMMENT ON COLUMN editions.stage_key IS 'Key of the stage result behind the rows: the same key means the same rows.';
COMMENT ON COLUMN editions.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN editions.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE sections IS
    'One row a heading of an edition''s tree.';
COMMENT ON COLUMN sections.edition_id IS 'The edition, series/edition/language; see editions.';
COMMENT ON COLUMN sections.section IS
    'Id of the section, unique in its edition. Not stable between editions: compare headings.';
COMMENT ON COLUMN sections.parent IS 'The section it stands under; NULL at the top (there is no root section).';
COMMENT ON COLUMN sections.position IS 'Reading order in its edition, from 1.';
COMMENT ON COLUMN sections.level IS 'Depth in the tree, 1 at the top.';
COMMENT ON COLUMN sections.label IS 'Number or letter as printed, such as I. or A.; NULL where it has none.';
COMMENT ON COLUMN sections.heading IS 'The heading without its label.';
COMMENT ON COLUMN sections.path IS 'Headings from the top down to this one, joined by '' › ''.';
COMMENT ON COLUMN sections.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN sections.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE paragraphs IS
    'One row an addressable paragraph of an edition, with its whole text.';
COMMENT ON COLUMN paragraphs.paragraph_id IS 'edition_id#address, such as my-series/2016/en#42.';
COMMENT ON COLUMN paragraphs.edition_id IS 'The edition, series/edition/language; see editions.';
COMMENT ON COLUMN paragraphs.address IS
    'The paragraph, as a reader cites it: 42, 93(b), fn1, annex1:12; p7 where it has no number. Unique in its edition.';
COMMENT ON COLUMN paragraphs.position IS 'Reading order in its edition, from 1.';
COMMENT ON COLUMN paragraphs.number IS
    'Paragraph number as an integer; NULL where it has none or it exceeds an INTEGER (label has it as printed).';
COMMENT ON COLUMN paragraphs.label IS 'Number or letter as printed; NULL where it has none.';
COMMENT ON COLUMN paragraphs.section IS 'The section, by its id in its edition; NULL outside all sections.';
COMMENT ON COLUMN paragraphs.kind IS
    'What it is: body, subparagraph, table, footnote, summary or front-matter. Filter before counting paragraphs of the report proper.';
COMMENT ON COLUMN paragraphs.text IS
    'The text without label and note marks, as Unicode. Offsets elsewhere count its code points.';
COMMENT ON COLUMN paragraphs.characters IS 'Length of text in code points, spaces included.';
COMMENT ON COLUMN paragraphs.page IS 'Page it starts on, from 1; NULL where the format has no pages.';
COMMENT ON COLUMN paragraphs.line IS 'Line of a text file it starts on, from 1; NULL for other formats.';
COMMENT ON COLUMN paragraphs.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN paragraphs.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE note_marks IS
    'One row a place where a footnote hangs. A note may hang on several.';
COMMENT ON COLUMN note_marks.edition_id IS 'The edition, series/edition/language; see editions.';
COMMENT ON COLUMN note_marks.note IS 'Address of the footnote, such as fn1.';
COMMENT ON COLUMN note_marks.address IS 'Address of the paragraph that it hangs on.';
COMMENT ON COLUMN note_marks."offset" IS
    'Where in that paragraph''s text, in code points from 0; the mark itself is not in the text.';
COMMENT ON COLUMN note_marks.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN note_marks.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE quantities IS
    'One row a number that counts something, in the order of the text. Includes numbers that other tables understand further; treaty counts and money appear here too.';
COMMENT ON COLUMN quantities.edition_id IS 'The edition, series/edition/language; see editions.';
COMMENT ON COLUMN quantities.fact IS
    'Number of the statement within its edition and table, from 1. Not stable between extractor versions.';
COMMENT ON COLUMN quantities.address IS
    'The paragraph, as a reader cites it: 42, 93(b), fn1, annex1:12; p7 where it has no number. Unique in its edition.';
COMMENT ON COLUMN quantities.value IS
    'The number, exactly as stated (two million is 2000000), in the row''s unit; the lower end of a range.';
COMMENT ON COLUMN quantities.high IS 'The upper end of a range, in the row''s unit; NULL where it is no range.';
COMMENT ON COLUMN quantities.unit IS
    'What is counted, of the canonical vocabulary; per cent for shares; NULL where it is not known.';
COMMENT ON COLUMN quantities.currency IS 'ISO 4217 code; NULL where it is no money or the currency is not stated.';
COMMENT ON COLUMN quantities.qualifier IS
    'How exact the text says it is, such as about or nearly; from where a change starts from it (an earlier value), by where it is the change itself; NULL where it says nothing.';
COMMENT ON COLUMN quantities.start IS 'Where the quote begins in the paragraph''s text, in code points from 0.';
COMMENT ON COLUMN quantities."end" IS 'Where the quote ends in the paragraph''s text, in code points, exclusive.';
COMMENT ON COLUMN quantities.quote IS 'The words that state it: exactly the paragraph''s text from start to end.';
COMMENT ON COLUMN quantities.review IS
    'The analyst''s last decision on it, whose values then stand here whatever the quote says; NULL: as extracted.';
COMMENT ON COLUMN quantities.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN quantities.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE treaty_counts IS
    'One row a statement of how many parties an instrument has. One edition may state a count more than once: see treaty_count_trend for one row an edition.';
COMMENT ON COLUMN treaty_counts.edition_id IS 'The edition, series/edition/language; see editions.';
COMMENT ON COLUMN treaty_counts.fact IS
    'Number of the statement within its edition and table, from 1. Not stable between extractor versions.';
COMMENT ON COLUMN treaty_counts.instrument IS 'The treaty, by its slug, such as untoc or uncac.';
COMMENT ON COLUMN treaty_counts.parties IS 'Number of parties stated.';
COMMENT ON COLUMN treaty_counts.newly IS
    'Increment stated, such as 2 in “2 more”; NULL where none is stated, never zero for that.';
COMMENT ON COLUMN treaty_counts.as_of IS
    'ISO date or period the count holds for; NULL where not stated. Text: 2016 is the end of 2016 or unknown within it.';
COMMENT ON COLUMN treaty_counts.as_of_end IS
    'Last day of as_of, which orders dates and periods; NULL where it is not stated.';
COMMENT ON COLUMN treaty_counts.address IS
    'The paragraph, as a reader cites it: 42, 93(b), fn1, annex1:12; p7 where it has no number. Unique in its edition.';
COMMENT ON COLUMN treaty_counts.start IS 'Where the quote begins in the paragraph''s text, in code points from 0.';
COMMENT ON COLUMN treaty_counts."end" IS 'Where the quote ends in the paragraph''s text, in code points, exclusive.';
COMMENT ON COLUMN treaty_counts.quote IS 'The words that state it: exactly the paragraph''s text from start to end.';
COMMENT ON COLUMN treaty_counts.review IS
    'The analyst''s last decision on it, whose values then stand here whatever the quote says; NULL: as extracted.';
COMMENT ON COLUMN treaty_counts.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN treaty_counts.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE funding IS
    'One row a statement of an amount or share. The same period is stated again in later editions, often otherwise: see funding_trend.';
COMMENT ON COLUMN funding.edition_id IS 'The edition, series/edition/language; see editions.';
COMMENT ON COLUMN funding.fact IS
    'Number of the statement within its edition and table, from 1. Not stable between extractor versions.';
COMMENT ON COLUMN funding.measure IS
    'What is measured, such as pledges, income-total, general-purpose-income, general-purpose-share.';
COMMENT ON COLUMN funding.period IS
    'Period it is about, such as 2016 or 2016-2017; NULL where not stated. Not the edition''s period. Never add a biennium to a year.';
COMMENT ON COLUMN funding.amount IS
    'Whole units of currency (285 million is 285000000); NULL where only a share is stated.';
COMMENT ON COLUMN funding.currency IS 'ISO 4217 code; NULL where it is no money or the currency is not stated.';
COMMENT ON COLUMN funding.share IS 'Per cent (1.3 is 1.3 %); NULL where an amount is stated.';
COMMENT ON COLUMN funding.qualifier IS
    'How exact the text says it is, such as about or nearly; NULL where it says nothing.';
COMMENT ON COLUMN funding.basis IS 'actual, estimate or forecast.';
COMMENT ON COLUMN funding.address IS
    'The paragraph, as a reader cites it: 42, 93(b), fn1, annex1:12; p7 where it has no number. Unique in its edition.';
COMMENT ON COLUMN funding.start IS 'Where the quote begins in the paragraph''s text, in code points from 0.';
COMMENT ON COLUMN funding."end" IS 'Where the quote ends in the paragraph''s text, in code points, exclusive.';
COMMENT ON COLUMN funding.quote IS 'The words that state it: exactly the paragraph''s text from start to end.';
COMMENT ON COLUMN funding.review IS
    'The analyst''s last decision on it, whose values then stand here whatever the quote says; NULL: as extracted.';
COMMENT ON COLUMN funding.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN funding.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE donors IS
    'One row a donor named for a measure. No row means not named, never not paid.';
COMMENT ON COLUMN donors.edition_id IS 'The edition, series/edition/language; see editions.';
COMMENT ON COLUMN donors.fact IS
    'Number of the statement within its edition and table, from 1. Not stable between extractor versions.';
COMMENT ON COLUMN donors.measure IS 'What was given to, as in funding.';
COMMENT ON COLUMN donors.period IS 'Period of the list; NULL where not stated.';
COMMENT ON COLUMN donors.period_start IS 'First day of period; NULL where it is not stated.';
COMMENT ON COLUMN donors.period_end IS 'Last day of period; NULL where it is not stated.';
COMMENT ON COLUMN donors.donor IS 'ISO 3166-1 alpha-3 code where it is a State, else a stable slug.';
COMMENT ON COLUMN donors.kind IS 'state, organization, fund, foundation or other.';
COMMENT ON COLUMN donors.address IS
    'The paragraph, as a reader cites it: 42, 93(b), fn1, annex1:12; p7 where it has no number. Unique in its edition.';
COMMENT ON COLUMN donors.start IS 'Where the quote begins in the paragraph''s text, in code points from 0.';
COMMENT ON COLUMN donors."end" IS 'Where the quote ends in the paragraph''s text, in code points, exclusive.';
COMMENT ON COLUMN donors.quote IS 'The words that state it: exactly the paragraph''s text from start to end.';
COMMENT ON COLUMN donors.review IS
    'The analyst''s last decision on it, whose values then stand here whatever the quote says; NULL: as extracted.';
COMMENT ON COLUMN donors.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN donors.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE programme_mentions IS
    'One row a programme and paragraph that speaks of it by name or description.';
COMMENT ON COLUMN programme_mentions.edition_id IS 'The edition, series/edition/language; see editions.';
COMMENT ON COLUMN programme_mentions.fact IS
    'Number of the statement within its edition and table, from 1. Not stable between extractor versions.';
COMMENT ON COLUMN programme_mentions.programme IS
    'The programme, by the slug of its name there; a renamed one has several, see programmes.slugs.';
COMMENT ON COLUMN programme_mentions.name IS 'Name as printed there.';
COMMENT ON COLUMN programme_mentions.scope IS 'global, regional, country or initiative.';
COMMENT ON COLUMN programme_mentions.status IS
    'What the paragraph says of it: new, continuing, next-phase, planned, ended; unstated where it says nothing.';
COMMENT ON COLUMN programme_mentions.period IS 'Period stated for it; NULL where none is.';
COMMENT ON COLUMN programme_mentions.places IS
    'ISO 3166-1 alpha-3 codes and slugs of regions; empty where none is named.';
COMMENT ON COLUMN programme_mentions.address IS
    'The paragraph, as a reader cites it: 42, 93(b), fn1, annex1:12; p7 where it has no number. Unique in its edition.';
COMMENT ON COLUMN programme_mentions.start IS
    'Where the quote begins in the paragraph''s text, in code points from 0.';
COMMENT ON COLUMN programme_mentions."end" IS
    'Where the quote ends in the paragraph''s text, in code points, exclusive.';
COMMENT ON COLUMN programme_mentions.quote IS
    'The words that state it: exactly the paragraph''s text from start to end.';
COMMENT ON COLUMN programme_mentions.review IS
    'The analyst''s last decision on it, whose values then stand here whatever the quote says; NULL: as extracted.';
COMMENT ON COLUMN programme_mentions.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN programme_mentions.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE programme_figures IS
    'One row a quantity that a text states about one programme, as participating countries, people trained or seizures; each is also a row of quantities.';
COMMENT ON COLUMN programme_figures.edition_id IS 'The edition, series/edition/language; see editions.';
COMMENT ON COLUMN programme_figures.fact IS
    'Number of the statement within its edition and table, from 1. Not stable between extractor versions.';
COMMENT ON COLUMN programme_figures.programme IS
    'The programme, by the slug of its name there; a renamed one has several, see programmes.slugs.';
COMMENT ON COLUMN programme_figures.value IS 'The number, or the lower end of a range; of money whole units of currency.';
COMMENT ON COLUMN programme_figures.high IS 'The upper end of a range, in the row''s unit; NULL where it is no range.';
COMMENT ON COLUMN programme_figures.unit IS 'What is counted, in one vocabulary for all languages; NULL where unknown and for money.';
COMMENT ON COLUMN programme_figures.currency IS 'ISO 4217 code; NULL where it is no money or the currency is not stated.';
COMMENT ON COLUMN programme_figures.qualifier IS
    'about, more than, less than, nearly, up to, at least; from and by mark where a change started and its size.';
COMMENT ON COLUMN programme_figures.address IS
    'The paragraph, as a reader cites it: 42, 93(b), fn1, annex1:12; p7 where it has no number. Unique in its edition.';
COMMENT ON COLUMN programme_figures.start IS
    'Where the quote begins in the paragraph''s text, in code points from 0.';
COMMENT ON COLUMN programme_figures."end" IS
    'Where the quote ends in the paragraph''s text, in code points, exclusive.';
COMMENT ON COLUMN programme_figures.quote IS
    'The words that state it: exactly the paragraph''s text from start to end.';
COMMENT ON COLUMN programme_figures.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN programme_figures.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE comparisons IS
    'One row a pair of successive editions of one series and language.';
COMMENT ON COLUMN comparisons.comparison_id IS 'series/old..new/language, such as my-series/2015..2016/en.';
COMMENT ON COLUMN comparisons.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN comparisons.language IS
    'BCP 47 code of the text, such as zh or en. A bilingual series has its rows once a language: filter before counting.';
COMMENT ON COLUMN comparisons.old_edition IS 'The earlier edition''s period.';
COMMENT ON COLUMN comparisons.new_edition IS 'The later edition''s period.';
COMMENT ON COLUMN comparisons.old_edition_id IS 'The earlier edition; see editions.';
COMMENT ON COLUMN comparisons.new_edition_id IS 'The later edition; see editions.';
COMMENT ON COLUMN comparisons.cause IS
    'Why its rows were last written: first where the comparison was not held before; content where a file or what the series'' files set changed since; version where only reportdiff itself did, which is no news.';
COMMENT ON COLUMN comparisons.stage_key IS
    'Key of the stage result behind the rows: the same key means the same rows.';
COMMENT ON COLUMN comparisons.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN comparisons.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE links IS
    'One row a correspondence between paragraphs of two editions. A paragraph may be in several, as when a part of it went elsewhere; every paragraph that is in none is in unlinked.';
COMMENT ON COLUMN links.comparison_id IS 'The comparison, series/old..new/language; see comparisons.';
COMMENT ON COLUMN links.link IS 'Number within its comparison, from 1. Not stable between extractor versions.';
COMMENT ON COLUMN links.old IS 'Addresses in the earlier edition.';
COMMENT ON COLUMN links.new IS 'Addresses in the later edition.';
COMMENT ON COLUMN links.kept IS
    'For each address of new, in that order, the code points of its text that stand word for word in the old side: all where identical; words in their order where one paragraph became one and most wording stayed; elsewhere runs of four words or Chinese characters and more. What several links keep counts for the closest alone.';
COMMENT ON COLUMN links.relation IS
    'How the words relate: identical (typography and numbering apart), figures (only numbers, dates or years differ), edited (most wording kept), rewritten (the same subject, mostly new wording).';
COMMENT ON COLUMN links.shape IS 'one-to-one, split (1:n), merge (n:1) or many-to-many.';
COMMENT ON COLUMN links.moved IS 'True where it is out of the order of its neighbours.';
COMMENT ON COLUMN links.renumbered IS 'True where no number stayed.';
COMMENT ON COLUMN links.similarity IS
    'Likeness of the words, 0 to 1. A rewritten subject may be near 0: it is no doubt about the link.';
COMMENT ON COLUMN links.review IS
    'The analyst''s decision that set or confirmed it (confidence is then 1); NULL where nobody decided. See reviews.';
COMMENT ON COLUMN links.confidence IS 'How sure the correspondence is, 0 to 1.';
COMMENT ON COLUMN links.signals IS 'What spoke for the link, by name: contributions that add up to the score.';
COMMENT ON COLUMN links.cause IS
    'Why the row is as it is: first where its comparison was not held before; content where a file or what the series'' files set changed since; version where only reportdiff itself did, which is no news.';
COMMENT ON COLUMN links.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN links.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE unlinked IS
    'One row a paragraph that no link takes up.';
COMMENT ON COLUMN unlinked.comparison_id IS 'The comparison, series/old..new/language; see comparisons.';
COMMENT ON COLUMN unlinked.what IS 'added (in the later edition alone) or dropped (in the earlier alone).';
COMMENT ON COLUMN unlinked.address IS
    'The paragraph: in the later edition where added, in the earlier where dropped.';
COMMENT ON COLUMN unlinked.cause IS
    'Why the row is as it is: first where its comparison was not held before; content where a file or what the series'' files set changed since; version where only reportdiff itself did, which is no news.';
COMMENT ON COLUMN unlinked.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN unlinked.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE changes IS
    'One row a change between two editions, ranked. What became of each subject, most important first.';
COMMENT ON COLUMN changes.comparison_id IS 'The comparison, series/old..new/language; see comparisons.';
COMMENT ON COLUMN changes.change IS 'Rank within its comparison, from 1, the most important first.';
COMMENT ON COLUMN changes.what IS 'A link''s relation, or added or dropped.';
COMMENT ON COLUMN changes.old IS 'Addresses in the earlier edition; empty where added.';
COMMENT ON COLUMN changes.new IS 'Addresses in the later edition; empty where dropped.';
COMMENT ON COLUMN changes.section IS
    'The section in the later edition, in the earlier where dropped; NULL outside all sections.';
COMMENT ON COLUMN changes.importance IS '0 to 100, for ordering alone: twice the number is not twice as important.';
COMMENT ON COLUMN changes.reason IS 'Why it stands where it does, in a few words.';
COMMENT ON COLUMN changes.cause IS
    'Why the row is as it is: first where its comparison was not held before; content where a file or what the series'' files set changed since; version where only reportdiff itself did, which is no news.';
COMMENT ON COLUMN changes.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN changes.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE quantity_changes IS
    'One row a quantity that moved between linked paragraphs. Figures of treaty_counts and funding are paired by what they state (instrument and role; measure, currency and length of period, the latest of one edition with the latest of the other), others by their words: read both quotes in their paragraphs before you quote such a pair.';
COMMENT ON COLUMN quantity_changes.comparison_id IS 'The comparison, series/old..new/language; see comparisons.';
COMMENT ON COLUMN quantity_changes.change IS 'Number within its comparison, from 1.';
COMMENT ON COLUMN quantity_changes.old_address IS 'Paragraph of the earlier edition.';
COMMENT ON COLUMN quantity_changes.old_start IS 'Where the quote begins in the earlier text, in code points from 0.';
COMMENT ON COLUMN quantity_changes.old_end IS 'Where the quote ends in the earlier text, in code points, exclusive.';
COMMENT ON COLUMN quantity_changes.old_quote IS 'The words of the earlier edition.';
COMMENT ON COLUMN quantity_changes.new_address IS 'Paragraph of the later edition.';
COMMENT ON COLUMN quantity_changes.new_start IS 'Where the quote begins in the later text, in code points from 0.';
COMMENT ON COLUMN quantity_changes.new_end IS 'Where the quote ends in the later text, in code points, exclusive.';
COMMENT ON COLUMN quantity_changes.new_quote IS 'The words of the later edition.';
COMMENT ON COLUMN quantity_changes.subject IS
    'The instrument or measure, as in treaty_counts and funding, whose figure this is; NULL where it is another quantity.';
COMMENT ON COLUMN quantity_changes.role IS
    'What it tells of its subject: parties (all of them), newly (those that joined), amount or share; NULL where it is another quantity.';
COMMENT ON COLUMN quantity_changes.old_period IS
    'Period or day that the earlier figure is about; NULL where it is not stated or another quantity. The same as new_period: a figure stated anew, not a movement.';
COMMENT ON COLUMN quantity_changes.new_period IS
    'Period or day that the later figure is about; NULL where it is not stated or another quantity.';
COMMENT ON COLUMN quantity_changes.unit IS
    'What is counted, of the canonical vocabulary, the same on both sides; NULL where it is not known.';
COMMENT ON COLUMN quantity_changes.currency IS
    'ISO 4217 code; NULL where it is no money or the currency is not stated.';
COMMENT ON COLUMN quantity_changes.old_value IS 'The number in the earlier edition, in the row''s unit.';
COMMENT ON COLUMN quantity_changes.new_value IS 'The number in the later edition, in the row''s unit.';
COMMENT ON COLUMN quantity_changes.difference IS 'new_value less old_value, in the row''s unit; of per cent, in points.';
COMMENT ON COLUMN quantity_changes.relative IS
    'difference divided by |old_value|, a fraction (0.5 is half as much again); NULL from zero.';
COMMENT ON COLUMN quantity_changes.cause IS
    'Why the row is as it is: first where its comparison was not held before; content where a file or what the series'' files set changed since; version where only reportdiff itself did, which is no news.';
COMMENT ON COLUMN quantity_changes.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN quantity_changes.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE histories IS
    'One row a series and language: which result stands behind its lineages and programmes.';
COMMENT ON COLUMN histories.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN histories.language IS
    'BCP 47 code of the text, such as zh or en. A bilingual series has its rows once a language: filter before counting.';
COMMENT ON COLUMN histories.stage_key IS 'Key of the stage result behind the rows: the same key means the same rows.';
COMMENT ON COLUMN histories.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN histories.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE lineages IS
    'One row a paragraph and lineage: one subject followed through all editions, splits and merges included.';
COMMENT ON COLUMN lineages.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN lineages.language IS
    'BCP 47 code of the text, such as zh or en. A bilingual series has its rows once a language: filter before counting.';
COMMENT ON COLUMN lineages.lineage IS 'Its first member, edition#address, such as 2014#39.';
COMMENT ON COLUMN lineages.edition IS 'The edition''s period.';
COMMENT ON COLUMN lineages.address IS
    'The paragraph, as a reader cites it: 42, 93(b), fn1, annex1:12; p7 where it has no number. Unique in its edition.';
COMMENT ON COLUMN lineages.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN lineages.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE programmes IS
    'One row a programme of a series and language, through all editions.';
COMMENT ON COLUMN programmes.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN programmes.language IS
    'BCP 47 code of the text, such as zh or en. A bilingual series has its rows once a language: filter before counting.';
COMMENT ON COLUMN programmes.programme IS
    'The programme: the earliest of its slugs. Findings of kind programme-renamed tell why a programme has several.';
COMMENT ON COLUMN programmes.slugs IS
    'The slugs of its names in programme_mentions and programme_figures, by first appearance.';
COMMENT ON COLUMN programmes.names IS 'Names as printed, by first appearance.';
COMMENT ON COLUMN programmes.scope IS
    'global, regional, country or initiative; the most frequent where mentions differ.';
COMMENT ON COLUMN programmes.first_seen IS 'First edition that mentions it. It may have begun earlier.';
COMMENT ON COLUMN programmes.last_seen IS 'Last edition that mentions it. Silence is no end: see status.';
COMMENT ON COLUMN programmes.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN programmes.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE findings IS
    'One row a thing that reading or the audit has to say: contradicting or restated figures, passages not understood.';
COMMENT ON COLUMN findings.finding_id IS
    'Whose it is (edition, comparison, or series and language), its stage and its number, such as my-series/2016/en facts 3. Not stable between extractor versions.';
COMMENT ON COLUMN findings.finding IS 'Number within the stage result it comes from, from 1.';
COMMENT ON COLUMN findings.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN findings.language IS
    'BCP 47 code of the text, such as zh or en. A bilingual series has its rows once a language: filter before counting.';
COMMENT ON COLUMN findings.edition_id IS 'The edition that address is in; NULL where it is about the series.';
COMMENT ON COLUMN findings.comparison_id IS
    'The comparison it was found in; NULL where it is about one edition or all.';
COMMENT ON COLUMN findings.stage IS
    'Which stage found it: reading, facts, pair, history, concordance (two languages) or reference (status lists).';
COMMENT ON COLUMN findings.kind IS 'What kind of finding, a short stable slug.';
COMMENT ON COLUMN findings.severity IS 'error contradicts, warning doubts, info notes. Sorts in this order; but < and > against a string go by letters, so compare with = or IN.';
COMMENT ON COLUMN findings.message IS 'What is to be said, in one or two sentences.';
COMMENT ON COLUMN findings.address IS 'The paragraph it is about; NULL where it is about more or less than one.';
COMMENT ON COLUMN findings.page IS 'Page, from 1; NULL where not known.';
COMMENT ON COLUMN findings.line IS 'Line of a text file, from 1; NULL where not known.';
COMMENT ON COLUMN findings.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN findings.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE treaty_reference IS
    'One row a participant of a depositary''s status list: a check on stated party counts. Loaded by `reportdiff reference`, kept by every run.';
COMMENT ON COLUMN treaty_reference.instrument IS 'The treaty, by its slug, as in treaty_counts.';
COMMENT ON COLUMN treaty_reference.list IS
    'The list by its own name, such as 18-12-a. An instrument may have several; see treaty_reference_parties.';
COMMENT ON COLUMN treaty_reference.participant IS 'Name as the list prints it.';
COMMENT ON COLUMN treaty_reference.code IS 'ISO 3166-1 alpha-3; NULL for what is no State, or is not known as one.';
COMMENT ON COLUMN treaty_reference.kind IS
    'state, organization (which some counts leave out), or other: a name that is known as neither.';
COMMENT ON COLUMN treaty_reference.signed IS 'Date of signature; NULL where there is none.';
COMMENT ON COLUMN treaty_reference.party_since IS
    'Date of the act that made it a party; NULL for a signature alone.';
COMMENT ON COLUMN treaty_reference.act IS
    'That act: ratification, acceptance, approval, accession, succession, formal-confirmation or definitive-signature.';
COMMENT ON COLUMN treaty_reference.list_as_of IS
    'The day up to which the list knows of acts; its latest entry where nobody said. Later statements cannot be compared.';
COMMENT ON COLUMN treaty_reference.source IS 'Where the list is from.';
COMMENT ON COLUMN treaty_reference.sha256 IS 'SHA-256 of the list''s file, in hexadecimal.';

COMMENT ON TABLE concordances IS
    'One row an edition in a language that was held against the same edition in the reference language, by quantities under the same address.';
COMMENT ON COLUMN concordances.edition_id IS 'The edition, series/edition/language; see editions.';
COMMENT ON COLUMN concordances.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN concordances.edition IS 'The edition''s period, such as 2016.';
COMMENT ON COLUMN concordances.language IS 'BCP 47 code of the language that was held against the reference language.';
COMMENT ON COLUMN concordances.reference_language IS
    'The language it was held against: that of the series, English or the first where that is missing.';
COMMENT ON COLUMN concordances.paragraphs IS 'Paragraphs under the same address in both languages.';
COMMENT ON COLUMN concordances.quantities IS
    'Quantities that could be compared. Those that one language alone was understood to state are not counted.';
COMMENT ON COLUMN concordances.agreeing IS 'Quantities with the same value in both; the others are findings.';
COMMENT ON COLUMN concordances.stage_key IS 'Key of the stage result behind the row: the same key means the same row.';
COMMENT ON COLUMN concordances.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN concordances.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE reviews IS
    'One row a decision of an analyst, as reviews.toml of the series holds it; see review_status.';
COMMENT ON COLUMN reviews.review IS 'Id of the decision, made of what is decided: the same in every copy of the file. What begins with earlier: was in a database of an older layout and in no file: it is shown and not applied.';
COMMENT ON COLUMN reviews.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN reviews.position IS
    'Place in the order in which they are applied, from 1: of decisions that contradict each other the last holds.';
COMMENT ON COLUMN reviews.language IS 'BCP 47 code of the editions it is about.';
COMMENT ON COLUMN reviews.decision IS 'What was decided, and on what: a link, a fact, or a remark alone.';
COMMENT ON COLUMN reviews.edition IS 'The edition''s period; of a decision on a link the later one.';
COMMENT ON COLUMN reviews.addresses IS 'Paragraphs of that edition.';
COMMENT ON COLUMN reviews.old_edition IS 'The earlier edition of a link; NULL of other decisions.';
COMMENT ON COLUMN reviews.old IS 'Paragraphs of the earlier edition; empty of other decisions.';
COMMENT ON COLUMN reviews.fact IS 'Kind of the fact; NULL where it is about none.';
COMMENT ON COLUMN reviews.subject IS
    'Instrument, measure, donor, programme or unit that the fact had; NULL where it is told by its words alone.';
COMMENT ON COLUMN reviews.quote IS 'The words of the fact.';
COMMENT ON COLUMN reviews.start IS 'Where the quote begins in the text, in code points from 0; NULL: its first place.';
COMMENT ON COLUMN reviews.fields IS 'Fields of the fact as they are to be, as text; empty where nothing is set.';
COMMENT ON COLUMN reviews.words IS
    'Digest of the texts as the analyst saw them; where they changed the review is a finding and not applied.';
COMMENT ON COLUMN reviews.note IS 'The reviewer''s remark.';
COMMENT ON COLUMN reviews.reviewer IS 'Who decided.';
COMMENT ON COLUMN reviews.decided IS 'When, as a date.';

COMMENT ON TABLE review_outcomes IS
    'One row a decision and the stage that applied it or could not; see review_status for all decisions.';
COMMENT ON COLUMN review_outcomes.review IS 'Id of the decision; see reviews.';
COMMENT ON COLUMN review_outcomes.stage IS
    'facts: on facts and paragraphs; pair: on links of successive editions; history: on others, or on no edition held.';
COMMENT ON COLUMN review_outcomes.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN review_outcomes.language IS 'BCP 47 code of the editions it is about.';
COMMENT ON COLUMN review_outcomes.edition_id IS 'The edition, of stage facts; see editions.';
COMMENT ON COLUMN review_outcomes.comparison_id IS 'The comparison, of stage pair; see comparisons.';
COMMENT ON COLUMN review_outcomes.status IS 'What became of it; see review_status.';
COMMENT ON COLUMN review_outcomes.reason IS 'Why it does not hold; NULL where it does.';
COMMENT ON COLUMN review_outcomes.extractor IS 'What made the row, with its version.';
COMMENT ON COLUMN review_outcomes.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON VIEW review_status IS
    'One row a decision of an analyst, with what became of it in the last run.';
COMMENT ON COLUMN review_status.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN review_status.language IS 'BCP 47 code of the editions it is about.';
COMMENT ON COLUMN review_status.review IS 'Id of the decision; see reviews.';
COMMENT ON COLUMN review_status.decision IS 'What was decided.';
COMMENT ON COLUMN review_status.edition IS 'The edition''s period.';
COMMENT ON COLUMN review_status.addresses IS 'Paragraphs of that edition.';
COMMENT ON COLUMN review_status.status IS
    'applied; superseded: a later decision holds; nothing-to-reject: what it rejects is not there; not-applied: message says why; no-such-comparison: these editions are not compared; no-such-edition: the database holds none (also of old_edition).';
COMMENT ON COLUMN review_status.message IS 'Why it does not hold; NULL where it does.';
COMMENT ON COLUMN review_status.note IS 'The reviewer''s remark.';
COMMENT ON COLUMN review_status.reviewer IS 'Who decided.';
COMMENT ON COLUMN review_status.decided IS 'When, as a date.';

COMMENT ON TABLE runs IS
    'One row a run that was published. A run that changed nothing adds this row and nothing else.';
COMMENT ON COLUMN runs.run_id IS 'Id of the run.';
COMMENT ON COLUMN runs.started IS 'When it began.';
COMMENT ON COLUMN runs.finished IS 'When its results were handed over for publishing.';
COMMENT ON COLUMN runs.reportdiff IS 'Version of reportdiff.';
COMMENT ON COLUMN runs.corpus IS 'The corpus folder, as named to the run.';
COMMENT ON COLUMN runs.editions IS 'Editions held after the run.';
COMMENT ON COLUMN runs.comparisons IS 'Comparisons held after the run.';
COMMENT ON COLUMN runs.computed IS 'Stage results computed anew in it; the others were in memory.';
COMMENT ON COLUMN runs.refused IS 'One clear line a file that was not read.';

COMMENT ON VIEW treaty_count_trend IS
    'One row a series, language, instrument and edition that states its parties. Where an edition states several counts, the one of the latest date, then the one with an increment, then the first.';
COMMENT ON COLUMN treaty_count_trend.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN treaty_count_trend.language IS
    'BCP 47 code of the text, such as zh or en. A bilingual series has its rows once a language: filter before counting.';
COMMENT ON COLUMN treaty_count_trend.instrument IS 'The treaty, by its slug.';
COMMENT ON COLUMN treaty_count_trend.edition IS 'The edition''s period.';
COMMENT ON COLUMN treaty_count_trend.position IS
    'Order of the edition in its series and language, from 1. Counts editions held, so a missing year leaves no gap.';
COMMENT ON COLUMN treaty_count_trend.as_of IS 'ISO date or period the count holds for; NULL where not stated.';
COMMENT ON COLUMN treaty_count_trend.as_of_end IS 'Last day of as_of; NULL where it is not stated.';
COMMENT ON COLUMN treaty_count_trend.parties IS 'Number of parties stated.';
COMMENT ON COLUMN treaty_count_trend.newly IS 'Increment stated; NULL where none is.';
COMMENT ON COLUMN treaty_count_trend.previous_edition IS
    'The edition before that states a count of the instrument; NULL at the first.';
COMMENT ON COLUMN treaty_count_trend.previous_parties IS 'Its count.';
COMMENT ON COLUMN treaty_count_trend.difference IS
    'parties less previous_parties. Over a gap in the series it spans several years.';
COMMENT ON COLUMN treaty_count_trend.agrees IS
    'Whether newly equals difference, judged as the audit does; NULL where no increment is stated, where the edition directly before is not held or states no count, and where its count is of the same or a later date. False may mean another period counted, not an error.';
COMMENT ON COLUMN treaty_count_trend.statements IS 'Counts of this instrument in the edition.';
COMMENT ON COLUMN treaty_count_trend.other_parties IS
    'Other counts stated in the edition, in order: of earlier dates, or contradicting.';
COMMENT ON COLUMN treaty_count_trend.edition_id IS 'The edition, series/edition/language; see editions.';
COMMENT ON COLUMN treaty_count_trend.address IS
    'The paragraph, as a reader cites it: 42, 93(b), fn1, annex1:12; p7 where it has no number. Unique in its edition.';
COMMENT ON COLUMN treaty_count_trend.start IS
    'Where the quote begins in the paragraph''s text, in code points from 0.';
COMMENT ON COLUMN treaty_count_trend."end" IS
    'Where the quote ends in the paragraph''s text, in code points, exclusive.';
COMMENT ON COLUMN treaty_count_trend.review IS
    'The analyst''s last decision on the count, whose values then stand here whatever the quote says; else NULL.';
COMMENT ON COLUMN treaty_count_trend.quote IS
    'The words that state it: exactly the paragraph''s text from start to end.';

COMMENT ON VIEW funding_trend IS
    'One row a series, language, measure, period and currency: the latest edition''s statement, those of other editions beside it. A period stated in two currencies has two rows: see currencies. Statements without a period stand alone, each its own row.';
COMMENT ON COLUMN funding_trend.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN funding_trend.language IS
    'BCP 47 code of the text, such as zh or en. A bilingual series has its rows once a language: filter before counting.';
COMMENT ON COLUMN funding_trend.measure IS 'What is measured, as in funding.';
COMMENT ON COLUMN funding_trend.period IS
    'Period it is about; NULL where not stated. A biennium contains its years: do not add.';
COMMENT ON COLUMN funding_trend.currency IS 'ISO 4217 code; NULL where it is no money or the currency is not stated.';
COMMENT ON COLUMN funding_trend.amount IS
    'Whole units of currency, as stated last; NULL where only a share is stated.';
COMMENT ON COLUMN funding_trend.share IS 'Per cent, as stated last; NULL where an amount is stated.';
COMMENT ON COLUMN funding_trend.qualifier IS
    'How exact the text says it is, such as about or nearly; NULL where it says nothing.';
COMMENT ON COLUMN funding_trend.basis IS
    'actual, estimate or forecast, of the latest statement. Within one edition actual goes before estimate before forecast.';
COMMENT ON COLUMN funding_trend.edition IS 'The edition that states it last.';
COMMENT ON COLUMN funding_trend.statements IS 'Statements in all editions, this one included.';
COMMENT ON COLUMN funding_trend.restated IS
    'True where another edition states another figure; an estimate that became actual counts too.';
COMMENT ON COLUMN funding_trend.earlier IS
    'Statements of other editions, latest first.';
COMMENT ON COLUMN funding_trend.beside IS
    'Other statements of the same edition, such as an estimate or another figure: a contradiction where basis is the same.';
COMMENT ON COLUMN funding_trend.currencies IS
    'All currencies in which the measure and period are stated, in order: more than one means as many rows, which must not be added. Empty for shares.';
COMMENT ON COLUMN funding_trend.edition_id IS 'The edition, series/edition/language; see editions.';
COMMENT ON COLUMN funding_trend.address IS
    'The paragraph, as a reader cites it: 42, 93(b), fn1, annex1:12; p7 where it has no number. Unique in its edition.';
COMMENT ON COLUMN funding_trend.start IS 'Where the quote begins in the paragraph''s text, in code points from 0.';
COMMENT ON COLUMN funding_trend."end" IS 'Where the quote ends in the paragraph''s text, in code points, exclusive.';
COMMENT ON COLUMN funding_trend.review IS
    'The analyst''s last decision on the latest statement, whose values then stand here; else NULL.';
COMMENT ON COLUMN funding_trend.quote IS 'The words that state it: exactly the paragraph''s text from start to end.';

COMMENT ON VIEW programme_status IS
    'One row a series, language, programme and edition held, mentioned there or not: the source of a matrix.';
COMMENT ON COLUMN programme_status.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN programme_status.language IS
    'BCP 47 code of the text, such as zh or en. A bilingual series has its rows once a language: filter before counting.';
COMMENT ON COLUMN programme_status.programme IS 'The programme, whatever it was named in the edition; see programmes.';
COMMENT ON COLUMN programme_status.name IS 'Name as printed in the edition, else as first printed.';
COMMENT ON COLUMN programme_status.scope IS 'global, regional, country or initiative.';
COMMENT ON COLUMN programme_status.edition IS 'The edition''s period.';
COMMENT ON COLUMN programme_status.position IS
    'Order of the edition in its series and language, from 1. Counts editions held, so a missing year leaves no gap.';
COMMENT ON COLUMN programme_status.mentions IS 'Paragraphs that mention it; 0 means not mentioned, not ended.';
COMMENT ON COLUMN programme_status.status IS
    'The most telling status: ended, next-phase, new, planned, continuing, unstated, in this order; NULL where not mentioned.';
COMMENT ON COLUMN programme_status.statuses IS 'All statuses stated there.';
COMMENT ON COLUMN programme_status.places IS 'All places named with it there.';
COMMENT ON COLUMN programme_status.addresses IS 'Paragraphs that mention it, in order.';
COMMENT ON COLUMN programme_status.first_seen IS 'First edition that mentions it.';
COMMENT ON COLUMN programme_status.last_seen IS 'Last edition that mentions it.';
COMMENT ON COLUMN programme_status.edition_id IS 'The edition, series/edition/language; see editions.';

COMMENT ON VIEW programme_trend IS
    'One row a series, language, programme, what is counted and edition: the figures that the text states about the programme, without where changes started and their size.';
COMMENT ON COLUMN programme_trend.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN programme_trend.language IS
    'BCP 47 code of the text, such as zh or en. A bilingual series has its rows once a language: filter before counting.';
COMMENT ON COLUMN programme_trend.programme IS 'The programme, whatever it was named in the edition; see programmes.';
COMMENT ON COLUMN programme_trend.unit IS 'What is counted; NULL where unknown and for money.';
COMMENT ON COLUMN programme_trend.currency IS 'ISO 4217 code of an amount of money.';
COMMENT ON COLUMN programme_trend.edition IS 'The edition''s period.';
COMMENT ON COLUMN programme_trend.position IS
    'Place of the edition in its series and language, from 1: sort by this, not by edition.';
COMMENT ON COLUMN programme_trend."values" IS
    'The figures in reading order, in the row''s unit: several may count different things of it, so none is a sum.';
COMMENT ON COLUMN programme_trend.qualifiers IS 'What each is qualified by, such as more than; NULL where nothing.';
COMMENT ON COLUMN programme_trend.addresses IS 'The paragraph of each.';
COMMENT ON COLUMN programme_trend.quotes IS 'The words of each.';
COMMENT ON COLUMN programme_trend.edition_id IS 'The edition, series/edition/language; see editions.';
COMMENT ON COLUMN programme_trend.first_stated IS 'First edition that states figures of this kind for the programme.';
COMMENT ON COLUMN programme_trend.last_stated IS 'Last edition that states figures of this kind for the programme.';

COMMENT ON VIEW donor_lists IS
    'One row a donor that an edition names for a measure, once each. An edition''s list is that of the latest period it names, and donors without a period are in it only where no donor has one.';
COMMENT ON COLUMN donor_lists.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN donor_lists.language IS
    'BCP 47 code of the text, such as zh or en. A bilingual series has its rows once a language: filter before counting.';
COMMENT ON COLUMN donor_lists.edition IS 'The edition''s period.';
COMMENT ON COLUMN donor_lists.position IS
    'Place of the edition in its series and language, from 1: sort by this, not by edition.';
COMMENT ON COLUMN donor_lists.measure IS 'What was given to.';
COMMENT ON COLUMN donor_lists.period IS 'Period of the list; NULL where not stated.';
COMMENT ON COLUMN donor_lists.donor IS 'ISO 3166-1 alpha-3 code where it is a State, else a stable slug.';
COMMENT ON COLUMN donor_lists.place IS 'Place in the list, as the edition names them, from 1.';
COMMENT ON COLUMN donor_lists.kind IS 'state, organization, fund, foundation or other.';
COMMENT ON COLUMN donor_lists.edition_id IS 'The edition, series/edition/language; see editions.';
COMMENT ON COLUMN donor_lists.address IS 'The paragraph that names it.';
COMMENT ON COLUMN donor_lists.start IS 'Where the quote begins in the paragraph''s text, in code points from 0.';
COMMENT ON COLUMN donor_lists."end" IS 'Where the quote ends in the paragraph''s text, in code points, exclusive.';
COMMENT ON COLUMN donor_lists.quote IS 'The words that state it: exactly the paragraph''s text from start to end.';

COMMENT ON VIEW donor_changes IS
    'One row a donor that joined or left the list of a measure between two editions that stand next to each other among those held (see successive). Only where both have a list; an edition''s list is that of donor_lists.';
COMMENT ON COLUMN donor_changes.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN donor_changes.language IS
    'BCP 47 code of the text, such as zh or en. A bilingual series has its rows once a language: filter before counting.';
COMMENT ON COLUMN donor_changes.old_edition IS 'The earlier edition''s period.';
COMMENT ON COLUMN donor_changes.new_edition IS 'The later edition''s period.';
COMMENT ON COLUMN donor_changes.measure IS 'What was given to.';
COMMENT ON COLUMN donor_changes.donor IS 'ISO 3166-1 alpha-3 code where it is a State, else a stable slug.';
COMMENT ON COLUMN donor_changes.kind IS 'state, organization, fund, foundation or other.';
COMMENT ON COLUMN donor_changes.change IS
    'joined (named in the later list alone) or left (in the earlier alone). Left means no longer named.';
COMMENT ON COLUMN donor_changes.successive IS
    'True where the later edition directly follows the earlier; false where editions between are not held, so that it may have joined or left in any of those years.';
COMMENT ON COLUMN donor_changes.old_period IS
    'Period of the earlier edition''s list; NULL where not stated. Lists of unlike periods are compared all the same.';
COMMENT ON COLUMN donor_changes.new_period IS 'Period of the later edition''s list; NULL where not stated.';
COMMENT ON COLUMN donor_changes.edition_id IS
    'The edition that names it: the later one where joined, the earlier where left.';
COMMENT ON COLUMN donor_changes.address IS 'The paragraph that names it, in that edition.';
COMMENT ON COLUMN donor_changes.start IS 'Where the quote begins in the paragraph''s text, in code points from 0.';
COMMENT ON COLUMN donor_changes."end" IS 'Where the quote ends in the paragraph''s text, in code points, exclusive.';
COMMENT ON COLUMN donor_changes.quote IS 'The words that state it: exactly the paragraph''s text from start to end.';

COMMENT ON VIEW paragraph_history IS
    'One row a paragraph with its text, its lineage, and how it came and went. Filter on lineage and order by position to follow a subject.';
COMMENT ON COLUMN paragraph_history.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN paragraph_history.language IS
    'BCP 47 code of the text, such as zh or en. A bilingual series has its rows once a language: filter before counting.';
COMMENT ON COLUMN paragraph_history.lineage IS 'The subject: its first member, edition#address.';
COMMENT ON COLUMN paragraph_history.edition IS 'The edition''s period.';
COMMENT ON COLUMN paragraph_history.position IS
    'Order of the edition in its series and language, from 1. Counts editions held, so a missing year leaves no gap.';
COMMENT ON COLUMN paragraph_history.address IS
    'The paragraph, as a reader cites it: 42, 93(b), fn1, annex1:12; p7 where it has no number. Unique in its edition.';
COMMENT ON COLUMN paragraph_history.paragraph_position IS 'Reading order of the paragraph in its edition, from 1.';
COMMENT ON COLUMN paragraph_history.section IS 'The section, by its id in its edition; NULL outside all sections.';
COMMENT ON COLUMN paragraph_history.section_path IS
    'Headings from the top, joined by '' › ''; NULL outside all sections.';
COMMENT ON COLUMN paragraph_history.previous_edition IS 'The edition compared with; NULL where there is none before.';
COMMENT ON COLUMN paragraph_history.previous IS
    'Addresses there that it corresponds to, by any link, in reading order; empty where added.';
COMMENT ON COLUMN paragraph_history.what IS
    'The relation of its closest link to the edition before, or added; NULL where there is no edition before.';
COMMENT ON COLUMN paragraph_history.shape IS 'The link''s shape; NULL where there is no link.';
COMMENT ON COLUMN paragraph_history.moved IS 'The link''s; NULL where there is no link.';
COMMENT ON COLUMN paragraph_history.renumbered IS 'The link''s; NULL where there is no link.';
COMMENT ON COLUMN paragraph_history.similarity IS 'The link''s, 0 to 1; NULL where there is no link.';
COMMENT ON COLUMN paragraph_history.confidence IS 'The link''s, 0 to 1; NULL where there is no link.';
COMMENT ON COLUMN paragraph_history.dropped_in IS
    'The next edition, where no link takes it up there; NULL where it goes on or nothing comes after.';
COMMENT ON COLUMN paragraph_history.text IS 'The text, as in paragraphs.';
COMMENT ON COLUMN paragraph_history.characters IS 'Length of text in code points.';
COMMENT ON COLUMN paragraph_history.edition_id IS 'The edition, series/edition/language; see editions.';
COMMENT ON COLUMN paragraph_history.paragraph_id IS 'edition_id#address.';

COMMENT ON VIEW change_summary IS
    'One row a comparison, section and relation. The counts of changes add up over the rows of a comparison.';
COMMENT ON COLUMN change_summary.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN change_summary.language IS
    'BCP 47 code of the text, such as zh or en. A bilingual series has its rows once a language: filter before counting.';
COMMENT ON COLUMN change_summary.old_edition IS 'The earlier edition''s period.';
COMMENT ON COLUMN change_summary.new_edition IS 'The later edition''s period.';
COMMENT ON COLUMN change_summary.section_edition IS
    'The edition whose section it is: the earlier where dropped, else the later. So one heading may stand in two groups.';
COMMENT ON COLUMN change_summary.section IS 'The section, by its id in its edition; NULL outside all sections.';
COMMENT ON COLUMN change_summary.section_path IS
    'Headings from the top, joined by '' › ''; NULL outside all sections.';
COMMENT ON COLUMN change_summary.section_position IS
    'Reading order of the section in its edition; NULL outside all sections.';
COMMENT ON COLUMN change_summary.what IS 'The link''s relation, or added or dropped.';
COMMENT ON COLUMN change_summary.changes IS 'Links, or paragraphs added or dropped.';
COMMENT ON COLUMN change_summary.old_paragraphs IS
    'Paragraphs of the earlier edition in them; one in two links counts in each.';
COMMENT ON COLUMN change_summary.new_paragraphs IS
    'Paragraphs of the later edition in them; one in two links counts in each.';
COMMENT ON COLUMN change_summary.moved IS 'Links out of order.';
COMMENT ON COLUMN change_summary.renumbered IS 'Links of which no paragraph kept its number.';
COMMENT ON COLUMN change_summary.by_version IS
    'Changes that are told so only since a newer reportdiff reads or compares otherwise; no word of the editions moved.';
COMMENT ON COLUMN change_summary.comparison_id IS 'The comparison, series/old..new/language; see comparisons.';

COMMENT ON VIEW text_reuse IS
    'One row a comparison and section of the later edition: where its characters come from. The five shares add up to 1. To add sections up, multiply shares by characters first.';
COMMENT ON COLUMN text_reuse.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN text_reuse.language IS
    'BCP 47 code of the text, such as zh or en. A bilingual series has its rows once a language: filter before counting.';
COMMENT ON COLUMN text_reuse.old_edition IS 'The earlier edition''s period.';
COMMENT ON COLUMN text_reuse.new_edition IS 'The later edition''s period.';
COMMENT ON COLUMN text_reuse.section IS
    'The section in the later edition; NULL for text outside all sections. Own text alone, without the sections under it.';
COMMENT ON COLUMN text_reuse.section_path IS 'Headings from the top, joined by '' › ''; NULL outside all sections.';
COMMENT ON COLUMN text_reuse.section_position IS 'Reading order of the section; NULL outside all sections.';
COMMENT ON COLUMN text_reuse.characters IS
    'Code points of the section''s paragraphs in the later edition, notes and tables included; where 0, the shares are NULL.';
COMMENT ON COLUMN text_reuse.identical IS
    'Share of characters that stand word for word in linked paragraphs of the earlier edition, 0 to 1: all of identical paragraphs, and of others what links.kept counts.';
COMMENT ON COLUMN text_reuse.figures IS
    'Share of characters that changed in paragraphs where only figures differ, 0 to 1.';
COMMENT ON COLUMN text_reuse.edited IS
    'Share of characters that changed in edited paragraphs, 0 to 1.';
COMMENT ON COLUMN text_reuse.rewritten IS
    'Share of characters that changed in rewritten paragraphs, 0 to 1.';
COMMENT ON COLUMN text_reuse.new IS
    'Share of characters of added paragraphs, 0 to 1.';
COMMENT ON COLUMN text_reuse.comparison_id IS 'The comparison, series/old..new/language; see comparisons.';

COMMENT ON MACRO TABLE search IS
    'One row a paragraph in which every word occurs, in any order, whatever the case, the accents and the width: FROM search(''trafficking firearms''), FROM search(''人口贩运 2014年''). Words are parted by spaces and found inside longer words too; a run of Chinese is one word, and spaces in the text do not part it. Traditional and simplified characters are not the same. In reading order; filter on series and language, which a million paragraphs need to be quick.';
COMMENT ON MACRO TABLE similar_to IS
    'One row a paragraph whose bigram_similarity to the words given is at least the second argument (0.5 unless given), the most similar first: FROM similar_to(''the words of a paragraph'', 0.4). Filter on series and language: every paragraph left is weighed.';
COMMENT ON MACRO TABLE paragraph_history IS
    'One row a paragraph of the lineage that a paragraph belongs to, through all editions, as in the view of this name: FROM paragraph_history(''42'', of_series := ''my-series'', of_edition := ''2016'', of_language := ''zh''). Without of_edition it is paragraph 42 of the latest edition held; without the others, of every series and language. An edition that split the subject has several rows, one that does not have it none.';
COMMENT ON MACRO bigram_similarity IS
    'Likeness of two strings, 0 to 1: Dice''s coefficient of the sets of their character pairs; NULL where either is NULL. Right for Chinese too. Case and spaces count: give it folded strings where they should not. Blind to repetition: aaaa is like aa.';
COMMENT ON MACRO bigrams IS
    'The distinct pairs of neighbouring code points of a string, as a list; empty for a string of one.';
COMMENT ON MACRO folded IS
    'The string in lower case and without accents, as search compares it.';
COMMENT ON MACRO half_width IS
    'The string with full-width digits, letters (in lower case: fold it first) and spaces as ASCII has them.';
COMMENT ON MACRO has_full_width IS 'Whether a string has full-width digits or letters (lower case: fold it first).';
COMMENT ON MACRO full_width IS
    'The string with digits and letters (in lower case: fold it first) as Chinese text may print them; the opposite of half_width.';

COMMENT ON VIEW quantity_changes_ranked IS
    'One row a quantity that moved between linked paragraphs of two editions, with its rank in the comparison: by importance, then by weight. For the largest moves alone order by weight, or by factor within one unit or currency.';
COMMENT ON COLUMN quantity_changes_ranked.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN quantity_changes_ranked.language IS
    'BCP 47 code of the text, such as zh or en. A bilingual series has its rows once a language: filter before counting.';
COMMENT ON COLUMN quantity_changes_ranked.old_edition IS 'The earlier edition''s period.';
COMMENT ON COLUMN quantity_changes_ranked.new_edition IS 'The later edition''s period.';
COMMENT ON COLUMN quantity_changes_ranked.rank IS 'Rank within its comparison, from 1, the most important first.';
COMMENT ON COLUMN quantity_changes_ranked.importance IS
    '0 to 100, for ordering alone. Of a party count or a sum of money that of the change of its paragraph, as in changes; of other figures likewise, but 65 at most; of increases (newly) 15 at most.';
COMMENT ON COLUMN quantity_changes_ranked.reason IS 'Why that change stands where it does, in a few words; NULL where it is in no change.';
COMMENT ON COLUMN quantity_changes_ranked.section IS 'The section of the later edition, by its id; NULL outside all sections.';
COMMENT ON COLUMN quantity_changes_ranked.section_path IS
    'Headings from the top, joined by '' › ''; NULL outside all sections.';
COMMENT ON COLUMN quantity_changes_ranked.subject IS
    'The instrument or measure, as in treaty_counts and funding, whose figure this is; NULL where it is another quantity.';
COMMENT ON COLUMN quantity_changes_ranked.role IS
    'What it tells of its subject: parties (all of them), newly (those that joined), amount or share; NULL where it is another quantity.';
COMMENT ON COLUMN quantity_changes_ranked.old_period IS
    'Period or day that the earlier figure is about; NULL where it is not stated or another quantity. The same as new_period: a figure stated anew, not a movement.';
COMMENT ON COLUMN quantity_changes_ranked.new_period IS
    'Period or day that the later figure is about; NULL where it is not stated or another quantity.';
COMMENT ON COLUMN quantity_changes_ranked.unit IS
    'What is counted, of the canonical vocabulary, the same on both sides; NULL where it is not known.';
COMMENT ON COLUMN quantity_changes_ranked.currency IS
    'ISO 4217 code; NULL where it is no money or the currency is not stated.';
COMMENT ON COLUMN quantity_changes_ranked.old_value IS 'The number in the earlier edition, in the unit, or in whole units of currency.';
COMMENT ON COLUMN quantity_changes_ranked.new_value IS 'The number in the later edition, in the row''s unit, likewise.';
COMMENT ON COLUMN quantity_changes_ranked.difference IS 'new_value less old_value, in the row''s unit; of per cent, in points.';
COMMENT ON COLUMN quantity_changes_ranked.relative IS
    'difference divided by |old_value|, a fraction (0.5 is half as much again); NULL from zero.';
COMMENT ON COLUMN quantity_changes_ranked.factor IS
    'How many times the larger value is the smaller, from 1: 2 where it doubled and where it halved. NULL where either is zero or the sign changed.';
COMMENT ON COLUMN quantity_changes_ranked.weight IS
    'How far it moved, its size considered: ln(factor) times log10 of the larger value plus 1. 0 for no move; NULL where factor is. No unit: for ordering alone.';
COMMENT ON COLUMN quantity_changes_ranked.old_address IS 'Paragraph of the earlier edition.';
COMMENT ON COLUMN quantity_changes_ranked.old_quote IS 'The words of the earlier edition.';
COMMENT ON COLUMN quantity_changes_ranked.new_address IS 'Paragraph of the later edition.';
COMMENT ON COLUMN quantity_changes_ranked.new_quote IS 'The words of the later edition.';
COMMENT ON COLUMN quantity_changes_ranked.cause IS
    'Why the row is as it is: version where only reportdiff itself changed, which is no news; see quantity_changes.';
COMMENT ON COLUMN quantity_changes_ranked.comparison_id IS 'The comparison, series/old..new/language; see comparisons.';
COMMENT ON COLUMN quantity_changes_ranked.change IS 'Its number in quantity_changes, where its offsets are.';

COMMENT ON VIEW treaty_reference_parties IS
    'One row a party of an instrument, over all its status lists: its earliest date in any of them. Withdrawals are not known.';
COMMENT ON COLUMN treaty_reference_parties.instrument IS 'The treaty, by its slug, as in treaty_counts.';
COMMENT ON COLUMN treaty_reference_parties.party IS 'ISO 3166-1 alpha-3; the name as printed for what is no State.';
COMMENT ON COLUMN treaty_reference_parties.name IS 'Name as a list prints it.';
COMMENT ON COLUMN treaty_reference_parties.kind IS 'state, organization or other.';
COMMENT ON COLUMN treaty_reference_parties.party_since IS 'The earliest date on which it became a party.';
COMMENT ON COLUMN treaty_reference_parties.act IS 'The act that made it a party on that date.';
COMMENT ON COLUMN treaty_reference_parties.list_as_of IS
    'The day up to which all lists of the instrument know of acts.';
COMMENT ON COLUMN treaty_reference_parties.source IS 'Where the lists are from.';

COMMENT ON VIEW treaty_reference_check IS
    'One row a stated party count of an instrument that there is a status list of: what the list counts at that date.';
COMMENT ON COLUMN treaty_reference_check.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN treaty_reference_check.language IS
    'BCP 47 code of the text, such as zh or en. A bilingual series has its rows once a language: filter before counting.';
COMMENT ON COLUMN treaty_reference_check.instrument IS 'The treaty, by its slug.';
COMMENT ON COLUMN treaty_reference_check.edition IS 'The edition''s period, such as 2016.';
COMMENT ON COLUMN treaty_reference_check.as_of IS 'Date or period that the count holds at, as stated.';
COMMENT ON COLUMN treaty_reference_check.as_of_end IS 'Its last day; NULL where it is not stated.';
COMMENT ON COLUMN treaty_reference_check.parties IS 'Parties as stated.';
COMMENT ON COLUMN treaty_reference_check.listed IS 'Parties by the list on that day, organizations included.';
COMMENT ON COLUMN treaty_reference_check.lowest IS 'Parties by the list 30 days before that day, organizations left out.';
COMMENT ON COLUMN treaty_reference_check.highest IS 'Parties by the list 30 days after that day, organizations included.';
COMMENT ON COLUMN treaty_reference_check.verdict IS
    'agrees (between lowest and highest), differs, undated (no date is stated), or not-comparable: the list ends before that day.';
COMMENT ON COLUMN treaty_reference_check.list_as_of IS 'The day up to which all lists of the instrument know of acts.';
COMMENT ON COLUMN treaty_reference_check.source IS 'Where the lists are from.';
COMMENT ON COLUMN treaty_reference_check.edition_id IS 'The edition, series/edition/language; see editions.';
COMMENT ON COLUMN treaty_reference_check.fact IS 'Number of the count in its edition; see treaty_counts.';
COMMENT ON COLUMN treaty_reference_check.address IS 'The paragraph that states it.';

COMMENT ON VIEW treaty_reference_joined IS
    'One row a party that joined an instrument between the dates of two editions'' counts, by the status list. Empty where a date is not stated or the list ends before it.';
COMMENT ON COLUMN treaty_reference_joined.series IS 'The series, named as its folder in the corpus.';
COMMENT ON COLUMN treaty_reference_joined.language IS
    'BCP 47 code of the text, such as zh or en. A bilingual series has its rows once a language: filter before counting.';
COMMENT ON COLUMN treaty_reference_joined.instrument IS 'The treaty, by its slug.';
COMMENT ON COLUMN treaty_reference_joined.old_edition IS 'The last edition before that states a dated count.';
COMMENT ON COLUMN treaty_reference_joined.new_edition IS 'The edition.';
COMMENT ON COLUMN treaty_reference_joined.party IS 'ISO 3166-1 alpha-3; the name as printed for what is no State.';
COMMENT ON COLUMN treaty_reference_joined.name IS 'Name as the list prints it.';
COMMENT ON COLUMN treaty_reference_joined.kind IS 'state, organization or other.';
COMMENT ON COLUMN treaty_reference_joined.party_since IS
    'When it became a party: after the older date, up to the newer one.';
COMMENT ON COLUMN treaty_reference_joined.act IS 'The act that made it a party.';
COMMENT ON COLUMN treaty_reference_joined.list_as_of IS 'The day up to which all lists of the instrument know of acts.';
COMMENT ON COLUMN treaty_reference_joined.source IS 'Where the lists are from.';
COMMENT ON COLUMN treaty_reference_joined.edition_id IS 'The newer edition, series/edition/language; see editions.';
COMMENT ON COLUMN treaty_reference_joined.address IS 'The paragraph of the newer edition that states the count.';

COMMENT ON TABLE revisions IS
    'One row a file that spoke for an edition until a later revision superseded it. The one that speaks is in editions.';
COMMENT ON COLUMN revisions.revision_id IS
    'series/edition.revision/language, such as my-series/2016.rev0/en.';
COMMENT ON COLUMN revisions.edition_id IS
    'The edition, series/edition/language; see editions.';
COMMENT ON COLUMN revisions.revision IS
    '0 as first issued, n where the file is edition.revn.';
COMMENT ON COLUMN revisions.symbol IS
    'Document symbol as printed; NULL where none was found.';
COMMENT ON COLUMN revisions.date IS
    'Date that the document bears; NULL where none was found or it is no ISO date.';
COMMENT ON COLUMN revisions.source IS
    'Path of the file inside the corpus folder.';
COMMENT ON COLUMN revisions.sha256 IS
    'SHA-256 of the file''s bytes, in hexadecimal.';
COMMENT ON COLUMN revisions.stage_key IS
    'Key of the stage result behind the rows: the same key means the same rows.';
COMMENT ON COLUMN revisions.extractor IS
    'What made the row, with its version.';
COMMENT ON COLUMN revisions.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE revision_paragraphs IS
    'One row a paragraph of a superseded file, word for word. Never part of a comparison or a trend.';
COMMENT ON COLUMN revision_paragraphs.revision_id IS
    'The superseded file; see revisions.';
COMMENT ON COLUMN revision_paragraphs.address IS
    'How a reader cites it, such as 42 or 93(b).';
COMMENT ON COLUMN revision_paragraphs.position IS
    'Reading order in its file, from 1.';
COMMENT ON COLUMN revision_paragraphs.kind IS
    'body, subparagraph, table, footnote, summary or front-matter.';
COMMENT ON COLUMN revision_paragraphs.text IS
    'The text, whole.';
COMMENT ON COLUMN revision_paragraphs.extractor IS
    'What made the row, with its version.';
COMMENT ON COLUMN revision_paragraphs.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE corrigenda IS
    'One row a list of corrections to an edition. It is kept and shown, never applied: paragraphs stay as they were issued.';
COMMENT ON COLUMN corrigenda.corrigendum_id IS
    'series/edition.corrigendum/language, such as my-series/2016.corr1/en.';
COMMENT ON COLUMN corrigenda.edition_id IS
    'The edition, series/edition/language; see editions.';
COMMENT ON COLUMN corrigenda.number IS
    'Which corrigendum to its edition, from 1.';
COMMENT ON COLUMN corrigenda.symbol IS
    'Document symbol as printed; NULL where none was found.';
COMMENT ON COLUMN corrigenda.date IS
    'Date that the document bears; NULL where none was found or it is no ISO date.';
COMMENT ON COLUMN corrigenda.source IS
    'Path of the file inside the corpus folder.';
COMMENT ON COLUMN corrigenda.sha256 IS
    'SHA-256 of the file''s bytes, in hexadecimal.';
COMMENT ON COLUMN corrigenda.stage_key IS
    'Key of the stage result behind the rows: the same key means the same rows.';
COMMENT ON COLUMN corrigenda.extractor IS
    'What made the row, with its version.';
COMMENT ON COLUMN corrigenda.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON TABLE corrections IS
    'One row a correction: what a corrigendum says of the paragraphs that it names. See paragraph_corrections.';
COMMENT ON COLUMN corrections.corrigendum_id IS
    'The corrigendum; see corrigenda.';
COMMENT ON COLUMN corrections.correction IS
    'Number within its corrigendum, from 1.';
COMMENT ON COLUMN corrections.addresses IS
    'Addresses as it cites them, brought to our form; empty where it names none. May name what the edition does not have.';
COMMENT ON COLUMN corrections.text IS
    'Its words, whole; headings and paragraphs parted by line breaks.';
COMMENT ON COLUMN corrections.extractor IS
    'What made the row, with its version.';
COMMENT ON COLUMN corrections.run_id IS
    'The run that wrote the row; see runs. Unchanged rows keep the run that first wrote them.';

COMMENT ON VIEW paragraph_corrections IS
    'One row a correction and paragraph that it names: what the corrigendum says, beside the paragraph as issued. Corrections are not applied.';
COMMENT ON COLUMN paragraph_corrections.series IS
    'The series, named as its folder in the corpus.';
COMMENT ON COLUMN paragraph_corrections.language IS
    'BCP 47 code of the text, such as zh or en. A bilingual series has its rows once a language: filter before counting.';
COMMENT ON COLUMN paragraph_corrections.edition IS
    'The period that names the edition, such as 2016 or 2025q1.';
COMMENT ON COLUMN paragraph_corrections.address IS
    'The address that it names; NULL where it names none.';
COMMENT ON COLUMN paragraph_corrections.number IS
    'Which corrigendum to its edition, from 1.';
COMMENT ON COLUMN paragraph_corrections.correction IS
    'Number within its corrigendum, from 1.';
COMMENT ON COLUMN paragraph_corrections.correction_text IS
    'What it says.';
COMMENT ON COLUMN paragraph_corrections.paragraph_text IS
    'The paragraph as issued; NULL where the edition has no paragraph of that address.';
COMMENT ON COLUMN paragraph_corrections.paragraph_position IS
    'Reading order of the paragraph in its edition, from 1.';
COMMENT ON COLUMN paragraph_corrections.paragraph_id IS
    'edition_id#address; NULL where the edition has no such paragraph.';
COMMENT ON COLUMN paragraph_corrections.source IS
    'Path of the corrigendum inside the corpus folder.';
COMMENT ON COLUMN paragraph_corrections.corrigendum_id IS
    'The corrigendum; see corrigenda.';
COMMENT ON COLUMN paragraph_corrections.edition_id IS
    'The edition; see editions.';

COMMENT ON VIEW revision_changes IS
    'One row an address whose words a revision changed against the file that it superseded. A paragraph that took another number shows as dropped and added.';
COMMENT ON COLUMN revision_changes.series IS
    'The series, named as its folder in the corpus.';
COMMENT ON COLUMN revision_changes.language IS
    'BCP 47 code of the text, such as zh or en. A bilingual series has its rows once a language: filter before counting.';
COMMENT ON COLUMN revision_changes.edition IS
    'The period that names the edition, such as 2016 or 2025q1.';
COMMENT ON COLUMN revision_changes.old_revision IS
    'The superseded revision, 0 as first issued.';
COMMENT ON COLUMN revision_changes.new_revision IS
    'The revision that superseded it.';
COMMENT ON COLUMN revision_changes.address IS
    'The address of the paragraph.';
COMMENT ON COLUMN revision_changes.what IS
    'edited, added or dropped.';
COMMENT ON COLUMN revision_changes.old_text IS
    'Its words before; NULL where added.';
COMMENT ON COLUMN revision_changes.new_text IS
    'Its words after; NULL where dropped.';
COMMENT ON COLUMN revision_changes.paragraph_position IS
    'Reading order, from 1.';
COMMENT ON COLUMN revision_changes.edition_id IS
    'The edition; see editions.';

COMMENT ON TYPE paragraph_kind IS 'What a paragraph is, the text proper first.';
COMMENT ON TYPE funding_basis IS 'How firm an amount is, the firmest first.';
COMMENT ON TYPE donor_kind IS 'What a donor is.';
COMMENT ON TYPE programme_scope IS 'How far a programme reaches, the widest first.';
COMMENT ON TYPE programme_stage IS 'What a text says of a programme''s course, the most telling first.';
COMMENT ON TYPE link_relation IS 'How the words of linked paragraphs relate, the closest first.';
COMMENT ON TYPE link_shape IS 'How many paragraphs a link joins.';
COMMENT ON TYPE unlinked_kind IS 'What becomes of a paragraph without a link.';
COMMENT ON TYPE change_kind IS 'A link''s relation, or what becomes of a paragraph without a link.';
COMMENT ON TYPE cause IS 'What made a row be as it is: held for the first time, a file or setting changed, or only reportdiff did.';
COMMENT ON TYPE finding_stage IS 'Which step of a run found it, in their order.';
COMMENT ON TYPE finding_severity IS 'How grave a finding is, the gravest first: error contradicts, warning doubts, info notes.';
COMMENT ON TYPE participant_kind IS 'What a participant of a treaty is.';
COMMENT ON TYPE review_decision IS 'What an analyst decided.';
COMMENT ON TYPE review_state IS 'What became of a decision.';
COMMENT ON TYPE reviewed_fact IS 'The kind of fact that a decision is about.';
