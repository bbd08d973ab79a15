// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/conversation/conversationmessages.h"

#include <QTextDocument>

namespace Parlance {

/// The document as text, one line per block, with the formats of its runs: equal documents give equal text.
inline QString dump(const QTextDocument &document)
{
    QStringList lines;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const BlockLook look = BlockLook::of(block.blockFormat());
        QString line = QStringLiteral("%1 %2 %3 space %4 %5")
                           .arg(int(look.kind))
                           .arg(QString::fromLatin1(look.nesting), look.marker)
                           .arg(look.space)
                           .arg(look.first);
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const RunLook run = RunLook::of(it.fragment().charFormat());
            line += QStringLiteral(" [%1|%2|%3|%4]")
                        .arg(it.fragment().text())
                        .arg(run.styles.toInt())
                        .arg(run.token)
                        .arg(run.link);
        }
        line += QStringLiteral(" %1").arg(QString::fromLatin1(look.columns));
        lines += line;
    }
    return lines.join(u'\n');
}

/// Adds question 0 and its answer 1, in pieces of `each` characters.
inline void answer(ConversationMessages &messages, const QString &text, qsizetype each)
{
    messages.addQuestion(0, QStringLiteral("A question\nof two lines"));
    messages.beginAnswer(1);
    for (qsizetype at = 0; at < text.size(); at += each) {
        messages.appendText(QStringView(text).sliced(at, std::min(each, text.size() - at)));
        messages.flush();
    }
    messages.endAnswer(ConversationMessages::End::Complete);
    messages.flush();
}

/// Adds a question and its answer, in the next turn, both given whole.
inline void answer(ConversationMessages &messages, int turn, const QString &text)
{
    messages.addQuestion(turn, QStringLiteral("Question %1").arg(turn));
    messages.beginAnswer(turn + 1);
    messages.appendText(text);
    messages.endAnswer(ConversationMessages::End::Complete);
}

inline QString manyLines(int count)
{
    QString text;
    for (int i = 0; i < count; ++i)
        text += QStringLiteral("Paragraph %1.\n\n").arg(i);
    return text;
}

inline QTextBlock blockWith(const QTextDocument &document, const QString &text)
{
    return document.find(text).block();
}

} // namespace Parlance
