// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/capture.h"

#include <QObject>

#include <expected>

namespace Parlance {

class LanePages;
class TargetResolver;

/// Opens the captures in a file as lanes that play them, on the current page of lanes. Reads a file and
/// writes none.
class CaptureOpener : public QObject
{
    Q_OBJECT

public:
    /// The first two must outlive it; messages appear over `window`.
    CaptureOpener(const TargetResolver *resolver, LanePages *pages, QWidget *window);

    /// Asks for a file and opens it.
    void ask();
    /// Opens this file; asks which captures if it has several. If `openCaptures()` finds none, says why in a
    /// message, and opens no lane. Reads a large file in another thread, which the user can cancel.
    void open(const QString &path);

Q_SIGNALS:
    /// A file was read: its captures play, the user is asked which, or is told why not.
    void read();

private:
    void take(const std::expected<QList<Capture>, QString> &captures, const QString &file);
    void choose(const QList<Capture> &captures, const QString &file);
    void play(const Capture &capture, const QString &file);
    void refuse(const QString &why);

    const TargetResolver *m_resolver;
    LanePages *m_pages;
    QWidget *m_window;
};

} // namespace Parlance
