// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/gatewayform.h"

#include <algorithm>

namespace Parlance::Demo {

const StatusWords &wordsFor(int status, std::span<const StatusWords> list)
{
    const auto found = std::ranges::find(list, status, &StatusWords::status);
    return found == list.end() ? list.front() : *found;
}

DemoResponse withRetryAfter(DemoResponse response, const Refusal &refusal)
{
    if (refusal.retryAfter) {
        response.headers.append(QHttpHeaders::WellKnownHeader::RetryAfter,
            QByteArray::number(static_cast<qint64>(refusal.retryAfter->count())));
    }
    return response;
}

} // namespace Parlance::Demo
