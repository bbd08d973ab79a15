// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/secret.h"

#include <expected>
#include <functional>
#include <memory>

class QObject;

namespace Parlance {

/// The desktop's secret store, with one entry per slot. All answers come later, never from inside the call,
/// and none after `context` is deleted. An error is a sentence for the user.
class Keychain
{
public:
    using Found = std::expected<Secret, QString>;
    using Done = std::expected<void, QString>;

    virtual ~Keychain() = default;

    /// False if the desktop has no such service. Returns quickly: contacts nothing that may be slow or ask
    /// for a password.
    [[nodiscard]] virtual bool isAvailable() = 0;
    /// Reads the slot's key; an empty one if there is none.
    virtual void read(
        const QString &slot, QObject *context, const std::function<void(const Found &)> &answer) = 0;
    virtual void write(const QString &slot, const Secret &key, QObject *context,
        const std::function<void(const Done &)> &answer) = 0;
    /// Succeeds if there is no entry.
    virtual void remove(
        const QString &slot, QObject *context, const std::function<void(const Done &)> &answer) = 0;

    /// KWallet or the Secret Service (GNOME Keyring, KeePassXC), through QtKeychain. Never writes a file
    /// itself.
    [[nodiscard]] static std::unique_ptr<Keychain> ofTheDesktop();
};

} // namespace Parlance
