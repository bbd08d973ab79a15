// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/secret.h"

#include <expected>
#include <functional>
#include <memory>

class QObject;

namespace Parlance {

/// The desktop's store of secrets, with one entry a slot. All answers come later, never from within the call,
/// and none after `context` is gone; an error is in words.
class Keychain
{
public:
    using Found = std::expected<Secret, QString>;
    using Done = std::expected<void, QString>;

    virtual ~Keychain() = default;

    /// False if this desktop has no such service. Quick: asks nobody who may be slow or want a password.
    [[nodiscard]] virtual bool isAvailable() = 0;
    /// Finds the slot's key; an empty one if there is none.
    virtual void read(
        const QString &slot, QObject *context, const std::function<void(const Found &)> &answer) = 0;
    virtual void write(const QString &slot, const Secret &key, QObject *context,
        const std::function<void(const Done &)> &answer) = 0;
    /// No error if there is none.
    virtual void remove(
        const QString &slot, QObject *context, const std::function<void(const Done &)> &answer) = 0;

    /// KWallet, or the Secret Service (GNOME Keyring, KeePassXC), through QtKeychain. Never a file of our
    /// own.
    [[nodiscard]] static std::unique_ptr<Keychain> ofTheDesktop();
};

} // namespace Parlance
