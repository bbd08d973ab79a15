// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/markdownfixtures.h"
#include "support/sanitizers.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

QByteArray dump(const QList<MarkdownBlock> &blocks)
{
    QString text;
    QDebug debug(&text);
    for (const MarkdownBlock &block : blocks)
        debug.nospace() << block << '\n';
    return text.toUtf8();
}

QList<MarkdownBlock> parsedWhole(const QString &text)
{
    return parseMarkdown(text.toUtf8()).blocks;
}

/// Limits so small that a short text is cut often, but never where a construct is open.
MarkdownLimits often(qsizetype piece)
{
    return {.piece = piece, .paragraph = piece * 2};
}

/// Feeds pieces that end at `ends`; checks on the way that what was final stays.
QList<MarkdownBlock> streamed(const QString &text, const QList<qsizetype> &ends, const MarkdownLimits &limits)
{
    MarkdownDocument document(limits);
    QList<MarkdownBlock> blocks;
    qsizetype from = 0;
    qsizetype final = 0;
    for (const qsizetype end : ends) {
        document.append(QStringView(text).sliced(from, end - from));
        from = end;
        const MarkdownChange change = document.take();
        if (change.first < final || change.final < final)
            qFatal("a final block has changed");
        final = change.final;
        applyChange(blocks, change);
    }
    document.append(QStringView(text).sliced(from));
    document.finish();
    applyChange(blocks, document.take());
    return blocks;
}

/// With limits of some hundred bytes: the longest text that is open, the skeleton and the definitions before
/// it.
constexpr qsizetype liveBound = 2 * 512 + 4096 + 8192;

QList<qsizetype> everyPlace(const QString &text)
{
    QList<qsizetype> ends;
    for (qsizetype i = 1; i < text.size(); ++i)
        ends.append(i);
    return ends;
}

QString shown(const QString &text, bool links = false)
{
    MarkdownDocument document;
    document.append(text);
    QStringList lines;
    for (const MarkdownBlock &block : document.take().blocks) {
        QString line = block.marker.isEmpty() ? QString() : block.marker + u' ';
        if (block.task != MarkdownBlock::Task::None)
            line += block.task == MarkdownBlock::Task::Done ? u"[x] "_s : u"[ ] "_s;
        for (const MarkdownSpan &span : block.spans) {
            line += span.styles & MarkdownStyle::Bold ? u"<b>"_s : QString();
            line += span.styles & MarkdownStyle::Italic ? u"<i>"_s : QString();
            line += span.styles & MarkdownStyle::Strike ? u"<s>"_s : QString();
            line += span.styles & MarkdownStyle::Code ? u"<c>"_s : QString();
            line += span.styles & MarkdownStyle::Math ? u"<m>"_s : QString();
            line += span.styles & MarkdownStyle::Image ? u"<i>"_s : QString();
            line += links && !span.link.isEmpty() ? u'[' + span.link + u']' : QString();
            line += span.text;
        }
        if (block.kind == MarkdownBlock::Kind::TableRow)
            line += block.text().replace(u'\t', u'|');
        if (block.kind == MarkdownBlock::Kind::Heading)
            line.prepend(u"h%1 "_s.arg(block.level));
        if (block.kind == MarkdownBlock::Kind::Code)
            line.prepend(u"code "_s);
        if (block.kind == MarkdownBlock::Kind::Math)
            line.prepend(u"math "_s);
        if (block.kind == MarkdownBlock::Kind::Html)
            line.prepend(u"html "_s);
        if (block.kind == MarkdownBlock::Kind::Image)
            line.prepend(u"image %1 "_s.arg(QLatin1StringView(block.image)));
        if (block.kind == MarkdownBlock::Kind::Rule)
            line.prepend(u"rule"_s);
        lines += line;
    }
    return lines.join(u" / "_s);
}

} // namespace

class MarkdownDocumentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anySplitInTwo_data() { rows(); }
    void anySplitInTwo();
    void oneByOne_data() { rows(); }
    void oneByOne();
    void randomPieces_data() { rows(); }
    void randomPieces();
    void surrogatesMayBeCut();
    void endlessConstructsAreCut_data();
    void endlessConstructsAreCut();
    void nothingGrowsWithoutEnd_data();
    void nothingGrowsWithoutEnd();
    void mixedMarksStayBounded();
    void longLinesGoOnAsWhatTheyAre_data();
    void longLinesGoOnAsWhatTheyAre();
    void definitionsReachLaterBlocks();
    void asOnGitHub_data();
    void asOnGitHub();
    void formulas_data();
    void formulas();
    void images_data();
    void images();
    void largeImagesCostNothingMore();
    void tooLargeImagesAreText();
    void commentsWithoutEndAreText_data();
    void commentsWithoutEndAreText();
    void longCommentsAreText();
    void alertsAreNoQuotes();
    void closesForDisplay_data();
    void closesForDisplay();
    void nothingFlickersRaw();

private:
    static void rows();
};

void MarkdownDocumentTest::rows()
{
    QTest::addColumn<QString>("text");
    for (const MarkdownFixture &fixture : markdownFixtures())
        QTest::newRow(fixture.name.constData()) << fixture.text;
}

void MarkdownDocumentTest::anySplitInTwo()
{
    QFETCH(const QString, text);
    const QByteArray whole = dump(parsedWhole(text));
    // A cut at every byte of a longer text would take long.
    const bool isShort = text.size() < 400;
    const MarkdownLimits limits = often(isShort ? 1 : 10);
    for (qsizetype i = 0; i <= text.size(); i += (isShort ? 1 : 7) * SanitizerSlowness)
        QCOMPARE(dump(joined(streamed(text, {i}, limits))), whole);
}

void MarkdownDocumentTest::oneByOne()
{
    QFETCH(const QString, text);
    const QByteArray whole = dump(parsedWhole(text));
    for (const qsizetype cutAt : {1, 20, 200})
        QCOMPARE(dump(joined(streamed(text, everyPlace(text), often(cutAt)))), whole);
}

void MarkdownDocumentTest::randomPieces()
{
    QFETCH(const QString, text);
    const QByteArray whole = dump(parsedWhole(text));
    QRandomGenerator random(7319);
    for (int round = 0; round < 50 / SanitizerSlowness; ++round) {
        QList<qsizetype> ends;
        for (qsizetype at = 0; at < text.size(); at += 1 + random.bounded(12))
            ends.append(at);
        QCOMPARE(dump(joined(streamed(text, ends, often(1 + random.bounded(100))))), whole);
    }
}

void MarkdownDocumentTest::surrogatesMayBeCut()
{
    MarkdownDocument document;
    const QString text = u"a 😀 b"_s;
    for (const QChar c : text) {
        document.append(QStringView(&c, 1));
        (void)document.take();
    }
    document.append(u"!");
    QCOMPARE(document.take().blocks.last().text(), u"a 😀 b!"_s);
}

void MarkdownDocumentTest::endlessConstructsAreCut_data()
{
    QTest::addColumn<QString>("head");
    QTest::addColumn<QString>("part");
    QTest::newRow("paragraphs") << u""_s << u"Some words of a paragraph.\n\n"_s;
    QTest::newRow("one paragraph") << u""_s << u"some words and more "_s;
    QTest::newRow("lines of a paragraph") << u""_s << u"some words and more\n"_s;
    QTest::newRow("paragraph in a list") << u"1. a\n\n   "_s << u"some words and more "_s;
    QTest::newRow("paragraph without spaces") << u""_s << u"日本語のテキスト。"_s;
    QTest::newRow("bullets") << u""_s << u"- an item of the list\n"_s;
    QTest::newRow("loose bullets") << u""_s << u"- an item of the list\n\n"_s;
    QTest::newRow("numbers") << u""_s << u"1. an item of the list\n"_s;
    QTest::newRow("nested bullets") << u"1. one\n"_s << u"   - an item of the list\n"_s;
    QTest::newRow("paragraphs of an item") << u"- one\n\n"_s << u"  a paragraph of the item\n\n"_s;
    QTest::newRow("items with code") << u""_s << u"1. do\n\n   ```sh\n   make\n   ```\n\n"_s;
    QTest::newRow("code") << u"```js\n"_s << u"const a = 1;\n"_s;
    QTest::newRow("code with blank lines") << u"```js\n"_s << u"const a = 1;\n\n\n"_s;
    QTest::newRow("code in a list") << u"1. do\n\n   ```js\n"_s << u"   const a = 1;\n"_s;
    QTest::newRow("code on the marker") << u"- ```js\n"_s << u"  const a = 1;\n"_s;
    QTest::newRow("code in a quote") << u"> ```js\n"_s << u"> const a = 1;\n"_s;
    QTest::newRow("indented code") << u"text\n\n"_s << u"    const a = 1;\n"_s;
    QTest::newRow("table") << u"| a | b |\n|---|--:|\n"_s << u"| one | two |\n"_s;
    QTest::newRow("table in a list") << u"- x\n\n  | a | b |\n  |---|--:|\n"_s << u"  | one | two |\n"_s;
    QTest::newRow("table in a quote") << u"> | a | b |\n> |---|--:|\n"_s << u"> | one | two |\n"_s;
    QTest::newRow("quoted paragraphs") << u""_s << u"> some words of a quote\n>\n"_s;
    QTest::newRow("alert") << u"> [!NOTE]\n"_s << u"> some words of a quote\n>\n"_s;
    QTest::newRow("list in an alert") << u"- > [!TIP]\n  >\n"_s << u"  > 1. an item of the list\n"_s;
    QTest::newRow("quoted list") << u"> text\n>\n"_s << u"> - an item of the list\n"_s;
    QTest::newRow("headings") << u""_s << u"# A heading\n"_s;
}

