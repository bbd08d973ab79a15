// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/handbook.h"
#include "demo/answers/markdownblocks.h"
#include "demo/answers/searchterms.h"

#include <QTest>

#include <cmath>

using namespace Parlance;
using namespace Parlance::Demo;
using namespace Qt::StringLiterals;

class HandbookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void searchTerms_data();
    void searchTerms();
    void sectionsEndAtHeadings();
    void blocks_data();
    void blocks();
    void scoreIsBm25();
    void equalScoresKeepTheirOrder();
    void queryHasEachTermOnceAndNotTooMany();
    void coverageCountsInformation();
    void headingsWeighMoreThanText();
    void codeAndExampleQuestionsAreNotSearched();
    void builtInIsWhole();
    void findsTheChapter_data();
    void findsTheChapter();
    void findsNothingForStrangeWords();

private:
    const Handbook m_builtIn = Handbook::builtIn();
};

void HandbookTest::searchTerms_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("terms");
    QTest::newRow("lower case, without stop words") << u"How do I use Lanes?"_s << QStringList{u"lane"_s};
    QTest::newRow("-ing meets the plain form")
        << u"comparing compare compared"_s << QStringList{u"compar"_s, u"compar"_s, u"compar"_s};
    QTest::newRow("doubled letter") << u"running stopped telling"_s
                                    << QStringList{u"run"_s, u"stop"_s, u"tell"_s};
    QTest::newRow("plurals") << u"keys queries passes status"_s
                             << QStringList{u"key"_s, u"query"_s, u"pass"_s, u"status"_s};
    QTest::newRow("code word and its parts")
        << u"max_tokens"_s << QStringList{u"max_tokens"_s, u"max"_s, u"token"_s};
    QTest::newRow("capitals within a word")
        << u"TextDecoder"_s << QStringList{u"textdecoder"_s, u"text"_s, u"decoder"_s};
    QTest::newRow("tier id") << u"ruflo-pro"_s << QStringList{u"ruflo-pro"_s, u"ruflo"_s, u"pro"_s};
    QTest::newRow("path") << u"POST /api/health"_s << QStringList{u"post"_s, u"api"_s, u"health"_s};
    QTest::newRow("C++") << u"in C++?"_s << QStringList{u"c++"_s};
    QTest::newRow("apostrophe") << u"what's Ruflo's"_s << QStringList{u"ruflo"_s};
    QTest::newRow("numbers stay") << u"429"_s << QStringList{u"429"_s};
    QTest::newRow("short words are no verbs") << u"thing red"_s << QStringList{u"thing"_s, u"red"_s};
    QTest::newRow("another script") << u"\u4f60\u597d, мир"_s << QStringList{u"\u4f60\u597d"_s, u"мир"_s};
    QTest::newRow("other words for the same") << u"private models"_s << QStringList{u"privacy"_s, u"tier"_s};
    QTest::newRow("nothing") << u" ?! "_s << QStringList();
}

void HandbookTest::searchTerms()
{
    QFETCH(QString, text);
    QTEST(Parlance::Demo::searchTerms(text), "terms");
}

void HandbookTest::sectionsEndAtHeadings()
{
    const QList<MarkdownSection> sections =
        markdownSections(u"# One\n\nText\n\n```sh\n# a comment\n```\n## Two\n#hash\n"_s);
    const QList<MarkdownSection> expected{
        {1, u"One"_s, u"Text\n\n```sh\n# a comment\n```"_s}, {2, u"Two"_s, u"#hash"_s}};
    QVERIFY(sections == expected);
}

void HandbookTest::blocks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("blocks");
    QTest::newRow("paragraphs") << u"a\nb\n\n\nc"_s << QStringList{u"a\nb"_s, u"c"_s};
    QTest::newRow("blank line in code")
        << u"```\na\n\nb\n```\n\nc"_s << QStringList{u"```\na\n\nb\n```"_s, u"c"_s};
    QTest::newRow("list goes on after a blank line")
        << u"- a\n\n  b\n\nc"_s << QStringList{u"- a\n\n  b"_s, u"c"_s};
    QTest::newRow("longer fence") << u"````\n```\n\n````"_s << QStringList{u"````\n```\n\n````"_s};
    QTest::newRow("empty") << QString() << QStringList();
}

