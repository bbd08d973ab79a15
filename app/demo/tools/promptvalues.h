// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <functional>
#include <optional>

namespace Parlance::Demo {

/// What a prompt, or a part of it, has to fill the arguments of a tool with. Each value is taken once.
class PromptValues
{
public:
    /// `known` are the stems of the tool's own words, which are no values.
    PromptValues(const QString &text, const QStringList &known);

    [[nodiscard]] const QString &text() const { return m_text; }

    /// The next text in quotes.
    std::optional<QString> takeQuoted();
    /// The next name: words with capitals within a sentence; without any, words after "in", "for" and the
    /// like.
    std::optional<QString> takeName();
    /// The next number that is welcome.
    std::optional<double> takeNumber(const std::function<bool(double)> &welcome);
    /// Takes no value for the one that was chosen from a list.
    void forget(const QString &chosen);

    /// What stands after a word of the tool: "country: Italy", "3 days", "days = 3"; not taken.
    [[nodiscard]] std::optional<QString> named(const QString &property) const;
    std::optional<double> takeNamedNumber(const QString &property);
    /// What the prompt is about: after "for", "about", "on" or "of" up to its end, else all of it.
    [[nodiscard]] QString phrase() const;

    /// How many values are left.
    [[nodiscard]] qsizetype left() const { return m_quoted.size() + m_names.size() + m_numbers.size(); }

private:
    QString m_text;
    QStringList m_quoted;
    QStringList m_names;
    QList<double> m_numbers;
};

} // namespace Parlance::Demo
