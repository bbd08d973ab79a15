// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/keyspage.h"

#include "client/targetresolver.h"
#include "workspace/appsettings.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QLabel *makeText(const QString &name, const QString &words)
{
    auto *label = new QLabel(words);
    label->setObjectName(name);
    label->setProperty("role", u"secondary"_s);
    label->setWordWrap(true);
    return label;
}

} // namespace

KeysPage::KeysPage(TargetResolver *resolver, QWidget *parent)
    : SettingsPage(parent)
    , m_resolver(resolver)
    , m_list(new QListWidget)
    , m_none(makeText(u"noConsents"_s, tr("No other address is allowed yet.")))
    , m_takeBack(new QPushButton(tr("Re&voke")))
{
    setWindowTitle(tr("Keys"));
    m_list->setObjectName(u"consentList"_s);
    m_list->ensurePolished(); // otherwise its rows are measured without the style sheet
    m_list->setAccessibleName(tr("Addresses that keys may go to"));
    m_list->setWordWrap(true);
    m_takeBack->setObjectName(u"takeBackConsent"_s);
    m_takeBack->setAutoDefault(false);
    m_takeBack->setToolTip(tr("Asks again before this key goes there"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_takeBack);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(
        makeText(u"consentAbout"_s, tr("A key goes to its own gateway without a question. Before a key goes "
                                       "to any other address, Parlance "
                                       "asks once and keeps the answer here. Enter keys under Gateways.")));
    layout->addWidget(m_none);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    layout->addStretch();
    connect(m_takeBack, &QPushButton::clicked, this, &KeysPage::takeBack);
    connect(
        m_list, &QListWidget::currentRowChanged, this, [this](int row) { m_takeBack->setEnabled(row >= 0); });
    connect(resolver, &TargetResolver::changed, this, &KeysPage::load);
}

/// The user may decide while the page is open; keeps what was revoked.
void KeysPage::load()
{
    m_consents = m_resolver->consents();
    m_consents.removeIf([this](const KeyConsent &consent) { return m_takenBack.contains(consent); });
    showConsents();
}

void KeysPage::showConsents()
{
    m_list->clear();
    for (const KeyConsent &consent : std::as_const(m_consents))
        m_list->addItem(wordsOf(consent));
    m_list->setVisible(!m_consents.isEmpty());
    m_takeBack->setVisible(!m_consents.isEmpty());
    m_takeBack->setEnabled(!m_consents.isEmpty());
    m_list->setCurrentRow(0);
    m_none->setVisible(m_consents.isEmpty());
}

QString KeysPage::wordsOf(const KeyConsent &consent) const
{
    QString key = m_resolver->nameOfKey(consent.slot, consent.source);
    key[0] = key[0].toUpper();
    const QString words = consent.isGiven ? tr("%1 may go to %2") : tr("%1 must not go to %2");
    const QString time = consent.isForThisRun ? u' ' + tr("(until Parlance closes)") : QString();
    return words.arg(key, consent.origin) + time;
}

void KeysPage::takeBack()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    m_takenBack << m_consents.takeAt(row);
    showConsents();
    Q_EMIT edited();
}

void KeysPage::apply()
{
    QList<KeyConsent> kept = m_resolver->consents();
    kept.removeIf([this](const KeyConsent &consent) { return m_takenBack.contains(consent); });
    m_takenBack.clear();
    m_resolver->setConsents(kept);
    Settings::keyConsents().set(toTexts(kept));
}

bool KeysPage::isModified() const
{
    return !m_takenBack.isEmpty();
}

} // namespace Parlance
