// SPDX-License-Identifier: GPL-3.0-or-later
// Answers from public bug reports (tests/data/view), a function for each. With PARLANCE_PICTURES=folder, all
// are also drawn there, light and dark, narrow and wide, to be looked at.
#include "messagefixture.h"

#include "markdown/linkkind.h"
#include "view/base/theme.h"
#include "view/conversation/conversationlayout.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/decorationactions.h"
#include "view/conversation/emoji.h"
#include "view/conversation/selectiontext.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QScrollBar>
#include <QTest>
#include <QTextLayout>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

QString textOf(const QString &name)
{
    QFile file(QStringLiteral(PARLANCE_TEST_DATA "/view/%1.md").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file.fileName()));
    return QString::fromUtf8(file.readAll());
}

QString marked(const MarkdownSpan &span)
{
    static const std::pair<MarkdownStyle, QStringView> marks[] = {{MarkdownStyle::Bold, u"b"},
        {MarkdownStyle::Italic, u"i"}, {MarkdownStyle::Strike, u"s"}, {MarkdownStyle::Code, u"c"},
        {MarkdownStyle::Math, u"m"}, {MarkdownStyle::Underline, u"u"}, {MarkdownStyle::Marked, u"mark"},
        {MarkdownStyle::Lowered, u"sub"}, {MarkdownStyle::Raised, u"sup"}, {MarkdownStyle::Key, u"kbd"},
        {MarkdownStyle::Image, u"image"}};
    QString text = span.text;
    for (const auto &[style, name] : marks) {
        if (span.styles & style)
            text = name.toString() + u'{' + text + u'}';
    }
    return span.link.isEmpty() ? text : text + u"->"_s + span.link;
}

/// A line for each block of the answer as it is in the end, however it comes.
QStringList blocksOf(const QString &text)
{
    QStringList lines;
    for (const MarkdownBlock &block : parseMarkdown(text.toUtf8()).blocks) {
        QString line = block.marker.isEmpty() ? QString() : block.marker + u' ';
        if (block.kind == MarkdownBlock::Kind::Code)
            line += u"code "_s + (block.first ? block.language + u": "_s : u": "_s);
        if (block.kind == MarkdownBlock::Kind::TableRow)
            line += u"row "_s;
        if (block.kind == MarkdownBlock::Kind::Heading)
            line += u"heading "_s;
        for (const MarkdownSpan &span : block.spans)
            line += marked(span);
        for (const MarkdownSpans &cell : block.cells) {
            for (const MarkdownSpan &span : cell)
                line += marked(span);
            line += u'|';
        }
        if (block.kind != MarkdownBlock::Kind::Html || !block.spans.isEmpty())
            lines += line.replace(u'\u2028', u'/').remove(u'\u200B');
    }
    return lines;
}

/// A view with the answer in it, laid out.
class Shown
{
public:
    explicit Shown(const QString &text, int width = 820)
    {
        m_view.resize(width, 900);
        m_view.show();
        answer(*m_view.messages(), 0, text);
        m_view.messages()->flush();
        QCoreApplication::processEvents();
    }

    [[nodiscard]] ConversationView &view() { return m_view; }
    [[nodiscard]] ConversationLayout &layout()
    {
        return *qobject_cast<ConversationLayout *>(m_view.document()->documentLayout());
    }
    [[nodiscard]] QList<QTextBlock> blocks(BlockLook::Kind kind)
    {
        QList<QTextBlock> found;
        for (QTextBlock block = m_view.document()->begin(); block.isValid(); block = block.next()) {
            if (BlockLook::kindOf(block.blockFormat()) == kind)
                found += block;
        }
        return found;
    }
    [[nodiscard]] QTextBlock with(const QString &text) { return blockWith(*m_view.document(), text); }

private:
    ConversationView m_view;
};

/// What stands on the screen while the first `length` characters have come.
QString shownAfter(const QString &text, qsizetype length)
{
    MarkdownDocument document;
    document.append(QStringView(text).first(length));
    QStringList lines;
    for (const MarkdownBlock &block : document.take().blocks)
        lines += (block.kind == MarkdownBlock::Kind::Heading ? u"heading "_s : QString()) + block.text();
    return lines.join(u'\n');
}

/// The thinking and the text of an answer that arrives in two pieces.
ThinkTag::Parts partsInTwo(const QString &answer, qsizetype cut)
{
    ThinkTag tag;
    ThinkTag::Parts parts = tag.take(QStringView(answer).first(cut));
    parts.add(tag.take(QStringView(answer).sliced(cut)));
    parts.add(tag.finish());
    return parts;
}

/// The first line of a row that ends within a word; empty if none does.
QString brokenWord(const QTextBlock &row)
{
    const QString text = row.text();
    for (int i = 0; i < row.layout()->lineCount(); ++i) {
        const QTextLine line = row.layout()->lineAt(i);
        const int end = line.textStart() + line.textLength();
        if (end < text.size() && !text.at(end - 1).isSpace())
            return text.mid(line.textStart(), line.textLength());
    }
    return {};
}

} // namespace

class ViewCasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QApplication::setPalette(Theme::light().palette()); }
    void angleGenerics();
    void cjkEmphasis();
    void copyTabs();
    void dollars();
    void fenceFour();
    void fenceSameLength();
    void flick();
    void htmlInline();
    void imageRemote();
    void linkMismatch();
    void listCode();
    void listYears();
    void rtl();
    void tableAfterText();
    void tableBr();
    void tableNarrow();
    void thinkBlank();
    void thinkBlankInAnySplit();
    void endOfThinkingInCode_data();
    void endOfThinkingInCode();
    void endOfThinkingAlone_data();
    void endOfThinkingAlone();
    void thinkingThatOnlyEndsIsFolded();
    void foldedThinkingLooksAsIfGivenWhole();
    void markersStandLeftOfQuotes();
    void alertsHaveBarsOfTheirOwn();
    void stoppedAnswerStaysAsShown_data();
    void stoppedAnswerStaysAsShown();
    void stoppedAnswerLosesNoWord_data();
    void stoppedAnswerLosesNoWord();
    void stoppedAnswerGivenWhole();
    void trojan();
    void keycapsAreOneSign();
    void deepNestingLeavesRoom();
    void differencesHaveTheirColours();
    void lookAlikeHosts_data();
    void lookAlikeHosts();
    void pictures();
};

void ViewCasesTest::angleGenerics()
{
    const QString all = blocksOf(textOf(u"angle-generics"_s)).join(u'\n');
    for (const QString &tag :
        {u"vector<int>"_s, u"Map<String, List<Integer>>"_s, u"List<string>"_s,
            u"<ComponentName prop={value} />"_s, u"<div className=\"row\">text in a div</div>"_s,
            u"<input type=\"text\" name=\"username\">"_s, u"<button>Click me</button>"_s,
            u"<a href=\"https://example.com\">Example link</a>"_s, u"a < b and c > d then a<b"_s, u"<tags>"_s,
            u"<entities>"_s, u"c{<code>}"_s, u"<stdio.h>"_s, u"<url> <dir>"_s, u"<script>alert(1)</script>"_s,
            u"me@example.com->mailto:me@example.com"_s, u"https://example.com/x->https://example.com/x"_s})
        QVERIFY2(all.contains(tag), qPrintable(tag));
}

void ViewCasesTest::cjkEmphasis()
{
    const QStringList lines = blocksOf(textOf(u"cjk-emphasis"_s));
    QCOMPARE(lines.at(0), u"历经发展，b{年度报告：}正文继续。"_s);
    QCOMPARE(lines.at(1), u"含b{「重点」}内容，和b{“引号”}的文字。"_s);
    QCOMPARE(lines.at(2), u"b{重要提示（请注意）。}这句话继续。"_s);
    QCOMPARE(lines.at(3), u"• b{具体：}说明文字"_s);
    QCOMPARE(lines.at(4), u"• b{添加形容词：}使用描述"_s);
    QCOMPARE(lines.at(5), u"i{斜体文字（括号）。}后面继续；s{删除的。}后面继续。"_s);
    QCOMPARE(lines.at(6), u"Latin: **bold:**word stays as CommonMark says, b{bold} fine."_s);
    // The same beside Latin letters and in Korean, and strikes within a word.
    QCOMPARE(blocksOf(u"调用API**「方法」**getName，**返回值：**API。"_s).first(),
        u"调用APIb{「方法」}getName，b{返回值：}API。"_s);
    QCOMPARE(blocksOf(u"**\"강조\"**입니다 **강조(emphasis)**는"_s).first(),
        u"b{\"강조\"}입니다 b{강조(emphasis)}는"_s);
    QCOMPARE(blocksOf(u"a~~b~~c 这是~~删~~的 ~1~ 2"_s).first(), u"as{b}c 这是s{删}的 ~1~ 2"_s);
}

void ViewCasesTest::copyTabs()
{
    const QStringList lines = blocksOf(textOf(u"copy-tabs"_s));
    QVERIFY(lines.contains(u"code : \tif x {"_s));
    QVERIFY(lines.contains(u"code : \t\tfmt.Println(\"a\tb\")"_s));
    QVERIFY(lines.contains(u"code : \tcc a.c"_s));
}

void ViewCasesTest::dollars()
{
    const QStringList lines = blocksOf(textOf(u"dollars"_s));
    for (qsizetype i = 0; i < 6; ++i)
        QVERIFY2(!lines.at(i).contains(u"m{"), qPrintable(lines.at(i)));
    QCOMPARE(lines.at(1), u"Olive sells at b{$1.50} a bundle, so her revenue is b{$1.50} too."_s);
    QCOMPARE(lines.at(6), u"But here m{x + y} is a formula, and so is m{5x = 10}, next to a price of $20."_s);
}

void ViewCasesTest::fenceFour()
{
    const QStringList lines = blocksOf(textOf(u"fence-four"_s));
    QVERIFY(lines.contains(u"code markdown: # Guide"_s));
    QVERIFY(lines.contains(u"code : ```sh"_s));
    QCOMPARE(lines.last(), u"After the block there is plain text with b{bold}."_s);
}

