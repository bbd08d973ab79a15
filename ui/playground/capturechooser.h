// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/capture.h"

#include <QDialog>

class QPushButton;
class QTreeWidget;

namespace Parlance {

/// Asks which of the captures in a file to play, and lists their method, address, status and size. Those that
/// posted something are chosen at first, as a chat does.
class CaptureChooser : public QDialog
{
    Q_OBJECT

public:
    CaptureChooser(const QList<Capture> &captures, const QString &file, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The user chose these, by their index.
    void chosen(const QList<qsizetype> &captures);

private:
    void fill(const QList<Capture> &captures);
    void showChoice();
    void accept() override;

    QTreeWidget *m_list;
    QPushButton *m_play;
};

} // namespace Parlance
