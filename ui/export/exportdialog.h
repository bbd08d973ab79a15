// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/exportformat.h"
#include "ui/export/transcript.h"

#include <QDialog>
#include <functional>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QLabel;

namespace Parlance {

/// Writes a conversation to a file that the user chooses, and says where it is or why it could not be
/// written.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// `source` returns the current content whenever it is called; `folder` is the folder that the file
    /// dialog opens.
    ExportDialog(std::function<ExportSource()> source, const QString &folder, QWidget *parent = nullptr);

    /// Writes the file with the chosen options, beside the window. Not to the end if the dialog goes before.
    void saveTo(const QString &path);

private:
    void buildLayout();
    void showFormat();
    void choosePlace();
    void showResult(const QString &path, const std::expected<void, QString> &result);
    [[nodiscard]] const ExportFormat &format() const;
    [[nodiscard]] Transcript transcript() const;

    std::function<ExportSource()> m_source;
    QString m_folder;
    QList<ExportFormat> m_formats = exportFormats();
    QComboBox *m_format;
    QLabel *m_description;
    QCheckBox *m_selection;
    QLabel *m_result;
    QDialogButtonBox *m_buttons;
};

} // namespace Parlance
