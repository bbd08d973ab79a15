// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/presetstore.h"

#include <QDialog>
#include <optional>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace Parlance {

/// Saves the lanes of the page as a preset, and opens, renames, deletes, exports and imports those there are.
/// What went wrong is said in place; a preset that was deleted or replaced can be brought back until
/// the next thing is done.
class PresetsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `page` is what can be saved; `catalog` knows the gateways. Both are copied.
    PresetsDialog(const PresetStore &store, Preset page, const Catalog &catalog, QWidget *parent = nullptr);

    /// Reads a file into the presets, under a name that is free, and selects it.
    void importFile(const QString &path);
    void exportFile(const QString &path);

Q_SIGNALS:
    void chosen(const Parlance::Preset &preset);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildLayout();
    QPushButton *addButton(const QString &text, const QString &name, void (PresetsDialog::*clicked)());
    void reload(const QString &selected);
    void showButtons();
    void say(const PresetStore::Done &done, const QString &well);
    void offerUndo(const Preset &gone);
    [[nodiscard]] QString savedText(bool replaced) const;
    [[nodiscard]] QString selected() const;
    [[nodiscard]] QString freeName(const QString &wish) const;
    [[nodiscard]] QString unknownGateways(const Preset &preset) const;

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
    QStringList m_gateways;       ///< the ids there are
    std::optional<Preset> m_gone; ///< deleted or replaced: what an undo brings back
    QLineEdit *m_name;
    QPushButton *m_save;
    QListWidget *m_list;
    QLabel *m_message;
    QPushButton *m_undo;
    QList<QPushButton *> m_ofSelected; ///< what can be done with the selected preset
    bool m_loading = false;
};

} // namespace Parlance