/// The live part stays short whatever the text is made of: what a piece costs does not depend on how much was
/// before.
void MarkdownDocumentTest::endlessConstructsAreCut()
{
    QFETCH(const QString, head);
    QFETCH(const QString, part);
    MarkdownDocument document({.piece = 256, .paragraph = 512, .open = 1024});
    QList<MarkdownBlock> blocks;
    QString text = head;
    document.append(head);
    for (int i = 0; i < 400; ++i) {
        text += part;
        document.append(part);
        const MarkdownChange change = document.take();
        applyChange(blocks, change);
        QVERIFY2(document.liveSize() < 2048, QByteArray::number(document.liveSize()).constData());
    }
    document.finish();
    applyChange(blocks, document.take());
    QCOMPARE(dump(joined(blocks)), dump(parsedWhole(text)));
}

void MarkdownDocumentTest::nothingGrowsWithoutEnd_data()
{
    QTest::addColumn<QString>("head");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *name, const QString &head, const QString &part) {
        QTest::newRow(name) << head << part;
    };
    for (const QChar mark : u"*_[`~<|$]>!&#\\-+=:1 \t\u00a0\u3042"_s) {
        QTest::addRow("only %s", qPrintable(QString(mark))) << QString() << QString(64, mark);
        QTest::addRow("open %s", qPrintable(QString(mark))) << QString(mark) << u"some words and more "_s;
        QTest::addRow("many %s", qPrintable(QString(mark))) << QString() << QString(u" a"_s + mark + u"b "_s);
        QTest::addRow("lines %s", qPrintable(QString(mark))) << QString() << QString(mark + u" a\n"_s);
        QTest::addRow("deep %s", qPrintable(QString(mark)))
            << QString() << QString(mark + u" "_s).repeated(20);
    }
    row("digits", {}, u"0123456789"_s);
    row("no spaces", u"*"_s, u"letters"_s);
    row("long heading", u"## "_s, u"word "_s);
    row("long heading in a list", u"- 1. # "_s, u"wor*d "_s);
    row("long row", u"| a | b |\n|---|---|\n"_s, u"| word "_s);
    row("long table head", u"| a "_s, u"| word "_s);
    row("long line of code", u"```js\n"_s, u"abcdefg"_s);
    row("long line of quoted code", u"> ~~~\n> "_s, u"abcdefg"_s);
    row("long line of indented code", u"    a"_s, u"abcdefg "_s);
    row("blank lines in code", u"```\n"_s, u"\n\n\n"_s);
    row("blank lines", {}, u"\n\n"_s);
    row("html", u"<div>\n"_s, u"<p>text\n"_s);
    row("html in one line", u"<pre>"_s, u"text "_s);
    row("html comment", u"- <!--\n"_s, u"  text\n\n"_s);
    row("definition", u"[one]: http://"_s, u"abcdef"_s);
    row("definitions", {}, u"[a]: http://abcdef\n"_s);
    row("quotes", {}, u">"_s);
    row("staircase", {}, u"- a\n "_s);
    row("nested lists in a line", {}, u"- + 1. "_s);
    row("formula", u"$$\n"_s, u"x = y\n"_s);
    row("brackets formula", u"\\[\n"_s, u"\\frac{a}{b} \\\\\n"_s);
    row("link target", u"[a]("_s, u"abcdef"_s);
    row("link title", u"[a](b \""_s, u"abc def\n"_s);
    row("open quote", u"> *a\n"_s, u"> some words\n"_s);
    row("lazy", u"> *a\n"_s, u"some words\n"_s);
}

/// What has no end in sight is cut: what a piece costs is bounded whatever the text is made of, and does not
/// depend on the pieces it comes in.
void MarkdownDocumentTest::nothingGrowsWithoutEnd()
{
    QFETCH(const QString, head);
    QFETCH(const QString, part);
    const MarkdownLimits limits{.piece = 64, .paragraph = 256, .open = 512};
    QString text = head;
    while (text.size() < 24 * 1024)
        text += part;
    MarkdownDocument document(limits);
    QList<MarkdownBlock> blocks;
    QRandomGenerator random(5);
    for (qsizetype from = 0; from < text.size();) {
        const qsizetype size = std::min<qsizetype>(1 + random.bounded(40), text.size() - from);
        document.append(QStringView(text).sliced(from, size));
        from += size;
        applyChange(blocks, document.take());
        QVERIFY2(document.liveSize() < liveBound, QByteArray::number(document.liveSize()).constData());
    }
    document.finish();
    applyChange(blocks, document.take());
    const QByteArray whole = dump(streamed(text, {}, limits));
    QCOMPARE(dump(blocks), whole);
    QCOMPARE(dump(streamed(text, {text.size() / 3, text.size() / 2}, limits)), whole);
}

/// The same for marks of all kinds in a random order.
void MarkdownDocumentTest::mixedMarksStayBounded()
{
    static const QStringList parts{u"*"_s, u"**"_s, u"_"_s, u"["_s, u"]("_s, u")"_s, u"`"_s, u"```"_s,
        u"~~"_s, u"<"_s, u"<div>"_s, u"|"_s, u"|-"_s, u"$"_s, u"$$"_s, u"\\("_s, u"\\["_s, u"\\"_s, u"> "_s,
        u"- "_s, u"1. "_s, u"# "_s, u"\n"_s, u"\n\n"_s, u"    "_s, u" "_s, u"word "_s, u"w"_s, u"&amp;"_s,
        u"!["_s, u"[a]: b"_s, u"---"_s, u"==="_s, u"<!--"_s, u"-->"_s, u"語"_s, u"。"_s, u"😀"_s, u"\t"_s};
    const MarkdownLimits limits{.piece = 64, .paragraph = 128, .open = 512};
    for (quint32 seed = 1; seed <= 150; ++seed) {
        QRandomGenerator random(seed);
        const qsizetype kinds = 2 + random.bounded(int(parts.size()) - 2);
        QString text;
        for (int i = 0; i < 800; ++i)
            text += parts.at((random.bounded(int(kinds)) + qsizetype(seed) * 7) % parts.size());
        MarkdownDocument document(limits);
        QList<MarkdownBlock> blocks;
        for (qsizetype from = 0; from < text.size();) {
            const qsizetype size = std::min<qsizetype>(1 + random.bounded(60), text.size() - from);
            document.append(QStringView(text).sliced(from, size));
            from += size;
            applyChange(blocks, document.take());
            QVERIFY2(document.liveSize() < liveBound, qPrintable(QString::number(seed)));
        }
        document.finish();
        applyChange(blocks, document.take());
        QVERIFY2(blocks == streamed(text, {}, limits), qPrintable(QString::number(seed)));
    }
}

void MarkdownDocumentTest::longLinesGoOnAsWhatTheyAre_data()
{
    QTest::addColumn<QString>("head");
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("tail");
    QTest::newRow("heading") << u"text\n\n### "_s << u"word "_s << u"end\n\nafter"_s;
    QTest::newRow("heading in a list") << u"- a\n- # "_s << u"word "_s << u"end\n- after"_s;
    QTest::newRow("code") << u"```js\n"_s << u"abc def"_s << u"\n```\nafter"_s;
    QTest::newRow("code in a list") << u"1. a\n   ```js\n   "_s << u"abcdef"_s << u"\n   b\n   ```\nafter"_s;
    QTest::newRow("code of marks") << u"````\na"_s << u"```"_s << u"\n````\nafter"_s;
    QTest::newRow("indented code") << u"    "_s << u"abc def"_s << u"\n    b\n\nafter"_s;
    QTest::newRow("html") << u"<div>\n"_s << u"text <b>\n"_s << u"\nafter"_s;
    QTest::newRow("html with blank lines") << u"> <pre>\n"_s << u"> text\n>\n"_s << u"> </pre>\n\nafter"_s;
    QTest::newRow("html in one line") << u"<pre>"_s << u"text "_s << u"</pre>\nafter"_s;
    QTest::newRow("marks without a meaning") << u"a *"_s << u"word "_s << u"end\n\nafter"_s;
    QTest::newRow("digits") << u"a"_s << u"1"_s << u"end\n\nafter"_s;
    QTest::newRow("lines with a mark") << u"> - a [\n"_s << u">   some words\n"_s << u">   b\n>\n> after"_s;
}

