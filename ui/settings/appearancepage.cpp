// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/appearancepage.h"

#include "ui/settings/appsettings.h"

#include <QComboBox>
#include <QFormLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

AppearancePage::AppearancePage(QWidget *parent)
    : SettingsPage(parent)
    , m_theme(new QComboBox)
{
    setWindowTitle(tr("Appearance"));
    m_theme->setObjectName(u"themeChoice"_s);
    m_theme->addItem(tr("As the desktop"), u"system"_s);
    m_theme->addItem(tr("Light"), u"light"_s);
    m_theme->addItem(tr("Dark"), u"dark"_s);
    auto *form = new QFormLayout(this);
    form->addRow(tr("&Theme:"), m_theme);
    connect(m_theme, &QComboBox::currentIndexChanged, this, &SettingsPage::edited);
}

void AppearancePage::load()
{
    m_theme->setCurrentIndex(qMax(0, m_theme->findData(Settings::theme().value())));
}

void AppearancePage::apply()
{
    Settings::theme().set(m_theme->currentData().toString());
}

bool AppearancePage::isModified() const
{
    return m_theme->currentData().toString() != Settings::theme().value();
}

} // namespace Parlance
