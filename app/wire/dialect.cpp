// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialect.h"

#include "wire/chatcompletions.h"

#include <algorithm>
#include <array>

namespace Parlance {

namespace {

const auto &dialects()
{
    static const ChatCompletions chatCompletions;
    static const std::array<const Dialect *, 1> all = {&chatCompletions};
    return all;
}

} // namespace

const Dialect *Dialect::find(QStringView id)
{
    const auto known =
        std::ranges::find_if(dialects(), [id](const Dialect *dialect) { return dialect->id() == id; });
    return known == dialects().end() ? nullptr : *known;
}

QStringList Dialect::ids()
{
    QStringList ids;
    for (const Dialect *dialect : dialects())
        ids.append(dialect->id());
    return ids;
}

} // namespace Parlance
