// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/plainmessages.h"

#include "demo/forms/bodyreader.h"

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

Role readRole(BodyReader &reader)
{
    for (const Role role : {Role::System, Role::User, Role::Assistant}) {
        if (reader.value(u"role"_s).toString() == roleName(role))
            return role;
    }
    reader.refuse(u"role"_s, u"must be system, user or assistant"_s);
    return Role::User;
}

} // namespace

QList<Message> readPlainMessages(BodyReader &reader)
{
    QList<Message> messages;
    reader.each(u"messages"_s, reader.array(u"messages"_s), [&](BodyReader &item) {
        const Role role = readRole(item);
        const QString content = item.requiredString(u"content"_s);
        messages.append(Message::of(role, content));
    });
    return messages;
}

} // namespace Parlance::Demo
