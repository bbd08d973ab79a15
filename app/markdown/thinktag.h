// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// Takes the thinking out of an answer that begins with <think> (or <thinking>, <thought>, <reasoning>, in
/// capitals or not), as local engines send it without a reasoning parser. The tag counts nowhere else, nor
/// the closing one within a line of fenced code, at the end of a span of code, or behind a line of the same
/// fence that begins with the opening one. Elsewhere in a fence it ends the thinking, which may be cut in its
/// code. Where the beginning stood in the prompt, as with the templates of DeepSeek R1 and others, a line
/// </think> outside code makes thinking of all the text before it. What any split of the text gives is the
/// same.
class ThinkTag
{
public:
    struct Parts
    {
        QString thinking;
        QString text;
        bool retracts = false; ///< the text of the parts before was thinking: it is in `thinking`

        void add(const Parts &next);
    };

    /// The next piece of the answer; holds back what may be part of a tag.
    [[nodiscard]] Parts take(QStringView piece);
    /// The answer has ended: what was held back.
    [[nodiscard]] Parts finish();
    /// The reasoning came in a separate field: a line </think> without an opening tag is text.
    void expectNoEnd() { m_expectsEnd = false; }
    /// The same of a whole answer; `isApart` if there is such reasoning.
    [[nodiscard]] static Parts partsOf(QStringView answer, bool isApart = false);

private:
    enum class Place { Begin, Untagged, ThinkingBegins, Thinking, TextBegins, Text };

    bool readBegin();
    void readUntagged();
    void retract(qsizetype end);
    void readThinking();
    void follow(QStringView text);
    [[nodiscard]] bool isOpeningInFence() const;
    void passOn(qsizetype size);
    static bool skipSpace(QString &text);

    Place m_place = Place::Begin;
    QString m_held;
    QString m_closing;        ///< the tag that ends the thinking
    QString m_line;           ///< the beginning of the last line
    QString m_fence;          ///< the marks of the open fence; empty if none is
    QChar m_last;             ///< the last character
    bool m_inSpan = false;    ///< a span of code is open in the last line
    bool m_endIsCode = false; ///< the open fence shows an opening tag: the next closing one is that one's
    QString m_given;          ///< text that may have been thinking
    bool m_expectsEnd = true;
    Parts m_parts;
};

} // namespace Parlance
