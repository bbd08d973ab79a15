// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>
#include <QString>

namespace Parlance {

/// What is known of each message of a conversation, by turn: its source text, whether it is an answer, and
/// which version it is.
class MessageRecords
{
public:
    /// Which version of a message this is, from 1, how many there are, and a note on them.
    struct Version
    {
        int index = 1;
        int count = 1;
        QString note = {};
    };

    void clear();

    void addQuestion(int turn, const QString &text) { m_sources.insert(turn, text); }
    /// Adds a message that is neither a question nor an answer; ignored if there is a message of this turn.
    void addCard(int turn, const QString &text);
    /// Adds an empty answer.
    void addAnswer(int turn);
    /// Appends text to the source of an answer.
    void append(int turn, QStringView text) { m_sources[turn] += text; }
    /// The answer's reasoning came in a separate field.
    void noteReasoning(int turn) { m_reasoned.insert(turn); }

    /// The source of a message: the user's words, a card's text, or the answer's Markdown. Empty if the
    /// message does not exist.
    [[nodiscard]] QString source(int turn) const { return m_sources.value(turn); }
    [[nodiscard]] bool isAnswer(int turn) const { return m_answers.contains(turn); }
    [[nodiscard]] bool hasReasoning(int turn) const { return m_reasoned.contains(turn); }
    [[nodiscard]] bool isQuestion(int turn) const
    {
        return m_sources.contains(turn) && !isAnswer(turn) && !m_cards.contains(turn);
    }

    /// The message may be added later.
    void setVersion(int turn, const Version &version);
    /// By default version 1 of 1.
    [[nodiscard]] Version version(int turn) const { return m_versions.value(turn); }

private:
    QHash<int, QString> m_sources;
    QSet<int> m_answers;
    QSet<int> m_cards;
    QSet<int> m_reasoned;
    QHash<int, Version> m_versions; ///< of messages with several versions
};

} // namespace Parlance
