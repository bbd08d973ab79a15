// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/visibletext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// Words of a server as a person sees them, with what would hide or turn them.
class TestVisibleText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words_data();
    void words();
    void onOneLine();
    void noControlReachesATerminal();
    void theAnswerOnATerminalKeepsItsText_data();
    void theAnswerOnATerminalKeepsItsText();
    void jsonForATerminalIsTheSame();
};

void TestVisibleText::words_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"No such tier: ü € 語"_s << u"No such tier: ü € 語"_s;
    QTest::newRow("title of a terminal") << u"a\x1b]0;evil\x07"_s << u"a␛]0;evil␇"_s;
    QTest::newRow("colour") << u"\x1b[31mred"_s << u"␛[31mred"_s;
    QTest::newRow("delete") << u"a\x7f"_s << u"a␡"_s;
    QTest::newRow("C1") << u"a\u009b31m"_s << u"a[U+009B]31m"_s;
    QTest::newRow("override") << u"a\u202egnp.exe"_s << u"a[U+202E]gnp.exe"_s;
    QTest::newRow("isolate") << u"\u2066a\u2069"_s << u"[U+2066]a[U+2069]"_s;
    QTest::newRow("marks") << u"a\u200e\u200f\u061c"_s << u"a[U+200E][U+200F][U+061C]"_s;
    QTest::newRow("zero width") << u"pay\u200bpal\ufeff\u2060"_s << u"pay[U+200B]pal[U+FEFF][U+2060]"_s;
    QTest::newRow("soft hyphen") << u"a\u00adb"_s << u"a[U+00AD]b"_s;
    QTest::newRow("line separator") << u"a\u2028b"_s << u"a[U+2028]b"_s;
    QTest::newRow("a letter that shows nothing") << u"a\u3164b"_s << u"a[U+3164]b"_s;
    QTest::newRow("tag beyond the basic plane") << u"a\U000e0041"_s << u"a[U+E0041]"_s;
    QTest::newRow("half a character") << u"a"_s + QChar(0xd83d) + u"b"_s << u"a[U+D83D]b"_s;
    QTest::newRow("lines and tabs") << u"a\nb\tc\r\nd"_s << u"a\nb\tc\r\nd"_s;
    QTest::newRow("back to the beginning of the line") << u"good\rbad"_s << u"good␍bad"_s;
    QTest::newRow("a Hebrew word") << u"שלום"_s << u"שלום"_s;
    QTest::newRow("a joiner in a Persian word") << u"می\u200cخواهم"_s << u"می\u200cخواهم"_s;
    QTest::newRow("a joiner in an emoji") << u"👩\u200d💻"_s << u"👩\u200d💻"_s;
    QTest::newRow("a joiner in a Latin word") << u"pay\u200dpal"_s << u"pay[U+200D]pal"_s;
    QTest::newRow("a row of joiners") << u"語\u200d\u200d語"_s << u"語[U+200D][U+200D]語"_s;
    QTest::newRow("empty") << QString() << QString();
}

void TestVisibleText::words()
{
    QFETCH(const QString, text);
    QFETCH(const QString, shown);
    QCOMPARE(visibleText(text), shown);
    QCOMPARE(visibleText(shown), shown);
}

void TestVisibleText::onOneLine()
{
    QCOMPARE(visibleLine(u" a\n\nparlance-ask: b\t\r\n"_s), u"a parlance-ask: b"_s);
}

void TestVisibleText::noControlReachesATerminal()
{
    for (char16_t c = 0; c < 0xa0; ++c) {
        const bool isControl = c < 0x20 || c >= 0x7f;
        const QString text = u"a"_s + QChar(c) + u"b"_s;
        const bool isKept = !isControl || c == u'\n' || c == u'\t';
        QCOMPARE(terminalText(text) == text, isKept);
        QCOMPARE(visibleText(text) == text, isKept);
    }
}

void TestVisibleText::theAnswerOnATerminalKeepsItsText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("zero width") << u"a\u200bb\u200f"_s;
    QTest::newRow("emoji") << u"👩\u200d💻🏳️‍🌈"_s;
    QTest::newRow("lines") << u"a\r\nb\n\tc"_s;
}

void TestVisibleText::theAnswerOnATerminalKeepsItsText()
{
    QFETCH(const QString, text);
    QCOMPARE(terminalText(text), text);
}

void TestVisibleText::jsonForATerminalIsTheSame()
{
    const QString text = u"a\x1b\x7f\u009b\u202e\u200b👩\u200d💻\U000e0041ü\"\\"_s;
    const QByteArray json = QJsonDocument(QJsonObject{{u"text"_s, text}}).toJson(QJsonDocument::Compact);
    const QByteArray safe = terminalJson(json);
    QCOMPARE(QJsonDocument::fromJson(safe).object().value("text"_L1).toString(), text);
    QVERIFY(safe.contains("\\u009b\\u202e\\u200b"));
    QVERIFY(safe.contains("\\udb40\\udc41"));
    QCOMPARE(visibleText(QString::fromUtf8(safe)), QString::fromUtf8(safe));
}

QTEST_APPLESS_MAIN(TestVisibleText)
#include "tst_visibletext.moc"
