// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/screenshot.h"

#include <QCoreApplication>
#include <QPixmap>
#include <QTextStream>
#include <QTimer>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// Long enough for the view to write and paint the last frame.
constexpr std::chrono::milliseconds Settle{250};

} // namespace

Screenshot::Screenshot(QWidget *window, QString file, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_file(std::move(file))
{
}

void Screenshot::take()
{
    QTimer::singleShot(Settle, this, &Screenshot::save);
}

void Screenshot::save()
{
    if (m_window->grab().save(m_file)) {
        QTextStream(stdout) << "saved " << m_file << Qt::endl;
        QCoreApplication::exit(0);
    } else {
        QTextStream(stderr) << "cannot write the picture to " << m_file
                            << ": is the folder there, and does the name end with .png?" << Qt::endl;
        QCoreApplication::exit(1);
    }
}

} // namespace Parlance