/// A cut in the midst of a line loses nothing, and the text after the line is what it would be in the whole.
void MarkdownDocumentTest::longLinesGoOnAsWhatTheyAre()
{
    QFETCH(const QString, head);
    QFETCH(const QString, part);
    QFETCH(const QString, tail);
    const MarkdownLimits limits{.piece = 64, .paragraph = 256, .open = 512};
    const QString text = head + part.repeated(600) + tail;
    QCOMPARE(dump(joined(streamed(text, {text.size() / 2}, limits))), dump(parsedWhole(text)));
}

void MarkdownDocumentTest::definitionsReachLaterBlocks()
{
    MarkdownDocument document(often(1));
    QList<MarkdownBlock> blocks;
    const QString text = u"[one]: https://one.example\n\nFirst.\n\nSecond.\n\nThird with [one].\n"_s;
    for (const QChar c : text) {
        document.append(QStringView(&c, 1));
        applyChange(blocks, document.take());
    }
    QCOMPARE(joined(blocks).last().spans.at(1).link, u"https://one.example"_s);
}

void MarkdownDocumentTest::closesForDisplay_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("bold") << u"a **b"_s << u"a <b>b"_s;
    QTest::newRow("bold opening") << u"a **"_s << u"a "_s.trimmed();
    QTest::newRow("bold half closed") << u"a **b*"_s << u"a <b>b"_s;
    QTest::newRow("bold with space") << u"a **b "_s << u"a <b>b"_s;
    QTest::newRow("bold and italic") << u"***b"_s << u"<b><i>b"_s;
    QTest::newRow("italic in bold") << u"**a *b"_s << u"<b>a <b><i>b"_s;
    QTest::newRow("bold of Korean") << u"**강조(emphasis)**는 a"_s << u"<b>강조(emphasis)는 a"_s;
    QTest::newRow("bold of Chinese") << u"**注意!**请"_s << u"<b>注意!请"_s;
    QTest::newRow("bold of a number") << u"**100%**的"_s << u"<b>100%的"_s;
    QTest::newRow("bold of a quotation") << u"含**\"重点\"**内容"_s << u"含<b>\"重点\"内容"_s;
    QTest::newRow("bold of an open quotation") << u"含**\"重"_s << u"含<b>\"重"_s;
    QTest::newRow("operator") << u"2**10"_s << u"2**10"_s;
    QTest::newRow("product") << u"2*x and src/*.c"_s << u"2*x and src/*.c"_s;
    QTest::newRow("bold path") << u"in **C:\\Program Files\\"_s << u"in <b>C:\\Program Files"_s;
    QTest::newRow("bold path ends") << u"in **C:\\Program Files\\**"_s << u"in <b>C:\\Program Files\\"_s;
    QTest::newRow("strike") << u"~~a b"_s << u"<s>a b"_s;
    QTest::newRow("code span") << u"use `npm i"_s << u"use <c>npm i"_s;
    QTest::newRow("a half-open interval") << u"The interval [0, 1) has 0"_s << u"The interval [0, 1) has 0"_s;
    QTest::newRow("half a link with brackets") << u"See [the (old) text"_s << u"See the (old) text"_s;
    QTest::newRow("half the mark of a footnote") << u"a claim[^long-na"_s << u"a claim"_s;
    QTest::newRow("code span opening") << u"use `"_s << u"use"_s;
    QTest::newRow("code span with two marks") << u"use ``a`"_s << u"use <c>a"_s;
    QTest::newRow("link text") << u"see [the do"_s << u"see the do"_s;
    QTest::newRow("link text closed") << u"see [the docs]"_s << u"see the docs"_s;
    QTest::newRow("link target") << u"see [the docs](https://exa"_s << u"see the docs"_s;
    QTest::newRow("link target with brackets") << u"[wiki](https://x.y/Foo_(bar)"_s << u"wiki"_s;
    QTest::newRow("label of a link") << u"see [text][1"_s << u"see text"_s;
    QTest::newRow("label of a link ends") << u"[text][1]"_s << u"text"_s;
    QTest::newRow("an angle") << u"See <"_s << u"See"_s;
    QTest::newRow("a comment begins") << u"a\n\n<!-"_s << u"a"_s;
    QTest::newRow("an open comment") << u"a\n\n<!-- b\n\nc\n\n"_s << u"a"_s;
    QTest::newRow("an open comment in an item") << u"- a\n- <!-- b\n\n  c"_s << u"• a"_s;
    QTest::newRow("an open comment in a quote") << u"> a\n>\n> <!-- b <!-- c\n> -"_s << u"a"_s;
    QTest::newRow("an open comment in HTML")
        << u"<div>\n<!-- b --><p>\n<!-- c\n"_s << u"html <div>\u2028<p>"_s;
    QTest::newRow("a comment that its item ends") << u"- <!-- b\n\nc"_s << u"html • <!-- b\u2028 / c"_s;
    QTest::newRow("half an address in angles") << u"See <https://exa"_s << u"See https://exa"_s;
    QTest::newRow("half a scheme in angles") << u"See <https:"_s << u"See https:"_s;
    QTest::newRow("bold link") << u"see **[the docs](https://exa"_s << u"see <b>the docs"_s;
    QTest::newRow("half a tag") << u"a <br"_s << u"a"_s;
    QTest::newRow("backslash") << u"a \\"_s << u"a"_s;
    QTest::newRow("multiplication stays") << u"2 * 3"_s << u"2 * 3"_s;
    QTest::newRow("names stay") << u"my_name is"_s << u"my_name is"_s;
    QTest::newRow("finished paragraph is raw") << u"a **b\n\nc"_s << u"a **b / c"_s;
    QTest::newRow("lone bullet") << u"a\n\n-"_s << u"a"_s;
    QTest::newRow("lone bullet and space") << u"a\n\n- "_s << u"a"_s;
    QTest::newRow("half a reference") << u"a &am"_s << u"a"_s;
    QTest::newRow("its first sign") << u"a &"_s << u"a"_s;
    QTest::newRow("half a number") << u"a &#x20"_s << u"a"_s;
    QTest::newRow("no reference") << u"AT&Tx"_s << u"AT&Tx"_s;
    QTest::newRow("half task") << u"- [x"_s << u""_s;
    QTest::newRow("lone number") << u"a\n1."_s << u"a"_s;
    QTest::newRow("heading mark") << u"a\n##"_s << u"a"_s;
    QTest::newRow("heading") << u"## He"_s << u"h2 He"_s;
    QTest::newRow("setext or bullet") << u"text\n-"_s << u"text"_s;
    QTest::newRow("setext line") << u"text\n==="_s << u"text"_s;
    QTest::newRow("rule") << u"text\n\n--"_s << u"text"_s;
    QTest::newRow("quote mark") << u"text\n\n> "_s << u"text"_s;
    QTest::newRow("fence opening") << u"text\n```j"_s << u"text"_s;
    QTest::newRow("fence marks") << u"text\n``"_s << u"text"_s;
    QTest::newRow("open fence") << u"```js\na();"_s << u"code a();"_s;
    QTest::newRow("fence just opened") << u"```js\n"_s << u"code "_s;
    QTest::newRow("half a closing fence") << u"```js\na();\n``"_s << u"code a();"_s;
    QTest::newRow("fence in an item") << u"- ```js"_s << u""_s;
    QTest::newRow("table head half") << u"| a | b"_s << u""_s;
    QTest::newRow("table head") << u"| a | b |\n"_s << u"a|b"_s;
    QTest::newRow("table head and half a line") << u"| a | b |\n|--"_s << u"a|b"_s;
    QTest::newRow("table row half") << u"| a | b |\n|---|---|\n| 1 | **2"_s << u"a|b / 1|2"_s;
    QTest::newRow("table row beginning") << u"| a | b |\n|---|---|\n|"_s << u"a|b"_s;
    QTest::newRow("table head in a list") << u"- x\n\n  | a | b |\n"_s << u"• x / a|b"_s;
    QTest::newRow("definition") << u"a\n\n[one]: https://exa"_s << u"a"_s;
    QTest::newRow("link at the beginning") << u"[the do"_s << u"the do"_s;
    QTest::newRow("text of an image") << u"a ![pic"_s << u"a pic"_s;
    QTest::newRow("formula") << u"so $x^2 + \\alpha "_s << u"so <m>x² + α"_s;
    QTest::newRow("head below text") << u"text\n| a | b |\n"_s << u"text / a|b"_s;
    QTest::newRow("half a head below text") << u"text\n| a | b"_s << u"text"_s;
    QTest::newRow("half dashes below text") << u"text\n| a | b |\n|-"_s << u"text / a|b"_s;
    QTest::newRow("dashes below text") << u"text\n| a | b |\n|---|---|\n"_s << u"text / a|b"_s;
    QTest::newRow("head without bars below text") << u"text\na | b\n--- | -"_s << u"text\u2028a | b"_s;
    QTest::newRow("head in an item below text") << u"- text\n  | a | b |\n"_s << u"• text / a|b"_s;
    QTest::newRow("head in a quote below text") << u"> text\n> | a | b |\n> |"_s << u"text / a|b"_s;
    QTest::newRow("head out of its quote") << u"> text\n| a | b |\n"_s << u"text\u2028| a | b |"_s;
    QTest::newRow("lines of bars") << u"text\n| a\n| b\n"_s << u"text\u2028| a\u2028| b"_s;
    QTest::newRow("row below text") << u"text\n| a |\n|---|\n| **b"_s << u"text / a / b"_s;
    QTest::newRow("formula opening") << u"so $"_s << u"so"_s;
    QTest::newRow("half a command") << u"so $x + \\alp"_s << u"so <m>x +"_s;
    QTest::newRow("half an exponent") << u"so $x^"_s << u"so <m>x"_s;
    QTest::newRow("half a fraction") << u"so \\(\\frac{a}{b"_s << u"so <m>a⁄b"_s;
    QTest::newRow("half a closing mark") << u"so \\(x\\"_s << u"so <m>x"_s;
    QTest::newRow("formula with more open") << u"**so $x_1"_s << u"<b>so <b><m>x₁"_s;
    QTest::newRow("a closed formula and an open word") << u"$a*b$ is *c"_s << u"<m>a*b is <i>c"_s;
    QTest::newRow("price begins") << u"it is $5"_s << u"it is"_s;
    QTest::newRow("price") << u"it is $5 or so"_s << u"it is $5 or so"_s;
    QTest::newRow("variable") << u"use $HOME is the folder"_s << u"use $HOME is the folder"_s;
    QTest::newRow("class of prices") << u"it is $$ mod"_s << u"it is $$ mod"_s;
    QTest::newRow("class of prices begins") << u"it is $$ m"_s << u"it is"_s;
    QTest::newRow("class of prices in brackets") << u"pizza ($$), sushi ("_s << u"pizza ($$), sushi ("_s;
    QTest::newRow("bracket of a formula") << u"so: \\["_s << u"so:"_s;
    QTest::newRow("bracket of a formula and a letter") << u"so: \\[F"_s << u"so:"_s;
    QTest::newRow("equation in brackets") << u"so: \\[F ="_s << u"so: / math <m>F ="_s;
    QTest::newRow("escaped bracket") << u"so \\[see the no"_s << u"so [see the no"_s;
    QTest::newRow("class of one dollar in brackets") << u"tacos ($)"_s << u"tacos ($)"_s;
    QTest::newRow("closed number") << u"\\[1\\] "_s << QString();
    QTest::newRow("number and text") << u"\\[1\\] S"_s << u"[1] S"_s;
    QTest::newRow("escaped number") << u"\\[1"_s << QString();
    QTest::newRow("formula of a number") << u"it is $5 + "_s << u"it is <m>5 +"_s;
    QTest::newRow("display") << u"so:\n$$\nx = 1\n"_s << u"so: / math <m>x = 1"_s;
    QTest::newRow("display opening") << u"so:\n\n$$\n"_s << u"so:"_s;
    QTest::newRow("display half closed") << u"so:\n\n$$x$"_s << u"so: / math <m>x"_s;
    QTest::newRow("display of lines") << u"\\[\na\n- b\n= c\n"_s << u"math <m>a − b = c"_s;
    QTest::newRow("display in a quote") << u"> so\n> $$\n> x\n> "_s << u"so / math <m>x"_s;
    QTest::newRow("half an environment") << u"$$\n\\begin{ali"_s << QString();
    QTest::newRow("an environment begins") << u"so\n\n\\beg"_s << u"so"_s;
    QTest::newRow("an environment is named") << u"so\n\\begin{aligned"_s << u"so"_s;
    QTest::newRow("an environment") << u"so\n\\begin{aligned}"_s << u"so"_s;
    QTest::newRow("formula in dollars and code") << u"so $`a^2`"_s << u"so <m>a²"_s;
    QTest::newRow("command in code") << u"run $`ls` to"_s << u"run $<c>ls to"_s;
    QTest::newRow("dollar in open code") << u"run `echo $x"_s << u"run <c>echo $x"_s;
    QTest::newRow("image data") << u"![a pic](data:image/png;base64,iVBO"_s << u"<i>a pic…"_s;
    QTest::newRow("image data in text") << u"so ![pic](data:image/png;base64,iVBO"_s << u"so <i>pic…"_s;
    QTest::newRow("bold in an item") << u"- **a"_s << u"• <b>a"_s;
}

