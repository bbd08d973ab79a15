// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/State>
#include <KSyntaxHighlighting/Theme>

#include <QList>
#include <QString>

namespace Parlance {

/// A range of a line of code and its style.
struct CodeToken
{
    qsizetype start = 0;
    qsizetype length = 0;
    KSyntaxHighlighting::Theme::TextStyle style = KSyntaxHighlighting::Theme::Normal;

    bool operator==(const CodeToken &) const = default;
};

/// Highlights code line by line. A line needs only the state at the end of the previous line, so its cost
/// does not depend on the length of the code. Each thread may have its own.
class CodeHighlighter : private KSyntaxHighlighting::AbstractHighlighter
{
public:
    using State = KSyntaxHighlighting::State;

    /// `language` is the first word of a fence's info string, in any case: a name, an alias, a well-known
    /// file extension or a file with one. Other words, such as the endings of rare formats, are no language.
    explicit CodeHighlighter(const QString &language);

    /// The tokens of `line`, without those of plain text. `state` is the previous line's (a new one for the
    /// first line) and becomes this line's.
    [[nodiscard]] QList<CodeToken> highlight(QStringView line, State &state);

    /// The display name: "JavaScript" for "js". Unknown names stay as written.
    [[nodiscard]] static QString languageName(const QString &language);

    /// The file extension of that language, without the dot; "txt" if unknown.
    [[nodiscard]] static QString fileSuffix(const QString &language);

    /// Begins to load the list of languages and the most common of them, which takes some milliseconds, in
    /// another thread. The first code in this one waits for it. Has no effect if it was begun before.
    static void prepare();

private:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override;

    QList<CodeToken> m_tokens;
    bool m_known = false;
};

} // namespace Parlance
