// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/presetstore.h"

#include <QDialog>
#include <optional>

class QCheckBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace Parlance {

/// Saves the lanes of the page as a preset, and opens, renames, deletes, exports and imports presets. Shows
/// errors in the dialog; a deleted or replaced preset can be restored until the next action.
class PresetsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `page` is the preset to save, its prompt only if the user wants that; `catalog` knows the gateways.
    /// Copies both.
    PresetsDialog(const PresetStore &store, Preset page, const Catalog &catalog, QWidget *parent = nullptr);

    /// Imports a preset file under an unused name and selects the preset.
    void importFile(const QString &path);
    void exportFile(const QString &path);

Q_SIGNALS:
    void chosen(const Parlance::Preset &preset);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildLayout();
    QPushButton *addButton(const QString &text, const QString &name, void (PresetsDialog::*clicked)());
    void reload(const QString &selected);
    void showButtons();
    [[nodiscard]] bool isSaving() const;
    void showDefault();
    void say(const PresetStore::Done &done, const QString &well);
    void offerUndo(const Preset &gone);
    [[nodiscard]] QString savedText(bool replaced) const;
    [[nodiscard]] QString selected() const;
    [[nodiscard]] QString freeName(const QString &wish) const;
    [[nodiscard]] QString unknownGateways(const Preset &preset) const;

    void saveNew();
    void save();
    void openSelected();
    void edit();
    void rename(const QString &newName);
    void remove();
    void undo();
    void chooseImport();
    void chooseExport();

    PresetStore m_store;
    Preset m_page;
    QStringList m_gateways;       ///< the known ids
    std::optional<Preset> m_gone; ///< deleted or replaced; undo restores it
    QLineEdit *m_name;
    QCheckBox *m_withPrompt;
    QPushButton *m_save;
    QListWidget *m_list;
    QLabel *m_none; ///< says that the list is empty
    QLabel *m_message;
    QPushButton *m_undo;
    QList<QPushButton *> m_ofSelected; ///< the actions on the selected preset
    bool m_loading = false;
};

} // namespace Parlance
