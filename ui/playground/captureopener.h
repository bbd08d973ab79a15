// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/capture.h"

#include <QObject>

namespace Parlance {

class Pages;
class TargetResolver;

/// Opens the captures in a file as lanes that play them, on the current page. Reads a file and writes none.
class CaptureOpener : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it; messages appear over `pages`.
    CaptureOpener(const TargetResolver *resolver, Pages *pages, QObject *parent = nullptr);

    /// Asks for a file and opens it.
    void ask();
    /// Opens this file; asks which captures if it has several. If `openCaptures()` finds none, says why in a
    /// message, and opens no lane.
    void open(const QString &path);

private:
    void choose(const QList<Capture> &captures, const QString &file);
    void play(const Capture &capture, const QString &file);
    void refuse(const QString &why);

    const TargetResolver *m_resolver;
    Pages *m_pages;
};

} // namespace Parlance
