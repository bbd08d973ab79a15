// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"

#include <QList>
#include <QStringList>

namespace Parlance {

/// A value that stands for its name in prompts.
struct Variable
{
    QString name;
    QString value;

    bool operator==(const Variable &) const = default;
};

/// The text as it is sent. `{{name}}` becomes the value of the variable with that name, if there is one; a
/// name has letters, digits and `_` only. `\{{name}}` becomes `{{name}}`. Everything else stays, and so does
/// the whole text without variables. A value is not looked into.
[[nodiscard]] QString filled(const QString &text, const QList<Variable> &variables);
/// A prompt as it is sent: with its text filled in.
[[nodiscard]] Message filled(const Message &prompt, const QList<Variable> &variables);
/// The names that stand like variables in the text, each once, in order.
[[nodiscard]] QStringList variablesIn(const QString &text);

} // namespace Parlance
