// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/emoji.h"
#include "view/conversation/shownruns.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const RunLook code{.role = RunLook::Role::Code};
const RunLook inlineCode{.styles = MarkdownStyle::Code};

/// What is drawn: a sign in brackets, and <n> for what is left out with its length.
QString drawn(const QList<Run> &runs)
{
    QString text;
    for (const Run &run : shownRuns(runs)) {
        if (run.look.added)
            text += run.text == u"\u2069" ? u'}' : u'{';
        else if (run.look.emoji && !run.look.source.isEmpty())
            text += u'[' + run.text + u']';
        else if (run.look.source.isEmpty())
            text += run.text;
        else
            text +=
                run.look.sign.isEmpty() ? u"<%1>"_s.arg(run.look.source.size()) : u'[' + run.look.sign + u']';
    }
    return text;
}

} // namespace

class ShownRunsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsOfHiddenCharacters_data();
    void signsOfHiddenCharacters();
    void colorsOfATerminal();
    void emojiAreOneSign_data();
    void emojiAreOneSign();
    void directionIsThatOfTheWords_data();
    void directionIsThatOfTheWords();
};

void ShownRunsTest::signsOfHiddenCharacters_data()
{
    QTest::addColumn<QList<Run>>("runs");
    QTest::addColumn<QString>("expected");
    const RunLook link{.link = u"https://a.example"_s};
    const auto row = [](const char *name, const QString &text, const RunLook &look, const QString &expected) {
        QTest::newRow(name) << QList<Run>{{text, look}} << expected;
    };
    row("plain", u"a – “b” → 語"_s, {}, u"a – “b” → 語"_s);
    row("override in words", u"photo\u202Egpj.exe"_s, {}, u"photo[RLO]gpj.exe"_s);
    row("isolate that ends in words", u"a \u2068b\u2069 c"_s, {}, u"a \u2068b\u2069 c"_s);
    row("isolate that does not end", u"a \u2067b"_s, {}, u"a [RLI]b"_s);
    row("zero width in words", u"a\u200Bb\u00ADc"_s, {}, u"a\u200Bb\u00ADc"_s);
    row("zero width in code", u"rm\u200B -rf\u2060\uFEFF\u00AD"_s, code, u"rm[ZWSP] -rf[WJ][BOM][SHY]"_s);
    row("in inline code", u"a\u2066b\u2069"_s, inlineCode, u"a[LRI]b[PDI]"_s);
    row("in the words of a link", u"pay\u200Bpal"_s, link, u"pay[ZWSP]pal"_s);
    row("break in a cell", u"a\u200B\u2028b"_s, inlineCode, u"a\u200B\u2028b"_s);
    row("Persian", u"می\u200Cخواهم"_s, {}, u"می\u200Cخواهم"_s);
    row("marks of direction in Hebrew", u"א\u200F!"_s, {}, u"א\u200F!"_s);
    row("control characters", u"a\u0007b\tc"_s, {}, u"a[U+0007]b\tc"_s);
    row("letters of tags", u"a"_s + QString::fromUcs4(U"\U000E0041", 1), {}, u"a[U+E0041]"_s);
    row("object character", u"a\uFFFC"_s, {}, u"a[OBJ]"_s);
    row("stacked marks", u"a\u0300\u0301\u0302\u0303b\u0323\u0324\u0325"_s, {},
        u"a\u0300\u0301<1><1>b\u0323\u0324<1>"_s);
    row("keycap", u"1\uFE0F\u20E3"_s, {}, u"[1\u20E3]"_s);
    row("rainbow flag", u"🏳\uFE0F\u200D🌈"_s, {}, u"[🏳\u200D🌈]"_s);
    row("letters from the right in code", u"f(\"שלום\", 1 + 2)"_s, code, u"f(\"{שלום}\", 1 + 2)"_s);
    QTest::newRow("code among letters from the right")
        << QList<Run>{{u"שלום "_s, {}}, {u"./run"_s, inlineCode}, {u" עולם"_s, {}}} << u"שלום {./run} עולם"_s;
}

