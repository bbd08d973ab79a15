// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/keyfields.h"

#include <QHash>

namespace Parlance {

class TargetResolver;

/// The keys edited in the settings, one per slot, until they are applied.
class KeyEdits
{
public:
    /// `resolver` must outlive it.
    explicit KeyEdits(TargetResolver *resolver);

    /// The key of a slot with the edits.
    [[nodiscard]] KeyEdit of(const QString &slot) const;
    /// Takes the edit from the form of this gateway.
    void take(const Gateway &gateway, const KeyEdit &edit);
    [[nodiscard]] bool isEmpty() const { return m_edits.isEmpty(); }
    void clear() { m_edits.clear(); }

    /// Stores the keys at their sources, and the sources in the settings. Allows each key to go to the base
    /// URL in the form where it was entered. Returns the ids of the gateways that got a key.
    QStringList apply();

private:
    struct Edit
    {
        QString gatewayId;
        KeyEdit key;
    };

    TargetResolver *m_resolver;
    QHash<QString, Edit> m_edits; ///< by slot
};

} // namespace Parlance
