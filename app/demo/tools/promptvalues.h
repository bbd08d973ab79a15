// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <functional>
#include <optional>

namespace Parlance::Demo {

/// The values in a prompt, or in a part of it, for the arguments of a tool. Each value is taken once.
class PromptValues
{
public:
    /// `known` are the stems of the tool's own words, which are not values.
    PromptValues(const QString &text, const QStringList &known);

    [[nodiscard]] const QString &text() const { return m_text; }

    /// The next quoted text.
    std::optional<QString> takeQuoted();
    /// The next name: capitalised words within a sentence; without any, the words after "in", "for" and the
    /// like.
    std::optional<QString> takeName();
    /// The next number that `welcome` accepts.
    std::optional<double> takeNumber(const std::function<bool(double)> &welcome);
    /// Removes the value that was chosen from a list.
    void forget(const QString &chosen);

    /// The text after a word of the tool: "country: Italy", "3 days", "days = 3". Does not take the value.
    [[nodiscard]] std::optional<QString> named(const QString &property) const;
    std::optional<double> takeNamedNumber(const QString &property);
    /// The prompt's subject: the text after "for", "about", "on" or "of", or else all of it.
    [[nodiscard]] QString phrase() const;

    /// The number of values that remain.
    [[nodiscard]] qsizetype left() const { return m_quoted.size() + m_names.size() + m_numbers.size(); }

private:
    QString m_text;
    QStringList m_quoted;
    QStringList m_names;
    QList<double> m_numbers;
};

} // namespace Parlance::Demo
