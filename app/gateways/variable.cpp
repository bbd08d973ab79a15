// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/variable.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

const QRegularExpression &pattern()
{
    static const QRegularExpression pattern(
        uR"((\\?)\{\{(\w+)\}\})"_s, QRegularExpression::UseUnicodePropertiesOption);
    return pattern;
}

} // namespace

QString filled(const QString &text, const QList<Variable> &variables)
{
    if (variables.isEmpty())
        return text;
    QString result;
    qsizetype end = 0;
    for (const QRegularExpressionMatch &match : pattern().globalMatch(text)) {
        const auto known = std::ranges::find(variables, match.captured(2), &Variable::name);
        result += QStringView(text).sliced(end, match.capturedStart() - end);
        if (!match.captured(1).isEmpty())
            result += QStringView(text).sliced(match.capturedStart() + 1, match.capturedLength() - 1);
        else
            result += known == variables.end() ? match.captured() : known->value;
        end = match.capturedEnd();
    }
    return result.append(QStringView(text).sliced(end));
}

Message filled(const Message &prompt, const QList<Variable> &variables)
{
    Message message = prompt;
    for (Part &part : message.parts) {
        if (auto *text = std::get_if<TextPart>(&part))
            text->text = filled(text->text, variables);
    }
    return message;
}

QStringList variablesIn(const QString &text)
{
    QStringList names;
    for (const QRegularExpressionMatch &match : pattern().globalMatch(text)) {
        if (match.captured(1).isEmpty() && !names.contains(match.captured(2)))
            names << match.captured(2);
    }
    return names;
}

} // namespace Parlance
