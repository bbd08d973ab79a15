// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/pricespage.h"

#include "client/targetresolver.h"
#include "view/base/focusring.h"
#include "view/base/theme.h"
#include "workspace/appsettings.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QTableWidget>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

enum Column { Provider, Model, Input, Output, Cached, ColumnCount };

/// Reads numbers in the user's locale and in the C locale.
std::optional<double> readPrice(const QString &text)
{
    bool ok = false;
    double price = QLocale().toDouble(text.trimmed(), &ok);
    if (!ok)
        price = text.trimmed().toDouble(&ok);
    return ok && std::isfinite(price) && price >= 0 ? std::optional(price) : std::nullopt;
}

QString writtenPrice(double price)
{
    return QLocale().toString(price, 'g', QLocale::FloatingPointShortest);
}

/// Tab goes from one price to the next, past what cannot be edited.
class PriceTable : public QTableWidget
{
public:
    using QTableWidget::QTableWidget;

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override
    {
        if (action != MoveNext && action != MovePrevious)
            return QTableWidget::moveCursor(action, modifiers);
        const int by = action == MoveNext ? 1 : -1;
        for (int cell = currentRow() * columnCount() + currentColumn() + by;
            cell >= 0 && cell < rowCount() * columnCount(); cell += by) {
            const QModelIndex index = model()->index(cell / columnCount(), cell % columnCount());
            if (index.flags().testFlag(Qt::ItemIsEditable))
                return index;
        }
        return QTableWidget::moveCursor(action, modifiers);
    }
};

} // namespace

PricesPage::PricesPage(const TargetResolver *resolver, QWidget *parent)
    : SettingsPage(parent)
    , m_resolver(resolver)
    , m_currency(new QLineEdit)
    , m_table(new PriceTable(0, ColumnCount))
    , m_remove(new QPushButton(tr("&Remove")))
{
    setWindowTitle(tr("Prices"));
    auto *about =
        new QLabel(tr("The gateways do not document their prices: enter what you pay per million tokens. "
                      "Where a price is known, each answer shows what it cost."));
    about->setWordWrap(true);
    about->setProperty("role", u"secondary"_s);
    m_currency->setObjectName(u"currency"_s);
    m_currency->setMaximumWidth(100);
    m_currency->setMaxLength(8);
    auto *form = new QFormLayout;
    form->addRow(tr("C&urrency:"), m_currency);
    buildTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(about);
    layout->addLayout(form);
    layout->addWidget(m_table, 1);
    layout->addLayout(makeButtons());
    connect(m_currency, &QLineEdit::textChanged, this, &SettingsPage::edited);
}

QLayout *PricesPage::makeButtons()
{
    auto *add = new QPushButton(tr("&Add a model"));
    add->setObjectName(u"addPrice"_s);
    add->setToolTip(tr("Adds a price for a model that is not listed here"));
    m_remove->setObjectName(u"removePrice"_s);
    m_remove->setToolTip(tr("Removes the selected row"));
    connect(add, &QPushButton::clicked, this, &PricesPage::addModel);
    connect(m_remove, &QPushButton::clicked, this, &PricesPage::removeCurrent);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    return buttons;
}

void PricesPage::buildTable()
{
    m_table->setObjectName(u"priceTable"_s);
    m_table->setAccessibleName(tr("Prices per million tokens"));
    m_table->setHorizontalHeaderLabels(
        {tr("Gateway"), tr("Model"), tr("Input"), tr("Output"), tr("Cached input")});
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (const Column column : {Provider, Model})
        m_table->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false); // in bold a name may be too wide
    m_table->setTabKeyNavigation(false);
    new FocusRing(m_table);
    m_table->horizontalHeader()->setSectionResizeMode(Model, QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultSectionSize(110);
    m_table->setColumnWidth(Provider, 150);
    connect(new QShortcut(QKeySequence::Delete, m_table, nullptr, nullptr, Qt::WidgetShortcut),
        &QShortcut::activated, this, &PricesPage::clearCell);
    connect(m_table, &QTableWidget::currentCellChanged, this, &PricesPage::showState);
    connect(m_table, &QTableWidget::cellChanged, this, [this] {
        if (m_loading)
            return;
        showState();
        Q_EMIT edited();
    });
}

void PricesPage::load()
{
    m_loading = true;
    const PriceList prices = PriceList::fromJson(Settings::prices().value().toUtf8());
    m_currency->setText(prices.currency);
    m_table->setRowCount(0);
    addTiers(prices);
    for (const PriceList::Entry &entry : prices.entries) {
        if (!hasRow(entry.provider, entry.model))
            addRow(entry, true);
    }
    m_loading = false;
    showState();
}

/// Profiles with one slot are one service with one price (RA-03).
void PricesPage::addTiers(const PriceList &prices)
{
    for (const Gateway &gateway : m_resolver->catalog().gateways()) {
        for (const Tier &tier : gateway.tiers) {
            const QString &slot = gateway.key.slot;
            if (tier.model.isEmpty() || hasRow(slot, tier.model))
                continue;
            const auto price = prices.find(slot, tier.model);
            addRow(
                {.provider = slot, .model = tier.model, .price = price.value_or(Price{})}, price.has_value());
            m_table->item(m_table->rowCount() - 1, Model)->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        }
    }
}

