// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/textvector.h"

#include <QCryptographicHash>
#include <QTest>
#include <QtEndian>

#include <cmath>

using namespace Parlance::Demo;
using namespace Qt::StringLiterals;

namespace {

double cosine(const QString &one, const QString &other, const VectorGrain &grain = {})
{
    const QList<float> a = textVector(one, grain);
    const QList<float> b = textVector(other, grain);
    double sum = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        sum += double(a.at(i)) * double(b.at(i));
    return sum;
}

} // namespace

class TextVectorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasLengthOne_data();
    void hasLengthOne();
    void nearTextsAreNear();
    void spellingDoesNotCount();
    void isTheSameEverywhere();
};

void TextVectorTest::hasLengthOne_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("dimensions");
    QTest::newRow("words") << u"How do I compare tiers?"_s << 256;
    QTest::newRow("one number") << u"How do I compare tiers?"_s << 1;
    QTest::newRow("many numbers") << u"tier"_s << 3072;
    QTest::newRow("one letter") << u"a"_s << 256;
    QTest::newRow("only signs") << u"?!"_s << 256;
    QTest::newRow("a blank") << u" "_s << 256;
    QTest::newRow("ideographs") << u"\u4f60\u597d"_s << 256;
    QTest::newRow("half a surrogate") << QString(QChar(0xD83D)) << 256;
}

void TextVectorTest::hasLengthOne()
{
    QFETCH(QString, text);
    QFETCH(int, dimensions);
    const QList<float> vector = textVector(text, {.dimensions = dimensions});
    QCOMPARE(vector.size(), dimensions);
    double squares = 0;
    for (const float number : vector)
        squares += double(number) * double(number);
    QVERIFY(std::abs(squares - 1) < 1e-6);
}

void TextVectorTest::nearTextsAreNear()
{
    for (const VectorGrain &grain : {VectorGrain{}, VectorGrain{.dimensions = 1536, .longestGram = 5}}) {
        const double near =
            cosine(u"The cat sleeps on the sofa"_s, u"A cat is sleeping on our sofa"_s, grain);
        const double far =
            cosine(u"The cat sleeps on the sofa"_s, u"Quarterly revenue grew by 3 percent"_s, grain);
        QVERIFY2(near > 0.4 && far < 0.2, qPrintable(u"%1 %2"_s.arg(near).arg(far)));
    }
}

void TextVectorTest::spellingDoesNotCount()
{
    QVERIFY(cosine(u"CAF\u00c9, au Lait!"_s, u"cafe\u0301 au lait"_s) > 0.999);
}

/// Not a bit may differ from one computer to another.
void TextVectorTest::isTheSameEverywhere()
{
    QByteArray bytes;
    for (const float number : textVector(u"What is a tier?"_s, {})) {
        quint32 bits = 0;
        std::memcpy(&bits, &number, sizeof(bits));
        bytes += QByteArray::number(bits, 16) + ' ';
    }
    QCOMPARE(QCryptographicHash::hash(bytes, QCryptographicHash::Md5).toHex(),
        "97a34105b1088b8bf8e6c11f2f1776ba"_ba);
}

QTEST_GUILESS_MAIN(TextVectorTest)
#include "tst_textvector.moc"
