// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/registry.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

using Kind = HistoryProblem::Kind;

/// What servers refuse in a conversation, for each dialect.
class TestHistoryCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void check_data();
    void check();
};

namespace {

const Message user = Message::of(Role::User, u"What is the weather?"_s);
const Message answer = Message::of(Role::Assistant, u"Rain."_s);
const Message instruction = Message::of(Role::System, u"Be brief."_s);

Message calling(const QStringList &ids)
{
    Message message{.role = Role::Assistant};
    for (const QString &id : ids)
        message.parts.append(ToolCall{.id = id, .name = u"get_"_s + id, .arguments = u"{}"_s});
    return message;
}

Message result(const QString &id)
{
    return Message::result(id, u"9 C"_s);
}

} // namespace

void TestHistoryCheck::check_data()
{
    using Problem = std::optional<HistoryProblem>;
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QList<Message>>("messages");
    QTest::addColumn<Problem>("problem");
    const auto row = [](const char *name, const QStringList &dialects, const QList<Message> &messages,
                         const Problem &problem) {
        for (const QString &dialect : dialects)
            QTest::addRow("%s, %s", name, qPrintable(dialect)) << dialect << messages << problem;
    };
    const QStringList callers{u"chat-completions"_s, u"messages"_s};
    const QStringList others{u"floopfloop"_s, u"floopfloop-generate"_s};
    const auto missing = [](qsizetype message, const QString &tool) {
        return HistoryProblem{.kind = Kind::CallWithoutResult, .message = message, .tool = tool};
    };

    const auto notTaken = [](qsizetype message) {
        return HistoryProblem{.kind = Kind::PartNotTaken, .message = message};
    };
    const Message picture = Message::prompt({}, {ImagePart{.mediaType = u"image/png"_s, .bytes = "png"}});
    const Message paper =
        Message::prompt({}, {FilePart{.name = {}, .mediaType = u"application/pdf"_s, .bytes = "pdf"}});
    const Message notes =
        Message::prompt({}, {FilePart{.name = {}, .mediaType = u"text/plain"_s, .bytes = "text"}});

    row("a picture", callers, {user, answer, picture}, {});
    row("a picture", others, {user, answer, picture}, notTaken(2));
    row("a document", callers, {paper}, {});
    row("a document", others, {paper}, notTaken(0));
    row("a text file", dialectIds(), {notes}, {});
    row("nothing", dialectIds(), {}, {});
    row("the results of a turn in one message", dialectIds(),
        {user, calling({u"a"_s, u"b"_s}),
            Message::of(
                {ToolResult{.callId = u"a"_s, .text = u"1"_s}, ToolResult{.callId = u"b"_s, .text = u"2"_s}}),
            answer},
        {});
    row("a question", dialectIds(), {user}, {});
    row("an exchange", dialectIds(), {instruction, user, answer, user}, {});
    row("the same role twice", dialectIds(), {user, user, answer, answer, user}, {});
    row("a call with its result", callers, {user, calling({u"a"_s}), result(u"a"_s), answer, user}, {});
    row("a call and no result", callers, {user, calling({u"a"_s}), user}, missing(1, u"get_a"_s));
    row("a call at the end", callers, {user, calling({u"a"_s})}, missing(1, u"get_a"_s));
    row("two calls and one result", callers, {user, calling({u"a"_s, u"b"_s}), result(u"a"_s), user},
        missing(1, u"get_b"_s));
    row("results in another order", callers,
        {user, calling({u"a"_s, u"b"_s}), result(u"b"_s), result(u"a"_s), user}, {});
    row("a result too late", callers, {user, calling({u"a"_s}), user, result(u"a"_s)},
        missing(1, u"get_a"_s));
    row("the second call", callers, {user, calling({u"a"_s}), result(u"a"_s), calling({u"b"_s}), user},
        missing(3, u"get_b"_s));
    row("tools are not sent", others, {user, calling({u"a"_s}), user}, {});

    const HistoryProblem begins{.kind = Kind::BeginsWithAssistant, .message = 0};
    row("an answer first", {u"messages"_s}, {answer, user}, begins);
    row("a call first", {u"messages"_s}, {calling({u"a"_s}), user}, begins);
    row("an answer after the system prompt", {u"messages"_s}, {instruction, answer, user},
        HistoryProblem{.kind = Kind::BeginsWithAssistant, .message = 1});
    row("an answer first is taken", QStringList{u"chat-completions"_s} + others, {answer, user}, {});
}

void TestHistoryCheck::check()
{
    QFETCH(const QString, dialect);
    QFETCH(const QList<Message>, messages);
    QFETCH(const std::optional<HistoryProblem>, problem);
    QCOMPARE(checkHistory(messages, findDialect(dialect)->historyRules()), problem);
}

QTEST_GUILESS_MAIN(TestHistoryCheck)
#include "tst_historycheck.moc"
