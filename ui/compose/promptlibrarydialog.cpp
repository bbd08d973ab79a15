// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/promptlibrarydialog.h"

#include "gateways/variable.h"
#include "ui/edit/longtextedit.h"
#include "view/base/linkbutton.h"
#include "view/base/plainlabel.h"
#include "view/base/stylesheet.h"
#include "view/base/theme.h"

#include <QComboBox>
#include <QDir>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int NameRole = Qt::UserRole;

/// Edits the whole name of a prompt, with its folders.
class NameDelegate : public QStyledItemDelegate
{
public:
    NameDelegate(const std::function<void(const QString &)> &renamed, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_renamed(renamed)
    {
    }

    void setEditorData(QWidget *editor, const QModelIndex &index) const override
    {
        static_cast<QLineEdit *>(editor)->setText(index.data(NameRole).toString());
    }

    void setModelData(QWidget *editor, QAbstractItemModel *, const QModelIndex &) const override
    {
        m_renamed(static_cast<const QLineEdit *>(editor)->text());
    }

private:
    std::function<void(const QString &)> m_renamed;
};

QPushButton *makeButton(const QString &text, const QString &name)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    button->setAutoDefault(false);
    return button;
}

bool isEnter(const QKeyEvent &event)
{
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

bool stepsThroughList(int key)
{
    return key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown;
}

QString kindOf(const SavedPrompt &prompt)
{
    return prompt.kind == SavedPrompt::Kind::System ? PromptLibraryDialog::tr("System prompt")
                                                    : PromptLibraryDialog::tr("Prompt");
}

QString aboutPrompt(const SavedPrompt &prompt)
{
    if (!prompt.fault.isEmpty())
        return prompt.fault;
    const QStringList variables = variablesIn(prompt.text);
    return variables.isEmpty() ? kindOf(prompt)
                               : PromptLibraryDialog::tr("%1 · variables: %2", "kind, names")
                                     .arg(kindOf(prompt), variables.join(u", "_s));
}

} // namespace