void HandbookTest::blocks()
{
    QFETCH(QString, text);
    QTEST(markdownBlocks(text), "blocks");
}

void HandbookTest::scoreIsBm25()
{
    SearchIndex index;
    index.add({u"a"_s, u"a"_s, u"b"_s});
    index.add({u"b"_s});
    // idf = ln(1 + (2 - 1 + 0.5) / (1 + 0.5)), tf part = 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 3 / 2))
    const double expected = std::log(2.0) * 4.4 / (2 + 1.2 * (0.25 + 0.75 * 1.5));
    const QList<SearchIndex::Hit> hits = index.search({.terms = {{u"a"_s, 1}}});
    QCOMPARE(hits.size(), 1);
    QCOMPARE(hits.constFirst().document, 0);
    QCOMPARE(hits.constFirst().score, expected);
}

void HandbookTest::equalScoresKeepTheirOrder()
{
    SearchIndex index;
    for (int i = 0; i < 20; ++i)
        index.add({u"same"_s});
    const QList<SearchIndex::Hit> hits = index.search({.terms = {{u"same"_s, 1}}});
    QCOMPARE(hits.size(), 20);
    for (qsizetype i = 0; i < hits.size(); ++i)
        QCOMPARE(hits.at(i).document, i);
}

void HandbookTest::queryHasEachTermOnceAndNotTooMany()
{
    Query query;
    query.add({u"a"_s, u"b"_s, u"a"_s}, 1);
    query.add({u"b"_s, u"c"_s}, 0.5);
    QCOMPARE(query.terms, (QList<Query::Term>{{u"a"_s, 1}, {u"b"_s, 1}, {u"c"_s, 0.5}}));
    for (int i = 0; i < 1000; ++i)
        query.add({QString::number(i)}, 1);
    QCOMPARE(query.terms.size(), Query::MostTerms);
}

void HandbookTest::coverageCountsInformation()
{
    SearchIndex index;
    index.add({u"a"_s, u"b"_s});
    const auto coverage = [&](const QList<Query::Term> &terms) {
        return index.search({terms}).constFirst().coverage;
    };
    QCOMPARE(coverage({{u"a"_s, 1}, {u"b"_s, 1}}), 1.0);
    QVERIFY(coverage({{u"a"_s, 1}, {u"unknown"_s, 1}}) < 0.5);
    QVERIFY(coverage({{u"a"_s, 1}, {u"unknown"_s, 0.1}}) > 0.5);
}

void HandbookTest::headingsWeighMoreThanText()
{
    const Handbook handbook({u"# One\n\n## Other\n\nbread and wine\n\n## Bread\n\nother and wine\n"_s});
    const QList<SearchIndex::Hit> hits = handbook.search({.terms = {{u"bread"_s, 1}}});
    QCOMPARE(hits.size(), 2);
    QCOMPARE(handbook.passage(hits.constFirst()).heading, u"Bread"_s);
}

void HandbookTest::codeAndExampleQuestionsAreNotSearched()
{
    const Handbook handbook({u"# One\n\nAsk *where is bread?* now.\n\n```python\nwine = 1\n```\n"_s});
    const auto found = [&](const QString &word) {
        return !handbook.search({.terms = {{word, 1}}}).isEmpty();
    };
    QVERIFY(!found(u"bread"_s));
    QVERIFY(!found(u"wine"_s));
    QVERIFY(found(u"python"_s));
    QVERIFY(found(u"now"_s));
}

void HandbookTest::builtInIsWhole()
{
    QVERIFY(m_builtIn.chapters().size() >= 8);
    QVERIFY(m_builtIn.passages().size() > 40);
    for (const Passage &passage : m_builtIn.passages()) {
        QVERIFY2(!passage.heading.isEmpty() && !passage.body.isEmpty(), qPrintable(passage.chapter));
        QVERIFY2(passage.body.count("```"_L1) % 2 == 0, qPrintable(passage.heading));
        QVERIFY2(!passage.body.contains("SPDX"_L1), qPrintable(passage.heading));
    }
}

