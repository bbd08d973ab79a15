// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/presetsdialog.h"

#include "view/base/linkbutton.h"
#include "view/base/stylesheet.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int MaxName = 60;

QStringList idsOf(const Catalog &catalog)
{
    QStringList ids;
    for (const Gateway &gateway : catalog.gateways())
        ids << gateway.id;
    return ids;
}

} // namespace

PresetsDialog::PresetsDialog(const PresetStore &store, Preset page, const Catalog &catalog, QWidget *parent)
    : QDialog(parent)
    , m_store(store)
    , m_page(std::move(page))
    , m_gateways(idsOf(catalog))
    , m_name(new QLineEdit(m_page.name))
    , m_withPrompt(new QCheckBox(tr("&with the prompt")))
    , m_save(new QPushButton(tr("&Save")))
    , m_list(new QListWidget)
    , m_none(new QLabel(tr("No presets yet. Save this page's lanes under a name.")))
    , m_message(new QLabel)
    , m_undo(new QPushButton(tr("&Undo")))
{
    setObjectName(u"presetsDialog"_s);
    setWindowTitle(tr("Presets"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_name->setObjectName(u"presetName"_s);
    m_name->setMaxLength(MaxName);
    m_withPrompt->setObjectName(u"withPrompt"_s);
    m_withPrompt->setToolTip(tr("Saves the unsent prompt in the preset, too"));
    m_withPrompt->setVisible(!m_page.prompt.trimmed().isEmpty());
    m_save->setObjectName(u"savePreset"_s);
    m_list->setObjectName(u"presetList"_s);
    m_list->setAccessibleName(tr("Presets"));
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_none->setObjectName(u"noPresets"_s);
    m_none->setProperty("role", u"secondary"_s);
    m_none->setWordWrap(true);
    m_none->setAlignment(Qt::AlignCenter);
    (new QVBoxLayout(m_list->viewport()))->addWidget(m_none);
    m_message->setObjectName(u"presetMessage"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_undo->setObjectName(u"undoPreset"_s);
    lookLikeLink(m_undo);
    buildLayout();
    reload({});
    say({}, {});
    resize(640, 440);
    m_name->setFocus();
    m_name->selectAll();

    connect(m_save, &QPushButton::clicked, this, &PresetsDialog::save);
    connect(m_name, &QLineEdit::textChanged, this, &PresetsDialog::showButtons);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (item)
            item->setSelected(true); // also the one that Tab reaches
        showButtons();
    });
    connect(m_list, &QListWidget::itemDoubleClicked, this, &PresetsDialog::openSelected);
    connect(m_list, &QListWidget::itemChanged, this,
        [this](const QListWidgetItem *item) { rename(item->text()); });
    connect(m_undo, &QPushButton::clicked, this, &PresetsDialog::undo);
    for (QWidget *field : {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_withPrompt),
             static_cast<QWidget *>(m_list)})
        field->installEventFilter(this);
}

void PresetsDialog::buildLayout()
{
    auto *saving = new QHBoxLayout;
    auto *label = new QLabel(tr("Save this page's lanes &as:"));
    label->setBuddy(m_name);
    saving->addWidget(label);
    saving->addWidget(m_name, 1);
    saving->addWidget(m_withPrompt);
    saving->addWidget(m_save);
    auto *about = new QLabel(tr(
        "A preset keeps gateways, models and parameters, with system prompts, variables, tools and schemas. "
        "It never keeps a key or a conversation."));
    about->setProperty("role", u"secondary"_s);
    about->setWordWrap(true);
    auto *message = new QHBoxLayout;
    message->addWidget(m_message, 1);
    message->addWidget(m_undo);
    auto *buttons = new QHBoxLayout;
    m_ofSelected = {addButton(tr("&Open"), u"openPreset"_s, &PresetsDialog::openSelected),
        addButton(tr("&Rename"), u"renamePreset"_s, &PresetsDialog::edit),
        addButton(tr("&Delete"), u"deletePreset"_s, &PresetsDialog::remove),
        addButton(tr("&Export…"), u"exportPreset"_s, &PresetsDialog::chooseExport)};
    for (QPushButton *button : std::as_const(m_ofSelected))
        buttons->addWidget(button);
    buttons->addStretch();
    buttons->addWidget(addButton(tr("&Import…"), u"importPreset"_s, &PresetsDialog::chooseImport));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(10);
    layout->addLayout(saving);
    layout->addWidget(about);
    layout->addWidget(m_list, 1);
    layout->addLayout(message);
    layout->addLayout(buttons);
}