void ViewCasesTest::fenceSameLength()
{
    const QStringList lines = blocksOf(textOf(u"fence-same-length"_s));
    QCOMPARE(lines.at(1), u"code markdown: # Setup"_s);
    QCOMPARE(lines.at(lines.size() - 2), u"code : - second note"_s);
    QCOMPARE(lines.last(), u"That is the file. Tell me if you want changes."_s);
    QCOMPARE(lines.filter(u"code "_s).size(), 10);
}

void ViewCasesTest::flick()
{
    const QString text = textOf(u"flick"_s);
    const qsizetype key = text.indexOf(u"Key point");
    for (qsizetype length = 1; length <= text.size(); ++length) {
        const QString shown = shownAfter(text, length).remove(u"return \"```\""_s).remove(u"return \"```"_s);
        for (const QString &mark : {u"**"_s, u"|"_s, u"]("_s, u"!["_s, u"$x"_s, u"<b"_s, u"</"_s, u"---"_s})
            QVERIFY2(!shown.contains(mark), qPrintable(shown));
        const bool whole = length > text.indexOf(u"---\ndone") + 3;
        QCOMPARE(shown.contains(u"heading"), length > key && whole);
    }
}

void ViewCasesTest::htmlInline()
{
    const QStringList lines = blocksOf(textOf(u"html-inline"_s));
    QCOMPARE(lines.at(0),
        u"Hsub{2}O and xsup{2}, press kbd{Ctrl}+kbd{C}, b{bold}, i{it}, mark{marked}, u{under}."_s);
    QCOMPARE(lines.at(1), u"b{Show the steps}"_s);
    QCOMPARE(lines.at(2), u"1. First b{step}"_s);
    QCOMPARE(lines.at(3), u"2. Second step"_s);
    QCOMPARE(lines.at(4), u"Entities: & © … \u00A0| © 😀 &notanentity; AT&T"_s);
    // A block that is not shown takes no room.
    Shown shown(u"a\n\n<!-- b -->\n\nc"_s);
    QCOMPARE(selectedText(QTextCursor(shown.with(u"a"_s))), QString());
    const int between = shown.layout().topOf(shown.with(u"c"_s)) - shown.layout().topOf(shown.with(u"a"_s));
    Shown plain(u"a\n\nc"_s);
    QCOMPARE(between, plain.layout().topOf(plain.with(u"c"_s)) - plain.layout().topOf(plain.with(u"a"_s)));
}

/// Nothing is fetched: tests/tracing looks for that in the system calls. Here, that the texts are links.
void ViewCasesTest::imageRemote()
{
    const QString all = blocksOf(textOf(u"image-remote"_s)).join(u'\n');
    for (const QString &link : {u"image{chart}->https://images.example/pixel.png?leak=SECRET"_s,
             u"image{diagram}->https://images.example/diagram.png"_s,
             u"image{badge}->https://images.example/badge.svg"_s,
             u"image{ref}->https://images.example/ref.png"_s, u"image{file}->file:///etc/hostname"_s,
             u"image{rel}->images/a.png"_s, u"image{in a cell}->https://images.example/cell.png"_s})
        QVERIFY2(all.contains(link), qPrintable(link));
}

void ViewCasesTest::linkMismatch()
{
    QStringList named;
    for (const MarkdownBlock &block : parseMarkdown(textOf(u"link-mismatch"_s).toUtf8()).blocks) {
        for (const MarkdownSpan &span : block.spans) {
            if (!span.link.isEmpty())
                named += misleadingAddress(span.link, span.text);
        }
    }
    QCOMPARE(named, QStringList({u"bank.example"_s, u"bank.example"_s, QString(), QString()}));
}

void ViewCasesTest::listCode()
{
    const QStringList lines = blocksOf(textOf(u"list-code"_s));
    QCOMPARE(lines, QStringList({u"1. Create the text:"_s, u"code python: fold = next"_s, u"2. Build it:"_s,
                        u"code bash: make"_s, u"3. Third"_s, u"4. Fourth"_s, u"Steps with indented code:"_s,
                        u"1. First"_s, u"code python: def f():"_s, u"code :     return 1"_s, u"2. Second"_s,
                        u"code js: let a = 1;"_s, u"3. Third"_s}));
}

/// A number has room left of its text.
void ViewCasesTest::listYears()
{
    Shown shown(textOf(u"list-years"_s), 340);
    for (const QString &text : {u"A great year"_s, u"Another year"_s, u"nine hundred"_s, u"a thousand"_s}) {
        const QTextBlock item = shown.with(text);
        const BlockLook look = BlockLook::of(item.blockFormat());
        const qreal width = QFontMetricsF(item.charFormat().font()).horizontalAdvance(look.marker);
        QVERIFY2(item.blockFormat().leftMargin() + shown.view().document()->documentMargin() > width + 6,
            qPrintable(look.marker));
    }
}

