// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>
#include <functional>
#include <optional>

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
        std::function<QByteArray()> write = {};
    };
    struct Choice
    {
        QString path;
        Form form; ///< that of the path's suffix; of several or none, the selected one
    };

    /// Asks for a file, suggesting this name with the time and the first format. Empty if the user cancels.
    [[nodiscard]] static std::optional<Choice> choose(
        QWidget *parent, const QString &title, const QString &name, const QList<Form> &forms);
    /// The same, and writes the file. Tells the user if it cannot. The path, if it was written.
    static std::optional<QString> ask(
        QWidget *parent, const QString &title, const QString &name, const QList<Form> &forms);
    /// The same for what takes long: calls `Form::write` in another thread.
    static void askVisibly(
        QWidget *parent, const QString &title, const QString &name, const QList<Form> &forms);
};

} // namespace Parlance
