// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/capture.h"
#include "wire/json.h"

namespace Parlance {

/// Why a file holds no capture, and where. `workspace/words` has the sentences.
struct CaptureFault
{
    enum class Reason {
        Empty,     ///< no bytes, or only blank ones
        NotText,   ///< a picture, an archive, UTF-16 or the like
        NoAnswer,  ///< text that is neither a HAR file nor an answer
        CutOff,    ///< a HAR file that ends too early
        NotJson,   ///< a HAR file with a fault in its JSON: see `json`
        WrongType, ///< `field` of a HAR file must be `wanted`, but is missing or something else
        NotBase64, ///< `field` of a HAR file says that it is base64, but is not
        NoEntries, ///< a HAR file without a request
        TooMany,   ///< so many requests or values that they would take too much memory
        NoColon    ///< a line of an answer's head has no colon
    };

    Reason reason = Reason::Empty;
    TextPlace place = {};                                   ///< of the first byte that is wrong
    QByteArray bytes = {};                                  ///< the bytes there; see `bytesAt()`
    QString field = {};                                     ///< such as "log.entries[0].request"
    JsonValueView::Kind wanted = JsonValueView::Kind::Null; ///< with `WrongType`
    JsonFault::Reason json = JsonFault::Reason::NoValue;    ///< with `NotJson`

    bool operator==(const CaptureFault &) const = default;
};

using Captures = std::expected<QList<Capture>, CaptureFault>;

} // namespace Parlance
