// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/pricelist.h"
#include "ui/settings/settingspage.h"

class QLineEdit;
class QPushButton;
class QTableWidget;

namespace Parlance {

class TargetResolver;
struct Gateway;

/// The prices of models: one row for each tier of the gateways and for each model that the user adds. An
/// empty row means an unknown price.
class PricesPage : public SettingsPage
{
    Q_OBJECT

public:
    /// `resolver` must outlive the page.
    explicit PricesPage(const TargetResolver *resolver, QWidget *parent = nullptr);

    void load() override;
    void apply() override;
    [[nodiscard]] bool isModified() const override;
    [[nodiscard]] QString problem() const override;

private:
    QLayout *makeButtons();
    void buildTable();
    void addTiers(const PriceList &prices);
    void addRow(const PriceList::Entry &entry, bool known);
    void addModel();
    void clearCell();
    /// Removes an added model; clears the price of a tier.
    void removeCurrent();
    void showState();
    [[nodiscard]] QString providerOf(int row) const;
    [[nodiscard]] bool isTier(int row) const;
    [[nodiscard]] QString problemOf(int row) const;
    [[nodiscard]] QString problemOf(int row, int column) const;
    [[nodiscard]] QString nameOf(const QString &provider) const;
    [[nodiscard]] bool hasRow(const QString &provider, const QString &model) const;
    [[nodiscard]] PriceList prices() const;
    [[nodiscard]] QString text(int row, int column) const;

    const TargetResolver *m_resolver;
    QLineEdit *m_currency;
    QTableWidget *m_table;
    QPushButton *m_remove;
    bool m_loading = false;
};

} // namespace Parlance
