// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>
#include <functional>

class QWidget;

namespace Parlance {

/// Saves something in one of several formats to a file that the user chooses.
class SaveAs
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::SaveAs)

public:
    struct Form
    {
        QString suffix; ///< without its dot
        QString name;   ///< for the user
        std::function<QByteArray()> write;
    };

    /// Asks for a file, suggesting this name with the time and the first format, and writes the format that
    /// the suffix names. Tells the user if it cannot write the file.
    static void ask(QWidget *parent, const QString &title, const QString &name, const QList<Form> &forms);
};

} // namespace Parlance
