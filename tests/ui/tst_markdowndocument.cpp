// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdownfixtures.h"

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

/// Feeds pieces that end at `ends`; checks on the way that what was final stays.
QList<MarkdownBlock> streamed(const QString &text, const QList<qsizetype> &ends, qsizetype cutAt)
{
    MarkdownDocument document(cutAt);
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
    return joined(blocks);
}

QList<qsizetype> everyPlace(const QString &text)
{
    QList<qsizetype> ends;
    for (qsizetype i = 1; i < text.size(); ++i)
        ends.append(i);
    return ends;
}

QString shown(const QString &text)
{
    MarkdownDocument document;
    document.append(text);
    QStringList lines;
    for (const MarkdownBlock &block : document.take().blocks) {
        QString line = block.marker.isEmpty() ? QString() : block.marker + u' ';
        for (const MarkdownSpan &span : block.spans) {
            line += span.styles & MarkdownStyle::Bold ? u"<b>"_s : QString();
            line += span.styles & MarkdownStyle::Italic ? u"<i>"_s : QString();
            line += span.styles & MarkdownStyle::Strike ? u"<s>"_s : QString();
            line += span.styles & MarkdownStyle::Code ? u"<c>"_s : QString();
            line += span.text;
        }
        if (block.kind == MarkdownBlock::Kind::TableRow)
            line += block.text().replace(u'\t', u'|');
        if (block.kind == MarkdownBlock::Kind::Heading)
            line.prepend(u"h%1 "_s.arg(block.level));
        if (block.kind == MarkdownBlock::Kind::Code)
            line.prepend(u"code "_s);
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
    void definitionsReachLaterBlocks();
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
    for (qsizetype i = 0; i <= text.size(); ++i)
        QCOMPARE(dump(streamed(text, {i}, 1)), whole);
}

void MarkdownDocumentTest::oneByOne()
{
    QFETCH(const QString, text);
    const QByteArray whole = dump(parsedWhole(text));
    for (const qsizetype cutAt : {1, 20, 60, 200})
        QCOMPARE(dump(streamed(text, everyPlace(text), cutAt)), whole);
}

void MarkdownDocumentTest::randomPieces()
{
    QFETCH(const QString, text);
    const QByteArray whole = dump(parsedWhole(text));
    QRandomGenerator random(7319);
    for (int round = 0; round < 50; ++round) {
        QList<qsizetype> ends;
        for (qsizetype at = 0; at < text.size(); at += 1 + random.bounded(12))
            ends.append(at);
        QCOMPARE(dump(streamed(text, ends, 1 + random.bounded(100))), whole);
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
    QTest::newRow("quoted list") << u"> text\n>\n"_s << u"> - an item of the list\n"_s;
    QTest::newRow("headings") << u""_s << u"# A heading\n"_s;
}

/// The live part stays short whatever the text is made of: what a piece costs does not depend on how much was
/// before.
void MarkdownDocumentTest::endlessConstructsAreCut()
{
    QFETCH(const QString, head);
    QFETCH(const QString, part);
    MarkdownDocument document(256);
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

void MarkdownDocumentTest::definitionsReachLaterBlocks()
{
    MarkdownDocument document(1);
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
    QTest::newRow("strike") << u"~~a b"_s << u"<s>a b"_s;
    QTest::newRow("code span") << u"use `npm i"_s << u"use <c>npm i"_s;
    QTest::newRow("code span opening") << u"use `"_s << u"use"_s;
    QTest::newRow("code span with two marks") << u"use ``a`"_s << u"use <c>a"_s;
    QTest::newRow("link text") << u"see [the do"_s << u"see the do"_s;
    QTest::newRow("link text closed") << u"see [the docs]"_s << u"see the docs"_s;
    QTest::newRow("link target") << u"see [the docs](https://exa"_s << u"see the docs"_s;
    QTest::newRow("bold link") << u"see **[the docs](https://exa"_s << u"see <b>the docs"_s;
    QTest::newRow("half a tag") << u"a <br"_s << u"a"_s;
    QTest::newRow("backslash") << u"a \\"_s << u"a"_s;
    QTest::newRow("multiplication stays") << u"2 * 3"_s << u"2 * 3"_s;
    QTest::newRow("names stay") << u"my_name is"_s << u"my_name is"_s;
    QTest::newRow("finished paragraph is raw") << u"a **b\n\nc"_s << u"a **b / c"_s;
    QTest::newRow("lone bullet") << u"a\n\n-"_s << u"a"_s;
    QTest::newRow("lone bullet and space") << u"a\n\n- "_s << u"a"_s;
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
    QTest::newRow("bold in an item") << u"- **a"_s << u"• <b>a"_s;
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
        "```js\nf();\n```\n\n> **Note:** see <https://example.org>.\n"_s;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QString prefix = shown(text.first(i));
        for (const QChar mark : u"*`[]#|~"_s)
            QVERIFY2(!QString(prefix).remove(u"a|b"_s).remove(u"1|2"_s).remove(u"1|"_s).contains(mark),
                qPrintable(text.first(i) + u" shows "_s + prefix));
    }
}

QTEST_GUILESS_MAIN(MarkdownDocumentTest)
#include "tst_markdowndocument.moc"
