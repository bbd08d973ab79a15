// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/codehighlighter.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using Style = KSyntaxHighlighting::Theme;

class CodeHighlighterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsLanguages_data();
    void knowsLanguages();
    void stateGoesFromLineToLine();
    void aLineNeedsOnlyTheStateBefore();
    void unknownLanguageIsPlain();
};

void CodeHighlighterTest::knowsLanguages_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("name");
    QTest::newRow("js") << u"js"_s << u"JavaScript"_s;
    QTest::newRow("name") << u"JavaScript"_s << u"JavaScript"_s;
    QTest::newRow("lower name") << u"javascript"_s << u"JavaScript"_s;
    QTest::newRow("ts") << u"ts"_s << u"TypeScript"_s;
    QTest::newRow("py") << u"py"_s << u"Python"_s;
    QTest::newRow("c++") << u"c++"_s << u"C++"_s;
    QTest::newRow("cpp") << u"cpp"_s << u"C++"_s;
    QTest::newRow("sh") << u"sh"_s << u"Bash"_s;
    QTest::newRow("console") << u"console"_s << u"Bash"_s;
    QTest::newRow("json") << u"json"_s << u"JSON"_s;
    QTest::newRow("extension") << u"hpp"_s << u"C++"_s;
    QTest::newRow("extension in capitals") << u"R"_s << u"R Script"_s;
    QTest::newRow("extension alone in use") << u"less"_s << u"LESSCSS"_s;
    QTest::newRow("file") << u"main.py"_s << u"Python"_s;
    QTest::newRow("language and file") << u"ts:src/app.ts"_s << u"TypeScript"_s;
    QTest::newRow("ocaml") << u"ocaml"_s << u"Objective Caml"_s;
    for (const QString &word : {u"not"_s, u"do"_s, u"for"_s, u"ref"_s, u"menu"_s, u"path"_s, u"theme"_s,
             u"conf"_s, u"1"_s, u"v1.2"_s, u"notes.not"_s, u"comments"_s, u"text"_s, u"txt"_s, u"output"_s})
        QTest::addRow("word: %s", qPrintable(word)) << word << word;
    QTest::newRow("unknown") << u"nosuchthing"_s << u"nosuchthing"_s;
    QTest::newRow("none") << u""_s << u""_s;
}

void CodeHighlighterTest::knowsLanguages()
{
    QFETCH(const QString, language);
    QTEST(CodeHighlighter::languageName(language), "name");
}

void CodeHighlighterTest::stateGoesFromLineToLine()
{
    CodeHighlighter highlighter(u"js"_s);
    CodeHighlighter::State state;
    (void)highlighter.highlight(u"/* a comment", state);
    const QList<CodeToken> inside = highlighter.highlight(u"const a", state);
    QCOMPARE(inside.size(), 1);
    QCOMPARE(inside.first().style, Style::Comment);
    (void)highlighter.highlight(u"*/", state);
    QCOMPARE(highlighter.highlight(u"const a = 1", state).first().style, Style::Keyword);
}

/// The same tokens come out whether a line is highlighted in its turn or again, as the live line is.
void CodeHighlighterTest::aLineNeedsOnlyTheStateBefore()
{
    const QStringList lines{
        u"def f(x):"_s, u"    \"\"\"A text"_s, u"    over lines\"\"\""_s, u"    return f\"{x}\""_s};
    CodeHighlighter whole(u"python"_s);
    CodeHighlighter live(u"py"_s);
    CodeHighlighter::State wholeState;
    CodeHighlighter::State before;
    for (const QString &line : lines) {
        const QList<CodeToken> expected = whole.highlight(line, wholeState);
        CodeHighlighter::State state;
        QList<CodeToken> tokens;
        for (qsizetype i = 0; i <= line.size(); ++i) {
            state = before;
            tokens = live.highlight(QStringView(line).first(i), state);
        }
        before = state;
        QCOMPARE(tokens, expected);
    }
}

void CodeHighlighterTest::unknownLanguageIsPlain()
{
    CodeHighlighter highlighter(u"nosuchthing"_s);
    CodeHighlighter::State state;
    QVERIFY(highlighter.highlight(u"const a = 1", state).isEmpty());
}

QTEST_GUILESS_MAIN(CodeHighlighterTest)
#include "tst_codehighlighter.moc"
