// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/answerversions.h"

#include "chat/visibletext.h"
#include "ui/playground/laneanswer.h"
#include "workspace/callmetrics.h"
#include "workspace/lanechoice.h"

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using TurnId = Conversation::TurnId;

constexpr qsizetype MostOfPrompt = 32; ///< letters in a name

/// The versions of the question; `Root` alone for answers without one.
QList<TurnId> questionsOf(const Conversation &conversation, TurnId turn)
{
    const TurnId question = conversation.turn(turn).call ? conversation.turn(turn).parent : turn;
    const bool isThere = question != Conversation::Root && !conversation.turn(question).removed;
    return isThere ? conversation.versions(question) : QList<TurnId>{question};
}

bool isAnswer(const Conversation::Turn &turn)
{
    return !turn.removed && turn.call && !turn.call->isByHand && hasEnded(*turn.call);
}

QString nameOf(const AnswerVersion &version, qsizetype number, bool hasOtherPrompts)
{
    QStringList parts{QString::number(number), nameOf(*version.call)};
    const QString prompt = promptOf(*version.call).simplified();
    if (hasOtherPrompts && !prompt.isEmpty())
        parts << (prompt.size() > MostOfPrompt ? prompt.first(MostOfPrompt) + u'…' : prompt);
    return parts.join(u" · "_s);
}

} // namespace

QList<AnswerVersion> answerVersions(const Conversation &conversation, TurnId turn)
{
    const QList<TurnId> questions = questionsOf(conversation, turn);
    const QList<TurnId> path = conversation.path();
    QList<AnswerVersion> versions;
    for (TurnId id = 0; id < conversation.size(); ++id) {
        const Conversation::Turn &answer = conversation.turn(id);
        if (!questions.contains(answer.parent) || !isAnswer(answer))
            continue;
        versions.append({.turn = id,
            .name = {},
            .call = answer.call,
            .text = textOf(answer.answer()),
            .metrics = metricsOf(*answer.call),
            .isShown = path.contains(id)});
        versions.last().metrics.finishReason = visibleLine(answer.answer().finishReason);
    }
    for (qsizetype i = 0; i < versions.size(); ++i)
        versions[i].name = nameOf(versions.at(i), i + 1, questions.size() > 1);
    return versions;
}

TurnId lastWithAnswerVersions(const Conversation &conversation)
{
    for (const TurnId turn : conversation.path() | std::views::reverse) {
        if (conversation.turn(turn).call && answerVersions(conversation, turn).size() > 1)
            return turn;
    }
    return Conversation::Root;
}

} // namespace Parlance
