// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/keyspage.h"

#include "client/connections.h"
#include "ui/settings/appsettings.h"

#include <QHBoxLayout>
#include <QListWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int SlotRole = Qt::UserRole;

} // namespace

KeysPage::KeysPage(Connections *connections, QWidget *parent)
    : SettingsPage(parent)
    , m_connections(connections)
    , m_keys(connections->keys())
    , m_list(new QListWidget)
    , m_form(new KeyForm(connections->keys()))
{
    setWindowTitle(tr("Keys"));
    m_list->setObjectName(u"keyList"_s);
    m_list->ensurePolished(); // or its rows are measured without the style sheet
    m_list->setAccessibleName(tr("Keys"));
    m_list->setFixedWidth(280);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(16);
    layout->addWidget(m_list);
    layout->addWidget(m_form, 1);
    connect(m_list, &QListWidget::currentRowChanged, this, &KeysPage::showCurrent);
    connect(m_form, &KeyForm::edited, this, &KeysPage::keepEdit);
    connect(m_keys, &KeyStore::changed, this, &KeysPage::showKeyState);
    connect(connections, &Connections::catalogChanged, this, &KeysPage::fillList);
}

void KeysPage::load()
{
    m_edits.clear();
    fillList();
}

void KeysPage::fillList()
{
    const QString before = currentSlot();
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const Gateway &gateway : m_connections->catalog().gateways()) {
            const QString slot = gateway.key.slot;
            if (m_connections->catalog().firstOfSlot(slot) != &gateway)
                continue; // takes no key, or its key is there already
            auto *item = new QListWidgetItem(namesOf(slot), m_list);
            item->setData(SlotRole, slot);
            if (slot == before)
                m_list->setCurrentItem(item);
        }
        if (m_list->currentRow() < 0)
            m_list->setCurrentRow(0);
    }
    showCurrent();
}

void KeysPage::select(const QString &gatewayId)
{
    const Gateway *gateway = m_connections->catalog().find(gatewayId);
    for (int row = 0; gateway && row < m_list->count(); ++row) {
        if (m_list->item(row)->data(SlotRole).toString() == gateway->key.slot)
            m_list->setCurrentRow(row);
    }
}

QString KeysPage::currentSlot() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->data(SlotRole).toString() : QString();
}

/// One profile by its full name, several by the name they share.
QString KeysPage::namesOf(const QString &slot) const
{
    const auto all = m_connections->catalog().gateways();
    const auto inSlot = [&slot](const Gateway &gateway) {
        return gateway.key.slot == slot;
    };
    const Gateway &first = *m_connections->catalog().firstOfSlot(slot);
    return std::ranges::count_if(all, inSlot) > 1 ? first.name : first.fullName();
}

QString KeysPage::aboutSlot(const QString &slot) const
{
    const Gateway &gateway = *m_connections->catalog().firstOfSlot(slot);
    const QUrl base = m_connections->baseUrl(gateway, Connections::Mode::Live);
    QStringList parts;
    if (gateway.key.isOptional)
        parts.append(tr("A key is needed only if the server asks for one."));
    parts.append(gateway.key.advice);
    if (!gateway.key.prefix.isEmpty())
        parts.append(tr("It begins with %1.").arg(gateway.key.prefix));
    parts.append(base.isEmpty() ? tr("It is sent nowhere until the gateway has a base URL.")
                                : tr("It is sent to %1 and nowhere else.").arg(base.authority()));
    parts.removeAll(QString());
    return parts.join(u' ');
}

void KeysPage::showCurrent()
{
    const QString slot = currentSlot();
    if (slot.isEmpty())
        return;
    m_form->show(slot, aboutSlot(slot), m_connections->catalog().firstOfSlot(slot)->key.variable,
        m_edits.value(slot, unchanged(slot)));
    Q_EMIT edited();
}

KeyEdit KeysPage::unchanged(const QString &slot) const
{
    return {.source = m_keys->source(slot)};
}

void KeysPage::keepEdit()
{
    const QString slot = currentSlot();
    const KeyEdit edit = m_form->edit();
    if (edit == unchanged(slot))
        m_edits.remove(slot);
    else
        m_edits.insert(slot, edit);
    m_list->setEnabled(m_form->problem().isEmpty()); // what is wrong is mended before one goes on
    Q_EMIT edited();
}

void KeysPage::showKeyState(const QString &slot)
{
    if (slot == currentSlot())
        m_form->showState();
}

void KeysPage::apply()
{
    const auto edits = std::exchange(m_edits, {});
    for (auto edit = edits.cbegin(); edit != edits.cend(); ++edit) {
        const KeySource &source = edit.value().source;
        m_keys->setSource(edit.key(), source);
        Settings::keySource(edit.key()).set(source.toString());
        if (edit.value().key)
            m_keys->setKey(edit.key(), *edit.value().key);
    }
    showCurrent();
}

bool KeysPage::isModified() const
{
    return !m_edits.isEmpty();
}

QString KeysPage::problem() const
{
    return m_edits.contains(currentSlot()) ? m_form->problem() : QString();
}

} // namespace Parlance
