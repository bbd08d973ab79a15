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

/// Writes a conversation to a file of the user's choice, and says where it went, or why it did not.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// `source` gives what there is when it is written; `folder` is where the user is asked first.
    ExportDialog(std::function<ExportSource()> source, const QString &folder, QWidget *parent = nullptr);

    /// Writes the file as it is chosen above.
    void saveTo(const QString &path);

private:
    void buildLayout();
    void showFormat();
    void choosePlace();
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