void MarkdownDocumentTest::asOnGitHub_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("task after a quote")
        << u"- a\n  > q\n- [ ] b\n- [x] c"_s << u"• a / q / • [ ] b / • [x] c"_s;
    QTest::newRow("no task") << u"- \\[ ] a\n- &#91; ] b"_s << u"• [ ] a / • [ ] b"_s;
    QTest::newRow("tasks") << u"- [ ] a\n- [x] b\n  1. [X] c"_s << u"• [ ] a / • [x] b / 1. [x] c"_s;
    QTest::newRow("emphasis beside shared punctuation")
        << u"这是**“重点”**API，**省略……**10 项，**破折——**A 项，**甲·**B，API**——乙**"_s
        << u"这是<b>“重点”API，<b>省略……10 项，<b>破折——A 项，<b>甲·B，API<b>——乙"_s;
    QTest::newRow("shared punctuation of a script with spaces") << u"a **“b”**c"_s << u"a **“b”**c"_s;
    QTest::newRow("emphasis of Thai") << u"**สรุป:**ข้อความ"_s << u"<b>สรุป:ข้อความ"_s;
    QTest::newRow("emphasis behind a vowel of Thai")
        << u"\u0E19\u0E35\u0E49**\u201C\u0E2A\u0E33\u0E04\u0E31\u0E0D\u201D**\u0E21\u0E32\u0E01"_s
        << u"\u0E19\u0E35\u0E49<b>\u201C\u0E2A\u0E33\u0E04\u0E31\u0E0D\u201D\u0E21\u0E32\u0E01"_s;
    QTest::newRow("address before Thai")
        << u"https://a.example/docsครับ"_s << u"[https://a.example/docs]https://a.example/docsครับ"_s;
    QTest::newRow("stars between digits")
        << u"2**10 is 1024 and 2**20, 5*4 and 3*2"_s << u"2**10 is 1024 and 2**20, 5*4 and 3*2"_s;
    QTest::newRow("emphasis of a number before a digit")
        << u"**Q1**2024, **12**34, *v2*3\nand 2**10"_s << u"<b>Q12024, <b>1234, <i>v23\u2028and 2**10"_s;
    for (const QString &line :
        {u"rm -rf build/*, dist/*, out/*"_s, u"src/*.c and include/*.h"_s, u"**/*.js and **/*.ts"_s,
            u"src/**/*.js, lib/**/*.js"_s, u"(*.py) or (*.js)"_s, u"*.py, src/*.js and \"*.c\""_s,
            u"--a=\"*.js\" --b='*.ts'"_s, u"GET /a/*/b and /c/*/d"_s, u"SELECT COUNT(*) FROM a, COUNT(*)"_s,
            u"面积 = 长*宽 = 5*3"_s, u"周长 = 2*长 + 2*宽"_s, u"2*가로 + 2*세로"_s,
            u"C = (F - 32)*5/9 and F = C*(9/5) + 32"_s, u"(1+r)*(1+r)*(1+r)"_s, u"f(x)*2 + 3*(x+1)"_s,
            u"(a+b)*2*c and d*(e)"_s, u"Delete *.txt and file*.csv"_s, u"rm *.o and lib*.a"_s,
            u"f(*, a) and g(*, b)"_s, u"\"*\" or '*' or \"*\""_s, u"2*x + 3*y"_s, u"a*b and c*d"_s,
            u"a*b*c"_s, u"2*pi*r + 2*pi*h"_s, u"n*log(n) + m*log(m)"_s, u"2.5*width + 10*height"_s,
            u"192.168.*.* or 10.*.*"_s, u"copy *.* and a.* b"_s, u"SELECT a.*, b.*, c"_s,
            u"src/*.{js,ts} lib/*.{js,ts}"_s, u"(build/*) and (dist/*)"_s, u"x**2 + y**2"_s})
        QTest::addRow("stars of %s", qPrintable(line)) << line << line;
    QTest::newRow("emphasis around wildcards") << u"**(*)** *COUNT(*) of a* **src/*.c** **2*x + 3*y**"_s
                                               << u"<b>(*) <i>COUNT(*) of a <b>src/*.c <b>2*x + 3*y"_s;
    QTest::newRow("emphasis of paths") << u"**/etc/hosts** */a/* **src/**, *src/*, (**lib/**) */b*"_s
                                       << u"<b>/etc/hosts <i>/a/ <b>src/, <i>src/, (<b>lib/) <i>/b"_s;
    QTest::newRow("emphasis of endings") << u"*.NET* (*.NET*) (**.NET** is) *.env files* \"*.env*\""_s
                                         << u"<i>.NET (<i>.NET) (<b>.NET is) <i>.env files \"<i>.env\""_s;
    QTest::newRow("emphasis in words")
        << u"un*believ*able r*e*ad 1*st* 2*nd* I*t* D**N**A H**2**O *a*b **b**c"_s
        << u"un<i>believable r<i>ead 1<i>st 2<i>nd I<i>t D<b>NA H<b>2O "
           "<i>ab <b>bc"_s;
    QTest::newRow("emphasis in emphasis")
        << u"_*two words*_ _*a*_ **a *b* c** *d **e** f* __*g h*__"_s
        << u"<i>two words <i>a <b>a <b><i>b<b> c <i>d <b><i>e<i> f <b><i>g h"_s;
    QTest::newRow("emphasis between marks") << u"(*a*) \"*b*\" [*c*] (**\"d\"**), **(e)**. *\"f\"*, "
                                               "and/*or* *it*'s ***g***"_s
                                            << u"(<i>a) \"<i>b\" [<i>c] (<b>\"d\"), <b>(e). <i>\"f\", "
                                               "and/<i>or <i>it's <b><i>g"_s;
    QTest::newRow("emphasis of two lines")
        << u"*a\n\"b\"*, **c\n(d)**; *e\nf.* g"_s << u"<i>a\u2028\"b\", <b>c\u2028(d); <i>e\u2028f. g"_s;
    QTest::newRow("emphasis of two lines before marks")
        << u"*a\nb.*, and *c\nd/*) on"_s << u"<i>a\u2028b., and <i>c\u2028d/) on"_s;
    QTest::newRow("stars of lists and rules")
        << u"* *.py\n* 2*x\n* *a*\n\n***\n\n* * *"_s << u"• *.py / • 2*x / • <i>a / rule / rule"_s;
    QTest::newRow("stars in a table") << u"| (*) | 2*x |\n|---|---|\n| *a* | x*2 |"_s << u"(*)|2*x / a|x*2"_s;
    QTest::newRow("emphasis beside Chinese and products")
        << u"这是*重点*内容 é*b*c 2*x"_s << u"这是<i>重点内容 é<i>bc 2*x"_s;
    QTest::newRow("italic that ends in a factor, in scripts that join words")
        << u"其中*变量 x*表示速度 约*3.5*米 값은*변수 x*입니다"_s
        << u"其中<i>变量 x表示速度 约<i>3.5米 값은<i>변수 x입니다"_s;
    QTest::newRow("strikethrough") << u"~~a~~ ~b~ ~~~c~~~"_s << u"<s>a ~b~ ~~~c~~~"_s;
    QTest::newRow("bare addresses")
        << u"www.a.org, http://b.org/x_y_z. (https://c.org/d) me@e.org"_s
        << u"[http://www.a.org]www.a.org, [http://b.org/x_y_z]http://b.org/x_y_z. "
           "([https://c.org/d]https://c.org/d) [mailto:me@e.org]me@e.org"_s;
    QTest::newRow("links without text")
        << u"[](https://a.example/x) ![](https://a.example/y.png) [![](badge.svg)](https://b.example) "
           "![](data:image/svg+xml,abc) [](#place)."_s
        << u"[https://a.example/x]https://a.example/x <i>[https://a.example/y.png]y.png "
           "[https://b.example]https://b.example <i>[data:image/svg+xml]image ."_s;
    QTest::newRow("Windows paths") << u"In C:\\Users\\me\\.config\\_cache, D:\\work\\(old)\\[x], "
                                      u"\\\\server\\share\\_new, C:\\tmp\\*.txt "
                                      "and **C:\\tmp\\**."_s
                                   << u"In C:\\Users\\me\\.config\\_cache, D:\\work\\(old)\\[x], "
                                      u"\\\\server\\share\\_new, C:\\tmp\\*.txt "
                                      "and <b>C:\\tmp\\."_s;
    QTest::newRow("emphasis of Windows paths")
        << u"**C:\\Program Files\\** is it, *D:\\data\\*. **C:\\tmp\\*.txt**, *C:\\a\\*.b*, **C:\\**, "
           u"**D:\\My X\\_x\\_y\\**, **disk E:\\**, **%APPDATA%\\My Files\\**, **..\\**"_s
        << u"<b>C:\\Program Files\\ is it, <i>D:\\data\\. <b>C:\\tmp\\*.txt, <i>C:\\a\\*.b, <b>C:\\, "
           u"<b>D:\\My X\\_x\\_y\\, <b>disk E:\\, <b>%APPDATA%\\My Files\\, <b>..\\"_s;
    for (const QString &path : {u"..\\..\\src\\_x"_s, u"run .\\build\\.x\\_y or .\\.env\\_a"_s,
             u"(C:\\) \"D:\\\" 'E:\\'"_s, u"C:\\, D:\\; E:\\"_s, u"%APPDATA%\\_old\\_b"_s,
             u"\"C:\\My Files\\\" and (D:\\My Files\\)"_s, u"C:\\*.txt, C:\\* and D:\\*.*"_s,
             u"%APPDATA%\\Parlance\\"_s, u"%ProgramFiles%\\, %TEMP%\\*.log"_s})
        QTest::addRow("path %s", qPrintable(path)) << path << path;
    QTest::newRow("paths at the ends of lines") << u"C:\\\nD:\\a\\\n%TEMP%\\b\\\n..\\\nx"_s
                                                << u"C:\\\u2028D:\\a\\\u2028%TEMP%\\b\\\u2028..\\\u2028x"_s;
    QTest::newRow("link of a drive") << u"[C:\\](https://a.example)"_s << u"[https://a.example]C:\\"_s;
    QTest::newRow("escapes that are in no path")
        << u"C:\\tmp and my\\_file\\*, a.\\_b\\_ c..\\_d 50%\\_ \\*e\\* \\_f\\_ A:\\*g\\* x\\\ny **C:\\a b\\*c** .\\_on()"_s
        << u"C:\\tmp and my_file*, a._b_ c.._d 50%_ *e* _f_ A:*g* x\u2028y <b>C:\\a b*c ._on()"_s;
    QTest::newRow("escaped Windows path") << u"C:\\\\Users\\\\me\\_x"_s << u"C:\\Users\\me_x"_s;
    QTest::newRow("targets with blanks")
        << u"[n](notes/my file.md) [r](C:\\Program Files\\_r.md) [p](https://f.example/the plan.pdf)"_s
        << u"[notes/my file.md]n [C:\\Program Files\\_r.md]r [https://f.example/the plan.pdf]p"_s;
    QTest::newRow("no targets") << u"a[i](see below) [t](a.md 'T') [u](a b)"_s
                                << u"a[i](see below) [a.md]t [u](a b)"_s;
    for (const QString &call : {u"Then handlers[type](this, e.data) is called."_s, u"fns[i](a, b.c)"_s,
             u"a[0](1 .. 2.5)"_s, u"section [3](pages 4 to 5.6)"_s, u"[Smith](vol. 3, p. 12.4)"_s,
             u"ops[+](x, y.z)"_s, u"open[x](my notes.txt)"_s})
        QTest::addRow("no target in %s", qPrintable(call)) << call << call;
    QTest::newRow("marks escaped in an address")
        << u"https://a.example/foo\\_bar\\_"_s << u"[https://a.example/foo_bar]https://a.example/foo_bar_"_s;
    QTest::newRow("nested quotes and lists") << u"> - a\n>   > b\n> - c\n>> d"_s << u"• a / b / • c / d"_s;
    QTest::newRow("html block") << u"<div onclick=\"x()\">\n<b>a</b>\n</div>"_s
                                << u"html <div onclick=\"x()\">\u2028<b>a</b>\u2028</div>"_s;
    QTest::newRow("line break tag") << u"a<br>b<BR/>c</br>d<br >e"_s << u"a\u2028b\u2028c\u2028d\u2028e"_s;
    QTest::newRow("text behind a comment")
        << u"<!-- a -->**b** c\n\nd\n> <!-- e --> *f*\n\n```html\n<!-- g -->*h*\n```\n\n<!-- i --><div>"_s
        << u"<b>b c / d / <i>f / code <!-- g -->*h* / html <div>"_s;
    QTest::newRow("islands in a comment") << u"<!-- https://a.org $x$ [^1] ` -->b `c`"_s << u"b <c>c"_s;
    QTest::newRow("underscores behind a comment") << u"<!-- a --> _b_"_s << u"<i>b"_s;
    QTest::newRow("text behind two comments") << u"<!-- a --><!-- b --> **c**"_s << u"<b>c"_s;
    QTest::newRow("details with attributes")
        << u"<details type=\"reasoning\" done=\"true\">\n<summary class=\"a\">S</summary>\nb\n</details>"_s
        << u"html <b>S\u2028b"_s;
    QTest::newRow("words in angle brackets in a summary")
        << u"<details>\n<summary><b>Vec<T></b> and Optional<String></summary>\nb\n</details>"_s
        << u"html <b>Vec<T> and Optional<String>\u2028b"_s;
    QTest::newRow("text behind the tags of details")
        << u"<details><summary>A</summary>b\nc</details> d\n<details><summary>E</summary>f</details>g"_s
        << u"html <b>A\u2028b\u2028c\u2028d\u2028<b>E\u2028f\u2028g"_s;
    QTest::newRow("text behind details around paragraphs")
        << u"<details>\n<summary>A</summary> b\n\nc\n\n</details>d\n\ne"_s
        << u"html <b>A\u2028b / c / html d / e"_s;
    QTest::newRow("line break tag in a cell")
        << u"| a |\n|---|\n| b<br>c<br />d |"_s << u"a / b\u200B\u2028c\u200B\u2028d"_s;
    QTest::newRow("footnotes") << u"A note[^1].\n\n[^1]: The note."_s << u"A note1. / 1 The note."_s;
    QTest::newRow("named footnotes")
        << u"A claim[^source] and.[^long-name] **It**[^ab2]\n\n[^source]: The note.\n[^long-name]: Another."_s
        << u"A claimsource and.long-name <b>Itab2 / source The note.\u2028long-name Another."_s;
    for (const QString &set : {u"(?:[^a])"_s, u"re.split([^a-z], s)"_s, u"\"[^abcd]\""_s, u"foo[^bar]"_s,
             u"s[^n]"_s, u"ab[^a-zA-Z]"_s, u"x\\\\W[^abcd]"_s})
        QTest::addRow("no footnote in %s", qPrintable(set))
            << u"use "_s + set << QString(u"use "_s + set).replace(u"\\\\"_s, u"\\"_s);
    QTest::newRow("sets of letters") << u"use [^abc] or x[^a]b or a[^b]*"_s
                                     << u"use [^abc] or x[^a]b or a[^b]*"_s;
    QTest::newRow("paragraphs of a footnote")
        << u"A[^1].\n\n[^1]: One.\n\n    Two *is*\n    long.\n\n    Three.\n\nText.\n\n    code"_s
        << u"A1. / 1 One. / Two <i>is\u2028long. / Three. / Text. / code code"_s;
    QTest::newRow("code of a footnote") << u"[^1]: One.\n\n    ```\n    a\n    ```\n\n        b"_s
                                        << u"1 One. / code ``` / code a / code ``` / code  / code     b"_s;
    QTest::newRow("entities") << u"&lt;b&gt; &amp;amp; &eacute; &#x1F600; &#0; &unknown;"_s
                              << u"<b> &amp; é 😀 \uFFFD &unknown;"_s;
    QTest::newRow("entities of a language")
        << u"&iquest;Qu&eacute; a&ntilde;o? &aring; &THORN; &yuml;"_s << u"¿Qué año? å Þ ÿ"_s;
    QTest::newRow("entities of mathematics")
        << u"&forall;&epsilon; &isin; &Omega;&colon; &lang;x&rang; &frac12;"_s << u"∀ε ∈ Ω: ⟨x⟩ ½"_s;
    QTest::newRow("entities of marks")
        << u"&ast;a&ast; &lbrack;b&rbrack;(c) &grave;d&grave; &bsol;&quot;"_s << u"*a* [b](c) `d` \\\""_s;
    QTest::newRow("entity of a bar") << u"| a &vert; b |\n|---|"_s << u"a | b"_s;
    QTest::newRow("table below text") << u"text\n| a | b |\n|---|---|\n| 1 | 2 |"_s << u"text / a|b / 1|2"_s;
    QTest::newRow("table below lines")
        << u"one\n**two**\na | b\n--|--\n1 | 2"_s << u"one\u2028<b>two / a|b / 1|2"_s;
    QTest::newRow("table below an item")
        << u"1. text\n   | a |\n   |---|\n   | 1 |\n2. b"_s << u"1. text / a / 1 / 2. b"_s;
    QTest::newRow("table below a quote") << u"> text\n> | a |\n> |---|\n> | 1 |"_s << u"text / a / 1"_s;
    QTest::newRow("table below a definition") << u"[x]: y\n| [x] |\n|---|"_s << u"x"_s;
    QTest::newRow("table before an underline") << u"text\n| a |\n|---|\n---"_s << u"text / a / rule"_s;
    QTest::newRow("two tables in a paragraph")
        << u"text\n| a |\n|---|\n| b |\n|---|"_s << u"text / a / b / ---"_s;
    QTest::newRow("bars escaped in a head") << u"text\n| a \\| b |\n|---|"_s << u"text / a | b"_s;
    QTest::newRow("dashes of another number")
        << u"text\n| a | b |\n|---|"_s << u"text\u2028| a | b |\u2028|---|"_s;
    QTest::newRow("heading with bars") << u"text\na | b\n---"_s << u"h2 text\u2028a | b"_s;
    QTest::newRow("bars and no dashes") << u"text\n| a | b |\nmore"_s << u"text\u2028| a | b |\u2028more"_s;
    QTest::newRow("code below a table in a quote")
        << u"> - text\n>   | a | b |\n>   |---|---|\n     ```bash\n     ```"_s
        << u"• text / a|b / code  ```bash / code  ```"_s;
    QTest::newRow("table out of its quote") << u"> text\n| a |\n|---|"_s << u"text\u2028| a |\u2028|---|"_s;
    QTest::newRow("dashes out of their quote")
        << u"> text\n> | a |\n|---|"_s << u"text\u2028| a |\u2028|---|"_s;
    QTest::newRow("table out of its item") << u"- text\n| a |\n|---|"_s << u"• text\u2028| a |\u2028|---|"_s;
    QTest::newRow("heading below a table") << u"| a |\n|---|\n| 1 |\n# H\ntext"_s << u"a / 1 / h1 H / text"_s;
    QTest::newRow("fence below a table below text")
        << u"text\n| a |\n|---|\n```\n| b |\n```"_s << u"text / a / code | b |"_s;
    QTest::newRow("cells like headings") << u"| a |\n|---|\n#1\n| # b |"_s << u"a / #1 / # b"_s;
    QTest::newRow("HTML below a table")
        << u"| a |\n|---|\n| 1 |\n<details>\n<summary>S</summary>\n\ntext"_s << u"a / 1 / html <b>S / text"_s;
    QTest::newRow("comment below a table")
        << u"| a |\n|---|\n| 1 |\n<!-- c -->\ntext"_s << u"a / 1 / html  / text"_s;
    QTest::newRow("formula below a table")
        << u"| a |\n|---|\n| 1 |\n$$\nx\n$$\ntext"_s << u"a / 1 / math <m>x / text"_s;
    QTest::newRow("empty cells")
        << u"| A | B | C |\n|---|---|---|\n| a || c |\n|| x |\n| a ||| \n|b|| c |\n| `||` | y |"_s
        << u"A|B|C / a||c / |x| / a|| / b||c / |||y|"_s;
    QTest::newRow("surplus cells")
        << u"| A | B | C |\n|---|---|\n| 1 | 2 | 3 | *4* |\n| 5 | 6 | |\n| 7 | `a|b` |"_s
        << u"A|B | C / 1|2 | 3 | 4 / 5|6 / 7|a|b"_s;
    QTest::newRow("surplus cells in an item")
        << u"- | A | B |\n  |---|\n  | 1 | 2 |"_s << u"• A | B / 1 | 2"_s;
    QTest::newRow("link with a bar in a cell")
        << u"| A | B |\n|---|---|\n| [a|b](c) | d |"_s << u"A|B / a|b|d"_s;
    QTest::newRow("code with a bar in a head below text")
        << u"Options:\n| `a|b` | Means |\n|---|---|\n| one | two |"_s << u"Options: / a|b|Means / one|two"_s;
    QTest::newRow("numbers that grow") << u"1. B\n3. C\n7. *A*\n7. D\n   > 2. E\n   > 4. F"_s
                                       << u"1. B / 3. C / 7. <i>A / 8. D / 2. E / 4. F"_s;
    QTest::newRow("numbers of code") << u"1. a\n4. ```sh\n   b\n   ```\n6. - x\n\n     9. y"_s
                                     << u"1. a / code 4. b / 6.  / • x / 9. y"_s;
    QTest::newRow("numbers with brackets") << u"1) a\n3) b\n\n1. c\n2. d"_s << u"1) a / 3) b / 1. c / 2. d"_s;
    QTest::newRow("numbers that go back") << u"3. A\n2. B\n   1) F\n   0) G\n1. C\n2. D\n1. E"_s
                                          << u"3. A / 2. B / 1) F / 0) G / 1. C / 2. D / 1. E"_s;
    QTest::newRow("numbers that go back in quotes") << u"> 3. > A\n> 2. > B"_s << u"3. A / 2. B"_s;
    QTest::newRow("numbers that stay")
        << u"1. A\n1. B\n1.\n1. C\n5. D\n5. E\n4. F"_s << u"1. A / 2. B / 3.  / 4. C / 5. D / 6. E / 4. F"_s;
    QTest::newRow("table in code") << u"```\ntext\n| a |\n|---|\n```"_s
                                   << u"code text / code | a | / code |---|"_s;
    QTest::newRow("escaped bars") << u"| a\\|b | `c|d` | `e\\|f` |\n|--|:-:|--:|\n| 1 |"_s
                                  << u"a|b|c|d|e|f / 1||"_s;
}

