// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>
#include <QString>

namespace Parlance {

/// What is known of each message of a conversation, by its turn: the text as it was given, whether it is an
/// answer, and which of its versions it is.
class MessageRecords
{
public:
    /// Which version of a message this is, from 1, of how many, and a note on them.
    struct Version
    {
        int index = 1;
        int count = 1;
        QString note = {};
    };

    void clear();

    void addQuestion(int turn, const QString &text) { m_sources.insert(turn, text); }
    /// Adds an answer that has no text yet.
    void addAnswer(int turn);
    /// Adds text to what was given of an answer.
    void append(int turn, QStringView text) { m_sources[turn] += text; }

    /// The message as it was given: the user's words, or the answer's Markdown. Empty if there is no such
    /// message.
    [[nodiscard]] QString source(int turn) const { return m_sources.value(turn); }
    [[nodiscard]] bool isAnswer(int turn) const { return m_answers.contains(turn); }
    [[nodiscard]] bool isQuestion(int turn) const { return m_sources.contains(turn) && !isAnswer(turn); }

    /// The message may come later.
    void setVersion(int turn, const Version &version);
    /// The first of one if nothing else was set.
    [[nodiscard]] Version version(int turn) const { return m_versions.value(turn); }

private:
    QHash<int, QString> m_sources;
    QSet<int> m_answers;
    QHash<int, Version> m_versions; ///< of messages with several
};

} // namespace Parlance