void ViewCasesTest::rtl()
{
    Shown shown(textOf(u"rtl"_s));
    const auto direction = [&](const QString &text) {
        return shown.with(text).textDirection();
    };
    QCOMPARE(direction(u"post_type"_s), Qt::RightToLeft);
    QCOMPARE(direction(u"src/main.cpp"_s), Qt::RightToLeft);
    QCOMPARE(direction(u"CSS"_s), Qt::RightToLeft);
    QCOMPARE(direction(u"run.sh"_s), Qt::RightToLeft);
    QCOMPARE(direction(u"English again"_s), Qt::LeftToRight);
    QCOMPARE(direction(u"print("_s), Qt::LeftToRight);
    // The title of an alert is none of its words.
    Shown alert(u"> [!IMPORTANT]\n> הערה\n\n> [!NOTE]\n> A note with מילה.\n"_s);
    QCOMPARE(alert.with(u"Important"_s).textDirection(), Qt::RightToLeft);
    QCOMPARE(alert.with(u"Note"_s).textDirection(), Qt::LeftToRight);
    const QTextBlock item = shown.with(u"make test"_s);
    QVERIFY(item.blockFormat().rightMargin() > 0);
    QCOMPARE(item.blockFormat().leftMargin(), 0.0);
    const auto columns = shown.layout().columnsOf(shown.blocks(BlockLook::Kind::Row).first());
    QVERIFY(columns.first().first > columns.last().first);
    QCOMPARE(sourceText(shown.with(u"print("_s)), u"print(\"مرحبا\", 1 + 2)"_s);
    QCOMPARE(sourceText(shown.with(u"run.sh"_s)), u"./run.sh -v يشغّل البرنامج."_s);
}

void ViewCasesTest::tableAfterText()
{
    const QStringList lines = blocksOf(textOf(u"table-after-text"_s));
    QCOMPARE(lines, QStringList({u"Here are the results:"_s, u"row Name|Value|"_s, u"row speed|10|"_s,
                        u"row size|3|"_s, u"b{Totals}"_s, u"row Name|Value|"_s, u"row all|13|"_s,
                        u"1. In a list:"_s, u"row k|v|"_s, u"row a|1|"_s, u"2. next"_s}));
}

void ViewCasesTest::tableBr()
{
    const QStringList lines = blocksOf(textOf(u"table-br"_s));
    QCOMPARE(lines.at(1), u"row 1|open the box/read the note/close the box|"_s);
    QCOMPARE(lines.at(2), u"row 2|• first/• second/• third|"_s);
    QCOMPARE(lines.at(3), u"A line with a break/in plain text."_s);
}