void MarkdownDocumentTest::asOnGitHub()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    QCOMPARE(shown(text + u"\n\n"_s, true), expected);
}

void MarkdownDocumentTest::formulas_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("dollars") << u"so $x^2$, $a$."_s << u"so <m>x², <m>a."_s;
    QTest::newRow("brackets") << u"so \\(x_1\\) and \\(*a*\\)"_s << u"so <m>x₁ and <m>*a*"_s;
    QTest::newRow("with marks") << u"**a $b*c$** _$d_1$_"_s << u"<b>a <b><m>b*c <i><m>d₁"_s;
    QTest::newRow("prices") << u"from $5 to $10, or 3$ and 4$."_s << u"from $5 to $10, or 3$ and 4$."_s;
    QTest::newRow("two prices in brackets") << u"($5) or ($6)"_s << u"($5) or ($6)"_s;
    QTest::newRow("price and formula") << u"$5 for $x$"_s << u"$5 for <m>x"_s;
    QTest::newRow("price before words") << u"I had $5, you had 3$."_s << u"I had $5, you had 3$."_s;
    QTest::newRow("variables") << u"$PATH and $HOME or $A:$B"_s << u"$PATH and $HOME or $A:$B"_s;
    QTest::newRow("escaped") << u"\\$x$ and $y\\$z$"_s << u"$x$ and <m>y$z"_s;
    QTest::newRow("code") << u"`$x$` and ``\\(y\\)``"_s << u"<c>$x$ and <c>\\(y\\)"_s;
    QTest::newRow("fence") << u"```\n$x$\n\\[y\\]\n```\n$a$"_s << u"code $x$ / code \\[y\\] / <m>a"_s;
    QTest::newRow("indented code") << u"    $x$\n\n$a$"_s << u"code $x$ / <m>a"_s;
    QTest::newRow("display") << u"a\n$$\nx = 1\n$$\nb"_s << u"a / math <m>x = 1 / b"_s;
    QTest::newRow("display in a line") << u"so $$x$$ holds."_s << u"so / math <m>x / holds."_s;
    QTest::newRow("display and a full stop") << u"so \\[ x \\]. Then"_s << u"so / math <m>x. / Then"_s;
    QTest::newRow("display of list marks") << u"$$\na\n- b\n+ c\n===\n$$"_s << u"math <m>a − b + c ==="_s;
    QTest::newRow("display in a list") << u"- a\n  \\[\n  x\n  \\]\n- b"_s << u"• a / math <m>x / • b"_s;
    QTest::newRow("display on a marker") << u"1. $$x$$\n2. b"_s << u"math 1. <m>x / 2. b"_s;
    QTest::newRow("display in a quote") << u"> $$\n> x\n> y\n> $$"_s << u"math <m>x y"_s;
    QTest::newRow("display in a heading") << u"# So $$x$$"_s << u"h1 So <m>x"_s;
    QTest::newRow("a blank line ends it") << u"$$\nx\n\ny $$"_s << u"$$\u2028x / y $$"_s;
    QTest::newRow("brackets that are none") << u"a \\[x\\] and \\(\\)"_s << u"a [x] and ()"_s;
    QTest::newRow("table") << u"| a |\n|---|\n| $|x|$ |\n| $5|"_s << u"a / |x| / $5"_s;
    QTest::newRow("classes of prices")
        << u"Pizza ($$), Sushi ($$$), Tacos ($)"_s << u"Pizza ($$), Sushi ($$$), Tacos ($)"_s;
    QTest::newRow("a list of classes of prices")
        << u"$ cheap, $$ moderate, $$$ expensive"_s << u"$ cheap, $$ moderate, $$$ expensive"_s;
    QTest::newRow("two classes of prices") << u"$$ and up, or $$ too"_s << u"$$ and up, or $$ too"_s;
    QTest::newRow("two dollars in code")
        << u"PID is in $$ here; `kill $$` ends it"_s << u"PID is in $$ here; <c>kill $$ ends it"_s;
    QTest::newRow("bars in brackets in a table")
        << u"| a | b |\n|---|---|\n| $P(A|B)$ | c |\n| $\\{x | x > 0\\}$ | d |"_s
        << u"a|b / P(A|B)|c / {x | x > 0}|d"_s;
    QTest::newRow("bars of two cells") << u"| a | b |\n|---|---|\n| $x | y$ |"_s << u"a|b / $x|y$"_s;
    QTest::newRow("display with a sign of a formula")
        << u"**Force**: \\[F = ma\\] and so \\[\\frac{a}{b}\\] holds"_s
        << u"<b>Force: / math <m>F = ma / and so / math <m>a⁄b / holds"_s;
    QTest::newRow("escaped link") << u"see \\[a_b\\](c) and \\[a_b\\]\\(c\\)"_s
                                  << u"see [a_b](c) and [a_b]<m>c"_s;
    QTest::newRow("escaped numbers") << u"\\[1\\] Smith, J. (2020)\n\\[2, 3\\] Doe"_s
                                     << u"[1] Smith, J. (2020)\u2028[2, 3] Doe"_s;
    QTest::newRow("escaped task") << u"- \\[x\\] done"_s << u"• [x] done"_s;
    QTest::newRow("display of a letter") << u"\\[x\\]"_s << u"math <m>x"_s;
    QTest::newRow("dollars and code")
        << u"so $`a^2`$ and run $`b` or `$`c`$`"_s << u"so <m>a² and run $<c>b or <c>$c<c>$"_s;
    QTest::newRow("formulas in words")
        << u"The $n$th and $i$st of the $x$s, 2$\\times$3 and 5$\\mu$m, $a$b$ and US$5 or $6$x"_s
        << u"The <m>nth and <m>ist of the <m>xs, 2<m>×3 and 5<m>μm, $a$b$ and US$5 or $6$x"_s;
    QTest::newRow("formulas between blanks")
        << u"so $ \\frac{a}{b} $ and $ 5 or $ 6 and $ a $"_s << u"so <m>a⁄b and $ 5 or $ 6 and $ a $"_s;
    QTest::newRow("formulas beside paths") << u"(C:\\tmp and \\(x\\)) ..\\(x\\) and \\[ y = 1 .\\] so"_s
                                           << u"(C:\\tmp and <m>x) ..<m>x and / math <m>y = 1 . / so"_s;
    QTest::newRow("escaped names")
        << u"\\[Name\\] wrote it.\n\n\\[Your Name\\]\n\n- \\[Name\\]: x\n\n\\[link\\](https://a.example)"_s
        << u"[Name] wrote it. / [Your Name] / • [Name]: x / [link](https://a.example)"_s;
    QTest::newRow("escaped round brackets")
        << u"Call foo\\(bar\\) or see \\(as before\\), \\(555\\) 123-4567, print\\(\"a\"\\), f\\(x\\), "
           u"\\(n\\) "
           "and \\(ABCD\\), \\(100\\)"_s
        << u"Call foo(bar) or see (as before), (555) 123-4567, print(\"a\"), f<m>x, <m>n "
           "and <m>ABCD, <m>100"_s;
    QTest::newRow("quantum states in a table")
        << u"| a | b |\n|---|---|\n| $|0\\rangle$ | $\\langle a|b\\rangle$ |\n| \\(x | y\\) | $|\\psi\\rangle$ |"_s
        << u"a|b / |0⟩|⟨ a|b⟩ / x | y||ψ⟩"_s;
    QTest::newRow("formula in Thai") << u"ให้$x$เป็น"_s << u"ให้<m>xเป็น"_s;
    QTest::newRow("link target") << u"[$x$](http://e.org/$y$)"_s << u"<m>x"_s;
    QTest::newRow("bare link") << u"http://e.org/$y$ and $x$"_s << u"http://e.org/$y$ and <m>x"_s;
    QTest::newRow("marks around a display") << u"**a\n$$x$$\nb**"_s << u"<b>a / math <b><m>x / <b>b"_s;
}

