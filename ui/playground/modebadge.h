// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace Parlance {

/// A button that says whether the embedded gateway answers or the gateway itself. A click asks to change
/// that.
class ModeBadge : public QToolButton
{
    Q_OBJECT

public:
    explicit ModeBadge(QWidget *parent = nullptr);

    /// `fault` is the failure requested from the embedded gateway; empty for none.
    void setMode(bool live, const QString &fault = {});
};

} // namespace Parlance
