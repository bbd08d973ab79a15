// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/replyassembler.h"

#include "wire/dialects/registry.h"
#include "wire/replyjson.h"

#include "support/filepair.h"
#include "support/splits.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

QJsonObject readObject(const QString &path)
{
    return QJsonDocument::fromJson(Test::readFile(path)).object();
}

const Dialect &dialectNamed(const QString &name)
{
    if (name == "anthropic"_L1)
        return *findDialect(u"messages"_s);
    return *findDialect(name == "floop"_L1 ? u"floopfloop"_s : u"chat-completions"_s);
}

Recording::Head headOf(const QJsonObject &response)
{
    Recording::Head head{.status = response.value("status"_L1).toInt(), .headers = {}, .at = {}};
    const QJsonObject headers = response.value("headers"_L1).toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header)
        head.headers.append({header.key().toLatin1(), header.value().toString().toLatin1()});
    return head;
}

Reply read(const Dialect &dialect, const Recording::Head &head, const Test::Pieces &pieces)
{
    Recording recording;
    recording.head = head;
    for (const QByteArray &piece : pieces)
        recording.append(piece, {});
    recording.end = Recording::End();
    return decoded(recording, dialect, {});
}

/// The members of `actual` that `expected` names and gives a value.
QJsonValue asFarAsExpected(const QJsonValue &actual, const QJsonValue &expected)
{
    if (!expected.isObject() || !actual.isObject())
        return actual;
    QJsonObject part;
    const QJsonObject names = expected.toObject();
    for (auto member = names.begin(); member != names.end(); ++member)
        part.insert(member.key(), actual.toObject().value(member.key()));
    return part;
}

} // namespace

/// What users of other clients reported of servers, against what a client must make of it. A folder of
/// `tests/data/wire/reports` has the head (`response.json`), the body, and the reply (`expected.json`).
class TestReports : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void content_data();
    void content();
    void error_data() { content_data(); }
    void error();
    void anySplitIsTheSame_data() { content_data(); }
    void anySplitIsTheSame();

private:
    [[nodiscard]] static QByteArray bodyIn(const QString &folder);
    [[nodiscard]] static Reply replyIn(const QString &folder, const QJsonObject &expected);
};

QByteArray TestReports::bodyIn(const QString &folder)
{
    return Test::readFile(
        folder + u'/' + readObject(folder + u"/response.json"_s).value("body"_L1).toString());
}

Reply TestReports::replyIn(const QString &folder, const QJsonObject &expected)
{
    return read(dialectNamed(expected.value("dialect"_L1).toString()),
        headOf(readObject(folder + u"/response.json"_s)), {bodyIn(folder)});
}

void TestReports::content_data()
{
    QTest::addColumn<QString>("folder");
    const QDir reports(QStringLiteral(PARLANCE_TEST_DATA "/wire/reports"));
    const QStringList names = reports.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    QVERIFY(!names.isEmpty());
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << reports.filePath(name);
}

void TestReports::content()
{
    QFETCH(const QString, folder);
    const QJsonObject expected = readObject(folder + u"/expected.json"_s);
    const Reply reply = replyIn(folder, expected);
    const QJsonObject actual = QJsonDocument::fromJson(replyToJson(reply)).object();
    for (const QString &name : {u"text"_s, u"reasoning"_s, u"refusal"_s, u"tool_calls"_s})
        QCOMPARE(actual.value(name), expected.value(name));
    const QJsonValue usage = expected.value("usage"_L1);
    QCOMPARE(asFarAsExpected(actual.value("usage"_L1), usage), usage);
    if (!expected.value("finish_reason_optional"_L1).toBool())
        QCOMPARE(actual.value("finish_reason"_L1), expected.value("finish_reason"_L1));
    if (expected.value("terminated"_L1) != "error"_L1)
        QCOMPARE(reply.state, Reply::State::Complete);
}

void TestReports::error()
{
    QFETCH(const QString, folder);
    const QJsonObject expected = readObject(folder + u"/expected.json"_s);
    const std::optional<ChatError> error = replyIn(folder, expected).error;
    const bool isExpected =
        expected.value("error_expected"_L1).toBool() || expected.value("error"_L1).isObject();
    QCOMPARE(error ? error->message : QString(), error && isExpected ? error->message : QString());
    QCOMPARE(error.has_value(), isExpected);
    if (!error)
        return;
    QCOMPARE(error->httpStatus, expected.value("http_status"_L1).toInt());
    for (const QJsonValue &words :
        {expected.value("error_contains"_L1), expected.value("error"_L1).toObject().value("message"_L1)})
        QVERIFY2(error->message.contains(words.toString()), qPrintable(error->message));
    if (const QJsonValue seconds = expected.value("retry_after_s"_L1); seconds.isDouble())
        QCOMPARE(error->retryAfter, std::optional(std::chrono::seconds(seconds.toInt())));
}

void TestReports::anySplitIsTheSame()
{
    QFETCH(const QString, folder);
    const QJsonObject expected = readObject(folder + u"/expected.json"_s);
    const Reply whole = replyIn(folder, expected);
    const Recording::Head head = headOf(readObject(folder + u"/response.json"_s));
    const QByteArray body = bodyIn(folder);
    const QString name = expected.value("dialect"_L1).toString();
    const Dialect &dialect = dialectNamed(name);
    for (quint32 seed = 0; seed < 20; ++seed)
        QCOMPARE(read(dialect, head, Test::randomPieces(body, seed)), whole);
    Test::Pieces bytes;
    for (const char byte : body)
        bytes.append(QByteArray(1, byte));
    QCOMPARE(read(dialect, head, bytes), whole);
}

QTEST_GUILESS_MAIN(TestReports)
#include "tst_reports.moc"
