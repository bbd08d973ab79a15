// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/appearancepage.h"

#include "workspace/appsettings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

AppearancePage::AppearancePage(QWidget *parent)
    : SettingsPage(parent)
    , m_theme(new QComboBox)
    , m_ask(new QCheckBox(tr("&Ask before something unsaved is lost")))
{
    setWindowTitle(tr("Appearance"));
    m_theme->setObjectName(u"themeChoice"_s);
    m_theme->addItem(tr("As the desktop"), u"system"_s);
    m_theme->addItem(tr("Light"), u"light"_s);
    m_theme->addItem(tr("Dark"), u"dark"_s);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(16, 16, 16, 16);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(12);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    form->addRow(tr("&Theme:"), m_theme);
    m_ask->setObjectName(u"askBeforeForgetting"_s);
    m_ask->setToolTip(
        tr("A conversation, a prompt that was not sent, a system prompt or extra JSON that is in no preset"));
    form->addRow(tr("Closing:"), m_ask);
    connect(m_ask, &QCheckBox::clicked, this, &SettingsPage::edited);
    connect(m_theme, &QComboBox::currentIndexChanged, this, &SettingsPage::edited);
}

void AppearancePage::load()
{
    m_theme->setCurrentIndex(qMax(0, m_theme->findData(Settings::theme().value())));
    m_ask->setChecked(Settings::asksBeforeForgetting().value());
}

void AppearancePage::apply()
{
    Settings::theme().set(m_theme->currentData().toString());
    Settings::asksBeforeForgetting().set(m_ask->isChecked());
}

bool AppearancePage::isModified() const
{
    return m_theme->currentData().toString() != Settings::theme().value() ||
           m_ask->isChecked() != Settings::asksBeforeForgetting().value();
}

} // namespace Parlance
