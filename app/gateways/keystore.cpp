// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/keystore.h"

namespace Parlance {

KeyStore::KeyStore(std::unique_ptr<Keychain> keychain, QObject *parent)
    : QObject(parent)
    , m_keychain(std::move(keychain))
{
}

void KeyStore::setSource(const QString &slot, const KeySource &source)
{
    if (m_sources.contains(slot) && m_sources.value(slot) == source)
        return;
    m_sources.insert(slot, source);
    m_keys.remove(slot);
    m_answered.remove(slot);
    m_problems.remove(slot);
    Q_EMIT changed(slot);
}

Secret KeyStore::key(const QString &slot)
{
    const KeySource from = source(slot);
    if (from.kind == KeySource::Kind::Environment)
        return isKeyVariable(from.variable) ? Secret(qgetenv(from.variable.toLatin1().constData()))
                                            : Secret();
    if (from.kind == KeySource::Kind::Keychain && !m_answered.contains(slot))
        ask(slot);
    return m_keys.value(slot);
}

KeyStore::State KeyStore::state(const QString &slot)
{
    if (!key(slot).isEmpty())
        return State::Found;
    if (!m_answered.value(slot, true))
        return State::Asking;
    return problem(slot).isEmpty() ? State::Missing : State::Failed;
}

void KeyStore::setKey(const QString &slot, const Secret &key)
{
    const KeySource::Kind kind = source(slot).kind;
    if (kind == KeySource::Kind::Environment)
        return;
    if (kind == KeySource::Kind::Keychain)
        writeToKeychain(slot, key);
    m_keys.insert(slot, key);
    m_answered.insert(slot, true);
    m_problems.remove(slot);
    Q_EMIT changed(slot);
}

void KeyStore::acceptKey(const QString &slot, const QString &doubt)
{
    m_accepted.insert({slot, doubt}, key(slot));
}

bool KeyStore::isAccepted(const QString &slot, const QString &doubt)
{
    const Secret accepted = m_accepted.value({slot, doubt});
    return !accepted.isEmpty() && accepted == key(slot);
}

void KeyStore::ask(const QString &slot)
{
    m_answered.insert(slot, false);
    const int number = ++m_asked[slot];
    m_keychain->read(slot, this, [this, slot, number](const Keychain::Found &found) {
        if (number == m_asked.value(slot) && !m_answered.value(slot, true))
            keep(slot, found);
    });
}

void KeyStore::keep(const QString &slot, const Keychain::Found &found)
{
    m_answered.insert(slot, true);
    m_keys.insert(slot, found.value_or(Secret()));
    m_problems.insert(slot, found ? QString() : found.error());
    Q_EMIT changed(slot);
}

/// The key is usable at once; an error while storing it is reported later.
void KeyStore::writeToKeychain(const QString &slot, const Secret &key)
{
    const auto told = [this, slot](const Keychain::Done &done) {
        if (done)
            return;
        m_problems.insert(slot, done.error());
        Q_EMIT changed(slot);
    };
    if (key.isEmpty())
        m_keychain->remove(slot, this, told);
    else
        m_keychain->write(slot, key, this, told);
}

} // namespace Parlance
