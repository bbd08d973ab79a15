// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/part.h"

#include <QJsonObject>
#include <QSet>

namespace Parlance {

/// The words of a text, however it is wrapped: a string, a list of texts, or an object that has one as
/// "text", "content", "thinking", "summary" or "value". Empty for anything else.
[[nodiscard]] QString wordsIn(const QJsonValue &value);

/// True if the value has text for a person or data: not only numbers, flags, and facts such as "id" or
/// "role".
[[nodiscard]] bool carriesContent(const QJsonValue &value);

/// Names what a server sent and nobody reads: each name once, with its first value, as an `OtherPart`.
class UnreadMembers
{
public:
    /// Adds the member if it carries content and its name is new. Facts about the content, such as "id",
    /// "role" or "logprobs", are none.
    void add(const QString &name, const QJsonValue &value, QList<Part> &parts);
    /// Does so with all members of the object but those whose names are read.
    template <typename IsRead>
    void addAllBut(IsRead isRead, const QJsonObject &object, QList<Part> &parts)
    {
        for (auto member = object.begin(); member != object.end(); ++member) {
            const QJsonValue value = member.value();
            if (!value.isString() && !value.isArray() && !value.isObject())
                continue;
            if (const QString name = member.key(); !isRead(name))
                add(name, value, parts);
        }
    }

private:
    QSet<QString> m_told;
};

} // namespace Parlance
