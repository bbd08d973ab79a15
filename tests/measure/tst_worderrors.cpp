// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/worderrors.h"

#include <QRandomGenerator>
#include <QTest>
#include <algorithm>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

/// The distance by the table of the textbooks.
int distance(const QStringList &left, const QStringList &right)
{
    QList<QList<int>> table(left.size() + 1, QList<int>(right.size() + 1));
    for (qsizetype l = 0; l <= left.size(); ++l) {
        for (qsizetype r = 0; r <= right.size(); ++r) {
            if (l == 0 || r == 0)
                table[l][r] = static_cast<int>(l + r);
            else
                table[l][r] = std::min({table[l - 1][r] + 1, table[l][r - 1] + 1,
                    table[l - 1][r - 1] + (left[l - 1] == right[r - 1] ? 0 : 1)});
        }
    }
    return table[left.size()][right.size()];
}

QString randomText(QRandomGenerator &random, int words)
{
    QString text;
    for (int i = random.bounded(words + 1); i > 0; --i)
        text += QString::number(random.bounded(4)) + u' ';
    return text;
}

} // namespace

class TestWordErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words_data();
    void words();
    void errors_data();
    void errors();
    void rate();
    void asTheTextbookSays();
    void longTexts();
};

void TestWordErrors::words_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("words");
    QTest::addRow("none") << u" ... "_s << QStringList();
    QTest::addRow("case and punctuation") << u"Hello, WORLD!"_s << QStringList{u"hello"_s, u"world"_s};
    QTest::addRow("apostrophes") << u"Don\u2019t 'quote' dogs' it's"_s
                                 << QStringList{u"don't"_s, u"quote"_s, u"dogs"_s, u"it's"_s};
    QTest::addRow("a hyphen") << u"well-known"_s << QStringList{u"well"_s, u"known"_s};
    QTest::addRow("forms of letters") << u"e\u0301t\u00e9 \ufb01n Stra\u00dfe"_s
                                      << QStringList{u"\u00e9t\u00e9"_s, u"fin"_s, u"stra\u00dfe"_s};
    QTest::addRow("Chinese") << u"\u4f60\u597d\uff0cabc"_s << QStringList{u"\u4f60"_s, u"\u597d"_s, u"abc"_s};
    QTest::addRow("numbers") << u"3.5 km"_s << QStringList{u"3"_s, u"5"_s, u"km"_s};
}

void TestWordErrors::words()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, words);
    QCOMPARE(spokenWords(text), words);
}

void TestWordErrors::errors_data()
{
    QTest::addColumn<QString>("right");
    QTest::addColumn<QString>("heard");
    QTest::addColumn<WordErrors>("errors");
    QTest::addRow("equal") << u"a b"_s << u"A, b."_s << WordErrors{.words = 2};
    QTest::addRow("another word") << u"the cat sat"_s << u"the bat sat"_s
                                  << WordErrors{.words = 3, .substitutions = 1};
    QTest::addRow("a missing one") << u"the cat sat"_s << u"the sat"_s
                                   << WordErrors{.words = 3, .deletions = 1};
    QTest::addRow("one too many") << u"the cat"_s << u"the fat cat"_s
                                  << WordErrors{.words = 2, .insertions = 1};
    QTest::addRow("nothing heard") << u"the cat"_s << QString() << WordErrors{.words = 2, .deletions = 2};
    QTest::addRow("nothing said") << QString() << u"the cat"_s << WordErrors{.insertions = 2};
    QTest::addRow("repeated") << u"no no"_s << u"no no no"_s << WordErrors{.words = 2, .insertions = 1};
}

void TestWordErrors::errors()
{
    QFETCH(const QString, right);
    QFETCH(const QString, heard);
    QFETCH(const WordErrors, errors);
    QCOMPARE(wordErrors(right, heard), errors);
}

void TestWordErrors::rate()
{
    QCOMPARE(wordErrors(u"a b c d"_s, u"a x c"_s)->rate(), 0.5);
    QCOMPARE(wordErrors(u"a"_s, u"b c"_s)->rate(), 2);
    QCOMPARE(wordErrors({}, {})->rate(), 0);
    QVERIFY(!wordErrors({}, u"a"_s)->rate());
}

void TestWordErrors::asTheTextbookSays()
{
    QRandomGenerator random(1);
    for (int i = 0; i < 500; ++i) {
        const QString right = randomText(random, 12);
        const QString heard = randomText(random, 12);
        const WordErrors errors = *wordErrors(right, heard);
        const auto words = static_cast<int>(spokenWords(heard).size());
        QCOMPARE(errors.errors(), distance(spokenWords(right), spokenWords(heard)));
        QCOMPARE(errors.words - errors.deletions + errors.insertions, words);
    }
}

void TestWordErrors::longTexts()
{
    const QString shared = u"one two three "_s.repeated(50'000);
    QCOMPARE(wordErrors(shared + u"four"_s, shared + u"five"_s),
        (WordErrors{.words = 150'001, .substitutions = 1}));
    QVERIFY(!wordErrors(u"a "_s.repeated(20'000), u"b "_s.repeated(20'000)));
}

QTEST_APPLESS_MAIN(TestWordErrors)
#include "tst_worderrors.moc"