QPushButton *PresetsDialog::addButton(
    const QString &text, const QString &name, void (PresetsDialog::*clicked)())
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    connect(button, &QPushButton::clicked, this, clicked);
    return button;
}

/// A focused button handles Enter itself; elsewhere, Enter presses no button.
void PresetsDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        QDialog::keyPressEvent(event);
    else if (m_list->hasFocus())
        openSelected();
    else if (isSaving())
        saveNew();
}

/// Whether the focus is where Enter saves.
bool PresetsDialog::isSaving() const
{
    return m_name->hasFocus() || m_withPrompt->hasFocus();
}

bool PresetsDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn)
        showDefault();
    const auto *key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent *>(event) : nullptr;
    if (watched == m_name && m_list->count() > 0 && key && key->key() == Qt::Key_Down &&
        !(key->modifiers() & ~Qt::KeypadModifier)) {
        m_list->setCurrentRow(std::max(0, m_list->currentRow()));
        m_list->setFocus(Qt::TabFocusReason);
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

void PresetsDialog::reload(const QString &selected)
{
    m_loading = true;
    m_list->clear();
    for (const QString &name : m_store.names()) {
        auto *item = new QListWidgetItem(name, m_list);
        item->setData(Qt::UserRole, name);
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        if (name == selected)
            m_list->setCurrentItem(item);
    }
    m_loading = false;
    m_none->setVisible(m_list->count() == 0);
    showButtons();
}

void PresetsDialog::showButtons()
{
    const QString name = m_name->text().simplified();
    m_save->setEnabled(!name.isEmpty() && !m_page.lanes.isEmpty()); // a page of replays has none
    m_save->setText(m_store.names().contains(name) ? tr("Re&place") : tr("&Save"));
    for (QPushButton *button : std::as_const(m_ofSelected))
        button->setEnabled(m_list->currentItem());
    showDefault();
}

/// Marks what Enter presses in the field or in the list; a focused button marks itself.
void PresetsDialog::showDefault()
{
    if (isSaving()) {
        m_ofSelected.first()->setDefault(false);
        m_save->setDefault(!m_store.names().contains(m_name->text().simplified()));
    } else if (m_list->hasFocus()) {
        m_ofSelected.first()->setDefault(true);
    }
}

/// Shows the error, or else the success.
void PresetsDialog::say(const PresetStore::Done &done, const QString &well)
{
    const QString text = done ? well : done.error();
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
    setStyleProperty(m_message, "role", done ? u"secondary"_s : u"warning"_s);
    m_undo->hide();
}

void PresetsDialog::offerUndo(const Preset &gone)
{
    if (m_store.load(gone.name) != gone) // not if the replacement is equal
        m_gone = gone;
    m_undo->setVisible(m_gone && m_gone->name == gone.name);
}

QString PresetsDialog::selected() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->data(Qt::UserRole).toString() : QString();
}

/// Enter that was meant for a new preset must not replace one.
void PresetsDialog::saveNew()
{
    const QString name = m_name->text().simplified();
    if (m_store.names().contains(name))
        say(std::unexpected(tr("“%1” exists. Choose another name, or press Replace.").arg(name)), {});
    else
        m_save->click();
}

void PresetsDialog::save()
{
    m_page.name = m_name->text().simplified();
    const bool replaces = m_store.names().contains(m_page.name);
    const auto before = m_store.load(m_page.name);
    Preset page = m_page;
    if (!m_withPrompt->isChecked())
        page.prompt.clear();
    const auto saved = m_store.save(page);
    reload(m_page.name);
    say(saved, savedText(replaces));
    if (saved && before)
        offerUndo(*before);
}

