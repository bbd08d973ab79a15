// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/keyedits.h"

#include "client/targetresolver.h"
#include "workspace/appsettings.h"

namespace Parlance {

KeyEdits::KeyEdits(TargetResolver *resolver)
    : m_resolver(resolver)
{
}

KeyEdit KeyEdits::of(const QString &slot) const
{
    return m_edits.value(slot, {.gatewayId = {}, .key = {.source = m_resolver->keys()->source(slot)}}).key;
}

void KeyEdits::take(const Gateway &gateway, const KeyEdit &edit)
{
    KeyEdit unchanged{.source = m_resolver->keys()->source(gateway.key.slot)};
    if (unchanged.source == KeySource()) // a new gateway
        unchanged.source.variable = gateway.key.variable;
    if (edit == unchanged)
        m_edits.remove(gateway.key.slot);
    else if (edit !=
             m_edits.value(gateway.key.slot).key) // an equal edit keeps the gateway where it was entered
        m_edits.insert(gateway.key.slot, {.gatewayId = gateway.id, .key = edit});
}

QStringList KeyEdits::apply()
{
    QStringList entered;
    const auto edits = std::exchange(m_edits, {});
    for (auto edit = edits.cbegin(); edit != edits.cend(); ++edit) {
        if (!m_resolver->catalog().firstOfSlot(edit.key())) // its gateway was removed again
            continue;
        const KeyEdit &key = edit.value().key;
        m_resolver->keys()->setSource(edit.key(), key.source);
        Settings::keySource(edit.key()).set(key.source.toString());
        if (key.key)
            m_resolver->keys()->setKey(edit.key(), *key.key);
        const Gateway *gateway = m_resolver->catalog().find(edit.value().gatewayId);
        if (!gateway || m_resolver->keys()->state(edit.key()) == KeyStore::State::Missing)
            continue;
        m_resolver->allowKey(*gateway);
        entered << gateway->id;
    }
    Settings::keyConsents().set(toTexts(m_resolver->consents()));
    return entered;
}

} // namespace Parlance
