// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;

namespace Parlance {

class ElidedLabel;
class GatewayConnection;
class ModeBadge;
class TargetResolver;

/// Chooses the gateway of a page without lanes, demo or live, and names the host that is asked live.
class GatewayBar : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive it.
    GatewayBar(GatewayConnection *connection, const TargetResolver *resolver, QWidget *parent = nullptr);

private:
    void fill();
    void follow();

    GatewayConnection *m_connection;
    const TargetResolver *m_resolver;
    QComboBox *m_gateways;
    ModeBadge *m_mode;
    ElidedLabel *m_host;
};

} // namespace Parlance
