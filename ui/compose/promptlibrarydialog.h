// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/promptlibrary.h"

#include <QDialog>
#include <functional>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace Parlance {

class LongTextEdit;

/// Finds a saved prompt, by typing, and puts it into the prompt or the system prompt; saves, renames, moves
/// and deletes them. Says errors in the dialog; what was deleted or replaced last can be brought back. Enter
/// never replaces a saved prompt.
class PromptLibraryDialog : public QDialog
{
    Q_OBJECT

public:
    /// What can be saved: the texts of the page.
    struct Texts
    {
        QString prompt = {};
        QString system = {};
    };
    PromptLibraryDialog(PromptLibrary library, Texts texts, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Asks to insert this text into the prompt.
    void insertRequested(const QString &text);
    /// Asks to make this text the system prompt.
    void systemRequested(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QWidget *makeList();
    [[nodiscard]] QWidget *makePreview();
    [[nodiscard]] QLayout *makeButtons();
    [[nodiscard]] QLayout *makeSaving();
    void connectParts();
    void reload(const QString &selected);
    void showList(const QString &selected);
    void addItem(const SavedPrompt &prompt, bool inFolder);
    void showSelected();
    void showSaving();
    void showDefault();
    void say(const PromptLibrary::Done &done, const QString &well);
    void offerUndo(const std::function<void()> &undo);
    void undo();
    void use();
    void insert();
    void setSystem();
    void save(bool mayReplace);
    void edit();
    void rename(const QString &newName);
    void remove();
    [[nodiscard]] const SavedPrompt *selected() const;
    [[nodiscard]] QString nameToSave() const;

    PromptLibrary m_library;
    Texts m_texts;
    QList<SavedPrompt> m_prompts;
    QLineEdit *m_search;
    QListWidget *m_list;
    QLabel *m_about; ///< the selected prompt
    LongTextEdit *m_preview;
    QLabel *m_message;
    QPushButton *m_undo;
    QPushButton *m_insert;
    QPushButton *m_system;
    QPushButton *m_rename;
    QPushButton *m_delete;
    QComboBox *m_what;
    QLineEdit *m_name;
    QPushButton *m_save;
    std::function<void()> m_undoStep;
};

} // namespace Parlance