void ViewCasesTest::tableNarrow()
{
    for (const int width : {260, 340, 460, 820, 1400}) {
        Shown shown(textOf(u"table-narrow"_s), width);
        const QList<QTextBlock> rows = shown.blocks(BlockLook::Kind::Row);
        QCOMPARE(rows.size(), 4);
        for (const QTextBlock &row : rows)
            QCOMPARE(brokenWord(row), QString());
        QCOMPARE(shown.layout().isWide(rows.first()), width < 460);
        const auto [from, to] =
            shown.layout().sideways().shownPart(BlockLook::groupOf(rows.first().blockFormat()),
                shown.layout().blockBoundingRect(rows.first()).width());
        QCOMPARE(to < 1, width < 460);
        // All of it can be reached, and a narrow table is not stretched.
        const bool moves = shown.layout().scrollSideways(rows.first(), 10'000);
        QCOMPARE(moves, width < 460);
        if (width == 1400)
            QVERIFY(shown.layout().columnsOf(rows.first()).last().second < 700);
    }
}

void ViewCasesTest::thinkBlank()
{
    Shown shown(textOf(u"think-blank"_s));
    QCOMPARE(shown.blocks(BlockLook::Kind::Fold).size(), 1);
    for (const QString &text : {u"First I look"_s, u"plan"_s, u"step two"_s}) {
        const QTextBlock block = shown.with(text);
        QVERIFY(block.isValid() && !block.isVisible());
        QVERIFY(BlockLook::of(block.blockFormat()).nesting.startsWith('r'));
    }
    QVERIFY(shown.with(u"The answer is 42."_s).isVisible());
    QVERIFY(!shown.with(u"think>"_s).isValid());
    QCOMPARE(shown.view().messages()->text(1), u"The answer is 42."_s);
    // Elsewhere the tag is text.
    Shown prose(u"Write <think> here.\n\n```\n<think>\n```\n"_s);
    QVERIFY(prose.blocks(BlockLook::Kind::Fold).isEmpty());
    QVERIFY(prose.with(u"Write <think> here."_s).isValid());
}

void ViewCasesTest::thinkBlankInAnySplit()
{
    const QString text = textOf(u"think-blank"_s);
    const ThinkTag::Parts whole = ThinkTag::partsOf(text);
    QVERIFY(whole.thinking.startsWith(u"First"));
    QCOMPARE(whole.text, u"The answer is 42.\n"_s);
    for (qsizetype cut = 0; cut <= text.size(); ++cut) {
        const ThinkTag::Parts parts = partsInTwo(text, cut);
        QCOMPARE(parts.thinking, whole.thinking);
        QCOMPARE(parts.text, whole.text);
    }
    for (const QString &other : {u"<thin"_s, u"<b>x"_s, u" \n<think"_s, u"x<think>y</think>"_s}) {
        QCOMPARE(ThinkTag::partsOf(other).text, other);
        QCOMPARE(ThinkTag::partsOf(other).thinking, QString());
    }
    QCOMPARE(ThinkTag::partsOf(u"<think>\n\n</think>\n\nHi").text, u"Hi"_s);
    QCOMPARE(ThinkTag::partsOf(u"<think>\n\n</think>\n\nHi").thinking, QString());
    QCOMPARE(ThinkTag::partsOf(u"<thinking>a </think> b").thinking, u"a </think> b"_s);
    const QString code = u"<think>I write:\n```py\nprint(\"</think>\")\n```\nmore</think>\nDone"_s;
    QCOMPARE(ThinkTag::partsOf(code).text, u"Done"_s);
    QVERIFY(ThinkTag::partsOf(code).thinking.endsWith(u"more"));
    for (qsizetype cut = 0; cut <= code.size(); ++cut) {
        ThinkTag tag;
        QString after = tag.take(QStringView(code).first(cut)).text;
        after += tag.take(QStringView(code).sliced(cut)).text;
        after += tag.finish().text;
        QCOMPARE(after, u"Done"_s);
    }
    QCOMPARE(ThinkTag::partsOf(u"<think>\n```\nhalf\n</think>\nDone").text, u"Done"_s);
    QCOMPARE(ThinkTag::partsOf(u"<think>\n```\nhalf, and words.</think>\nDone").text, u"Done"_s);
    QCOMPARE(ThinkTag::partsOf(u"<think>\n```x``` and\nmore</think> Done").text, u"Done"_s);
    QCOMPARE(ThinkTag::partsOf(u"<think>\n```\na</think>").thinking, u"```\na"_s);
}

void ViewCasesTest::endOfThinkingInCode_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("thinking");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &answer, const QString &thinking) {
        QTest::newRow(name) << answer << thinking << u"Done"_s;
    };
    row("span", u"<think>The `</think>` tag. More.\n</think>\nDone"_s, u"The `</think>` tag. More.\n"_s);
    row("both tags", u"<think>`<think>…</think>`, so</think>Done"_s, u"`<think>…</think>`, so"_s);
    row("span of two", u"<think>a ``</think>`` b</think>Done"_s, u"a ``</think>`` b"_s);
    row("after a span", u"<think>Use `x`</think>Done"_s, u"Use `x`"_s);
    row("a mark alone", u"<think>a ` b</think>Done"_s, u"a ` b"_s);
    row("a mark in the line before", u"<think>a ` b\nc</think>Done"_s, u"a ` b\nc"_s);
    const QString shown = u"```xml\n<think>\na\n</think>\n```\nMore.\n"_s;
    row("tags in a fence", u"<think>"_s + shown + u"</think>\nDone"_s, shown);
    const QString line = u"```\n  <think>a</think>\nb\n```\n"_s;
    row("tags in a line of a fence", u"<think>"_s + line + u"</think>\nDone"_s, line);
    row("a pair in a cut fence", u"<think>```\n<think>a</think>\n</think>\nDone"_s,
        u"```\n<think>a</think>\n"_s);
    row("an opening tag in the fence before", u"<think>```\n<think>\n```\nb</think>Done"_s,
        u"```\n<think>\n```\nb"_s);
    row("an opening tag in prose", u"<think>a\n<think>\nb</think>Done"_s, u"a\n<think>\nb"_s);
    row("a word of code", u"<think>```\nx = <think>\n</think>\nDone"_s, u"```\nx = <think>\n"_s);
    row("capitals", u"<Thinking>a</THINKING>Done"_s, u"a"_s);
    row("thought", u"<thought>a</think></thought>\nDone"_s, u"a</think>"_s);
    row("reasoning", u" <reasoning>\na</reasoning>\nDone"_s, u"a"_s);
    QTest::newRow("another tag") << u"<thoughts>a</thoughts>"_s << u""_s << u"<thoughts>a</thoughts>"_s;
}

void ViewCasesTest::endOfThinkingInCode()
{
    QFETCH(const QString, answer);
    for (qsizetype cut = 0; cut <= answer.size(); ++cut) {
        const ThinkTag::Parts parts = partsInTwo(answer, cut);
        QTEST(parts.thinking, "thinking");
        QTEST(parts.text, "text");
    }
}

