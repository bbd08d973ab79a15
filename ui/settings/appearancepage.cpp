// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/appearancepage.h"

#include "client/calllog.h"
#include "workspace/appsettings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFontDatabase>
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

/// Shows the item with this value, which a file of settings may hold without one.
void choose(QComboBox *choice, const QVariant &value, const QString &name)
{
    int index = choice->findData(value);
    if (index < 0) {
        choice->addItem(name, value);
        index = choice->count() - 1;
    }
    choice->setCurrentIndex(index);
}

QString nameOfSize(int pixels)
{
    return AppearancePage::tr("%1 pixels").arg(pixels);
}

} // namespace

AppearancePage::AppearancePage(CallLog *calls, QWidget *parent)
    : SettingsPage(parent)
    , m_calls(calls)
    , m_ask(new QCheckBox(tr("&Ask before something unsaved is lost")))
    , m_memory(new QSpinBox)
    , m_held(new QLabel)
{
    setWindowTitle(tr("Appearance"));
    auto *form = new QFormLayout(this);
    form->setContentsMargins(16, 16, 16, 16);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(12);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    m_theme = addChoice(form, u"themeChoice"_s, tr("&Theme:"));
    m_theme->addItem(tr("System"), u"system"_s);
    m_theme->addItem(tr("Light"), u"light"_s);
    m_theme->addItem(tr("Dark"), u"dark"_s);
    addText(form);
    m_enter = addChoice(form, u"enterChoice"_s, tr("&Enter:"));
    m_enter->addItem(tr("Sends; Shift+Enter starts a new line"), true);
    m_enter->addItem(tr("Starts a new line; Ctrl+Enter sends"), false);
    m_ask->setObjectName(u"askBeforeForgetting"_s);
    m_ask->setToolTip(
        tr("A conversation, a prompt that was not sent, a system prompt or extra JSON that is in no preset"));
    form->addRow(tr("Closing:"), m_ask);
    addMemory(form);
    connect(m_ask, &QCheckBox::clicked, this, &SettingsPage::edited);
}

QComboBox *AppearancePage::addChoice(QFormLayout *form, const QString &name, const QString &label)
{
    auto *choice = new QComboBox;
    choice->setObjectName(name);
    form->addRow(label, choice);
    connect(choice, &QComboBox::currentIndexChanged, this, &SettingsPage::edited);
    return choice;
}

void AppearancePage::addText(QFormLayout *form)
{
    m_font = addChoice(form, u"fontChoice"_s, tr("&Font:"));
    m_font->addItem(tr("System"), QString());
    for (const QString &family : QFontDatabase::families()) {
        if (!QFontDatabase::isPrivateFamily(family) && QFontDatabase::isSmoothlyScalable(family))
            m_font->addItem(family, family);
    }
    m_size = addChoice(form, u"textSizeChoice"_s, tr("Text &size:"));
    m_size->addItem(tr("System"), 0);
    for (const int pixels : {12, 13, 14, 15, 16, 18, 20, 22, 24})
        m_size->addItem(nameOfSize(pixels), pixels);
    m_density = addChoice(form, u"densityChoice"_s, tr("&Density:"));
    m_density->addItem(tr("Comfortable"), false);
    m_density->addItem(tr("Compact"), true);
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
    const QString family = Settings::fontFamily().value();
    choose(m_font, family, family);
    const int pixels = Settings::textSize().value();
    choose(m_size, pixels, nameOfSize(pixels));
    m_density->setCurrentIndex(m_density->findData(Settings::isCompact().value()));
    m_enter->setCurrentIndex(m_enter->findData(Settings::enterSends().value()));
    m_ask->setChecked(Settings::asksBeforeForgetting().value());
}

void AppearancePage::apply()
{
    Settings::theme().set(m_theme->currentData().toString());
    Settings::fontFamily().set(m_font->currentData().toString());
    Settings::textSize().set(m_size->currentData().toInt());
    Settings::isCompact().set(m_density->currentData().toBool());
    Settings::enterSends().set(m_enter->currentData().toBool());
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
           m_font->currentData().toString() != Settings::fontFamily().value() ||
           m_size->currentData().toInt() != Settings::textSize().value() ||
           m_density->currentData().toBool() != Settings::isCompact().value() ||
           m_enter->currentData().toBool() != Settings::enterSends().value() ||
           m_ask->isChecked() != Settings::asksBeforeForgetting().value() ||
           m_memory->value() != Settings::callMemory().value();
}

} // namespace Parlance
