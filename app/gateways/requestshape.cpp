// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/requestshape.h"

#include "wire/jsonobjectwriter.h"

namespace Parlance {

namespace {

QByteArray merged(const QByteArray &below, const QByteArray &above)
{
    if (below.isEmpty() || above.isEmpty())
        return below + above;
    JsonObjectWriter both;
    both.setMembers(below);
    both.setMembers(above);
    return both.toJson();
}

} // namespace

ChatRequest RequestShape::of(ChatRequest request) const
{
    if (!sendsModel)
        request.model.clear();
    if (!sendsSystem) {
        request.system.clear();
        request.messages.removeIf([](const Message &message) { return message.role == Role::System; });
    }
    request.asksUsage = asksUsage;
    request.extra = merged(body, request.extra);
    return request;
}

} // namespace Parlance