void ViewCasesTest::endOfThinkingAlone_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("thinking");
    QTest::addColumn<QString>("text");
    const QString fenced = u"A\n```\n</think>\n```\nB"_s;
    QTest::newRow("line") << u"I think.\n\nMore\n</think>\n\nDone"_s << u"I think.\n\nMore\n"_s << u"Done"_s;
    QTest::newRow("returns") << u"I think.\r\n</think>\r\nDone"_s << u"I think.\r\n"_s << u"Done"_s;
    QTest::newRow("at the end") << u"I think.\n</think>"_s << u"I think.\n"_s << u""_s;
    QTest::newRow("at the beginning") << u"</think>\n\nDone"_s << u""_s << u"Done"_s;
    QTest::newRow("behind blanks") << u"\n</think>\n\nDone"_s << u""_s << u"Done"_s;
    QTest::newRow("behind code") << fenced + u"\n</think>\nDone"_s << fenced + u'\n' << u"Done"_s;
    QTest::newRow("a second") << u"a\n</think>\nb\n</think>\nc"_s << u"a\n"_s << u"b\n</think>\nc"_s;
    for (const QString &text : {fenced, u"A line with </think> in it\n"_s, u"a\n</think> b\n"_s,
             u"a\n</thin"_s, u"a\n    </think>\nb"_s, u"a\n`</think>`\nb"_s, u"a\n<"_s})
        QTest::addRow("text: %s", qPrintable(QString(text).replace(u'\n', u'/'))) << text << u""_s << text;
}

void ViewCasesTest::endOfThinkingAlone()
{
    endOfThinkingInCode();
}

void ViewCasesTest::thinkingThatOnlyEndsIsFolded()
{
    const QString text = u"Let me see.\n\n- a point\n\n```py\nx = 1\n```\nSo\n</think>\n\nThe **answer**."_s;
    const auto dumped = [](const QString &answered, qsizetype each) {
        ConversationView view;
        answer(*view.messages(), answered, each);
        return dump(*view.document());
    };
    const QString whole = dumped(u"<think>"_s + text, text.size() + 7);
    QVERIFY(whole.contains(u"Thoughts"));
    for (qsizetype each = 1; each <= text.size(); ++each)
        QCOMPARE(dumped(text, each), whole);
    // Blank thinking takes nothing away from the message above.
    ConversationView below;
    answer(*below.messages(), 0, u"An answer"_s);
    below.messages()->beginAnswer(1);
    const int before = below.document()->blockCount();
    for (const QChar letter : u"\n</think>\n\nHi"_s) {
        below.messages()->appendText(QStringView(&letter, 1));
        below.messages()->flush();
    }
    QCOMPARE(below.document()->blockCount(), before + 1);
    QVERIFY(!dump(*below.document()).contains(u"Thoughts"));
    // Thinking that came apart is not mixed with the text.
    ConversationView view;
    view.messages()->beginAnswer(0);
    view.messages()->appendReasoning(u"Apart");
    view.messages()->appendText(u"a\n</think>\nb");
    view.messages()->flush();
    QVERIFY(blockWith(*view.document(), u"</think>"_s).isVisible());
    QVERIFY(!blockWith(*view.document(), u"Apart"_s).isVisible());
}

void ViewCasesTest::foldedThinkingLooksAsIfGivenWhole()
{
    const QString thinking = manyLines(100) + u"| a |\n|---|\n| b |\n"_s;
    const QString rest = u"\n</think>\n\nThe answer.\n\n"_s + manyLines(3);
    Shown streamed(u"Before"_s);
    Shown given(u"Before"_s);
    ConversationMessages &messages = *streamed.view().messages();
    messages.beginAnswer(2);
    for (const QString &piece : {thinking, rest}) {
        messages.appendText(piece);
        messages.flush();
        QCoreApplication::processEvents();
    }
    messages.endAnswer(ConversationMessages::End::Complete);
    messages.flush();
    given.view().messages()->beginAnswer(2);
    given.view().messages()->appendText(u"<think>"_s + thinking + rest);
    given.view().messages()->endAnswer(ConversationMessages::End::Complete);
    given.view().messages()->flush();
    QCoreApplication::processEvents();
    QCOMPARE(streamed.view().document()->size(), given.view().document()->size());
    QCOMPARE(streamed.view().viewport()->grab().toImage(), given.view().viewport()->grab().toImage());
}

/// The marker of an item that is a quote stands where it stands in any item, and the bar right of it.
void ViewCasesTest::markersStandLeftOfQuotes()
{
    const auto besideText = [](const QString &text) {
        Shown shown(text);
        const QTextBlock item = shown.with(u"words"_s);
        const int top = shown.layout().topOf(item) - shown.view().verticalScrollBar()->value();
        const int width = int(shown.view().document()->documentMargin()) + Measure::listIndent;
        return shown.view().viewport()->grab({0, top, width, shown.layout().heightOf(item)}).toImage();
    };
    QCOMPARE(besideText(u"- > words"_s), besideText(u"- words"_s));
    QCOMPARE(besideText(u"1. > words"_s), besideText(u"1. words"_s));
    QVERIFY(besideText(u"- words"_s) != besideText(u"words"_s));
}

