// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/keychain.h"
#include "gateways/keysource.h"

#include <QHash>
#include <QObject>
#include <utility>

namespace Parlance {

/// The keys of this run, one per slot, each from the source that the user chose. A key from the environment
/// or the keychain is read on demand and kept in memory only; the store writes no file.
class KeyStore : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Missing, ///< there is no key at its source
        Asking,  ///< the keychain has not answered yet; it may wait for the user
        Failed,  ///< reading the keychain failed: `problem()` says why
        Found
    };
    Q_ENUM(State)

    explicit KeyStore(
        std::unique_ptr<Keychain> keychain = Keychain::ofTheDesktop(), QObject *parent = nullptr);

    /// The source of the slot's key; by default an environment variable without a name.
    [[nodiscard]] KeySource source(const QString &slot) const { return m_sources.value(slot); }
    /// Forgets a known key from the old source without removing it there.
    void setSource(const QString &slot, const KeySource &source);

    /// The key, if known. The first call for a key in the keychain starts to read it; `changed()` follows
    /// with the answer.
    [[nodiscard]] Secret key(const QString &slot);
    [[nodiscard]] State state(const QString &slot);
    /// The last error of the keychain, for the user; empty if there is none.
    [[nodiscard]] QString problem(const QString &slot) const { return m_problems.value(slot); }

    /// Stores a key in the slot's source: in the keychain, or in memory for this session. An empty key
    /// removes it there. Does nothing if the source is an environment variable.
    void setKey(const QString &slot, const Secret &key);

    /// Accepts that this key is sent despite this doubt, until the end of the session.
    void acceptKey(const QString &slot, const QString &doubt);
    [[nodiscard]] bool isAccepted(const QString &slot, const QString &doubt);
    /// Accepts what the other store accepts: the same keys despite the same doubts.
    void acceptAsIn(const KeyStore &other) { m_accepted = other.m_accepted; }

    [[nodiscard]] bool hasKeychain() const { return m_keychain->isAvailable(); }

Q_SIGNALS:
    /// The source, key, state or problem of a slot changed.
    void changed(const QString &slot);

private:
    void ask(const QString &slot);
    void keep(const QString &slot, const Keychain::Found &found);
    void writeToKeychain(const QString &slot, const Secret &key);

    std::unique_ptr<Keychain> m_keychain;
    QHash<QString, KeySource> m_sources;
    QHash<QString, Secret> m_keys;   ///< of this session, or as read from the keychain
    QHash<QString, int> m_asked;     ///< the number of the latest keychain request
    QHash<QString, bool> m_answered; ///< for the requested slots
    QHash<QString, QString> m_problems;
    QHash<std::pair<QString, QString>, Secret> m_accepted; ///< by slot and doubt
};

} // namespace Parlance
