// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/appearancepage.h"

#include "client/calllog.h"
#include "workspace/appsettings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int MostMegabytes = 64 * 1024;

} // namespace

AppearancePage::AppearancePage(CallLog *calls, QWidget *parent)
    : SettingsPage(parent)
    , m_calls(calls)
    , m_theme(new QComboBox)
    , m_ask(new QCheckBox(tr("&Ask before something unsaved is lost")))
    , m_memory(new QSpinBox)
    , m_held(new QLabel)
{
    setWindowTitle(tr("Appearance"));
    m_theme->setObjectName(u"themeChoice"_s);
    m_theme->addItem(tr("System"), u"system"_s);
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
    addMemory(form);
    connect(m_ask, &QCheckBox::clicked, this, &SettingsPage::edited);
    connect(m_theme, &QComboBox::currentIndexChanged, this, &SettingsPage::edited);
}

void AppearancePage::addMemory(QFormLayout *form)
{
    m_memory->setObjectName(u"callMemory"_s);
    m_memory->setButtonSymbols(QAbstractSpinBox::NoButtons);
    for (QWidget *named :
        {static_cast<QWidget *>(m_memory), static_cast<QWidget *>(m_memory->findChild<QLineEdit *>())})
        named->setAccessibleName(tr("Memory for calls"));
    m_memory->setRange(1, MostMegabytes);
    m_memory->setSuffix(tr(" MB"));
    m_memory->setToolTip(
        tr("What goes over the wire is kept in memory only, and the oldest is dropped first"));
    m_held->setObjectName(u"callMemoryHeld"_s);
    m_held->setProperty("role", u"secondary"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_memory);
    row->addWidget(m_held);
    form->addRow(tr("&Memory for calls:"), row);
    qobject_cast<QLabel *>(form->labelForField(row))->setBuddy(m_memory);
    connect(m_memory, &QSpinBox::valueChanged, this, &SettingsPage::edited);
}

void AppearancePage::load()
{
    m_memory->setValue(Settings::callMemory().value());
    showHeld();
    m_theme->setCurrentIndex(qMax(0, m_theme->findData(Settings::theme().value())));
    m_ask->setChecked(Settings::asksBeforeForgetting().value());
}

void AppearancePage::apply()
{
    Settings::theme().set(m_theme->currentData().toString());
    Settings::asksBeforeForgetting().set(m_ask->isChecked());
    Settings::callMemory().set(m_memory->value());
    m_calls->setBudget(m_memory->value() * CallLog::Megabyte);
    showHeld();
}

void AppearancePage::showHeld()
{
    m_held->setText(tr("%1 in use").arg(QLocale().formattedDataSize(m_calls->heldBytes())));
}

bool AppearancePage::isModified() const
{
    return m_theme->currentData().toString() != Settings::theme().value() ||
           m_ask->isChecked() != Settings::asksBeforeForgetting().value() ||
           m_memory->value() != Settings::callMemory().value();
}

} // namespace Parlance