void ViewCasesTest::alertsHaveBarsOfTheirOwn()
{
    const auto barBetween = [](const QString &text) {
        Shown shown(text);
        const QRectF below = shown.layout().blockBoundingRect(shown.with(u"below"_s));
        const QImage image = shown.view().viewport()->grab().toImage();
        const int y = int(below.top()) - 3 - shown.view().verticalScrollBar()->value();
        const int x = int(shown.view().document()->documentMargin()) + 1;
        return image.pixelColor(x, y) == Theme::light().line;
    };
    QVERIFY(barBetween(u"> a\n>\n> below"_s));
    QVERIFY(!barBetween(u"> a\n\nbelow"_s));
    QVERIFY(!barBetween(u"> [!NOTE]\n> a\n\n> [!WARNING]\n> below"_s));
    QVERIFY(barBetween(u"> [!NOTE]\n> a\n>\n> below"_s));
    QVERIFY(!barBetween(u"> [!NOTE]\n> a\n\n> below"_s));
    QVERIFY(!barBetween(u"> a\n\n> [!NOTE]\n> below"_s));
}

void ViewCasesTest::stoppedAnswerStaysAsShown_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("bold") << u"A paragraph with **bold that never"_s;
    QTest::newRow("formula") << u"So:\n\n$$\nx = \\frac{1}{2"_s;
    QTest::newRow("fence") << u"Code:\n\n``"_s;
    QTest::newRow("code") << u"```py\nx = [**1"_s;
    QTest::newRow("image") << u"![a](data:image/png;base64,iVBORw0K"_s;
    QTest::newRow("plain") << u"Words that end"_s;
}

void ViewCasesTest::stoppedAnswerStaysAsShown()
{
    QFETCH(const QString, text);
    using End = ConversationMessages::End;
    for (const End end : {End::Stopped, End::Incomplete, End::Failed}) {
        ConversationView view;
        ConversationMessages &messages = *view.messages();
        messages.addQuestion(0, u"Question"_s);
        messages.beginAnswer(1);
        messages.appendReasoning(u"- One\n-");
        messages.appendText(text);
        messages.flush();
        const QString shown = dump(*view.document());
        messages.endAnswer(end);
        messages.flush();
        QVERIFY2(dump(*view.document()).startsWith(shown), qPrintable(dump(*view.document())));
        QCOMPARE(messages.records().source(1), text);
    }
}

/// An answer that was stopped and is shown again later.
/// What was held back in case more would come.
void ViewCasesTest::stoppedAnswerLosesNoWord_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    QTest::newRow("price") << u"It costs $5"_s << u"$5"_s;
    QTest::newRow("head of a table") << u"Rows:\n\n| Name | Value"_s << u"Value"_s;
    QTest::newRow("bracket") << u"As in \\[1"_s << u"1"_s;
    QTest::newRow("reference") << u"a &am"_s << u"&am"_s;
    QTest::newRow("target") << u"See [a](https://b"_s << u"https://b"_s;
}

void ViewCasesTest::stoppedAnswerLosesNoWord()
{
    QFETCH(const QString, text);
    QFETCH(const QString, word);
    ConversationView view;
    view.messages()->beginAnswer(0);
    view.messages()->appendText(text);
    view.messages()->flush();
    view.messages()->endAnswer(ConversationMessages::End::Stopped);
    view.messages()->flush();
    QVERIFY2(view.document()->toPlainText().contains(word), qPrintable(view.document()->toPlainText()));
}

void ViewCasesTest::stoppedAnswerGivenWhole()
{
    ConversationView view;
    ConversationMessages &messages = *view.messages();
    messages.beginAnswer(0);
    messages.appendText(u"A paragraph with **bold that never");
    messages.endAnswer(ConversationMessages::End::Stopped);
    messages.addQuestion(1, u"Next"_s);
    QVERIFY(messages.writeDeferred(QDeadlineTimer(QDeadlineTimer::Forever)));
    const QTextBlock block = blockWith(*view.document(), u"bold that"_s);
    QCOMPARE(block.text(), u"A paragraph with bold that never"_s);
}

void ViewCasesTest::trojan()
{
    Shown shown(textOf(u"trojan"_s));
    const QTextBlock line = shown.with(u"if (isAdmin)"_s);
    for (const QChar c : QStringView(u"\u202E\u2066\u2069"))
        QVERIFY(!line.text().contains(c));
    QCOMPARE(sourceText(line), u"  /*\u202E } \u2066if (isAdmin)\u2069 \u2066 begin admins only */"_s);
    // The signs have room, and the letters stand in the order of the text.
    const QTextLine laid = line.layout()->lineAt(0);
    const auto place = [&](const QString &word) {
        return laid.cursorToX(int(line.text().indexOf(word)));
    };
    QVERIFY(place(u"/*"_s) < place(u"}"_s) && place(u"}"_s) < place(u"if"_s) &&
            place(u"if"_s) < place(u"begin"_s));
    const int sign = int(line.text().indexOf(u'\uFFFC'));
    QVERIFY(laid.cursorToX(sign + 1) - laid.cursorToX(sign) > 12);
    const QTextBlock prose = shown.with(u"The file is"_s);
    QCOMPARE(sourceText(prose), u"The file is photo\u202Egpj.exe, run rm\u200B -rf\u2060 /tmp now."_s);
    QVERIFY(!prose.text().contains(u'\u202E') && !prose.text().contains(u'\u200B'));
    const TextStyle style(Theme::light(), QFont());
    DecorationActions actions(&shown.layout(), style, nullptr, nullptr);
    actions.copyCode(shown.with(u"int main"_s));
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"/*\u202E } \u2066if"));
}

