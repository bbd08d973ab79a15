// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/attachmenttokens.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestAttachmentTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pictures_data();
    void pictures();
    void detailIsLow();
    void textAndPages();
};

/// The first two are the examples of OpenAI's page, the last two those of Anthropic's.
void TestAttachmentTokens::pictures_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<qint64>("tiles");
    QTest::addColumn<qint64>("area");
    QTest::newRow("1024 x 1024") << QSize(1024, 1024) << qint64(765) << qint64(1399);
    QTest::newRow("2048 x 4096") << QSize(2048, 4096) << qint64(1105) << qint64(1600);
    QTest::newRow("200 x 200") << QSize(200, 200) << qint64(255) << qint64(54);
    QTest::newRow("1000 x 1000") << QSize(1000, 1000) << qint64(765) << qint64(1334);
    QTest::newRow("one pixel") << QSize(1, 1) << qint64(255) << qint64(1);
    QTest::newRow("none") << QSize() << qint64(85) << qint64(0);
}

void TestAttachmentTokens::pictures()
{
    QFETCH(const QSize, size);
    QFETCH(const qint64, tiles);
    QFETCH(const qint64, area);
    QCOMPARE(tokensInTiles(size), tiles);
    QCOMPARE(tokensInArea(size), area);
    QCOMPARE(tokensOfPicture(size), (TokenRange{std::min(tiles, area), std::max(tiles, area)}));
}

void TestAttachmentTokens::detailIsLow()
{
    QCOMPARE(tokensInTiles({1024, 1024}, u"low"_s), qint64(85));
    QCOMPARE(tokensInTiles({1024, 1024}, u"high"_s), qint64(765));
}

void TestAttachmentTokens::textAndPages()
{
    QCOMPARE(tokensOfPages(2), (TokenRange{3000, 6000}));
    QCOMPARE(tokensOfText(15), (TokenRange{3, 5}));
    QCOMPARE(tokensOfText(0), TokenRange());
}

QTEST_APPLESS_MAIN(TestAttachmentTokens)
#include "tst_attachmenttokens.moc"
