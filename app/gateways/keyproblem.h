// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/secret.h"

#include <QUrl>
#include <optional>

namespace Parlance {

class Catalog;
struct Gateway;

/// Why a key should not be sent.
struct KeyProblem
{
    QString words;           ///< a sentence or two, for the user
    bool isQuestion = false; ///< the user may know better and send it all the same

    bool operator==(const KeyProblem &) const = default;
};

/// Looks at a key before it is sent to `url` for `gateway`: whether it can be a key at all, whether it begins
/// as this gateway's keys do (FF-03) or as another's (RO-05), and whether the way there is open to others.
/// Empty if nothing speaks against it. An empty key is none.
[[nodiscard]] std::optional<KeyProblem> keyProblem(
    const Secret &key, const Gateway &gateway, const QUrl &url, const Catalog &catalog);

} // namespace Parlance
