// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/vocabulary.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestVocabulary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofAModel_data();
    void ofAModel();
};

void TestVocabulary::ofAModel_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<std::optional<Vocabulary>>("vocabulary");
    const std::optional o200k = Vocabulary::O200k;
    const std::optional cl100k = Vocabulary::Cl100k;
    const std::optional<Vocabulary> unknown;
    for (const QString &model : {u"gpt-4o"_s, u"gpt-4o-mini"_s, u"gpt-4o-mini-2024-07-18"_s,
             u"gpt-4.1-nano"_s, u"gpt-5"_s, u"gpt-5.1"_s, u"o1"_s, u"o3-mini"_s, u"o4-mini"_s,
             u"openai/gpt-4o"_s, u"GPT-4o"_s, u"gpt-oss:20b"_s})
        QTest::addRow("%s", qUtf8Printable(model)) << model << o200k;
    for (const QString &model : {u"gpt-4"_s, u"gpt-4-turbo"_s, u"gpt-4-0613"_s, u"gpt-3.5-turbo"_s,
             u"text-embedding-3-small"_s, u"text-embedding-ada-002"_s})
        QTest::addRow("%s", qUtf8Printable(model)) << model << cl100k;
    for (const QString &model : {u""_s, u"ruflo-free"_s, u"claude-3-5-sonnet-20241022"_s,
             u"gemini-2.5-flash"_s, u"o1x"_s, u"gpt-40"_s, u"auto"_s, u"gpt-4o/"_s})
        QTest::addRow("unknown: %s", qUtf8Printable(model)) << model << unknown;
}

void TestVocabulary::ofAModel()
{
    QFETCH(QString, model);
    QFETCH(std::optional<Vocabulary>, vocabulary);
    QCOMPARE(vocabularyOf(model), vocabulary);
}

QTEST_GUILESS_MAIN(TestVocabulary)
#include "tst_vocabulary.moc"