QString PresetsDialog::savedText(bool replaced) const
{
    const bool whole = std::ranges::all_of(
        m_page.lanes, [](const LaneSetup &lane) { return !problemOfExtra(lane.parameters.extra); });
    const QString text = whole ? (replaced ? tr("Replaced “%1”.") : tr("Saved as “%1”."))
                               : (replaced ? tr("Replaced “%1”, without the extra JSON, which is invalid.")
                                           : tr("Saved as “%1”, without the extra JSON, which is invalid."));
    return text.arg(m_page.name);
}

QString PresetsDialog::unknownGateways(const Preset &preset) const
{
    QStringList unknown;
    for (const LaneSetup &lane : preset.lanes) {
        if (!m_gateways.contains(lane.choice.gateway) && !unknown.contains(lane.choice.gateway))
            unknown << lane.choice.gateway;
    }
    return unknown.join(u", "_s);
}

void PresetsDialog::openSelected()
{
    if (!m_list->currentItem())
        return;
    const auto preset = m_store.load(selected());
    if (!preset)
        return say(std::unexpected(preset.error()), {});
    if (const QString unknown = unknownGateways(*preset); !unknown.isEmpty())
        return say(
            std::unexpected(tr("There is no gateway “%1” here: add it in Settings, Gateways.").arg(unknown)),
            {});
    Q_EMIT chosen(*preset);
    accept();
}

void PresetsDialog::edit()
{
    m_list->editItem(m_list->currentItem());
}

void PresetsDialog::rename(const QString &newName)
{
    if (m_loading)
        return;
    const QString name = selected();
    const QString wish = newName.simplified().left(MaxName);
    const auto renamed = wish.isEmpty() ? PresetStore::Done() : m_store.rename(name, wish);
    // The list is in the middle of a change.
    QMetaObject::invokeMethod(
        this, [this, selected = renamed && !wish.isEmpty() ? wish : name] { reload(selected); },
        Qt::QueuedConnection);
    say(renamed, {});
}

void PresetsDialog::remove()
{
    const QString name = selected();
    const auto preset = m_store.load(name);
    const auto removed = m_store.remove(name);
    say(removed, tr("Deleted “%1”.").arg(name));
    if (removed && preset)
        offerUndo(*preset);
    (m_undo->isHidden() ? static_cast<QWidget *>(m_list) : m_undo)->setFocus(); // not the next button
    reload(removed ? QString() : name);
}

void PresetsDialog::undo()
{
    const auto saved = m_store.save(*m_gone);
    m_list->setFocus();
    reload(m_gone->name);
    say(saved, tr("Restored “%1”.").arg(m_gone->name));
}

void PresetsDialog::chooseImport()
{
    auto *dialog = new QFileDialog(this, tr("Import a preset"), {}, tr("Presets (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &PresetsDialog::importFile);
    dialog->open();
}

QString PresetsDialog::freeName(const QString &wish) const
{
    const QStringList names = m_store.names();
    QString name = wish;
    for (int i = 2; names.contains(name); ++i)
        name = u"%1 (%2)"_s.arg(wish).arg(i);
    return name;
}

void PresetsDialog::importFile(const QString &path)
{
    auto preset = PresetStore::readFile(path);
    if (!preset)
        return say(std::unexpected(preset.error()), {});
    preset->name = freeName(preset->name.simplified().left(MaxName));
    const auto saved = m_store.save(*preset);
    reload(preset->name);
    say(saved, tr("Imported as “%1”.").arg(preset->name));
}

void PresetsDialog::chooseExport()
{
    auto *dialog = new QFileDialog(this, tr("Export the preset"), {}, tr("Presets (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(selected() + u".json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &PresetsDialog::exportFile);
    dialog->open();
}

void PresetsDialog::exportFile(const QString &path)
{
    const auto written = m_store.load(selected()).and_then([&path](const Preset &preset) {
        return PresetStore::writeFile(preset, path);
    });
    say(written, tr("Exported to %1.").arg(path));
}

} // namespace Parlance
