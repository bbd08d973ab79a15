// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/requestshape.h"

namespace Parlance {

namespace {

QJsonObject laidOver(QJsonObject below, const QJsonObject &above)
{
    for (auto field = above.constBegin(); field != above.constEnd(); ++field)
        below.insert(field.key(), field.value());
    return below;
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
    request.extra = laidOver(body, request.extra);
    return request;
}

} // namespace Parlance