void ShownRunsTest::signsOfHiddenCharacters()
{
    QFETCH(const QList<Run>, runs);
    QTEST(drawn(runs), "expected");
}

void ShownRunsTest::colorsOfATerminal()
{
    const QString line = u"\u001B[1;31mbad\u001B[0m and \u001B]8;;x\u0007ok\u001B"_s;
    QCOMPARE(drawn({{line, code}}), u"<7>bad<4> and <7>ok[ESC]"_s);
    const QList<Run> runs = shownRuns({{line, code}});
    QCOMPARE(runs.at(1).look.token, AnsiColor + 1);
    QCOMPARE(runs.at(3).look.token, 0);
    QCOMPARE(runs.at(0).look.source, u"\u001B[1;31m"_s);
}

void ShownRunsTest::emojiAreOneSign_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("size");
    QTest::newRow("face") << u"😀a"_s << 2;
    QTest::newRow("keycap") << u"1\uFE0F\u20E3 a"_s << 3;
    QTest::newRow("flag") << u"🇩🇪🇫🇷"_s << 4;
    QTest::newRow("skin tone") << u"👍🏽!"_s << 4;
    QTest::newRow("family") << u"👨‍👩‍👧‍👦x"_s << 11;
    QTest::newRow("heart in colour") << u"\u2764\uFE0F"_s << 2;
    QTest::newRow("heart as text") << u"\u2764\uFE0E"_s << 0;
    QTest::newRow("check mark") << u"\u2705"_s << 1;
    QTest::newRow("digit") << u"12"_s << 0;
    QTest::newRow("arrow") << u"→"_s << 0;
    QTest::newRow("copyright") << u"©"_s << 0;
}

void ShownRunsTest::emojiAreOneSign()
{
    QFETCH(const QString, text);
    QTEST(int(emojiSize(text)), "size");
}

void ShownRunsTest::directionIsThatOfTheWords_data()
{
    QTest::addColumn<QList<Run>>("runs");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("Latin") << QList<Run>{{u"abc"_s, {}}} << Qt::LayoutDirectionAuto;
    QTest::newRow("Hebrew") << QList<Run>{{u"1. שלום abc"_s, {}}} << Qt::RightToLeft;
    QTest::newRow("Latin first") << QList<Run>{{u"abc שלום"_s, {}}} << Qt::LeftToRight;
    const auto row = [](const char *name, const QString &text, Qt::LayoutDirection direction) {
        QTest::newRow(name) << QList<Run>{{text, {}}} << direction;
    };
    row("a name first", u"OpenAI היא חברה"_s, Qt::RightToLeft);
    row("a longer name first", u"Microsoft היא חברה"_s, Qt::RightToLeft);
    row("marks on letters", u"Python لُغَةُ بَرْمَجَةٍ"_s, Qt::RightToLeft);
    row("a quoted word", u"The word سلام means peace."_s, Qt::LeftToRight);
    row("many names", u"שירות Microsoft Azure OpenAI"_s, Qt::RightToLeft);
    row("a quoted word first", u"שלום means peace, and greets."_s, Qt::RightToLeft);
    row("in a longer text", u"שלום means peace, and is a greeting."_s, Qt::LeftToRight);
    row("emoji first", u"🚀 שלום"_s, Qt::RightToLeft);
    QTest::newRow("bold name first") << QList<Run>{{u"OpenAI"_s, {.styles = MarkdownStyle::Bold}},
                                            {u" היא חברה."_s, {}}}
                                     << Qt::RightToLeft;
    QTest::newRow("code first") << QList<Run>{{u"run"_s, inlineCode}, {u" שלום"_s, {}}} << Qt::RightToLeft;
}

void ShownRunsTest::directionIsThatOfTheWords()
{
    QFETCH(const QList<Run>, runs);
    QTEST(directionOf(runs), "direction");
}

QTEST_MAIN(ShownRunsTest)
#include "tst_shownruns.moc"
