// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/server/throttle.h"

#include <QByteArray>
#include <QMutex>
#include <QString>

#include <optional>

namespace Parlance::Demo {

/// Pictures that wait to be fetched by their URL, in memory: for 60 minutes, and at most 64 MiB of them, of
/// which the oldest go first. Thread-safe.
class PictureStore
{
public:
    struct Picture
    {
        QString name; ///< that cannot be guessed, with its ending
        QString format;
        QByteArray bytes;
        std::chrono::steady_clock::time_point added;
    };

    explicit PictureStore(const Clock &clock);

    /// Returns the name to fetch it by.
    [[nodiscard]] QString add(const QString &format, const QByteArray &bytes);
    [[nodiscard]] std::optional<Picture> find(const QString &name);

private:
    void forget();

    Clock m_clock;
    QMutex m_mutex;
    QList<Picture> m_pictures; ///< the oldest first
};

} // namespace Parlance::Demo
