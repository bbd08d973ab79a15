// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/keyfields.h"

#include "client/keyconsent.h"
#include "ui/settings/formtext.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardItemModel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = KeySource::Kind;

} // namespace

KeyFields::KeyFields(KeyStore *keys, QFormLayout *form)
    : QObject(form)
    , m_keys(keys)
    , m_form(form)
    , m_key(new QLineEdit)
    , m_eye(new QToolButton)
    , m_clear(new QPushButton(tr("&Clear")))
    , m_keyRow(new QWidget)
    , m_source(new QComboBox)
    , m_variable(new QLineEdit)
    , m_state(new FormText(u"keyState"_s, u"secondary"_s))
    , m_stored(new FormText(u"keyStored"_s, u"secondary"_s))
    , m_place(new FormText(u"keyPlace"_s, u"secondary"_s))
{
    addKey();
    addSources();
    m_form->addRow(QString(), m_state);
    m_form->addRow(QString(), m_stored);
    m_form->addRow(QString(), m_place);
    connect(m_key, &QLineEdit::textEdited, this, &KeyFields::onTyped);
    connect(m_variable, &QLineEdit::textEdited, this, [this] {
        showState();
        Q_EMIT edited();
    });
    connect(m_clear, &QPushButton::clicked, this, &KeyFields::clearKey);
    connect(m_eye, &QToolButton::toggled, m_key,
        [this](bool shown) { m_key->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password); });
    connect(m_source, &QComboBox::activated, this, [this] {
        m_cleared = false;
        m_switched = false;
        if (source().kind == Kind::Environment)
            m_key->clear();
        showFields();
        Q_EMIT edited();
    });
}

void KeyFields::addKey()
{
    m_key->setObjectName(u"keyEntry"_s);
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setAccessibleName(tr("Key"));
    QIcon icon;
    icon.addFile(u":/icons/eye.svg"_s, {}, QIcon::Normal, QIcon::Off);
    icon.addFile(u":/icons/eye-off.svg"_s, {}, QIcon::Normal, QIcon::On);
    m_eye->setObjectName(u"showKey"_s);
    m_eye->setIcon(icon);
    m_eye->setCheckable(true);
    m_eye->setAccessibleName(tr("Show the key"));
    m_eye->setToolTip(tr("Show what is typed"));
    m_clear->setObjectName(u"clearKey"_s);
    m_clear->setAccessibleName(tr("Clear the key"));
    m_clear->setAutoDefault(false);
    auto *row = new QHBoxLayout(m_keyRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_key, 1);
    row->addWidget(m_eye);
    row->addWidget(m_clear);
    auto *label = new QLabel(tr("&Key:"));
    label->setBuddy(m_key);
    m_form->addRow(label, m_keyRow);
    m_keyRow->setFocusProxy(m_key);
    m_keyRow->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // in line with its label
}

void KeyFields::addSources()
{
    m_source->setObjectName(u"keySource"_s);
    m_source->addItem(tr("Environment variable"), QVariant::fromValue(static_cast<int>(Kind::Environment)));
    m_source->addItem(tr("Desktop keychain"), QVariant::fromValue(static_cast<int>(Kind::Keychain)));
    m_source->addItem(tr("This session only"), QVariant::fromValue(static_cast<int>(Kind::Session)));
    m_form->addRow(tr("Key kep&t in:"), m_source);
    m_variable->setObjectName(u"keyVariable"_s);
    m_form->addRow(tr("&Variable:"), m_variable);
}

void KeyFields::show(const Gateway &gateway, const KeyEdit &edit)
{
    m_slot = gateway.key.slot;
    m_rules = gateway.key;
    m_source->setCurrentIndex(m_source->findData(static_cast<int>(edit.source.kind)));
    m_variable->setText(edit.source.variable);
    m_variable->setPlaceholderText(m_rules.variable);
    m_key->setText(edit.key ? QString::fromUtf8(edit.key->reveal()) : QString());
    m_eye->setChecked(false);
    m_cleared = edit.key && edit.key->isEmpty();
    m_switched = false;
    auto *model = qobject_cast<QStandardItemModel *>(m_source->model());
    model->item(static_cast<int>(Kind::Keychain))->setEnabled(m_keys->hasKeychain());
    setVisible(gateway.takesKey());
}

void KeyFields::setVisible(bool visible)
{
    m_visible = visible;
    m_form->setRowVisible(m_keyRow, visible);
    m_form->setRowVisible(m_state, visible);
    m_form->setRowVisible(m_source, visible);
    m_form->setRowVisible(m_stored, visible);
    m_form->setRowVisible(m_place, visible);
    showFields();
}

