// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

class QWidget;

namespace Parlance {

/// Saves a picture of a window to a file once it is painted, and quits the application: with 0, or with 1 and
/// a line on stderr if it cannot write the file.
class Screenshot : public QObject
{
    Q_OBJECT

public:
    Screenshot(QWidget *window, QString file, QObject *parent = nullptr);

    /// Takes the picture once the pending events and the paint that they cause are done.
    void take();

private:
    void save();

    QWidget *m_window;
    QString m_file;
};

} // namespace Parlance
