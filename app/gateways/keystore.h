// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/keychain.h"
#include "gateways/keysource.h"

#include <QHash>
#include <QObject>
#include <utility>

namespace Parlance {

/// The keys of this run, one a slot, each from the place the user chose for it. A key from the environment or
/// the keychain is looked up when it is asked for and kept in memory only; nothing here writes a file.
class KeyStore : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Missing, ///< there is none at its place
        Asking,  ///< the keychain has not answered yet; it may be waiting for the user
        Failed,  ///< the keychain could not be read: `problem()` says why
        Found
    };
    Q_ENUM(State)

    explicit KeyStore(
        std::unique_ptr<Keychain> keychain = Keychain::ofTheDesktop(), QObject *parent = nullptr);

    /// Where the slot's key comes from: an environment variable without a name unless it was set.
    [[nodiscard]] KeySource source(const QString &slot) const { return m_sources.value(slot); }
    /// A key that was known from the old place is forgotten, not removed there.
    void setSource(const QString &slot, const KeySource &source);

    /// What is known now. The first call for a key in the keychain begins to ask it, and `changed()` comes
    /// when it answers.
    [[nodiscard]] Secret key(const QString &slot);
    [[nodiscard]] State state(const QString &slot);
    /// What went wrong with the keychain last, in words; empty if nothing did.
    [[nodiscard]] QString problem(const QString &slot) const { return m_problems.value(slot); }

    /// Puts a key where the slot's source says: into the keychain, or into memory for this session; an empty
    /// one removes it there. A variable of the environment is not ours to set: then this does nothing.
    void setKey(const QString &slot, const Secret &key);

    /// The user wants this very key to be sent in spite of this doubt; forgotten at the end of the session.
    void acceptKey(const QString &slot, const QString &doubt);
    [[nodiscard]] bool isAccepted(const QString &slot, const QString &doubt);

    [[nodiscard]] bool hasKeychain() const { return m_keychain->isAvailable(); }

Q_SIGNALS:
    /// The source, key, state or problem of a slot is another one now.
    void changed(const QString &slot);

private:
    void ask(const QString &slot);
    void keep(const QString &slot, const Keychain::Found &found);
    void writeToKeychain(const QString &slot, const Secret &key);

    std::unique_ptr<Keychain> m_keychain;
    QHash<QString, KeySource> m_sources;
    QHash<QString, Secret> m_keys;   ///< of this session, or as the keychain had them
    QHash<QString, int> m_asked;     ///< the number of the newest question to the keychain
    QHash<QString, bool> m_answered; ///< for the slots that were asked for
    QHash<QString, QString> m_problems;
    QHash<std::pair<QString, QString>, Secret> m_accepted; ///< by slot and doubt
};

} // namespace Parlance
