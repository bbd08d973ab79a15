// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/gateway.h"

#include <QStringList>

namespace Parlance {

/// All the gateways there are to choose from.
class Catalog
{
public:
    /// Reads every *.json file of the folder, in order of name. A bad file, or one with an id that was there
    /// before, is left out and named in `problems()`. A folder that does not exist has no gateways.
    [[nodiscard]] static Catalog fromFolder(const QString &folder);
    /// The gateways that come with Parlance (":/gateways").
    [[nodiscard]] static Catalog builtIn();

    [[nodiscard]] const QList<Gateway> &gateways() const { return m_gateways; }
    /// The gateway of that id, or null.
    [[nodiscard]] const Gateway *find(QStringView id) const;
    /// One line for each file that was left out: its name and why.
    [[nodiscard]] const QStringList &problems() const { return m_problems; }

private:
    [[nodiscard]] std::expected<void, QString> add(const QString &file);

    QList<Gateway> m_gateways;
    QStringList m_problems;
};

} // namespace Parlance
