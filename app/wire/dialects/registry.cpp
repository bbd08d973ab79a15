// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/registry.h"

#include "wire/dialects/chatcompletions.h"
#include "wire/dialects/floopfloop.h"
#include "wire/dialects/messages.h"

#include <algorithm>
#include <array>

namespace Parlance {

namespace {

const auto &dialects()
{
    static const ChatCompletions chatCompletions;
    static const Messages messages;
    static const FloopFloop chat(FloopFloop::Endpoint::Chat);
    static const FloopFloop generate(FloopFloop::Endpoint::Generate);
    static const auto all = std::to_array<const Dialect *>({&chatCompletions, &messages, &chat, &generate});
    return all;
}

} // namespace

const Dialect *findDialect(QStringView id)
{
    const auto known =
        std::ranges::find_if(dialects(), [id](const Dialect *dialect) { return dialect->id() == id; });
    return known == dialects().end() ? nullptr : *known;
}

QStringList dialectIds()
{
    QStringList ids;
    for (const Dialect *dialect : dialects())
        ids.append(dialect->id());
    return ids;
}

} // namespace Parlance
