// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/vectorfiles.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <limits>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestVectorFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void npy();
    void npyHeaders_data();
    void npyHeaders();
    void csv();
    void json();
    void numbersComeBack();
};

/// Byte for byte as the format's documentation says.
void TestVectorFiles::npy()
{
    const QByteArray text = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
    const QByteArray header = text + QByteArray(128 - 10 - text.size() - 1, ' ') + '\n';
    QCOMPARE(header.size(), 0x76);
    const QByteArray expected = "\x93NUMPY" + QByteArray("\x01\x00\x76\x00", 4) + header +
                                QByteArray::fromHex("0000803f 000000c0 00000080"
                                                    "00000000 01000000 ffff7f7f");
    QCOMPARE(npyOf({.dimension = 3,
                 .values = {1, -2, -0.0F, 0, std::numeric_limits<float>::denorm_min(),
                     std::numeric_limits<float>::max()}}),
        expected);
}

void TestVectorFiles::npyHeaders_data()
{
    QTest::addColumn<qsizetype>("count");
    QTest::addColumn<qsizetype>("dimension");
    for (const auto &[count, dimension] : {std::pair(1, 1), {1, 3072}, {2000, 16}, {12345, 1}})
        QTest::addRow("%d of %d", count, dimension) << qsizetype(count) << qsizetype(dimension);
}

void TestVectorFiles::npyHeaders()
{
    QFETCH(const qsizetype, count);
    QFETCH(const qsizetype, dimension);
    const QByteArray file =
        npyOf({.dimension = dimension, .values = std::vector<float>(size_t(count * dimension), 1)});
    const qsizetype begin = file.size() - count * dimension * 4;
    QCOMPARE(begin % 64, 0);
    QCOMPARE(uchar(file.at(8)) + 256 * uchar(file.at(9)), begin - 10);
    QCOMPARE(file.at(begin - 1), '\n');
    QVERIFY(file.contains(
        "'shape': (" + QByteArray::number(count) + ", " + QByteArray::number(dimension) + "), }"));
}

void TestVectorFiles::csv()
{
    QCOMPARE(csvOf({.dimension = 2, .values = {0.5F, -1e-30F, 3, 4}}, {u"a, \"b\"\n"_s, u"=1+1"_s}),
        "text,0,1\r\n\"a, \"\"b\"\"\n\",0.5,-1e-30\r\n'=1+1,3,4\r\n"_ba);
}

void TestVectorFiles::json()
{
    const QByteArray written = jsonOf({.dimension = 2, .values = {0.1F, -1, 3, 4}}, {u"a\"\n"_s, u"é"_s});
    QCOMPARE(written,
        "[{\"text\":\"a\\\"\\n\",\"embedding\":[0.1,-1]},\n{\"text\":\"é\",\"embedding\":[3,4]}]\n"_ba);
    QVERIFY(QJsonDocument::fromJson(written).isArray());
}

void TestVectorFiles::numbersComeBack()
{
    for (const float value : {0.1F, 1e-45F, 3.4028235e38F, -0.0F, 16777216.0F, 1e-6F}) {
        const QByteArray written = jsonOf(std::span(&value, 1));
        QCOMPARE(written.sliced(1).chopped(1).toFloat(), value);
        QVERIFY(QJsonDocument::fromJson(written).isArray());
    }
}

QTEST_GUILESS_MAIN(TestVectorFiles)
#include "tst_vectorfiles.moc"