void MarkdownDocumentTest::formulas()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    QCOMPARE(shown(text + u"\n\n"_s), expected);
    const QByteArray whole = dump(parsedWhole(text));
    for (const qsizetype piece : {1, 7})
        QCOMPARE(dump(joined(streamed(text, everyPlace(text), often(piece)))), whole);
}

void MarkdownDocumentTest::images_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    // The bytes are the word "Hello", which is as good as a picture here.
    QTest::newRow("image") << u"a\n\n![A pic](data:image/png;base64,SGVsbG8=)\n\nb"_s
                           << u"a / image Hello <i>A pic / b"_s;
    QTest::newRow("with a title") << u"![A](data:image/webp;base64,SGVsbG8= \"t\")"_s
                                  << u"image Hello <i>A"_s;
    QTest::newRow("without text") << u"![](data:image/jpeg;base64,SGVsbG8=)"_s << u"image Hello "_s;
    QTest::newRow("in a list") << u"- ![A](data:image/gif;base64,SGVsbG8=)\n- b"_s
                               << u"image Hello • <i>A / • b"_s;
    QTest::newRow("in angles") << u"![A](<data:image/png;base64,SGVsbG8=>)"_s << u"image Hello <i>A"_s;
    QTest::newRow("defined") << u"[p]: data:image/png;base64,SGVsbG8=\n\n![A][p]"_s << u"image Hello <i>A"_s;
    QTest::newRow("in text") << u"So ![A](data:image/png;base64,SGVsbG8=) is."_s
                             << u"So / image Hello <i>A / is."_s;
    QTest::newRow("two") << u"![A](data:image/png;base64,SGVsbG8=)![B](b.png)"_s
                         << u"image Hello <i>A / <i>B"_s;
    QTest::newRow("svg") << u"![A](data:image/svg+xml;base64,SGVsbG8=)"_s << u"<i>A"_s;
    QTest::newRow("not base64") << u"![A](data:image/png;base64,SGV_bG8)"_s << u"<i>A"_s;
    QTest::newRow("elsewhere") << u"![A](https://example.org/a.png)"_s << u"<i>A"_s;
    QTest::newRow("code") << u"`![A](data:image/png;base64,SGVsbG8=)`"_s
                          << u"<c>![A](data:image/png;base64,SGVsbG8=)"_s;
    QTest::newRow("fence") << u"```\n![A](data:image/png;base64,SGVsbG8=)"_s
                           << u"code ![A](data:image/png;base64,SGVsbG8=) / code "_s;
}