void HandbookTest::findsTheChapter_data()
{
    QTest::addColumn<QString>("chapter");
    QTest::addColumn<QString>("heading");
    const auto row = [](const char *question, const QString &chapter, const QString &heading = {}) {
        QTest::newRow(question) << chapter << heading;
    };
    row("How do I start?", u"First steps"_s);
    row("Where do the answers come from?", u"First steps"_s, u"Where the answers come from"_s);
    row("How do I compare tiers?", u"Comparing tiers"_s, u"Comparing tiers"_s);
    row("Which tier should I pick?", u"Comparing tiers"_s, u"Which tier to pick"_s);
    row("What is a lane?", u"Comparing tiers"_s);
    row("What is the difference between the models?", u"Comparing tiers"_s);
    row("How do I read a stream in Python?", u"Reading a stream (SSE)"_s, u"Read a stream in Python"_s);
    row("streaming with js", u"Reading a stream (SSE)"_s, u"Read a stream in JavaScript"_s);
    row("Read SSE in C++", u"Reading a stream (SSE)"_s, u"Read a stream in C++ with Qt"_s);
    row("curl example", u"Reading a stream (SSE)"_s, u"Watch a stream with curl"_s);
    row("What fields does the request have?", u"The Ruflo API"_s, u"Fields of the request body"_s);
    row("What is max_tokens?", u"The Ruflo API"_s, u"Fields of the request body"_s);
    row("How do I connect my own backend?", u"Connecting a real gateway"_s, u"Connect to your own backend"_s);
    row("Do I need an API key?", u"Keys and privacy"_s, u"Do I need an API key?"_s);
    row("Is it private?", u"Keys and privacy"_s);
    row("Where is my conversation saved?", u"Keys and privacy"_s, u"What is saved, and what is not"_s);
    row("What does 429 mean?", u"Errors and rate limits"_s, u"Too many requests (429)"_s);
    row("My conversation is too long", u"Errors and rate limits"_s, u"The conversation is too long (413)"_s);
    row("How can I stop an answer?", u"Stop, ask again, edit and resend"_s, u"Stop an answer"_s);
    row("regenerating", u"Stop, ask again, edit and resend"_s, u"Regenerate an answer: ask again"_s);
    row("Can I edit a question?", u"Stop, ask again, edit and resend"_s, u"Edit a question and resend it"_s);
    row("What is time to first token?", u"The numbers under an answer"_s, u"Time to first token"_s);
    row("How is tokens per second computed?", u"The numbers under an answer"_s, u"Tokens per second"_s);
    row("Which keyboard shortcuts are there?", u"Keyboard shortcuts"_s);
    row("Show me a table", u"Markdown showcase"_s, u"A table"_s);
    row("Show me some code", u"Markdown showcase"_s, u"Code in several languages"_s);
    row("Show me what Markdown can do", u"Markdown showcase"_s);
    // What an empty page of the window offers to ask.
    row("How do I read a stream in JavaScript?", u"Reading a stream (SSE)"_s,
        u"Read a stream in JavaScript"_s);
    row("Show me a table of the errors and what to do", u"Errors and rate limits"_s,
        u"A table of the errors and what to do"_s);
    row("What is kept, and what leaves this computer?", u"Keys and privacy"_s);
    row("What are the demo keys?", u"What each gateway speaks"_s, u"Demo keys"_s);
    row("What does each gateway speak?", u"What each gateway speaks"_s);
    row("Which protocol of RuAPI should I pick?", u"What each gateway speaks"_s,
        u"RuAPI and its two protocols"_s);
    row("RoraOS agents", u"What each gateway speaks"_s, u"RoraOS: developers and agents"_s);
    row("cached tokens of ru-llm", u"What each gateway speaks"_s, u"ru-llm"_s);
    row("What are FloopFloop's limits?", u"What each gateway speaks"_s, u"The limits of FloopFloop"_s);
    row("How do I try a failure?", u"Try a failure"_s);
    row("How are tools called?", u"Tools and function calling"_s);
    row("How does the demo call a tool?", u"Tools and function calling"_s, u"Calling tools in the demo"_s);
    row("How do I give a tool its result?", u"Tools and function calling"_s, u"Give a tool its result"_s);
    row("How do I define a tool?", u"Tools and function calling"_s, u"Define a tool"_s);
    row("How do I go live?", u"Connecting a real gateway"_s);
    row("What is an embedding?", u"Embeddings in the demo"_s);
    row("How does the demo make a vector?", u"Embeddings in the demo"_s, u"How the demo makes a vector"_s);
    row("How many dimensions has an embedding model?", u"Embeddings in the demo"_s,
        u"Embedding models and dimensions"_s);
    row("Can I send token numbers as inputs?", u"Embeddings in the demo"_s, u"Inputs and base64"_s);
    row("How do I embed texts on a page?", u"Embeddings in the demo"_s, u"The Embeddings page"_s);
    row("How do I read the cosines of two vectors?", u"Embeddings in the demo"_s,
        u"Cosines, map and pairs of the vectors"_s);
    row("rank correlation of two embedding models", u"Embeddings in the demo"_s,
        u"Two embedding models side by side"_s);
    row("How do I draw a picture?", u"Images in the demo"_s);
    row("What sizes can an image have?", u"Images in the demo"_s, u"What an image request may say"_s);
    row("How long does the URL of a picture live?", u"Images in the demo"_s, u"Fetch a picture by its URL"_s);
    row("partial pictures", u"Images in the demo"_s, u"Partial pictures in a stream"_s);
    row("How do I generate pictures on a page?", u"Images in the demo"_s, u"The Images page"_s);
    row("How does the demo read a text aloud?", u"Speech in the demo"_s);
    row("Which voices are there?", u"Speech in the demo"_s, u"Voices, speed and audio formats"_s);
    row("text to speech with espeak-ng", u"Speech in the demo"_s);
    row("What is the Speech page?", u"Speech in the demo"_s, u"The Speech page"_s);
    row("How do I save the sound?", u"Speech in the demo"_s, u"Hear and save the sound of speech"_s);
    row("How do I transcribe a recording?", u"Transcription in the demo"_s);
    row("Which recordings does it take?", u"Transcription in the demo"_s, u"Which recordings it takes"_s);
    row("subtitles", u"Transcription in the demo"_s, u"Transcript formats"_s);
    row("What is a pause?", u"Transcription in the demo"_s, u"Pauses and segments"_s);
    row("How do I record with the microphone?", u"Transcription in the demo"_s, u"The Transcription page"_s);
    row("What is the word error rate?", u"Transcription in the demo"_s, u"Word error rate"_s);
    row("How do I hear a segment?", u"Transcription in the demo"_s, u"Hear a segment or a word"_s);
    row("failures of images and speech", u"Try a failure"_s,
        u"Failures of embeddings, images, speech and transcription"_s);
    row("How do I use the Models page?", u"The Models page"_s);
    row("Which list has GET /v1/models?", u"The Models page"_s);
    row("Compare two lists side by side", u"The Models page"_s, u"Two lists side by side"_s);
    row("command line options", u"The command line"_s, u"Options on the command line"_s);
}

void HandbookTest::findsTheChapter()
{
    QFETCH(QString, chapter);
    QFETCH(QString, heading);
    Query query;
    query.add(Parlance::Demo::searchTerms(QString::fromUtf8(QTest::currentDataTag())), 1);
    const QList<SearchIndex::Hit> hits = m_builtIn.search(query);
    QVERIFY(!hits.isEmpty());
    const Passage &best = m_builtIn.passage(hits.constFirst());
    QCOMPARE(best.chapter, chapter);
    if (!heading.isEmpty())
        QCOMPARE(best.heading, heading);
}

void HandbookTest::findsNothingForStrangeWords()
{
    QVERIFY(m_builtIn.search({.terms = {{u"xylophone"_s, 1}}}).isEmpty());
    QVERIFY(m_builtIn.search({}).isEmpty());
}

QTEST_GUILESS_MAIN(HandbookTest)
#include "tst_handbook.moc"