/// As wide as any other emoji, and copied as it came.
void ViewCasesTest::keycapsAreOneSign()
{
    Shown shown(u"1\uFE0F\u20E31\uFE0F\u20E3 a 🚀 b"_s);
    const QTextBlock block = shown.with(u"🚀"_s);
    QCOMPARE(sourceText(block), u"1\uFE0F\u20E31\uFE0F\u20E3 a 🚀 b"_s);
    const QString flags =
        u"\U0001F3F3\uFE0F\u200D\U0001F308\U0001F3F3\uFE0F\u200D\U0001F308 1\uFE0F\u20E3 \u2764\uFE0F"_s;
    QCOMPARE(sourceText(Shown(flags).with(u"\u2764"_s)), flags);
    const QTextLine line = block.layout()->lineAt(0);
    if (emojiFamilies().isEmpty())
        QSKIP("no colour font for emoji is installed");
    const auto width = [&](int from, int to) {
        return line.cursorToX(to) - line.cursorToX(from);
    };
    const int rocket = int(block.text().indexOf(u"🚀"_s));
    QCOMPARE(width(0, 2), width(rocket, rocket + 2));
}

void ViewCasesTest::deepNestingLeavesRoom()
{
    QString text;
    for (int level = 0; level < 45; ++level)
        text += QString(2 * level, u' ') + u"- level %1 of words\n"_s.arg(level);
    Shown shown(text, 340);
    const QTextBlock deep = shown.with(u"level 44 of words"_s);
    shown.layout().layOut(deep);
    QVERIFY(shown.layout().blockBoundingRect(deep).width() >= 140);
    QVERIFY(deep.layout()->lineCount() <= 2);
}

void ViewCasesTest::differencesHaveTheirColours()
{
    Shown shown(
        u"```diff\n--- a/x\n+++ b/x y\n@@ -1 +1 @@\n-old = \"a\"\n+new\n--- was two\n+++ is three\n```"_s);
    const auto token = [&](const QString &text) {
        return RunLook::of(shown.with(text).begin().fragment().charFormat()).token;
    };
    QCOMPARE(token(u"old = "_s), int(RemovedLine));
    QCOMPARE(token(u"+new"_s), int(AddedLine));
    QVERIFY(token(u"--- a/x"_s) < RemovedLine);
    QVERIFY(token(u"+++ b/x y"_s) < RemovedLine);
    QCOMPARE(token(u"--- was"_s), int(RemovedLine)); // "-- was two", removed
    QCOMPARE(token(u"+++ is"_s), int(AddedLine));
}

void ViewCasesTest::lookAlikeHosts_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"https://example.org/ä?b=c"_s << u"https://example.org/ä?b=c"_s;
    QTest::newRow("German") << u"https://münchen.example/"_s << u"https://münchen.example/"_s;
    QTest::newRow("Russian") << u"https://пример.example/"_s << u"https://пример.example/"_s;
    QTest::newRow("mixed") << u"https://pаypal.example/a"_s << u"https://xn--pypal-4ve.example/a"_s;
    QTest::newRow("looks Latin") << u"https://аррӏе.example/"_s << u"https://xn--80ak6aa92e.example/"_s;
    QTest::newRow("hidden") << u"https://a.example/\u202Egpj"_s << u"https://a.example/%E2%80%AEgpj"_s;
    QTest::newRow("no host") << u"mailto:a@b.example"_s << u"mailto:a@b.example"_s;
}

void ViewCasesTest::lookAlikeHosts()
{
    QFETCH(const QString, target);
    QTEST(shownAddress(target), "shown");
}

void ViewCasesTest::pictures()
{
    const QString folder = qEnvironmentVariable("PARLANCE_PICTURES");
    if (folder.isEmpty())
        QSKIP("PARLANCE_PICTURES names no folder");
    const QDir cases(qEnvironmentVariable("PARLANCE_CASES", QStringLiteral(PARLANCE_TEST_DATA "/view")));
    for (const QFileInfo &file : cases.entryInfoList({u"*.md"_s})) {
        QFile source(file.filePath());
        QVERIFY(source.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(source.readAll());
        for (const bool dark : {false, true}) {
            QApplication::setPalette((dark ? Theme::dim() : Theme::light()).palette());
            for (const int width : {340, 820}) {
                Shown shown(text, width);
                ConversationView &view = shown.view();
                view.resize(width, std::clamp(int(view.document()->size().height()) + 20, 200, 1400));
                QCoreApplication::processEvents();
                view.verticalScrollBar()->setValue(0);
                QVERIFY(view.grab().save(u"%1/%2-%3-%4.png"_s.arg(folder, file.completeBaseName())
                        .arg(width)
                        .arg(dark ? u"dark"_s : u"light"_s)));
            }
        }
    }
}

QTEST_MAIN(ViewCasesTest)
#include "tst_viewcases.moc"
