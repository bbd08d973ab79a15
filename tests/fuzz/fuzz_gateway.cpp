// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes, opened as a gateway's profile: what is read comes back when it is written, and asks for no key
// by itself.
#include "target.h"

#include "gateways/gatewayjson.h"

#include <QJsonDocument>

using namespace Parlance;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray file(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto gateway = parseGateway(file);
    if (!gateway) {
        Fuzz::require(!gateway.error().isEmpty(), "a profile is refused with words");
        return 0;
    }
    const QByteArray written = QJsonDocument(gatewayToJson(*gateway)).toJson();
    const auto again = parseGateway(written);
    Fuzz::require(again.has_value(), "what was read can be read when it is written");
    Fuzz::require(*again == *gateway, "a profile comes back");
    return 0;
}
