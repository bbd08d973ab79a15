// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPainterPath>
#include <QString>

#include <functional>

namespace Parlance {

class Page;
struct PageKind;

/// In the order of the menu; the first is the kind of a new window's page.
using PageKinds = QList<PageKind>;

/// A kind of page that the user can open.
struct PageKind
{
    QString id;            ///< by which a page is kept
    QString name;          ///< in a menu: "&Models page"
    QString tab;           ///< the name of a new page: "Models"
    QString toolTip;       ///< what it is for, in a sentence
    QPainterPath icon;     ///< lines in a square of 16 by 16 around the origin
    QString openText = {}; ///< offers a model to such a page: "Open in a &lane"; empty if it takes none
    /// Makes an empty page. The kinds are those of the window, and outlive it.
    std::function<Page *(const PageKinds &kinds)> make;
};

/// Null if there is no such kind.
[[nodiscard]] const PageKind *findKind(const PageKinds &kinds, const QString &id);

} // namespace Parlance