void PricesPage::addRow(const PriceList::Entry &entry, bool known)
{
    const QScopedValueRollback quiet(m_loading, true);
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    auto *provider = new QTableWidgetItem(nameOf(entry.provider));
    provider->setData(Qt::UserRole, entry.provider);
    provider->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    auto *model = new QTableWidgetItem(entry.model);
    m_table->setItem(row, Provider, provider);
    m_table->setItem(row, Model, model);
    const QStringList texts{known ? writtenPrice(entry.price.input) : QString(),
        known ? writtenPrice(entry.price.output) : QString(),
        known && entry.price.cached ? writtenPrice(*entry.price.cached) : QString()};
    for (int i = 0; i < texts.size(); ++i) {
        auto *item = new QTableWidgetItem(texts.at(i));
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_table->setItem(row, Input + i, item);
    }
}

/// Adds a model that no profile names; the user chooses its gateway in the row.
void PricesPage::addModel()
{
    const int row = m_table->rowCount();
    addRow({}, false);
    auto *gateways = new QComboBox;
    gateways->setAccessibleName(tr("Gateway"));
    for (const Gateway &gateway : m_resolver->catalog().gateways()) {
        if (gateways->findData(gateway.key.slot) < 0)
            gateways->addItem(nameOf(gateway.key.slot), gateway.key.slot);
    }
    m_table->setCellWidget(row, Provider, gateways);
    const auto keep = [gateways, item = m_table->item(row, Provider)] {
        item->setData(Qt::UserRole, gateways->currentData());
    };
    connect(gateways, &QComboBox::currentIndexChanged, this, keep);
    keep();
    m_table->scrollToBottom();
    m_table->setCurrentCell(row, Model);
    m_table->editItem(m_table->item(row, Model));
}

void PricesPage::clearCell()
{
    QTableWidgetItem *item = m_table->currentItem();
    if (item && item->flags().testFlag(Qt::ItemIsEditable))
        item->setText({});
}

void PricesPage::removeCurrent()
{
    const int row = m_table->currentRow();
    if (row < 0)
        return;
    if (isTier(row)) {
        for (int column = Input; column < ColumnCount; ++column)
            m_table->item(row, column)->setText({});
    } else {
        m_table->removeRow(row);
    }
    showState();
    Q_EMIT edited();
}

/// Marks each invalid cell.
void PricesPage::showState()
{
    const QScopedValueRollback quiet(m_loading, true); // marking is not an edit
    for (int row = 0; row < m_table->rowCount(); ++row) {
        for (int column = Input; column < ColumnCount; ++column) {
            const QString problem = problemOf(row, column);
            QTableWidgetItem *item = m_table->item(row, column);
            item->setToolTip(problem);
            item->setData(Qt::ForegroundRole,
                problem.isEmpty() ? QVariant() : QVariant(QBrush(Theme::current().error)));
        }
    }
    const int row = m_table->currentRow();
    m_remove->setEnabled(row >= 0 && (!isTier(row) || !text(row, Input).isEmpty() ||
                                         !text(row, Output).isEmpty() || !text(row, Cached).isEmpty()));
}

QString PricesPage::providerOf(int row) const
{
    return m_table->item(row, Provider)->data(Qt::UserRole).toString();
}

/// A model that the user added can be renamed, whatever its name.
bool PricesPage::isTier(int row) const
{
    return !m_table->item(row, Model)->flags().testFlag(Qt::ItemIsEditable);
}

QString PricesPage::nameOf(const QString &provider) const
{
    for (const Gateway &gateway : m_resolver->catalog().gateways()) {
        if (gateway.key.slot == provider)
            return gateway.name;
    }
    return provider;
}

bool PricesPage::hasRow(const QString &provider, const QString &model) const
{
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (providerOf(row) == provider && text(row, Model) == model)
            return true;
    }
    return false;
}

QString PricesPage::text(int row, int column) const
{
    const QTableWidgetItem *item = m_table->item(row, column);
    return item ? item->text().trimmed() : QString();
}

PriceList PricesPage::prices() const
{
    PriceList list;
    list.currency = m_currency->text().trimmed();
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto input = readPrice(text(row, Input));
        const auto output = readPrice(text(row, Output));
        if (text(row, Model).isEmpty() || !input || !output)
            continue;
        list.entries.append({.provider = providerOf(row),
            .model = text(row, Model),
            .price = {.input = *input, .output = *output, .cached = readPrice(text(row, Cached))}});
    }
    return list;
}

void PricesPage::apply()
{
    const PriceList list = prices();
    Settings::prices().set(list == PriceList() ? QString() : QString::fromUtf8(list.toJson()));
}

bool PricesPage::isModified() const
{
    return prices() != PriceList::fromJson(Settings::prices().value().toUtf8());
}

QString PricesPage::problemOf(int row, int column) const
{
    const QString price = text(row, column);
    return price.isEmpty() || readPrice(price)
               ? QString()
               : tr("“%1” is not a price: write a number such as %2.").arg(price, writtenPrice(2.5));
}

QString PricesPage::problemOf(int row) const
{
    for (int column = Input; column < ColumnCount; ++column) {
        if (const QString problem = problemOf(row, column); !problem.isEmpty())
            return problem;
    }
    const QString model = text(row, Model);
    const bool known = !text(row, Input).isEmpty() && !text(row, Output).isEmpty();
    const bool blank = (text(row, Input) + text(row, Output) + text(row, Cached)).isEmpty();
    if (blank)
        return {};
    if (model.isEmpty())
        return tr("Enter a model for this price.");
    if (!known)
        return tr("%1 needs a price for its input and one for its output.").arg(model);
    for (int before = 0; before < row; ++before) {
        if (text(before, Model) == model && providerOf(before) == providerOf(row))
            return tr("%1 is there twice.").arg(model);
    }
    return {};
}

QString PricesPage::problem() const
{
    if (m_currency->text().trimmed().isEmpty())
        return tr("The prices need a currency.");
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (const QString problem = problemOf(row); !problem.isEmpty())
            return problem;
    }
    return {};
}

} // namespace Parlance