void KeyFields::showFields()
{
    m_form->setRowVisible(m_variable, m_visible && source().kind == Kind::Environment);
    m_stored->setText(storedText());
    showState();
}

void KeyFields::showPlace(const QUrl &base)
{
    const QString origin = originOf(base);
    QStringList parts;
    if (m_rules.isOptional)
        parts.append(tr("A key is needed only if the server asks for one."));
    parts.append(m_rules.advice);
    if (!m_rules.prefix.isEmpty())
        parts.append(tr("It begins with %1.").arg(m_rules.prefix));
    parts.append(
        origin.isEmpty() ? tr("Not sent until a base URL is set.") : tr("Only sent to %1.").arg(origin));
    parts.removeAll(QString());
    m_place->setText(parts.join(u' '));
}

/// The environment is read-only.
void KeyFields::onTyped(const QString &text)
{
    m_cleared = false;
    const bool isVariable = source().kind == Kind::Environment;
    if (!text.isEmpty() && isVariable)
        m_source->setCurrentIndex(m_source->findData(static_cast<int>(Kind::Session)));
    else if (text.isEmpty() && m_switched)
        m_source->setCurrentIndex(m_source->findData(static_cast<int>(Kind::Environment)));
    m_switched = !text.isEmpty() && (isVariable || m_switched);
    showFields();
    Q_EMIT edited();
}

void KeyFields::clearKey()
{
    m_key->clear();
    m_cleared = true;
    showState();
    m_key->setFocus();
    Q_EMIT edited();
}

void KeyFields::focus()
{
    m_key->setFocus();
    m_key->selectAll();
}

KeySource KeyFields::source() const
{
    const auto kind = static_cast<Kind>(m_source->currentData().toInt());
    if (kind != Kind::Environment)
        return {.kind = kind};
    const QString variable = m_variable->text().trimmed();
    return {.kind = kind, .variable = variable.isEmpty() ? m_rules.variable : variable};
}

KeyEdit KeyFields::edit() const
{
    KeyEdit edit{.source = source()};
    const Secret entered(m_key->text().toUtf8());
    if (edit.source.kind != Kind::Environment && (m_cleared || !entered.isEmpty()))
        edit.key = entered;
    return edit;
}

bool KeyFields::hasKey() const
{
    const KeySource from = source();
    if (from.kind == Kind::Environment)
        return isKeyVariable(from.variable) &&
               !qEnvironmentVariableIsEmpty(from.variable.toLatin1().constData());
    return !m_key->text().isEmpty() || (!m_cleared && m_keys->state(m_slot) == KeyStore::State::Found);
}

QString KeyFields::problem() const
{
    const KeySource from = source();
    if (!m_visible)
        return {};
    if (from.kind == Kind::Environment && !from.variable.isEmpty() && !isKeyVariable(from.variable))
        return tr(
            "Variable: a key is read only from a variable with KEY, APIKEY, TOKEN, SECRET or PASSWORD in its "
            "name, such as MY_API_KEY. The key itself does not belong there.");
    if (from.kind == Kind::Keychain && !m_keys->hasKeychain())
        return tr("There is no keychain service on this desktop. Use an environment variable, or this "
                  "session only.");
    return {};
}

void KeyFields::showState()
{
    const KeySource from = source();
    const bool isVariable = from.kind == Kind::Environment;
    m_state->setText(stateText());
    m_state->setHidden(!m_visible || m_state->text().isEmpty());
    m_clear->setEnabled(!isVariable && !m_cleared &&
                        (!m_key->text().isEmpty() || m_keys->state(m_slot) == KeyStore::State::Found));
    const bool stored = from == m_keys->source(m_slot) && !m_cleared;
    m_key->setPlaceholderText(stored ? m_keys->key(m_slot).masked() : QString());
}

QString KeyFields::stateText() const
{
    const KeySource from = source();
    if (from.kind == Kind::Environment) {
        if (!isKeyVariable(from.variable))
            return {};
        const Secret found(qgetenv(from.variable.toLatin1().constData()));
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
        return tr("Key set: %1").arg(m_keys->key(m_slot).masked());
    case KeyStore::State::Asking:
        return tr("Asking the keychain…");
    case KeyStore::State::Missing:
    case KeyStore::State::Failed:
        break;
    }
    return tr("No key yet.");
}

QString KeyFields::storedText() const
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
