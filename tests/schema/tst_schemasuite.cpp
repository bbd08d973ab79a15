// SPDX-License-Identifier: GPL-3.0-or-later
// The public JSON Schema Test Suite (tests/data/schema), whole values and every beginning of them.
#include "schema/schema.h"

#include <QFile>
#include <QSet>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

/// Groups whose schema refers to another document, which nothing fetches: a meta-schema, or one of the files
/// that the suite serves at localhost:1234.
const QSet<QString> &remoteGroups()
{
    static const QSet<QString> groups{
        u"defs: validate definition against metaschema"_s,
        u"definitions: validate definition against metaschema"_s,
        u"dynamicRef: $ref and $dynamicAnchor are independent of order - $defs first"_s,
        u"dynamicRef: $ref and $dynamicAnchor are independent of order - $ref first"_s,
        u"dynamicRef: $ref to $dynamicRef finds detached $dynamicAnchor"_s,
        u"dynamicRef: strict-tree schema, guards against misspelled properties"_s,
        u"dynamicRef: tests for implementation dynamic anchor and reference link"_s,
        u"ref: remote ref, containing refs itself"_s,
    };
    return groups;
}

bool isRemote(const QString &group)
{
    return group.startsWith("refRemote: "_L1) || remoteGroups().contains(group);
}

/// It wants a vocabulary without validation, which a meta-schema in the network declares.
const QString OtherVocabulary =
    u"vocabulary: schema that uses custom metaschema with with no validation vocabulary"_s;

QByteArray contentOf(const QString &name)
{
    QFile file(QStringLiteral(PARLANCE_TEST_DATA "/schema/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString textOf(const JsonValueView &object, QStringView name)
{
    return object.member(name)->string();
}

QByteArray writtenOf(const JsonValueView &object, QStringView name)
{
    return object.member(name)->text().toByteArray();
}

/// Draft 7 is what a schema says that it is.
QByteArray marked(const QByteArray &schema, const QString &draft)
{
    if (draft != "draft7"_L1 || !schema.startsWith('{') || schema.contains("\"$schema\""))
        return schema;
    const QByteArray rest = schema.sliced(1).trimmed();
    return R"({"$schema":"http://json-schema.org/draft-07/schema#")" + QByteArray(rest == "}" ? "" : ",") +
           rest;
}

/// Empty, or what is wrong with the judgement of the text, or how those of its beginnings contradict it.
QString problemOf(const Schema &schema, const QByteArray &text, bool fits)
{
    const Judgement judgement = schema.judge(text);
    if (judgement.state != (fits ? Judgement::State::Fits : Judgement::State::Breaks))
        return u"judged wrongly"_s;
    if (judgement.violations.isEmpty() != fits)
        return u"without a violation"_s;
    bool broken = false;
    for (qsizetype size = 0; size <= text.size(); ++size) {
        const bool breaks = schema.judgeBeginning(text.first(size)).state == Judgement::State::Breaks;
        if (breaks && fits)
            return u"%1 bytes break it, and the whole fits"_s.arg(size);
        if (broken && !breaks)
            return u"%1 bytes do not break it, and fewer do"_s.arg(size);
        broken = breaks;
    }
    return {};
}

} // namespace

class TestSchemaSuite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
};

void TestSchemaSuite::judges_data()
{
    QTest::addColumn<QString>("draft");
    QTest::addColumn<qsizetype>("count"); // of the tests that are not left out
    QTest::newRow("draft 2020-12") << u"draft2020-12"_s << qsizetype(1206);
    QTest::newRow("draft 7") << u"draft7"_s << qsizetype(886);
}

void TestSchemaSuite::judges()
{
    QFETCH(QString, draft);
    QFETCH(qsizetype, count);
    const auto document = JsonDocument::read(contentOf(draft + u".json"_s));
    QVERIFY(document);
    QStringList wrong;
    qsizetype right = 0;
    for (const JsonValueView &group : document->root().children()) {
        const QString name = textOf(group, u"file") + u": "_s + textOf(group, u"description");
        const auto schema = Schema::compile(marked(writtenOf(group, u"schema"), draft));
        if (schema.has_value() == isRemote(name))
            wrong << name;
        if (!schema)
            QCOMPARE(schema.error().reason, SchemaFault::Reason::RemoteReference);
        if (!schema || name == OtherVocabulary)
            continue;
        for (const JsonValueView &test : group.member(u"tests")->children()) {
            const QString problem =
                problemOf(*schema, writtenOf(test, u"data"), writtenOf(test, u"valid") == "true");
            if (problem.isEmpty())
                ++right;
            else
                wrong << u"%1: %2: %3"_s.arg(name, textOf(test, u"description"), problem);
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    QCOMPARE(right, count);
}

QTEST_APPLESS_MAIN(TestSchemaSuite)
#include "tst_schemasuite.moc"