void MarkdownDocumentTest::images()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    QCOMPARE(shown(text + u"\n\n"_s), expected);
    const QByteArray whole = dump(parsedWhole(text));
    for (const qsizetype piece : {20, 50})
        QCOMPARE(dump(joined(streamed(text, everyPlace(text), often(piece)))), whole);
}

/// The data of a large image is not parsed again with each piece, and never seen.
void MarkdownDocumentTest::largeImagesCostNothingMore()
{
    const QByteArray bytes = QByteArray("\x01\x02\xFF picture", 10).repeated(30000);
    const QString text = u"Here:\n\n> ![A pic](data:image/png;base64,"_s +
                         QString::fromLatin1(bytes.toBase64()) + u")\n\nAfter."_s;
    MarkdownDocument document;
    QList<MarkdownBlock> blocks;
    for (qsizetype from = 0; from < text.size(); from += 3000) {
        document.append(QStringView(text).sliced(from, std::min<qsizetype>(3000, text.size() - from)));
        applyChange(blocks, document.take());
        QVERIFY(document.liveSize() < 4096);
        QVERIFY(blocks.size() < 2 || blocks.at(1).text() == u"A pic…" || blocks.at(1).text() == u"A pic");
    }
    document.finish();
    applyChange(blocks, document.take());
    QCOMPARE(blocks.size(), 3);
    QCOMPARE(blocks.at(1).kind, MarkdownBlock::Kind::Image);
    QCOMPARE(blocks.at(1).image, bytes);
    QCOMPARE(blocks.at(1).spans, (MarkdownSpans{{u"A pic"_s, MarkdownStyle::Image, u"data:image/png"_s}}));
    QCOMPARE(dump(streamed(text, {}, {})), dump(blocks));
}