PromptLibraryDialog::PromptLibraryDialog(PromptLibrary library, Texts texts, QWidget *parent)
    : QDialog(parent)
    , m_library(std::move(library))
    , m_texts(std::move(texts))
    , m_search(new QLineEdit)
    , m_list(new QListWidget)
    , m_about(plainLabel(u"libraryAbout"_s, u"secondary"_s))
    , m_preview(new LongTextEdit)
    , m_message(plainLabel(u"libraryMessage"_s, u"secondary"_s))
    , m_undo(makeButton(tr("&Undo"), u"undoLibrary"_s))
    , m_insert(makeButton(tr("&Insert"), u"insertPrompt"_s))
    , m_system(makeButton(tr("Set as system &prompt"), u"setSystemPrompt"_s))
    , m_rename(makeButton(tr("&Rename or move"), u"renamePrompt"_s))
    , m_delete(makeButton(tr("&Delete"), u"deletePrompt"_s))
    , m_what(new QComboBox)
    , m_name(new QLineEdit)
    , m_save(makeButton(tr("&Save"), u"savePrompt"_s))
{
    setObjectName(u"promptLibrary"_s);
    setWindowTitle(tr("Prompt library"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_search->setObjectName(u"searchPrompts"_s);
    m_search->setAccessibleName(tr("Search saved prompts"));
    m_search->setPlaceholderText(tr("Search saved prompts"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    lookLikeLink(m_undo);
    auto *sides = new QSplitter;
    sides->setChildrenCollapsible(false);
    sides->setHandleWidth(1);
    sides->addWidget(makeList());
    sides->addWidget(makePreview());
    sides->setSizes({250, 430});
    sides->setStretchFactor(1, 1);
    auto *message = new QHBoxLayout;
    message->addWidget(m_message, 1);
    message->addWidget(m_undo);
    auto *about = plainLabel(u"libraryFolder"_s, u"secondary"_s);
    about->setText(tr("What you save here, and nothing else, is written to %1. A text with a key is refused.")
            .arg(QDir::toNativeSeparators(m_library.folder())));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(10);
    layout->addWidget(m_search);
    layout->addWidget(sides, 1);
    layout->addLayout(message);
    layout->addLayout(makeButtons());
    layout->addLayout(makeSaving());
    layout->addWidget(about);
    connectParts();
    reload({});
    say({}, {});
    resize(720, 520);
    m_search->setFocus();
}

QWidget *PromptLibraryDialog::makeList()
{
    m_list->setObjectName(u"promptList"_s);
    m_list->setAccessibleName(tr("Saved prompts"));
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->setMinimumWidth(180);
    m_list->setItemDelegate(new NameDelegate([this](const QString &name) { rename(name); }, m_list));
    return m_list;
}

QWidget *PromptLibraryDialog::makePreview()
{
    m_preview->setObjectName(u"promptPreview"_s);
    m_preview->setAccessibleName(tr("The selected prompt"));
    m_preview->setReadOnly(true);
    m_preview->setTabChangesFocus(true);
    auto *preview = new QWidget;
    auto *layout = new QVBoxLayout(preview);
    layout->setContentsMargins(8, 0, 0, 0);
    layout->addWidget(m_about);
    layout->addWidget(m_preview, 1);
    layout->addStretch();
    return preview;
}

QLayout *PromptLibraryDialog::makeButtons()
{
    m_rename->setToolTip(tr("Put folders before the name: work/letters/summary (F2)"));
    auto *close = makeButton(tr("&Close"), u"closeLibrary"_s);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {m_insert, m_system, m_rename, m_delete})
        buttons->addWidget(button);
    buttons->addStretch();
    buttons->addWidget(close);
    return buttons;
}

QLayout *PromptLibraryDialog::makeSaving()
{
    m_what->setObjectName(u"promptToSave"_s);
    m_what->setAccessibleName(tr("What to save"));
    if (!m_texts.prompt.trimmed().isEmpty())
        m_what->addItem(tr("Prompt"), int(SavedPrompt::Kind::Prompt));
    if (!m_texts.system.trimmed().isEmpty())
        m_what->addItem(tr("System prompt"), int(SavedPrompt::Kind::System));
    m_name->setObjectName(u"promptName"_s);
    auto *label = new QLabel(tr("Save t&he current"));
    label->setBuddy(m_what);
    auto *as = new QLabel(tr("&as"));
    as->setBuddy(m_name);
    auto *saving = new QHBoxLayout;
    saving->addWidget(label);
    saving->addWidget(m_what);
    saving->addWidget(as);
    saving->addWidget(m_name, 1);
    saving->addWidget(m_save);
    const bool hasText = m_what->count() > 0;
    m_what->setVisible(hasText);
    m_name->setEnabled(hasText);
    m_name->setPlaceholderText(
        hasText ? tr("a name, or folder/name") : tr("There is no prompt and no system prompt to save"));
    return saving;
}

void PromptLibraryDialog::connectParts()
{
    connect(m_search, &QLineEdit::textChanged, this, [this] { showList({}); });
    connect(m_list, &QListWidget::currentItemChanged, this, &PromptLibraryDialog::showSelected);
    connect(m_list, &QListWidget::itemDoubleClicked, this, &PromptLibraryDialog::use);
    connect(m_insert, &QPushButton::clicked, this, &PromptLibraryDialog::insert);
    connect(m_system, &QPushButton::clicked, this, &PromptLibraryDialog::setSystem);
    connect(m_rename, &QPushButton::clicked, this, &PromptLibraryDialog::edit);
    connect(m_delete, &QPushButton::clicked, this, &PromptLibraryDialog::remove);
    connect(m_undo, &QPushButton::clicked, this, &PromptLibraryDialog::undo);
    connect(m_name, &QLineEdit::textChanged, this, &PromptLibraryDialog::showSaving);
    connect(m_save, &QPushButton::clicked, this, [this] { save(true); });
    m_list->installEventFilter(this);
    m_name->installEventFilter(this);
}

/// A focused button handles Enter itself; elsewhere, Enter presses no button.
void PromptLibraryDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete && m_list->hasFocus())
        remove();
    else if (!isEnter(*event))
        QDialog::keyPressEvent(event);
    else if (m_search->hasFocus() || m_list->hasFocus())
        use();
    else if (m_name->hasFocus())
        save(false);
}

bool PromptLibraryDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn)
        showDefault();
    const bool steps = watched == m_search && event->type() == QEvent::KeyPress &&
                       stepsThroughList(static_cast<QKeyEvent *>(event)->key());
    if (!steps)
        return QDialog::eventFilter(watched, event);
    QCoreApplication::sendEvent(m_list, event);
    return true;
}

