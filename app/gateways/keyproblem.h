// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/secret.h"

#include <QUrl>
#include <optional>

namespace Parlance {

class Catalog;
struct Gateway;

/// A reason not to send a key.
struct KeyProblem
{
    QString words;           ///< one or two sentences for the user
    bool isQuestion = false; ///< the user may send it anyway

    bool operator==(const KeyProblem &) const = default;
};

/// Checks a key before it is sent to `url` for `gateway`: whether it can be a key at all, whether it begins
/// like this gateway's keys (FF-03) or like another's (RO-05), and whether others could read it on the way.
/// Empty if there is no problem, and for an empty key.
[[nodiscard]] std::optional<KeyProblem> keyProblem(
    const Secret &key, const Gateway &gateway, const QUrl &url, const Catalog &catalog);

} // namespace Parlance