void MarkdownDocumentTest::tooLargeImagesAreText()
{
    MarkdownDocument document;
    QList<MarkdownBlock> blocks;
    document.append(u"![A](data:image/png;base64,"_s);
    for (int i = 0; i < 12; ++i) {
        document.append(QString(1024 * 1024, u'A'));
        applyChange(blocks, document.take());
    }
    document.finish();
    applyChange(blocks, document.take());
    QCOMPARE(blocks.size(), 1);
    QCOMPARE(blocks.first().kind, MarkdownBlock::Kind::Paragraph);
    QCOMPARE(blocks.first().text(), u"A"_s);
}

void MarkdownDocumentTest::commentsWithoutEndAreText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("before"); ///< what is shown of it while it comes
    QTest::addColumn<QString>("after");
    QTest::newRow("comment") << u"a\n\n<!-- b\n\nc"_s << u"a"_s << u"a\n<!-- b\u2028\u2028c"_s;
    QTest::newRow("in an item") << u"- a\n- <!-- b\n\n  c\n"_s << u"a"_s << u"a\n<!-- b\u2028\u2028c"_s;
    QTest::newRow("behind another") << u"<!-- a -->\n<!-- b\nc"_s << u""_s << u"\n<!-- b\u2028c"_s;
}

/// What follows a comment that has no end is hidden only while the end may still come.
void MarkdownDocumentTest::commentsWithoutEndAreText()
{
    QFETCH(const QString, text);
    QFETCH(const QString, before);
    QFETCH(const QString, after);
    const auto words = [](const QList<MarkdownBlock> &blocks) {
        QStringList lines;
        for (const MarkdownBlock &block : blocks)
            lines += block.text();
        return lines.join(u'\n');
    };
    for (const bool broken : {false, true}) {
        MarkdownDocument document;
        QList<MarkdownBlock> blocks;
        document.append(text);
        applyChange(blocks, document.take());
        QCOMPARE(words(blocks), before);
        broken ? document.breakOff() : document.finish();
        applyChange(blocks, document.take());
        QCOMPARE(words(blocks), after);
    }
    QCOMPARE(dump(streamed(text, everyPlace(text), often(1))), dump(parsedWhole(text)));
}

/// A comment that is longer than what may be open loses no word, and what follows it is Markdown.
void MarkdownDocumentTest::longCommentsAreText()
{
    const MarkdownLimits limits{.piece = 64, .paragraph = 256, .open = 512};
    const QString text = u"> <!-- a\n"_s + u"> word\n"_s.repeated(200) + u"\n**after**"_s;
    const QList<MarkdownBlock> blocks = streamed(text, everyPlace(text), limits);
    QString words;
    for (const MarkdownBlock &block : blocks)
        words += block.text();
    QCOMPARE(words.count(u"word"), 200);
    QCOMPARE(blocks.last().spans, (MarkdownSpans{{u"after"_s, MarkdownStyle::Bold, {}}}));
    QCOMPARE(dump(blocks), dump(streamed(text, {}, limits)));
}

void MarkdownDocumentTest::alertsAreNoQuotes()
{
    const auto nestings = [](const QString &text) {
        QByteArray found;
        for (const MarkdownBlock &block : parsedWhole(text))
            found += block.nesting + ' ';
        return found;
    };
    QCOMPARE(nestings(u"> [!NOTE]\n> a\n>\n> - b\n\n> c"_s), "a al q ");
    QCOMPARE(nestings(u"> a\n\n> > [!tip]\n> > b\n>\n> c"_s), "q qa q ");
    QCOMPARE(nestings(u"> a\n>\n> [!NOTE]\n\n> [!OTHER]\n\n[!NOTE]"_s), "q q q  ");
    QCOMPARE(nestings(u"> ---\n> [!NOTE]\n> a"_s), "q q ");
}

void MarkdownDocumentTest::closesForDisplay()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    QCOMPARE(shown(text), expected);
}

/// No prefix of a usual answer shows a mark that the whole does not show.
void MarkdownDocumentTest::nothingFlickersRaw()
{
    const QString text =
        u"A **bold** and *italic* word with `code` and a [link](https://example.org).\n\n"
        "## Head\n\n- **one**: `a`\n- two ~~gone~~\n\n| a | b |\n|---|---|\n| **1** | `2` |\n\n"
        "```js\nf();\n```\n\n> **Note:** see <https://example.org>.\n\n"
        "With $x_1 + \\frac{a}{b}$ and \\(y^{2n}\\) we have\n\n$$\n\\alpha \\cdot \\sqrt{x}\n$$\n\n"
        "1. So \\[ \\sum_{i=0}^n i \\] and ![a pic](data:image/png;base64,SGVsbG8=)\n\n"
        "![Another pic](data:image/png;base64,SGVsbG8=)\n"_s;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QString prefix = shown(text.first(i));
        for (const QChar mark : u"*`[]#|~$\\^_{}!="_s)
            QVERIFY2(!QString(prefix).remove(u"a|b"_s).remove(u"1|2"_s).remove(u"1|"_s).contains(mark),
                qPrintable(text.first(i) + u" shows "_s + prefix));
    }
}

QTEST_GUILESS_MAIN(MarkdownDocumentTest)
#include "tst_markdowndocument.moc"
