// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/keyform.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardItemModel>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = KeySource::Kind;

QLabel *makeText(const QString &name, const QString &role)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    label->setProperty("role", role);
    label->setWordWrap(true);
    label->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    return label;
}

} // namespace

KeyForm::KeyForm(KeyStore *keys, QWidget *parent)
    : QWidget(parent)
    , m_keys(keys)
    , m_form(new QFormLayout(this))
    , m_about(makeText(u"keyAbout"_s, u"secondary"_s))
    , m_source(new QComboBox)
    , m_variable(new QLineEdit)
    , m_key(new QLineEdit)
    , m_clear(new QPushButton(tr("&Clear")))
    , m_keyRow(new QWidget)
    , m_state(makeText(u"keyState"_s, u"secondary"_s))
    , m_stored(makeText(u"keyStored"_s, u"secondary"_s))
{
    setObjectName(u"keyForm"_s);
    m_form->setContentsMargins(0, 0, 12, 0);
    m_form->setVerticalSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_form->addRow(m_about);
    addSources();
    addFields();
    m_form->addRow(QString(), m_state);
    m_form->addRow(QString(), m_stored);
}

void KeyForm::addSources()
{
    m_source->setObjectName(u"keySource"_s);
    m_source->addItem(tr("Environment variable"), QVariant::fromValue(static_cast<int>(Kind::Environment)));
    m_source->addItem(tr("Desktop keychain"), QVariant::fromValue(static_cast<int>(Kind::Keychain)));
    m_source->addItem(tr("This session only"), QVariant::fromValue(static_cast<int>(Kind::Session)));
    m_form->addRow(tr("Key comes &from:"), m_source);
    connect(m_source, &QComboBox::activated, this, [this] {
        m_key->clear();
        m_cleared = false;
        showFields();
        Q_EMIT edited();
    });
}

void KeyForm::addFields()
{
    m_variable->setObjectName(u"keyVariable"_s);
    m_form->addRow(tr("&Variable:"), m_variable);
    m_key->setObjectName(u"keyEntry"_s);
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setAccessibleName(tr("Key"));
    m_clear->setObjectName(u"clearKey"_s);
    m_clear->setAccessibleName(tr("Clear the key"));
    auto *row = new QHBoxLayout(m_keyRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_key, 1);
    row->addWidget(m_clear);
    auto *label = new QLabel(tr("&Key:"));
    label->setBuddy(m_key);
    m_form->addRow(label, m_keyRow);
    m_keyRow->setFocusProxy(m_key);
    connect(m_clear, &QPushButton::clicked, this, &KeyForm::clearKey);
    for (QLineEdit *line : {m_variable, m_key}) {
        connect(line, &QLineEdit::textEdited, this, [this] {
            m_cleared = false;
            showState();
            Q_EMIT edited();
        });
    }
}

void KeyForm::show(
    const QString &slot, const QString &about, const QString &usualVariable, const KeyEdit &edit)
{
    m_slot = slot;
    m_usualVariable = usualVariable;
    m_about->setText(about);
    m_source->setCurrentIndex(m_source->findData(static_cast<int>(edit.source.kind)));
    m_variable->setText(edit.source.variable);
    m_variable->setPlaceholderText(usualVariable);
    m_key->setText(edit.key ? QString::fromUtf8(edit.key->reveal()) : QString());
    m_cleared = edit.key && edit.key->isEmpty();
    auto *model = qobject_cast<QStandardItemModel *>(m_source->model());
    model->item(static_cast<int>(Kind::Keychain))->setEnabled(m_keys->hasKeychain());
    showFields();
}

void KeyForm::showFields()
{
    const bool isVariable = source().kind == Kind::Environment;
    m_form->setRowVisible(m_variable, isVariable);
    m_form->setRowVisible(m_keyRow, !isVariable);
    m_stored->setText(storedText());
    showState();
}

void KeyForm::clearKey()
{
    m_key->clear();
    m_cleared = true;
    showState();
    m_key->setFocus();
    Q_EMIT edited();
}

KeySource KeyForm::source() const
{
    const auto kind = static_cast<Kind>(m_source->currentData().toInt());
    if (kind != Kind::Environment)
        return {.kind = kind};
    const QString variable = m_variable->text().trimmed();
    return {.kind = kind, .variable = variable.isEmpty() ? m_usualVariable : variable};
}

KeyEdit KeyForm::edit() const
{
    KeyEdit edit{.source = source()};
    const Secret entered(m_key->text().toUtf8());
    if (edit.source.kind != Kind::Environment && (m_cleared || !entered.isEmpty()))
        edit.key = entered;
    return edit;
}

QString KeyForm::problem() const
{
    const KeySource from = source();
    if (from.kind == Kind::Environment && !from.variable.isEmpty() && !isKeyVariable(from.variable))
        return tr("Variable: \"%1\" is not the name of an environment variable. The key itself does not "
                  "belong there.")
            .arg(Secret(from.variable.toUtf8()).masked());
    if (from.kind == Kind::Keychain && !m_keys->hasKeychain())
        return tr("There is no keychain service on this desktop. Use an environment variable, or this "
                  "session only.");
    return {};
}

void KeyForm::showState()
{
    m_state->setText(stateText());
    m_clear->setEnabled(
        !m_cleared && (!m_key->text().isEmpty() || m_keys->state(m_slot) == KeyStore::State::Found));
    const bool stored = source() == m_keys->source(m_slot) && !m_cleared;
    m_key->setPlaceholderText(stored ? m_keys->key(m_slot).masked() : QString());
}

QString KeyForm::stateText() const
{
    const KeySource from = source();
    if (from.kind == Kind::Environment) {
        if (from.variable.isEmpty())
            return {};
        const Secret found(
            isKeyVariable(from.variable) ? qgetenv(from.variable.toLatin1().constData()) : QByteArray());
        return found.isEmpty() ? tr("%1 is not set.").arg(from.variable)
                               : tr("%1 is set: %2").arg(from.variable, found.masked());
    }
    if (m_cleared)
        return tr("The key will be removed.");
    if (!m_key->text().isEmpty() || from != m_keys->source(m_slot))
        return {};
    const QString problem = m_keys->problem(m_slot);
    if (!problem.isEmpty())
        return tr("The keychain says: %1").arg(problem);
    switch (m_keys->state(m_slot)) {
    case KeyStore::State::Found:
        return tr("There is a key: %1").arg(m_keys->key(m_slot).masked());
    case KeyStore::State::Asking:
        return tr("Asking the keychain…");
    case KeyStore::State::Missing:
    case KeyStore::State::Failed:
        break;
    }
    return tr("There is no key yet.");
}

QString KeyForm::storedText() const
{
    const QString none =
        m_keys->hasKeychain() ? QString() : u' ' + tr("This desktop has no keychain service.");
    switch (source().kind) {
    case Kind::Environment:
        return tr("Parlance stores the variable's name, never the key.") + none;
    case Kind::Keychain:
        return tr("The desktop's keychain stores the key; Parlance's own files do not have it.");
    case Kind::Session:
        return tr("The key is in memory only, and gone when Parlance closes.") + none;
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace Parlance
