// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/gateway.h"

#include <QHash>
#include <QStringList>

namespace Parlance {

/// All the gateways there are to choose from: the ones that come with Parlance and the user's own.
///
/// The user's are files of the same form in a folder of theirs. A file with the id of a built-in profile lies
/// over it: what it does not say stays as it is, and null takes a field away. Others come after the built-in
/// ones.
class Catalog
{
public:
    /// Reads every *.json file of the folder, in order of name. A bad file, or one with an id that was there
    /// before, is left out and named in `problems()`. A folder that does not exist has no gateways.
    [[nodiscard]] static Catalog fromFolder(const QString &folder);
    /// The gateways that come with Parlance (":/gateways"), in the order of the picker.
    [[nodiscard]] static Catalog builtIn();
    /// The built-in gateways and the user's, from their folder. A user's file that is bad leaves the built-in
    /// profile as it is. One environment variable belongs to one key: a file that looks for its key where
    /// another slot's is found is bad, or a key could go astray.
    [[nodiscard]] static Catalog load(const QString &userFolder);
    /// Where the user's files are by default: "gateways" in the folder of the user's configuration
    /// (~/.config/parlance/parlance/gateways).
    [[nodiscard]] static QString userFolder();

    /// The folder that was read last, where `save()` writes.
    [[nodiscard]] const QString &folder() const { return m_folder; }

    [[nodiscard]] const QList<Gateway> &gateways() const { return m_gateways; }
    /// The gateway of that id, or null.
    [[nodiscard]] const Gateway *find(QStringView id) const;
    /// The first gateway that takes its key from that slot, or null.
    [[nodiscard]] const Gateway *firstOfSlot(QStringView slot) const;
    /// One line for each file that was left out: its name and why.
    [[nodiscard]] const QStringList &problems() const { return m_problems; }

    /// True for a gateway that comes with Parlance, also when the user has changed it.
    [[nodiscard]] bool isBuiltIn(const QString &id) const { return m_builtIn.contains(id); }
    /// The built-in profile as it came, or the profile itself if it is the user's.
    [[nodiscard]] Gateway original(const Gateway &gateway) const;
    /// True if there is a file of the user's for it.
    [[nodiscard]] bool hasUserFile(const QString &id) const { return m_files.contains(id); }
    /// An id like `wish` that is free: "wish", "wish-2", ...
    [[nodiscard]] QString freeId(const QString &wish) const;

    /// Writes a profile into the folder that this catalog was loaded from: of a built-in one only what
    /// differs, and nothing at all if nothing does. The catalog itself stays as it is; load it again.
    [[nodiscard]] std::expected<void, QString> save(const Gateway &gateway) const;
    /// Removes the user's file: their own gateway is gone then, a built-in one as it came.
    [[nodiscard]] std::expected<void, QString> removeUserFile(const QString &id) const;

private:
    void readFolder(const QString &folder);
    [[nodiscard]] std::expected<void, QString> addFile(const QString &path);
    [[nodiscard]] std::expected<void, QString> add(const Gateway &gateway, const QString &path);
    /// Where the user's profile of that id is written.
    [[nodiscard]] QString pathFor(const QString &id) const;
    [[nodiscard]] std::expected<void, QString> checkVariable(const Gateway &gateway) const;

    QList<Gateway> m_gateways;
    QHash<QString, Gateway> m_builtIn;
    QHash<QString, QString> m_files; ///< of the user: id to path
    QString m_folder;
    QStringList m_problems;
};

} // namespace Parlance