void PromptLibraryDialog::reload(const QString &selected)
{
    m_prompts = m_library.prompts();
    showList(selected);
}

/// By folders, or what was found in the order of the matches.
void PromptLibraryDialog::showList(const QString &selected)
{
    const bool byFolders = m_search->text().trimmed().isEmpty();
    QString folder;
    m_list->clear();
    for (const SavedPrompt &prompt : found(m_prompts, m_search->text())) {
        if (byFolders && prompt.folder() != folder) {
            folder = prompt.folder();
            auto *heading = new QListWidgetItem(folder, m_list);
            heading->setFlags(Qt::NoItemFlags);
            heading->setForeground(Theme::current().secondaryText);
        }
        addItem(prompt, byFolders);
        if (prompt.name == selected || m_list->currentRow() < 0)
            m_list->setCurrentRow(m_list->count() - 1);
    }
    showSelected();
}

void PromptLibraryDialog::addItem(const SavedPrompt &prompt, bool byFolders)
{
    const QString indent = byFolders && !prompt.folder().isEmpty() ? u"    "_s : QString();
    const QString sign = prompt.fault.isEmpty() ? QString() : u"⚠ "_s;
    auto *item = new QListWidgetItem(indent + sign + (byFolders ? prompt.title() : prompt.name), m_list);
    item->setData(NameRole, prompt.name);
    item->setFlags(item->flags() | Qt::ItemIsEditable);
}

const SavedPrompt *PromptLibraryDialog::selected() const
{
    const QListWidgetItem *item = m_list->currentItem();
    const QString name = item ? item->data(NameRole).toString() : QString();
    const auto prompt = std::ranges::find(m_prompts, name, &SavedPrompt::name);
    return prompt == m_prompts.cend() ? nullptr : &*prompt;
}

void PromptLibraryDialog::showSelected()
{
    const SavedPrompt *prompt = selected();
    const bool isUsable = prompt && prompt->fault.isEmpty();
    m_about->setText(prompt ? aboutPrompt(*prompt)
                     : m_prompts.isEmpty()
                         ? tr("Nothing is saved yet. Give the prompt or the system prompt a "
                              "name below to save it.")
                         : tr("Nothing found."));
    m_preview->setPlainText(prompt ? prompt->text : QString());
    m_preview->setVisible(isUsable);
    for (QPushButton *button : {m_insert, m_system})
        button->setEnabled(isUsable);
    for (QPushButton *button : {m_rename, m_delete})
        button->setEnabled(prompt);
    showSaving();
}

/// Marks what Enter presses where the focus is.
void PromptLibraryDialog::showDefault()
{
    const SavedPrompt *prompt = selected();
    const bool isSaving = m_name->hasFocus();
    const bool isSystem = prompt && prompt->kind == SavedPrompt::Kind::System;
    m_save->setDefault(isSaving && !m_library.has(nameToSave()));
    m_insert->setDefault(!isSaving && !isSystem);
    m_system->setDefault(!isSaving && isSystem);
}

QString PromptLibraryDialog::nameToSave() const
{
    return tidyName(m_name->text());
}

void PromptLibraryDialog::showSaving()
{
    m_save->setEnabled(m_what->count() > 0 && !nameToSave().isEmpty());
    m_save->setText(m_library.has(nameToSave()) ? tr("Rep&lace") : tr("&Save"));
    showDefault();
}

