// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/finishreason.h"

#include <QTest>

using namespace Parlance;

class TestFinishReason : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ending_data();
    void ending();
    void B_10_B_11_onlyPauseTurnIsAPause();
};

void TestFinishReason::ending_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<Ending>("ending");
    const std::pair<Ending, QByteArrayList> endings[] = {
        {Ending::Usual, {QByteArray(), "stop", "STOP", "FINISH_REASON_STOP", "end_turn", "eos", "tool_calls",
                            "tool_use", "COMPLETE"}},
        {Ending::Cut, {"length", "MAX_TOKENS", "max_output_tokens", "model_context_window_exceeded"}},
        {Ending::Withheld, {"content_filter", "SAFETY", "refusal", "sensitive", "PROHIBITED_CONTENT",
                               "BLOCKLIST", "RECITATION", "guardrail_intervened"}},
        {Ending::Failed, {"error", "network_error", "abort", "cancelled", "insufficient_system_resource",
                             "engine_overloaded", "MALFORMED_FUNCTION_CALL", "timed_out", "failed"}},
        {Ending::Unknown, {"pause_turn", "odd"}}};
    for (const auto &[ending, words] : endings) {
        for (const QByteArray &word : words)
            QTest::newRow(word.isEmpty() ? "none" : word.constData()) << QString::fromLatin1(word) << ending;
    }
}

void TestFinishReason::ending()
{
    QFETCH(const QString, word);
    QFETCH(const Ending, ending);
    QCOMPARE(endingOf(word), ending);
}

void TestFinishReason::B_10_B_11_onlyPauseTurnIsAPause()
{
    QVERIFY(isPause(QStringLiteral("pause_turn")));
    for (const char *other : {"end_turn", "max_tokens", "stop_sequence", "tool_use", "refusal",
             "model_context_window_exceeded", ""})
        QVERIFY(!isPause(QString::fromLatin1(other)));
}

QTEST_GUILESS_MAIN(TestFinishReason)
#include "tst_finishreason.moc"
