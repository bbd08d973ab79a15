// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/historytext.h"

namespace Parlance {

QString HistoryText::words(const RefusedTurn &refused, const QString &gateway, qsizetype message)
{
    const QString number = QString::number(message);
    switch (refused.why) {
    case HistoryProblem::Kind::BeginsWithAssistant:
        return tr(
            "Conversations with %1 start with a user message, but message %2 is an answer. Delete it, too.")
            .arg(gateway, number);
    case HistoryProblem::Kind::CallWithoutResult:
        return tr("The tool call %1 in message %2 has no result. Give it one, or delete the message.")
            .arg(refused.tool, number);
    case HistoryProblem::Kind::ResultWithoutCall:
        return tr("Message %1 is the result of a tool call that does not come right before it.").arg(number);
    case HistoryProblem::Kind::PartNotTaken:
        return tr(
            "%1 takes text only, but message %2 has a picture or a document. Delete the message, or send "
            "without it.")
            .arg(gateway, number);
    }
    Q_UNREACHABLE_RETURN({});
}

QString HistoryText::repair(HistoryProblem::Kind why)
{
    switch (why) {
    case HistoryProblem::Kind::CallWithoutResult:
        return tr("Add an empty result");
    case HistoryProblem::Kind::PartNotTaken:
        return tr("Remove it");
    case HistoryProblem::Kind::BeginsWithAssistant:
    case HistoryProblem::Kind::ResultWithoutCall:
        return tr("Delete it");
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace Parlance