/// Says the error, or else the success, and forgets what could be undone before.
void PromptLibraryDialog::say(const PromptLibrary::Done &done, const QString &well)
{
    const QString text = done ? well : done.error();
    m_message->setText(text);
    setStyleProperty(m_message, "role", done ? u"secondary"_s : u"warning"_s);
    m_undo->hide();
    m_undoStep = {};
}

void PromptLibraryDialog::offerUndo(const std::function<void()> &undo)
{
    m_undoStep = undo;
    m_undo->show();
}

void PromptLibraryDialog::undo()
{
    m_search->setFocus(); // the button goes
    const std::function<void()> step = std::exchange(m_undoStep, {});
    step();
}

/// What the prompt was saved as.
void PromptLibraryDialog::use()
{
    const SavedPrompt *prompt = selected();
    if (prompt && prompt->kind == SavedPrompt::Kind::System)
        setSystem();
    else
        insert();
}

void PromptLibraryDialog::insert()
{
    const SavedPrompt *prompt = selected();
    if (!prompt || !prompt->fault.isEmpty())
        return;
    Q_EMIT insertRequested(prompt->text);
    accept();
}

/// Stays open if another system prompt was replaced, which can be brought back.
void PromptLibraryDialog::setSystem()
{
    const SavedPrompt *prompt = selected();
    if (!prompt || !prompt->fault.isEmpty())
        return;
    const QString before = std::exchange(m_texts.system, prompt->text);
    Q_EMIT systemRequested(prompt->text);
    if (before.trimmed().isEmpty() || before == prompt->text)
        return accept();
    say({}, tr("“%1” has replaced the system prompt.").arg(prompt->title()));
    offerUndo([this, before] {
        m_texts.system = before;
        Q_EMIT systemRequested(before);
        say({}, tr("System prompt restored."));
    });
}

void PromptLibraryDialog::save(bool mayReplace)
{
    const auto kind = static_cast<SavedPrompt::Kind>(m_what->currentData().toInt());
    const SavedPrompt prompt{.name = nameToSave(),
        .kind = kind,
        .text = kind == SavedPrompt::Kind::System ? m_texts.system : m_texts.prompt};
    const bool replaces = mayReplace && m_library.has(prompt.name);
    const auto before = replaces ? m_library.file(prompt.name) : QByteArray();
    const auto saved = !before    ? std::unexpected(before.error())
                       : replaces ? m_library.replace(prompt)
                                  : m_library.save(prompt);
    if (saved)
        m_search->clear();
    reload(prompt.name);
    say(saved, (replaces ? tr("Replaced “%1”.") : tr("Saved as “%1”.")).arg(prompt.name));
    if (saved && replaces)
        offerUndo([this, name = prompt.name, file = *before] {
            const auto back = m_library.putBack(name, file);
            reload(name);
            say(back, tr("Restored the old “%1”.").arg(name));
        });
}

void PromptLibraryDialog::edit()
{
    m_list->setFocus();
    m_list->editItem(m_list->currentItem());
}

void PromptLibraryDialog::rename(const QString &newName)
{
    const QString name = selected()->name;
    const QString wish = tidyName(newName);
    const auto renamed = m_library.rename(name, wish);
    const bool isRenamed = renamed && !wish.isEmpty() && wish != name;
    // The list is in the middle of a change.
    QMetaObject::invokeMethod(
        this, [this, now = isRenamed ? wish : name] { reload(now); }, Qt::QueuedConnection);
    say(renamed, isRenamed ? tr("Renamed “%1” to “%2”.").arg(name, wish) : QString());
}

void PromptLibraryDialog::remove()
{
    const SavedPrompt *prompt = selected();
    if (!prompt)
        return;
    const QString name = prompt->name;
    const auto file = m_library.file(name);
    const auto removed = file ? m_library.remove(name) : PromptLibrary::Done(std::unexpected(file.error()));
    reload(removed ? QString() : name);
    say(removed, tr("Deleted “%1”.").arg(name));
    if (!removed)
        return;
    offerUndo([this, name, file = *file] {
        const auto back = m_library.putBack(name, file);
        reload(name);
        say(back, tr("Restored “%1”.").arg(name));
    });
    m_undo->setFocus(); // not the next button
}

} // namespace Parlance
