// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/gateway.h"

#include <QHash>
#include <QStringList>

namespace Parlance {

/// All available gateways: the built-in ones and the user's own.
///
/// The user's profiles are files of the same form in the user's folder. A file with the id of a built-in
/// profile overrides it: a field that it omits keeps its value, and null removes a field. Other profiles
/// follow the built-in ones.
class Catalog
{
public:
    /// Reads every *.json file of the folder, in order of name. Skips a file that is invalid or repeats an
    /// id, and lists it in `problems()`. A folder that does not exist gives no gateways.
    [[nodiscard]] static Catalog fromFolder(const QString &folder);
    /// The built-in gateways (":/gateways"), in the order of the picker.
    [[nodiscard]] static Catalog builtIn();
    /// The built-in gateways and those in the user's folder. An invalid user file leaves the built-in profile
    /// unchanged. One environment variable belongs to one key: a file that reads another slot's variable is
    /// invalid, or a key could be sent to the wrong service.
    [[nodiscard]] static Catalog load(const QString &userFolder);
    /// The default folder for the user's files: "gateways" in the user's configuration folder
    /// (~/.config/parlance/parlance/gateways).
    [[nodiscard]] static QString userFolder();

    /// The folder that was read last, to which `save()` writes.
    [[nodiscard]] const QString &folder() const { return m_folder; }

    [[nodiscard]] const QList<Gateway> &gateways() const { return m_gateways; }
    /// The gateway with that id, or null.
    [[nodiscard]] const Gateway *find(QStringView id) const;
    /// The id of the dialect that a gateway speaks at the path of this URL; empty if none has that path. A
    /// part before the path does not matter.
    [[nodiscard]] QString dialectAt(const QUrl &url) const;
    /// The first gateway with that key slot, or null.
    [[nodiscard]] const Gateway *firstOfSlot(QStringView slot) const;
    /// One line for each skipped file: its name and the reason.
    [[nodiscard]] const QStringList &problems() const { return m_problems; }

    /// True for a built-in gateway, also if the user has changed it.
    [[nodiscard]] bool isBuiltIn(const QString &id) const { return m_builtIn.contains(id); }
    /// The built-in profile without the user's changes, or the profile itself if it is the user's own.
    [[nodiscard]] Gateway original(const Gateway &gateway) const;
    /// True if the user's folder has a file for it.
    [[nodiscard]] bool hasUserFile(const QString &id) const { return m_files.contains(id); }
    /// The first free id of "wish", "wish-2", ...
    [[nodiscard]] QString freeId(const QString &wish) const;

    /// Writes a profile to `folder()`: for a built-in one only the differences, and nothing if there are
    /// none. The catalog itself does not change; load it again.
    [[nodiscard]] std::expected<void, QString> save(const Gateway &gateway) const;
    /// Removes the user's file: this deletes a gateway of the user, and restores a built-in one.
    [[nodiscard]] std::expected<void, QString> removeUserFile(const QString &id) const;

private:
    void readFolder(const QString &folder);
    [[nodiscard]] std::expected<void, QString> addFile(const QString &path);
    [[nodiscard]] std::expected<void, QString> add(const Gateway &gateway, const QString &path);
    /// The file for the user's profile with that id.
    [[nodiscard]] QString pathFor(const QString &id) const;
    [[nodiscard]] std::expected<void, QString> checkVariable(const Gateway &gateway) const;

    QList<Gateway> m_gateways;
    QHash<QString, Gateway> m_builtIn;
    QHash<QString, QString> m_files; ///< the user's files: id to path
    QString m_folder;
    QStringList m_problems;
};

} // namespace Parlance
