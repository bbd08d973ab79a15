// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/answer.h"

#include <QTextBoundaryFinder>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

QStringList tokens(const QString &text)
{
    QStringList pieces;
    QString space;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    for (qsizetype from = 0, to = finder.toNextBoundary(); to >= 0; from = to, to = finder.toNextBoundary()) {
        const QString word = text.sliced(from, to - from);
        space += word;
        if (!word.trimmed().isEmpty())
            pieces.append(std::exchange(space, {}));
    }
    if (!space.isEmpty())
        pieces.append(space);
    return pieces;
}

Answer capped(const Answer &answer, qsizetype maxTokens)
{
    const QStringList pieces = tokens(answer.text);
    if (pieces.size() <= maxTokens)
        return answer;
    return {.reasoning = answer.reasoning,
        .text = pieces.first(maxTokens).join(QString()),
        .finishReason = u"length"_s,
        .serverCalls = answer.serverCalls};
}

Answer stopped(const Answer &answer, const QStringList &sequences)
{
    Answer result = answer;
    for (const QString &sequence : sequences) {
        const qsizetype at = sequence.isEmpty() ? -1 : result.text.indexOf(sequence);
        if (at < 0)
            continue;
        result.text.truncate(at);
        result.stopSequence = sequence;
    }
    return result;
}

} // namespace Parlance::Demo
