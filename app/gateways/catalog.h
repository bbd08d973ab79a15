// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/gateway.h"

#include <QStringList>
#include <expected>

namespace Parlance {

/// Reads one profile. The error names the field and what is wrong with it.
[[nodiscard]] std::expected<Gateway, QString> parseGateway(const QByteArray &json);

/// All the gateways there are to choose from.
class Catalog
{
public:
    /// Reads every *.json file of the folder, in order of name. A bad file is left out and named in `problems()`.
    [[nodiscard]] static Catalog fromFolder(const QString &folder);
    /// The gateways that come with Parlance (":/gateways").
    [[nodiscard]] static Catalog builtIn();

    [[nodiscard]] const QList<Gateway> &gateways() const { return m_gateways; }
    /// The gateway of that id, or null.
    [[nodiscard]] const Gateway *find(QStringView id) const;
    [[nodiscard]] const QStringList &problems() const { return m_problems; }

private:
    QList<Gateway> m_gateways;
    QStringList m_problems;
};

} // namespace Parlance
