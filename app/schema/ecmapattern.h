// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>

namespace Parlance {

/// A regular expression of a schema (ECMA-262), which is searched for. It gives up after a bounded number of
/// steps.
class EcmaPattern
{
public:
    enum class Match { Yes, No, TooCostly };

    explicit EcmaPattern(const QString &pattern);

    /// Empty for a valid one.
    [[nodiscard]] QString problem() const
    {
        return m_expression.isValid() ? QString() : m_expression.errorString();
    }
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] Match match(const QString &text) const;
    /// False if no text that begins so matches. True wherever that is not certain.
    [[nodiscard]] bool canMatch(const QString &beginning) const;

private:
    QString m_text;
    QRegularExpression m_expression;
};

} // namespace Parlance
