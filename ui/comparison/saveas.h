// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>
#include <functional>

class QWidget;

namespace Parlance {

/// Saves a text in one of several forms to a file that the user chooses.
class SaveAs
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::SaveAs)

public:
    struct Form
    {
        QString suffix; ///< without its dot
        QString name;   ///< for the user
        std::function<QString()> write;
    };

    /// Asks where to, beginning with a file of that name and the time in the first form, and writes what the
    /// suffix says. A file that cannot be written is said to the user.
    static void ask(QWidget *parent, const QString &title, const QString &name, const QList<Form> &forms);
};

} // namespace Parlance
