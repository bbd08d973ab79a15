// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/State>
#include <KSyntaxHighlighting/Theme>

#include <QList>
#include <QString>

namespace Parlance {

/// A piece of a line of code and what it is.
struct CodeToken
{
    qsizetype start = 0;
    qsizetype length = 0;
    KSyntaxHighlighting::Theme::TextStyle style = KSyntaxHighlighting::Theme::Normal;

    bool operator==(const CodeToken &) const = default;
};

/// Highlights code line by line. A line needs only the state at the end of the line before, so it costs the
/// same however long the code is.
class CodeHighlighter : private KSyntaxHighlighting::AbstractHighlighter
{
public:
    using State = KSyntaxHighlighting::State;

    /// `language` is the first word of a fence's info string: a name, an alias or a file extension, in any
    /// case.
    explicit CodeHighlighter(const QString &language);

    /// The tokens of `line`, those of plain text left out. `state` is that of the line before (a new one for
    /// the first line), and becomes that of this line.
    [[nodiscard]] QList<CodeToken> highlight(QStringView line, State &state);

    /// The name to show: "JavaScript" for "js". What is not known is shown as it is written.
    [[nodiscard]] static QString languageName(const QString &language);

    /// What the name of a file in that language ends with, without the dot; "txt" if that is not known.
    [[nodiscard]] static QString fileSuffix(const QString &language);

    /// Reads the list of languages, which takes some milliseconds the first time, before there is code that
    /// waits for it.
    static void prepare();

private:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override;

    QList<CodeToken> m_tokens;
    bool m_known = false;
};

} // namespace Parlance
