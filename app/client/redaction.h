// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/target.h"
#include "gateways/secret.h"

#include <QStringList>

namespace Parlance {

/// Takes keys out of what leaves the window. A server may quote the key it was sent in its answer, so a text
/// is not free of it only because nobody put it there.
class Redaction
{
public:
    /// The keys that go with requests to this target are secret from now on.
    void add(const Target &target);
    void add(const Secret &key);

    /// The text with four dots in the place of each key.
    [[nodiscard]] QString of(QString text) const;

private:
    QStringList m_secrets;
};

/// The keys that go with requests to this target.
[[nodiscard]] QList<Secret> keysOf(const Target &target);

/// What stands in the place of a key.
[[nodiscard]] QString redactedKey();

/// True for a header that carries a key, whatever its case.
[[nodiscard]] bool carriesKey(const QByteArray &headerName);

} // namespace Parlance
