// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingspage.h"

#include <QHash>

class QComboBox;
class QLabel;
class QLineEdit;

namespace Parlance {

class Catalog;
struct Gateway;

/// Where each gateway is reached when a lane goes live.
class GatewayPage : public SettingsPage
{
    Q_OBJECT

public:
    /// `catalog` must outlive the page.
    explicit GatewayPage(const Catalog *catalog, QWidget *parent = nullptr);

    void load() override;
    void apply() override;
    [[nodiscard]] bool isModified() const override;
    [[nodiscard]] QString problem() const override;

private:
    void showGateway();
    void keepEdit(const QString &text);
    [[nodiscard]] const Gateway *current() const;

    const Catalog *m_catalog;
    QComboBox *m_gateway;
    QLineEdit *m_baseUrl;
    QLabel *m_about;
    QHash<QString, QString> m_edits; ///< gateway id to base URL
};

} // namespace Parlance
